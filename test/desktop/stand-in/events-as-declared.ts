import type * as Electron from 'electron'
import type { AppEvents } from './application.ts'
import type { DownloadEvents, SessionEvents } from './session.ts'
import type { NoticeEvents, TrayEvents } from './system.ts'
import type { UtilityEvents } from './utility-process.ts'
import type { ContentsEvents, WindowEvents } from './windows.ts'

type Named<Events> = <Name extends keyof Events & string>(name: Name) => Name

/** Names an event of the stand-in's, or it is a type error. */
const nameOf = <Events>(): Named<Events> => (name) => name

/**
 * Every event that the stand-in tells, listened to as Electron declares it: a name or a value that Electron does not know is
 * a type error here. Nobody calls it; the type checker reads it.
 */
export function listenToAll(objects: {
  app: Pick<Electron.App, 'on'>
  window: Pick<Electron.BrowserWindow, 'on'>
  contents: Pick<Electron.WebContents, 'on'>
  session: Pick<Electron.Session, 'on'>
  download: Pick<Electron.DownloadItem, 'on'>
  utility: Pick<Electron.UtilityProcess, 'on'>
  tray: Pick<Electron.Tray, 'on'>
  notice: Pick<Electron.Notification, 'on'>
  screen: Pick<Electron.Screen, 'on'>
  power: Pick<Electron.PowerMonitor, 'on'>
}): void {
  const { app, window, contents, session, download, utility, tray, notice, screen, power } = objects
  const ofApp = nameOf<AppEvents>()
  app.on(ofApp('before-quit'), (event) => event.preventDefault())
  app.on(ofApp('will-quit'), (event) => event.preventDefault())
  app.on(ofApp('quit'), (_event, exitCode: number) => exitCode)
  app.on(ofApp('window-all-closed'), () => undefined)
  app.on(ofApp('activate'), (_event, hasVisibleWindows: boolean) => hasVisibleWindows)
  app.on(ofApp('second-instance'), (_event, argv: string[], workingDirectory: string, additionalData: unknown) => [argv, workingDirectory, additionalData])
  app.on(ofApp('child-process-gone'), (_event, details: Electron.Details) => details)
  app.on(ofApp('web-contents-created'), (_event, created) => created.id)
  const ofWindow = nameOf<WindowEvents>()
  window.on(ofWindow('ready-to-show'), () => undefined)
  window.on(ofWindow('close'), (event) => event.preventDefault())
  window.on(ofWindow('closed'), () => undefined)
  window.on(ofWindow('unresponsive'), () => undefined)
  window.on(ofWindow('session-end'), (event) => event.reasons)
  const ofContents = nameOf<ContentsEvents>()
  contents.on(ofContents('did-start-loading'), () => undefined)
  contents.on(ofContents('did-finish-load'), () => undefined)
  contents.on(ofContents('did-fail-load'), (_event, code: number, description: string, url: string, isMainFrame: boolean) => [code, description, url, isMainFrame])
  contents.on(ofContents('render-process-gone'), (_event, details: Electron.RenderProcessGoneDetails) => details)
  contents.on(ofContents('will-navigate'), (details) => [details.url, details.isMainFrame, details.preventDefault])
  contents.on(ofContents('will-frame-navigate'), (details) => [details.url, details.isMainFrame, details.preventDefault])
  contents.on(ofContents('will-redirect'), (details) => [details.url, details.isMainFrame, details.preventDefault])
  contents.on(ofContents('will-attach-webview'), (event, webPreferences: Electron.WebPreferences) => [event, webPreferences])
  contents.on(ofContents('did-create-window'), (created, details: Electron.DidCreateWindowDetails) => [created.id, details])
  session.on(nameOf<SessionEvents>()('will-download'), (event, item, from) => [event, item.getURL(), from.id])
  download.on(nameOf<DownloadEvents>()('done'), (_event, state: 'completed' | 'cancelled' | 'interrupted') => state)
  const ofUtility = nameOf<UtilityEvents>()
  utility.on(ofUtility('spawn'), () => undefined)
  utility.on(ofUtility('message'), (message: unknown) => message)
  utility.on(ofUtility('exit'), (code: number) => code)
  tray.on(nameOf<TrayEvents>()('click'), () => undefined)
  const ofNotice = nameOf<NoticeEvents>()
  notice.on(ofNotice('click'), () => undefined)
  notice.on(ofNotice('close'), () => undefined)
  screen.on('display-removed', (_event, display: Electron.Display) => display)
  power.on('suspend', () => undefined)
  power.on('resume', () => undefined)
  power.on('shutdown', () => undefined)
}
