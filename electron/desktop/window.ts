import path from 'node:path'
import type { BrowserWindowConstructorOptions, Rectangle, WebFrameMain, WebPreferences } from 'electron'
import { consoleOrigin } from './origin.ts'
import { leastSize, type Placement } from './window-placement.ts'

export interface PageSurroundings {
  /** Where the built programs lie. */
  readonly programs: string
  readonly icons: string
  /** Developer tools are for developers. */
  readonly isPackaged: boolean
  /** Paper before the page is drawn, so that nothing flashes. */
  readonly isDark: () => boolean
}

const paper = ({ isDark }: PageSurroundings): string => (isDark() ? '#14161A' : '#FAF9F6')

/** The page's cage, written out in full, defaults included. */
const cage = ({ programs, isPackaged }: PageSurroundings): WebPreferences => ({
  preload: path.join(programs, 'preload.cjs'),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  spellcheck: false,
  devTools: !isPackaged,
})

export const windowOptions = (around: PageSurroundings, placement: Placement): BrowserWindowConstructorOptions => ({
  ...placement,
  minWidth: leastSize.width,
  minHeight: leastSize.height,
  show: false,
  title: 'Counterfoil',
  icon: path.join(around.icons, 'window.png'),
  backgroundColor: paper(around),
  autoHideMenuBar: true,
  webPreferences: cage(around),
})

/** The customer's window, on the customer's display if there is one. The counter's page opens it. */
export const customerWindowOptions = (around: PageSurroundings, placement: Rectangle | null): BrowserWindowConstructorOptions => ({
  ...(placement ?? { width: 900, height: 700 }),
  title: 'Counterfoil',
  icon: path.join(around.icons, 'window.png'),
  backgroundColor: paper(around),
  autoHideMenuBar: true,
  webPreferences: cage(around),
})

type Frame = Pick<WebFrameMain, 'parent' | 'detached' | 'origin'>

/** Only the console's own top frame may ask for a port. */
export const isOurTopFrame = <F extends Frame>(frame: F | null): frame is F =>
  frame !== null && frame.parent === null && !frame.detached && frame.origin === consoleOrigin
