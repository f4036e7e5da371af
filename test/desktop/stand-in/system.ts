import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import type * as Electron from 'electron'
import type { Circumstances } from './circumstances.ts'
import { note } from './journal.ts'
import { PreventableEvent, Teller } from './told-events.ts'

/** Seals with a key of its own for every key store, so that one cannot open what another has sealed. */
export function standInSafeStorage({ keyStore, keysRotated, platform }: Circumstances, isReady: () => boolean) {
  const key = createHash('sha256').update(keyStore).digest()
  const iv = Buffer.alloc(16, 7)
  return {
    isAsyncEncryptionAvailable: () => Promise.resolve(keyStore !== 'none'),
    getSelectedStorageBackend: () => {
      if (platform !== 'linux') throw new TypeError('safeStorage.getSelectedStorageBackend is not a function')
      return !isReady() || keyStore === 'none' ? 'unknown' : keyStore
    },
    encryptStringAsync: async (text) => {
      if (keyStore === 'none') throw new Error('Error while encrypting the text provided to safeStorage.encryptStringAsync.')
      const cipher = createCipheriv('aes-256-cbc', key, iv)
      return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    },
    decryptStringAsync: async (sealed) => {
      if (keyStore === 'none') throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.')
      const decipher = createDecipheriv('aes-256-cbc', key, iv)
      return { result: Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8'), shouldReEncrypt: keysRotated }
    },
  } satisfies Pick<Electron.SafeStorage, 'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'>
}

export class StandInScreen extends EventEmitter {
  workAreas: readonly Electron.Rectangle[]
  constructor({ displays }: Circumstances) {
    super()
    this.workAreas = displays
  }
  getPrimaryDisplay(): Electron.Display {
    return this.getAllDisplays()[0]!
  }
  getAllDisplays(): Electron.Display[] {
    return this.workAreas.map((workArea, id) => ({ id, workArea, bounds: workArea }) as Electron.Display)
  }
  /** A display is unplugged. */
  remove(index: number): void {
    const gone = this.getAllDisplays()[index]
    this.workAreas = this.workAreas.filter((_area, at) => at !== index)
    this.emit('display-removed', new PreventableEvent(), gone)
  }
}

export interface TrayEvents {
  click: []
}

export class StandInTray extends Teller<TrayEvents> implements Pick<Electron.Tray, 'setToolTip' | 'setTitle' | 'setContextMenu'> {
  static hasTray = true
  static readonly all: StandInTray[] = []
  readonly image: string
  toolTip = ''
  title = ''
  menu: StandInMenu | null = null

  constructor(image: string) {
    super()
    if (!StandInTray.hasTray || !existsSync(image)) throw new Error(`Failed to load image from path '${image}'`)
    this.image = image
    StandInTray.all.push(this)
  }
  setToolTip(text: string): void {
    this.toolTip = text
  }
  setTitle(text: string): void {
    this.title = text
  }
  setContextMenu(menu: Electron.Menu | null): void {
    this.menu = menu as unknown as StandInMenu | null
  }
}

export class StandInMenu {
  static application: StandInMenu | null = null
  readonly template: readonly Electron.MenuItemConstructorOptions[]
  private constructor(template: readonly Electron.MenuItemConstructorOptions[]) {
    this.template = template
  }
  static buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): StandInMenu {
    for (const item of template) {
      if (item.type !== 'separator' && item.role === undefined && item.label === undefined) throw new Error('Invalid menu item: it has no label, role or type')
    }
    return new StandInMenu(template)
  }
  static setApplicationMenu(menu: StandInMenu | null): void {
    StandInMenu.application = menu
  }
  /** Every item, those of submenus as well. */
  items(): Electron.MenuItemConstructorOptions[] {
    const flat = (items: readonly Electron.MenuItemConstructorOptions[]): Electron.MenuItemConstructorOptions[] =>
      items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
    return flat(this.template)
  }
  /** A person chooses the item with this label. */
  choose(label: string): void {
    const item = this.items().find((each) => each.label === label)
    if (item?.click === undefined) throw new Error(`nothing to choose: ${label}`)
    const isChecked = item.type === 'checkbox' && item.checked !== true
    item.click({ ...item, checked: isChecked } as unknown as Electron.MenuItem, undefined, {})
  }
}

export interface NoticeEvents {
  click: [event: PreventableEvent]
  close: [event: PreventableEvent]
}

export class StandInNotification extends Teller<NoticeEvents> implements Pick<Electron.Notification, 'show' | 'title' | 'body'> {
  static readonly shown: StandInNotification[] = []
  static isSupported = (): boolean => true
  readonly title: string
  readonly body: string
  constructor({ title = '', body = '' }: Electron.NotificationConstructorOptions = {}) {
    super()
    this.title = title
    this.body = body
  }
  show(): void {
    StandInNotification.shown.push(this)
  }
}

export const standInDialog = {
  /** What the person will answer to the next question. */
  nextResponse: 0,
  showErrorBox: (title: string, content: string): void => {
    note('dialog.showErrorBox', title, content)
    process.stderr.write(`${title}: ${content}\n`) // as on Linux before the application is ready
  },
  showMessageBox: (_window: unknown, options: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue> => {
    note('dialog.showMessageBox', options)
    return Promise.resolve({ response: standInDialog.nextResponse, checkboxChecked: false })
  },
}

export const standInShell = {
  openExternal: (url: string) => {
    note('shell.openExternal', url)
    return Promise.resolve()
  },
  openPath: (path: string) => {
    note('shell.openPath', path)
    return Promise.resolve('')
  },
} satisfies Pick<Electron.Shell, 'openExternal' | 'openPath'>

export const standInNativeImage = {
  createFromPath: (file: string) => {
    if (!existsSync(file)) throw new Error(`no image ${file}`)
    return { file } as unknown as Electron.NativeImage
  },
} satisfies Pick<Electron.NativeImage & typeof Electron.nativeImage, 'createFromPath'>
