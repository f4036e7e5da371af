import { readFileSync } from 'node:fs'
import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads'
import vm from 'node:vm'
import type * as Electron from 'electron'
import type { FrameKind } from './main-channel.ts'
import type { Peer } from './ports.ts'

/** What a page and its preload script use of `window`. */
class PageWindow extends EventTarget {
  readonly location = { origin: 'app://console', host: 'console', protocol: 'app:' }

  postMessage(data: unknown, targetOrigin: string, ports: readonly unknown[] = []): void {
    if (targetOrigin !== this.location.origin && targetOrigin !== '*') return
    queueMicrotask(() => this.dispatchEvent(Object.assign(new Event('message'), { data, ports, source: this, origin: this.location.origin })))
  }
}

export interface PageParts {
  readonly preload: string
  /** `ipcRenderer.send` of this page. */
  readonly send: (channel: string, from: FrameKind) => void
}

type Listener = (event: Electron.IpcRendererEvent, ...values: unknown[]) => void

/**
 * A page with the built preload script in a world of its own, as a sandboxed and isolated one is: the script can require
 * nothing but `electron`, sees no `process`, and what it exposes reaches the page as a copy.
 */
export class StandInPage {
  readonly window = new PageWindow() as PageWindow & Record<string, unknown>
  readonly #listeners = new Map<string, Listener[]>()

  constructor({ preload, send }: PageParts) {
    const contextBridge: Pick<Electron.ContextBridge, 'exposeInMainWorld'> = {
      exposeInMainWorld: (key, api) => {
        if (key in this.window) throw new Error(`Cannot bind an API on top of an existing property on the window object: ${key}`)
        Object.defineProperty(this.window, key, { value: Object.freeze({ ...(api as object) }), enumerable: true })
      },
    }
    const ipcRenderer = {
      send: (channel: string) => send(channel, 'top'),
      on: (channel: string, listener: Listener) => void this.#listeners.set(channel, [...(this.#listeners.get(channel) ?? []), listener]),
    }
    const require = (name: string): unknown => {
      if (name === 'electron') return { contextBridge, ipcRenderer }
      throw new Error(`module not found: ${name}`)
    }
    vm.runInNewContext(readFileSync(preload, 'utf8'), { window: this.window, require, module: { exports: {} }, exports: {} }, { filename: preload })
  }

  /** A message from main, with ports as the page knows them. */
  receive(channel: string, message: unknown, ports: readonly NodePort[]): void {
    const event = { ports, sender: null } as unknown as Electron.IpcRendererEvent
    for (const listener of this.#listeners.get(channel) ?? []) listener(event, message)
  }
}

/** A port for a page, joined to an end that speaks to another process. */
export function pagePort(far: Peer): { port: NodePort; near: Peer } {
  const { port1, port2 } = new MessageChannel()
  port2.on('message', (data) => far.receive(data))
  port2.on('close', () => far.disconnected())
  return { port: port1, near: { receive: (data) => port2.postMessage(data), disconnected: () => port2.close() } }
}
