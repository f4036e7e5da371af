import path from 'node:path'
import type { BrowserWindow, BrowserWindowConstructorOptions, IpcMainEvent, WebFrameMain } from 'electron'
import { consoleOrigin } from './origin.ts'

/** Written out in full, defaults included: this is the page's cage. */
export const windowOptions = (folder: string): BrowserWindowConstructorOptions => ({
  name: 'console',
  windowStatePersistence: { bounds: true, displayMode: true },
  width: 1280,
  height: 800,
  minWidth: 960,
  minHeight: 600,
  show: false,
  title: 'Counterfoil',
  backgroundColor: '#FAF9F6',
  webPreferences: {
    preload: path.join(folder, 'preload.cjs'),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    spellcheck: false,
  },
})

/** Only the console's own top frame may ask for a port. */
export const isOurTopFrame = (frame: Pick<WebFrameMain, 'parent' | 'detached' | 'origin'> | null): boolean =>
  frame !== null && frame.parent === null && !frame.detached && frame.origin === consoleOrigin

export type PortRequest = Pick<IpcMainEvent, 'senderFrame'>

/** A page that dies is loaded again once; a second death within a minute shows the recovery page. */
export function createReloader(now: () => number, reload: (window: BrowserWindow) => void, recover: (window: BrowserWindow) => void) {
  let lastDeathAt = -Infinity
  return (window: BrowserWindow): void => {
    const isAgain = now() - lastDeathAt < 60_000
    lastDeathAt = now()
    if (isAgain) recover(window)
    else reload(window)
  }
}
