import path from 'node:path'
import {
  app, BrowserWindow, dialog, ipcMain, Menu, MessageChannelMain, nativeImage, nativeTheme, powerMonitor, safeStorage, screen, session, shell, utilityProcess,
  type Rectangle, type UtilityProcess,
} from 'electron'
import type { Log } from '../backend/host.ts'
import { version } from '../node-host/version.ts'
import { createAttentionSigns } from './attention-signs.ts'
import { createSupervisor, type Supervisor } from './backend-supervisor.ts'
import { createConsoleWindow, type ConsoleWindow } from './console-window.ts'
import type { KeptDesktopState } from './desktop-state.ts'
import { answerFromVite } from './development-page.ts'
import { handleDownloads } from './downloads.ts'
import { createKeychain, isKeychainUsable } from './keychain.ts'
import { menuTemplate } from './menu.ts'
import { createNotices } from './notices.ts'
import { quitInOrder } from './orderly-quit.ts'
import { scheme } from './origin.ts'
import { answerPageRequest } from './page-protocol.ts'
import { recoveryPage, recoveryUrl } from './recovery-page.ts'
import { restrictPermissions, secureAllContents } from './secure-contents.ts'
import { withoutLoaderVariables } from './start-options.ts'
import { createTray } from './tray.ts'
import { customerWindowOptions, isOurTopFrame, windowOptions, type PageSurroundings } from './window.ts'
import { customerPlacement, usualSize } from './window-placement.ts'
import { wordsFor } from './words.ts'

export interface DesktopStart {
  readonly dataFolder: string
  /** Where the built programs lie; page and icons lie beside it. */
  readonly programs: string
  readonly state: KeptDesktopState
  readonly log: Log
}

/** Every part of the desktop made and joined, once the application is ready. */
export async function openDesktop({ dataFolder, programs, state, log }: DesktopStart): Promise<void> {
  const words = wordsFor(app.getPreferredSystemLanguages())
  const icons = path.join(programs, '..', '..', 'resources', 'icons', 'desktop')
  const around: PageSurroundings = { programs, icons, isPackaged: app.isPackaged, isDark: () => nativeTheme.shouldUseDarkColors }
  const keychain = createKeychain(safeStorage, dataFolder, process.platform, log)
  const secretsKind = await chooseSecrets(log)

  const supervisor = createSupervisor({
    fork: () => forkBackend(programs),
    start: () => ({ dataFolder, version, secretsKind, sealedAway: secretsKind === 'keychain' ? [] : keychain.names() }),
    answerSecrets: (request) => keychain.answer(request),
    now: Date.now,
    later: (ms, work) => void setTimeout(work, ms),
    onState: (now) => {
      if (now.kind === 'cannot-start' || now.kind === 'gave-up') consoleWindow.recover(now)
    },
    onAttention: (count) => signs.show(count),
    log,
  })
  const consoleWindow = createConsoleWindow({
    create: (options) => new BrowserWindow(options),
    options: (placement) => windowOptions(around, placement),
    workAreas, state, dialog, words, log, now: Date.now,
    onRetry: () => supervisor.again(),
    onOpened: (opened) => {
      signs.markWindow()
      // Windows ends a session without telling the application to quit.
      opened.on('session-end', () => void supervisor.stop())
    },
  })
  const signs = createAttentionSigns({
    platform: process.platform, words, tray: createTray(icons, () => consoleWindow.show(), log), buildMenu: (items) => Menu.buildFromTemplate(items),
    window: consoleWindow.current, badgeImage: (name) => nativeImage.createFromPath(path.join(icons, name)), setBadgeCount: (count) => void app.setBadgeCount(count),
    notify: createNotices(() => consoleWindow.show()), open: () => consoleWindow.show(), quit: () => app.quit(), now: Date.now,
  })

  secureAllContents(app, {
    openOutside: (url) => void shell.openExternal(url),
    customerWindow: () => customerWindowOptions(around, customerPlacement(workAreas(), consoleWindow.current()?.getBounds() ?? { x: 0, y: 0, ...usualSize })),
  })
  servePage(path.join(programs, '..', 'page'), consoleWindow)
  restrictPermissions(session.defaultSession)
  handleDownloads(session.defaultSession, app, state)
  connectPages(supervisor, consoleWindow, log)
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({
    platform: process.platform, isPackaged: app.isPackaged, words,
    drawsWithoutGraphicsCard: state.get().withoutGraphicsCard === true,
    drawWithoutGraphicsCard: (isChosen) => state.change({ withoutGraphicsCard: isChosen }),
    openDataFolder: () => void shell.openPath(dataFolder),
  })))
  followSystem(supervisor, consoleWindow, log)
  quitInOrder({ app, powerMonitor, stopBackend: () => supervisor.stop(), hideWindows: () => BrowserWindow.getAllWindows().forEach((each) => each.hide()) })

  supervisor.begin()
  consoleWindow.show()
}

/** The displays that are there now, the main one first. */
function workAreas(): Rectangle[] {
  const main = screen.getPrimaryDisplay()
  return [main, ...screen.getAllDisplays().filter(({ id }) => id !== main.id)].map(({ workArea }) => workArea)
}

async function chooseSecrets(log: Log): Promise<'keychain' | 'passphrase' | 'key-file'> {
  if (await isKeychainUsable(safeStorage, process.platform)) return 'keychain'
  log.warn('keychain.not-there', { store: process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform })
  return (process.env['COUNTERFOIL_PASSPHRASE'] ?? '') === '' ? 'key-file' : 'passphrase'
}

const forkBackend = (programs: string): UtilityProcess =>
  utilityProcess.fork(path.join(programs, 'backend.js'), [], { serviceName: 'console-backend', stdio: 'pipe', env: withoutLoaderVariables(process.env) })

/** `app://console/` on the session that the windows use. A released program never asks Vite. */
function servePage(folder: string, consoleWindow: ConsoleWindow): void {
  const vite = app.isPackaged ? undefined : process.env['COUNTERFOIL_VITE']
  session.defaultSession.protocol.handle(scheme, (request) => {
    const fault = consoleWindow.fault()
    if (request.url === recoveryUrl && fault !== null) return recoveryPage(fault)
    return vite === undefined ? answerPageRequest(folder, request) : answerFromVite(vite, request)
  })
  session.defaultSession.setSpellCheckerEnabled(false) // it would fetch dictionaries
}

/** The only message from a page: it asks for a port. Both ends are joined here; from then on main hears nothing of what is said. */
function connectPages(supervisor: Supervisor, consoleWindow: ConsoleWindow, log: Log): void {
  ipcMain.on('backend:connect', ({ sender, senderFrame }) => {
    if (!isOurTopFrame(senderFrame)) {
      log.warn('main.connect-refused', { page: sender.id })
      return
    }
    const { port1, port2 } = new MessageChannelMain()
    supervisor.connect(sender.id, port1)
    senderFrame.postMessage('backend:port', null, [port2])
    consoleWindow.heard(sender)
  })
}

function followSystem(supervisor: Supervisor, consoleWindow: ConsoleWindow, log: Log): void {
  app.on('second-instance', () => consoleWindow.show())
  app.on('activate', () => consoleWindow.show())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('child-process-gone', (_event, { type, reason, exitCode, serviceName }) => {
    if (reason !== 'clean-exit') log.error('main.process-gone', { type, reason, exitCode, serviceName })
  })
  powerMonitor.on('suspend', () => supervisor.suspend())
  powerMonitor.on('resume', () => supervisor.resume())
  screen.on('display-removed', () => consoleWindow.stayInSight())
}
