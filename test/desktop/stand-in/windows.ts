import type * as Electron from 'electron'
import { note } from './journal.ts'
import { PreventableEvent, preventableWith, Teller } from './told-events.ts'
import { StandInFrame, type ToPage } from './frames.ts'

export interface ContentsEvents {
  'did-start-loading': []
  'did-finish-load': []
  'did-fail-load': [event: PreventableEvent, code: number, description: string, url: string, isMainFrame: boolean, frameProcessId: number, frameRoutingId: number]
  'render-process-gone': [event: PreventableEvent, details: Electron.RenderProcessGoneDetails]
  'will-navigate': [details: PreventableEvent & { url: string; isMainFrame: boolean }]
  'will-frame-navigate': [details: PreventableEvent & { url: string; isMainFrame: boolean }]
  'will-redirect': [details: PreventableEvent & { url: string; isMainFrame: boolean }]
  'will-attach-webview': [event: PreventableEvent, webPreferences: Electron.WebPreferences, params: Record<string, string>]
  'did-create-window': [window: StandInWindow, details: Electron.DidCreateWindowDetails]
}

export interface Loaded {
  readonly url: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Where pages come from. */
export interface PageSource {
  answer(url: string): Promise<Response>
}

let lastId = 0

/** The page of a window: loads over the session's protocols, asks before it goes elsewhere. */
export class StandInContents extends Teller<ContentsEvents> implements Pick<Electron.WebContents, 'id' | 'getURL' | 'setWindowOpenHandler' | 'forcefullyCrashRenderer'> {
  readonly id = (lastId += 1)
  readonly #answer: PageSource['answer']
  readonly mainFrame: StandInFrame
  readonly preferences: Electron.WebPreferences
  loaded: Loaded | null = null
  openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null

  constructor(session: PageSource, preferences: Electron.WebPreferences, toPage: ToPage) {
    super()
    this.#answer = (url) => session.answer(url)
    this.preferences = preferences
    this.mainFrame = new StandInFrame(this.id, () => this.getURL(), toPage)
  }

  getURL(): string {
    return this.loaded?.url ?? ''
  }

  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.openHandler = handler
  }

  forcefullyCrashRenderer(): void {
    note('webContents.forcefullyCrashRenderer', this.id)
    this.die('killed')
  }

  die(reason: Electron.RenderProcessGoneDetails['reason']): void {
    this.tell('render-process-gone', new PreventableEvent(), { reason, exitCode: 5 })
  }

  async load(url: string): Promise<void> {
    note('webContents.load', url)
    this.tell('did-start-loading')
    let answer: Response
    try {
      answer = await this.#answer(url)
    } catch (error) {
      this.tell('did-fail-load', new PreventableEvent(), -2, 'ERR_FAILED', url, true, 1, 1)
      throw error
    }
    this.loaded = { url, status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() }
    this.tell('did-finish-load')
  }

  /** The page, or a person on it, wants to go to an address. Returns whether it did. */
  async navigate(url: string): Promise<boolean> {
    const goes = this.tell('will-frame-navigate', preventableWith({ url, isMainFrame: true })) && this.tell('will-navigate', preventableWith({ url, isMainFrame: true }))
    if (goes) await this.load(url)
    return goes
  }
}

export interface WindowEvents {
  'ready-to-show': []
  close: [event: PreventableEvent]
  closed: []
  unresponsive: []
  'session-end': [event: Electron.WindowSessionEndEvent]
}

type AsElectron = Pick<
  Electron.BrowserWindow,
  | 'loadURL' | 'show' | 'hide' | 'focus' | 'isFocused' | 'isVisible' | 'isMinimized' | 'minimize' | 'restore' | 'maximize' | 'isMaximized' | 'setFullScreen'
  | 'isFullScreen' | 'getBounds' | 'getNormalBounds' | 'setBounds' | 'isDestroyed' | 'close' | 'setOverlayIcon'
>

/** What a window needs of the application. */
interface WindowOwner {
  isReady(): boolean
  contentsCreated(contents: StandInContents): void
  /** The last window has gone. */
  allWindowsClosed(): void
}

export interface WindowSurroundings {
  readonly app: WindowOwner
  readonly session: PageSource
  readonly toPage: ToPage
}

export class StandInWindow extends Teller<WindowEvents> implements AsElectron {
  static surroundings: WindowSurroundings
  static readonly all: StandInWindow[] = []
  static getAllWindows(): StandInWindow[] {
    return [...StandInWindow.all]
  }

  readonly options: Electron.BrowserWindowConstructorOptions
  readonly webContents: StandInContents
  overlay: { readonly image: string | null; readonly description: string } | null = null
  #bounds: Electron.Rectangle
  #isVisible: boolean
  #isFocused = false
  #isMinimized = false
  #isMaximized = false
  #isFullScreen = false
  #isDestroyed = false
  #wasReady = false

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    const { app, session, toPage } = StandInWindow.surroundings
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    this.options = options
    const { x = 320, y = 120, width = 800, height = 600 } = options
    this.#bounds = { x, y, width, height }
    this.#isVisible = options.show ?? true
    this.webContents = new StandInContents(session, options.webPreferences ?? {}, toPage)
    StandInWindow.all.push(this)
    app.contentsCreated(this.webContents)
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url)
    if (this.#wasReady) return
    this.#wasReady = true
    this.tell('ready-to-show')
  }

  show(): void {
    note('window.show')
    this.#isVisible = true
    this.#isFocused = true
  }

  hide(): void {
    note('window.hide')
    this.#isVisible = false
    this.#isFocused = false
  }

  focus(): void {
    note('window.focus')
    this.#isFocused = true
  }

  blur(): void {
    this.#isFocused = false
  }

  isFocused = (): boolean => this.#isFocused
  isVisible = (): boolean => this.#isVisible
  isMinimized = (): boolean => this.#isMinimized
  isMaximized = (): boolean => this.#isMaximized
  isFullScreen = (): boolean => this.#isFullScreen
  isDestroyed = (): boolean => this.#isDestroyed
  minimize(): void {
    this.#isMinimized = true
    this.#isFocused = false
  }
  restore(): void {
    note('window.restore')
    this.#isMinimized = false
  }
  maximize(): void {
    this.#isMaximized = true
    this.#isVisible = true
  }
  setFullScreen(isFullScreen: boolean): void {
    this.#isFullScreen = isFullScreen
  }
  getBounds = (): Electron.Rectangle => ({ ...this.#bounds })
  getNormalBounds = (): Electron.Rectangle => ({ ...this.#bounds })
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds }
  }

  setOverlayIcon(overlay: Electron.NativeImage | null, description: string): void {
    this.overlay = { image: overlay === null ? null : (overlay as unknown as { file: string }).file, description }
  }

  close(): void {
    if (this.#isDestroyed || !this.tell('close', new PreventableEvent())) return
    this.destroy()
  }

  destroy(): void {
    this.#isDestroyed = true
    StandInWindow.all.splice(StandInWindow.all.indexOf(this), 1)
    this.tell('closed')
    if (StandInWindow.all.length === 0) StandInWindow.surroundings.app.allWindowsClosed()
  }

  /** The page calls `window.open`. Returns the window that came of it, or null. */
  openFromPage(url: string): StandInWindow | null {
    const details: Electron.HandlerDetails = { url, frameName: '', features: '', disposition: 'new-window', referrer: { url: this.webContents.getURL(), policy: 'no-referrer' } }
    const answer = this.webContents.openHandler?.(details) ?? { action: 'allow' }
    if (answer.action === 'deny') return null
    const opened = new StandInWindow(answer.overrideBrowserWindowOptions ?? {})
    if (answer.outlivesOpener !== true) this.once('closed', () => opened.isDestroyed() || opened.destroy())
    void opened.loadURL(url)
    return opened
  }
}
