// Stands for the module `electron` of the main process, as far as it is used. Its types are held to Electron's own; what it
// does follows Electron's documentation. It is loaded in place of `electron` by `main-entry.ts`.
import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { StandInApp } from './application.ts'
import { readCircumstances } from './circumstances.ts'
import { note } from './journal.ts'
import { sendToPage } from './test-channel.ts'
import { standInProtocol, StandInSession } from './session.ts'
import { StandInMenu, StandInNotification, StandInScreen, StandInTray, standInDialog, standInNativeImage, standInSafeStorage, standInShell } from './system.ts'
import { StandInUtilityProcess } from './utility-process.ts'
import { StandInWindow } from './windows.ts'

const circumstances = readCircumstances()

export const app = new StandInApp(circumstances)
const defaultSession = new StandInSession()
StandInWindow.surroundings = { app, session: defaultSession, toPage: sendToPage }
StandInUtilityProcess.app = app
StandInTray.hasTray = circumstances.hasTray
app.windows = {
  count: () => StandInWindow.all.length,
  closeAll: () => {
    for (const window of StandInWindow.getAllWindows()) window.close()
    return StandInWindow.all.length === 0
  },
  destroyAll: () => StandInWindow.getAllWindows().forEach((window) => window.destroy()),
}

export const session = { defaultSession }
export const protocol = standInProtocol(app)
export const safeStorage = standInSafeStorage(circumstances, () => app.isReady())
export const screen = new StandInScreen(circumstances)
export const powerMonitor = new EventEmitter()
export const ipcMain = new EventEmitter()
export const nativeTheme: Pick<Electron.NativeTheme, 'shouldUseDarkColors'> = { shouldUseDarkColors: false }
export const crashReporter: Pick<Electron.CrashReporter, 'start'> = { start: (options) => note('crashReporter.start', options) }
export const dialog = standInDialog
export const shell = standInShell
export const nativeImage = standInNativeImage
export {
  StandInWindow as BrowserWindow, StandInMenu as Menu, StandInNotification as Notification, StandInTray as Tray, StandInUtilityProcess as utilityProcess,
}
export { MessageChannelMain } from './ports.ts'
