import { accessSync, constants, mkdirSync } from 'node:fs'
import path from 'node:path'
import { app, crashReporter, dialog, protocol } from 'electron'
import { createLogFile } from '../node-host/log-file.ts'
import { openDesktop } from './desktop.ts'
import { keepDesktopState } from './desktop-state.ts'
import { endOnIncident } from './incidents.ts'
import { scheme } from './origin.ts'
import { dataFolderFrom } from './start-options.ts'
import { wordsFor, type Words } from './words.ts'

// Main keeps windows, keychain and power. It has no SQL, no rules and no platform; all of that is the backend's.
// What it writes is for its owner only.
process.umask(0o077)

const dataFolder = dataFolderFrom(process.argv, process.env)
const ownFolder = path.join(dataFolder, 'desktop')
// A file beside the backend's: two processes do not turn over one log.
const log = createLogFile(ownFolder)
const words = (): Words => wordsFor(app.getPreferredSystemLanguages())

if (makeFolder()) {
  app.setPath('userData', ownFolder)
  endOnIncident(process, app, dialog, log, words)
  if (app.requestSingleInstanceLock()) run()
  else app.quit()
} else {
  app.exit(1)
}

/** A disk that is not there or may not be written to is said, before anything else is tried. */
function makeFolder(): boolean {
  try {
    mkdirSync(ownFolder, { recursive: true })
    accessSync(ownFolder, constants.W_OK)
    return true
  } catch (error) {
    dialog.showErrorBox('Counterfoil', words().noFolder(dataFolder, String(error)))
    return false
  }
}

/** What has to be said before the application is ready; then the desktop opens. */
function run(): void {
  const state = keepDesktopState(path.join(ownFolder, 'state.json'))
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
  crashReporter.start({ uploadToServer: false })
  if (state.get().withoutGraphicsCard === true) app.disableHardwareAcceleration()
  // The same names as in the installed shortcut, which badges and notices go by.
  app.setAppUserModelId('app.counterfoil.console')
  if (process.platform === 'linux') app.setDesktopName('counterfoil.desktop')
  void app.whenReady().then(() => openDesktop({ dataFolder, programs: import.meta.dirname, state, log }))
}
