import path from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, Menu, MessageChannelMain, powerMonitor, protocol, safeStorage, session, shell, Tray, utilityProcess } from 'electron'
import { version } from '../node-host/version.ts'
import { createSupervisor, type BackendState } from './backend-supervisor.ts'
import { createKeychain, isKeychainUsable } from './keychain.ts'
import { menuTemplate } from './menu.ts'
import { consoleUrl, scheme } from './origin.ts'
import { answerPageRequest } from './page-protocol.ts'
import { recoveryPage } from './recovery-page.ts'
import { refusePermissions, secureAllContents } from './secure-contents.ts'
import { createReloader, isOurTopFrame, windowOptions } from './window.ts'
import { dataFolderFrom, withoutLoaderVariables } from './start-options.ts'

// Main keeps windows, keychain and power. It has no SQL, no rules and no platform; all of that is the backend's.
const folder = import.meta.dirname
const pageFolder = path.join(folder, '..', 'page')

app.enableSandbox()
protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
const dataFolder = dataFolderFrom(process.argv, process.env)
app.setPath('userData', path.join(dataFolder, 'desktop'))

process.on('uncaughtException', (error) => {
  dialog.showErrorBox('Counterfoil', `${error.message}\n\nNothing that was recorded is lost. Start the program again.`)
  app.exit(1)
})

if (app.requestSingleInstanceLock()) void run()
else app.quit()

async function run(): Promise<void> {
  let window: BrowserWindow | null = null
  let tray: Tray | null = null
  let state: BackendState = { kind: 'starting' }

  secureAllContents(app, shell)
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
  })
  await app.whenReady()

  const ours = session.defaultSession
  ours.protocol.handle(scheme, (request) => answerPageRequest(pageFolder, request))
  refusePermissions(ours)
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform)))

  const hasKeychain = await isKeychainUsable(safeStorage, process.platform)
  const supervisor = createSupervisor({
    fork: () =>
      utilityProcess.fork(path.join(folder, 'backend.js'), [], { serviceName: 'console-backend', stdio: 'pipe', env: withoutLoaderVariables(process.env) }),
    start: { dataFolder, version, secretsKind: hasKeychain ? 'keychain' : process.env['COUNTERFOIL_PASSPHRASE'] === undefined ? 'key-file' : 'passphrase' },
    answerSecrets: createKeychain(safeStorage, dataFolder, process.platform),
    now: Date.now,
    later: (ms, work) => void setTimeout(work, ms),
    log: (line) => process.stdout.write(line),
    onState: (now) => {
      state = now
      if (now.kind === 'cannot-start' || now.kind === 'gave-up') void window?.loadURL(recoveryPage(now))
    },
    onAttention: (count) => {
      app.setBadgeCount(count)
      tray?.setToolTip(count === 0 ? 'Counterfoil' : `Counterfoil: ${count}`)
    },
  })

  ipcMain.on('backend:connect', (event) => {
    const { senderFrame } = event
    if (senderFrame === null || !isOurTopFrame(senderFrame)) return
    const { port1, port2 } = new MessageChannelMain()
    supervisor.connect(port1)
    senderFrame.postMessage('backend:port', null, [port2])
  })

  const loadConsole = (to: BrowserWindow): void => void to.loadURL(consoleUrl)
  const onPageDeath = createReloader(Date.now, loadConsole, (to) => void to.loadURL(recoveryPage({ kind: 'gave-up', exits: 2 })))

  const openWindow = (): void => {
    const opened = new BrowserWindow(windowOptions(folder))
    window = opened
    opened.once('ready-to-show', () => opened.show())
    opened.on('closed', () => {
      window = null
    })
    // Windows ends a session without telling the application to quit.
    opened.on('session-end', () => void supervisor.stop())
    opened.webContents.on('render-process-gone', () => onPageDeath(opened))
    if (state.kind === 'cannot-start' || state.kind === 'gave-up') void opened.loadURL(recoveryPage(state))
    else loadConsole(opened)
  }

  supervisor.begin()
  openWindow()
  tray = createTray(() => {
    if (window === null) openWindow()
    else window.focus()
  })

  powerMonitor.on('suspend', () => supervisor.suspend())
  powerMonitor.on('resume', () => supervisor.resume())
  powerMonitor.on('shutdown', () => void supervisor.stop())
  app.on('activate', () => {
    if (window === null) openWindow()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('before-quit', (event) => {
    if (supervisor.isStopping()) return
    event.preventDefault()
    void supervisor.stop().then(() => app.quit())
  })
}

/** A convenience where the system has a tray; nothing is reachable only there. */
function createTray(onClick: () => void): Tray | null {
  try {
    const tray = new Tray(path.join(folder, '..', 'page', 'tray.png'))
    tray.setToolTip('Counterfoil')
    tray.on('click', onClick)
    return tray
  } catch {
    return null
  }
}
