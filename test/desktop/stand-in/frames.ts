import type * as Electron from 'electron'
import type { StandInPort } from './ports.ts'

/** Brings a message, with or without ports, to the page that stands for a window's. */
export type ToPage = (contentsId: number, channel: string, message: unknown, ports: readonly StandInPort[]) => void

/** The frame that a message comes from and goes to. Chromium serialises the origin of a standard scheme as here. */
export class StandInFrame implements Pick<Electron.WebFrameMain, 'detached' | 'origin' | 'postMessage'> {
  readonly parent: StandInFrame | null
  readonly detached: boolean
  readonly #contentsId: number
  readonly #url: () => string
  readonly #toPage: ToPage

  constructor(contentsId: number, url: () => string, toPage: ToPage, kind: { parent?: StandInFrame; detached?: boolean } = {}) {
    this.#contentsId = contentsId
    this.#url = url
    this.#toPage = toPage
    this.parent = kind.parent ?? null
    this.detached = kind.detached ?? false
  }

  get origin(): string {
    const { protocol, host } = new URL(this.#url())
    return host === '' ? 'null' : `${protocol}//${host}`
  }

  postMessage(channel: string, message: unknown, transfer: readonly Electron.MessagePortMain[] = []): void {
    this.#toPage(this.#contentsId, channel, message, transfer as unknown as readonly StandInPort[])
  }
}
