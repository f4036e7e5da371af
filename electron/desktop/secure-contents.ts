import type { App, BrowserWindowConstructorOptions, Session, WebContents } from 'electron'
import { consoleUrl, isOurs } from './origin.ts'
import { mayOpenOutside } from './outside-links.ts'

export interface ContentsParts {
  /** Opens an address in the person's browser. */
  readonly openOutside: (url: string) => void
  /** The one window that a page may open. */
  readonly customerWindow: () => BrowserWindowConstructorOptions
}

const customerUrl = `${consoleUrl}display`

/** Every page that ever comes into being stays where it is: no other address, no embedded page, no window but the customer's. */
export function secureAllContents(app: Pick<App, 'on'>, parts: ContentsParts): void {
  app.on('web-contents-created', (_event, contents) => secureContents(contents, parts))
}

function secureContents(contents: WebContents, parts: ContentsParts): void {
  const keepOut = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!isOurs(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', keepOut)
  contents.on('will-frame-navigate', keepOut)
  contents.on('will-redirect', keepOut)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (url === customerUrl) return { action: 'allow', outlivesOpener: false, overrideBrowserWindowOptions: parts.customerWindow() }
    if (mayOpenOutside(url)) parts.openOutside(url)
    return { action: 'deny' }
  })
}

/** The page copies links, and tells results when nobody looks at it. It needs nothing else. */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'notifications'])

export function restrictPermissions(session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>): void {
  session.setPermissionRequestHandler((contents, permission, answer, { isMainFrame }) => {
    answer(allowed.has(permission) && isMainFrame && isOurs(contents.getURL()))
  })
  session.setPermissionCheckHandler((_contents, permission, origin, { isMainFrame }) => allowed.has(permission) && isMainFrame && isOurs(origin))
  session.setDevicePermissionHandler(() => false)
}
