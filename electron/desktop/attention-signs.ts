import type { BrowserWindow, MenuItemConstructorOptions, NativeImage, Tray } from 'electron'
import type { Words } from './words.ts'

export interface AttentionParts {
  readonly platform: NodeJS.Platform
  readonly words: Words
  /** Null where the system has no tray. */
  readonly tray: Pick<Tray, 'setToolTip' | 'setTitle' | 'setContextMenu'> | null
  readonly buildMenu: (items: MenuItemConstructorOptions[]) => Parameters<Tray['setContextMenu']>[0]
  readonly window: () => BrowserWindow | null
  readonly badgeImage: (name: string) => NativeImage
  readonly setBadgeCount: (count: number) => void
  /** Shows a notice of the operating system. */
  readonly notify: (title: string, body: string) => void
  readonly open: () => void
  readonly quit: () => void
  readonly now: () => number
}

/** More often a notice is noise. */
const noticeEveryMs = 60_000

/** How many things need a person, said where it is seen without the window: tray, icon, and a notice when there are more. */
export function createAttentionSigns(parts: AttentionParts) {
  const { words, tray, platform } = parts
  let known: number | null = null
  let noticedAt = Number.NEGATIVE_INFINITY

  const markWindow = (): void => {
    if (platform !== 'win32') return
    const count = known ?? 0
    const name = count > 9 ? 'badge-more.png' : `badge-${count}.png`
    parts.window()?.setOverlayIcon(count === 0 ? null : parts.badgeImage(name), count === 0 ? '' : words.needsPerson(count))
  }

  const markTray = (count: number): void => {
    tray?.setToolTip(count === 0 ? 'Counterfoil' : `Counterfoil: ${words.needsPerson(count)}`)
    if (platform === 'darwin') tray?.setTitle(count === 0 ? '' : String(count))
    tray?.setContextMenu(parts.buildMenu([
      { label: words.tray.open, click: () => parts.open() },
      { label: words.needsPerson(count), enabled: false },
      { type: 'separator' },
      { label: words.tray.quit, click: () => parts.quit() },
    ]))
  }

  const notice = (count: number, before: number | null): void => {
    const isNews = before !== null && count > before
    if (!isNews || parts.window()?.isFocused() === true || parts.now() - noticedAt < noticeEveryMs) return
    noticedAt = parts.now()
    // No amounts and no names: a notice is read over the shoulder.
    parts.notify(words.noticeTitle, words.needsPerson(count))
  }

  markTray(0)
  return {
    show: (count: number): void => {
      const before = known
      known = count
      parts.setBadgeCount(count)
      markTray(count)
      markWindow()
      notice(count, before)
    },
    /** A window that is opened anew has no mark yet. */
    markWindow,
  }
}
