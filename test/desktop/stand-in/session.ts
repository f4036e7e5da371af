import type * as Electron from 'electron'
import type { StandInApp } from './application.ts'
import { note } from './journal.ts'
import { type PreventableEvent, Teller } from './told-events.ts'
import type { StandInContents } from './windows.ts'

export interface SessionEvents {
  'will-download': [event: PreventableEvent, item: StandInDownload, contents: StandInContents]
}

export interface DownloadEvents {
  done: [event: PreventableEvent, state: 'completed' | 'cancelled' | 'interrupted']
}

export class StandInDownload extends Teller<DownloadEvents> implements Pick<Electron.DownloadItem, 'getURL' | 'getFilename' | 'getSavePath' | 'setSaveDialogOptions'> {
  readonly #url: string
  readonly #fileName: string
  dialogOptions: Electron.SaveDialogOptions | null = null
  savedAs = ''

  constructor(url: string, fileName: string) {
    super()
    this.#url = url
    this.#fileName = fileName
  }

  getURL = (): string => this.#url
  getFilename = (): string => this.#fileName
  getSavePath = (): string => this.savedAs
  setSaveDialogOptions(options: Electron.SaveDialogOptions): void {
    this.dialogOptions = options
  }
}

type Handler = Parameters<Electron.Protocol['handle']>[1]
type AsElectron = Pick<Electron.Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setSpellCheckerEnabled'>

export class StandInSession extends Teller<SessionEvents> implements AsElectron {
  readonly #handlers = new Map<string, Handler>()
  permissionRequest: Parameters<Electron.Session['setPermissionRequestHandler']>[0] = null
  permissionCheck: Parameters<Electron.Session['setPermissionCheckHandler']>[0] = null
  devicePermission: Parameters<Electron.Session['setDevicePermissionHandler']>[0] = null

  readonly protocol = {
    handle: (scheme: string, handler: Handler): void => {
      if (this.#handlers.has(scheme)) throw new Error(`The scheme ${scheme} is already handled`)
      this.#handlers.set(scheme, handler)
    },
  } satisfies Pick<Electron.Protocol, 'handle'>

  setPermissionRequestHandler(handler: typeof this.permissionRequest): void {
    this.permissionRequest = handler
  }

  setPermissionCheckHandler(handler: typeof this.permissionCheck): void {
    this.permissionCheck = handler
  }

  setDevicePermissionHandler(handler: typeof this.devicePermission): void {
    this.devicePermission = handler
  }

  setSpellCheckerEnabled(isEnabled: boolean): void {
    note('session.setSpellCheckerEnabled', isEnabled)
  }

  /** A request of the page, answered by the handler of its scheme. */
  async answer(url: string, method = 'GET'): Promise<Response> {
    const handler = this.#handlers.get(new URL(url).protocol.slice(0, -1))
    if (handler === undefined) throw new Error(`nobody handles ${url}`)
    return handler(new Request(url, { method }))
  }
}

export function standInProtocol(app: StandInApp): Pick<Electron.Protocol, 'registerSchemesAsPrivileged'> {
  return {
    registerSchemesAsPrivileged: (schemes) => {
      if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
      note('protocol.registerSchemesAsPrivileged', schemes)
    },
  }
}
