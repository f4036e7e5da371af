import type { BrowserWindow, BrowserWindowConstructorOptions, Dialog, Rectangle, WebContents } from 'electron'
import type { Log } from '../backend/host.ts'
import type { KeptDesktopState } from './desktop-state.ts'
import { consoleUrl, isOurs } from './origin.ts'
import { recoveryUrl, type Fault } from './recovery-page.ts'
import { placeWindow, type Placement } from './window-placement.ts'
import type { Words } from './words.ts'

export interface ConsoleWindowParts {
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow
  readonly options: (placement: Placement) => BrowserWindowConstructorOptions
  /** The displays that are there now, the main one first. */
  readonly workAreas: () => readonly Rectangle[]
  readonly state: KeptDesktopState
  readonly dialog: Pick<Dialog, 'showMessageBox'>
  readonly words: Words
  readonly log: Log
  readonly now: () => number
  /** A person chose to try again on the recovery page. */
  readonly onRetry: () => void
  readonly onOpened: (window: BrowserWindow) => void
}

/** Shown after this time even if nothing has been drawn: an empty window can be closed, an invisible one cannot. */
const showWithinMs = 5_000
/** A page asks for its port while it is being loaded. */
const answerWithinMs = 10_000
const secondDeathWithinMs = 60_000

export type ConsoleWindow = ReturnType<typeof createConsoleWindow>

/** The console's window, which may be closed and opened again, and what it shows when the page cannot be shown. */
export function createConsoleWindow(parts: ConsoleWindowParts) {
  const { log } = parts
  let window: BrowserWindow | null = null
  let fault: Fault | null = null
  let silence: NodeJS.Timeout | undefined
  let hasAsked = false
  let lastDeathAt = Number.NEGATIVE_INFINITY

  const load = (): void => {
    clearTimeout(silence)
    // A load that fails is told by its event as well.
    window?.loadURL(fault === null ? consoleUrl : recoveryUrl).catch(() => undefined)
  }

  const recover = (cause: Fault): void => {
    fault = cause
    load()
  }

  const keepPlace = (closing: BrowserWindow): void =>
    parts.state.change({ window: { bounds: closing.getNormalBounds(), isMaximized: closing.isMaximized(), isFullScreen: closing.isFullScreen() } })

  const offerReload = async (hanging: BrowserWindow): Promise<void> => {
    const { message, wait, reload } = parts.words.unresponsive
    const { response } = await parts.dialog.showMessageBox(hanging, { type: 'warning', message, buttons: [wait, reload], defaultId: 0, cancelId: 0 })
    // A page that hangs does not hear a wish to be loaded anew; its end is followed by a new one.
    if (response === 1 && !hanging.isDestroyed()) hanging.webContents.forcefullyCrashRenderer()
  }

  const watchPage = (contents: WebContents): void => {
    contents.on('did-start-loading', () => {
      clearTimeout(silence)
      hasAsked = false
    })
    contents.on('did-finish-load', () => {
      if (fault === null && !hasAsked) silence = setTimeout(() => recover({ kind: 'page-silent' }), answerWithinMs)
    })
    contents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
      const wasInterrupted = code === -3 // ERR_ABORTED: another load took its place
      if (!isMainFrame || wasInterrupted || fault !== null) return
      log.error('window.page-not-loaded', { code, description, url })
      recover({ kind: 'page-not-loaded', detail: `${description} (${code})` })
    })
    contents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (reason === 'clean-exit') return
      log.error('window.page-died', { reason, exitCode })
      const isAgain = parts.now() - lastDeathAt < secondDeathWithinMs
      lastDeathAt = parts.now()
      if (isAgain) recover({ kind: 'page-died' })
      else load()
    })
    contents.on('will-navigate', ({ url }) => {
      if (fault === null || !isOurs(url) || url === recoveryUrl) return
      fault = null
      parts.onRetry()
    })
  }

  const open = (): BrowserWindow => {
    const kept = parts.state.get().window
    const opened = parts.create(parts.options(placeWindow(kept, parts.workAreas())))
    window = opened
    const show = (): void => {
      if (opened.isDestroyed() || opened.isVisible()) return
      if (kept?.isMaximized === true) opened.maximize()
      opened.show()
      if (kept?.isFullScreen === true) opened.setFullScreen(true)
    }
    const showAnyway = setTimeout(show, showWithinMs)
    opened.once('ready-to-show', show)
    opened.on('close', () => keepPlace(opened))
    opened.on('closed', () => {
      clearTimeout(showAnyway)
      clearTimeout(silence)
      window = null
    })
    opened.on('unresponsive', () => void offerReload(opened))
    watchPage(opened.webContents)
    parts.onOpened(opened)
    load()
    return opened
  }

  return {
    current: (): BrowserWindow | null => window,
    fault: (): Fault | null => fault,
    /** Opens it, or brings it to the front. */
    show: (): void => {
      if (window === null) return void open()
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    /** Shows what is wrong instead of the page. */
    recover,
    /** The page asked for its port: it runs. */
    heard: (contents: WebContents): void => {
      if (contents !== window?.webContents) return
      hasAsked = true
      clearTimeout(silence)
    },
    /** A display has gone: the window comes to one that is there. */
    stayInSight: (): void => {
      if (window === null || window.isMaximized() || window.isFullScreen()) return
      const bounds = window.getNormalBounds()
      const place = placeWindow({ bounds, isMaximized: false, isFullScreen: false }, parts.workAreas())
      const [main] = parts.workAreas()
      if (place.x === undefined && main !== undefined) window.setBounds({ x: main.x, y: main.y, width: place.width, height: place.height })
    },
    hide: (): void => window?.hide(),
  }
}
