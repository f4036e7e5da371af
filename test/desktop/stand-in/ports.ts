import { EventEmitter } from 'node:events'
import type { MessageEvent, MessagePortMain } from 'electron'

/** The other end of a port, wherever it is. */
export interface Peer {
  receive(data: unknown): void
  disconnected(): void
}

/**
 * Stands for Electron's `MessagePortMain`: tells `{ data, ports }`, delivers nothing before `start()`, refuses what cannot
 * be cloned, and cannot be used after it has been handed on.
 */
export class StandInPort extends EventEmitter implements Pick<MessagePortMain, 'start' | 'close' | 'postMessage'>, Peer {
  #peer: Peer | null = null
  #onward: Peer | null = null
  #waiting: unknown[] = []
  #state: 'waiting' | 'started' | 'handed-on' | 'closed' = 'waiting'

  join(peer: Peer): void {
    this.#peer = peer
  }

  postMessage(data: unknown, transfer: readonly MessagePortMain[] = []): void {
    if (transfer.length > 0) throw new Error('the stand-in carries no ports over ports: nobody here does')
    if (this.#state === 'handed-on') throw new Error('this port has been handed on')
    const copy = structuredClone(data)
    const peer = this.#peer
    setImmediate(() => peer?.receive(copy))
  }

  start(): void {
    if (this.#state !== 'waiting') return
    this.#state = 'started'
    for (const data of this.#waiting.splice(0)) this.receive(data)
  }

  close(): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    const peer = this.#peer
    setImmediate(() => peer?.disconnected())
  }

  receive(data: unknown): void {
    if (this.#onward !== null) this.#onward.receive(data)
    else if (this.#state === 'started') this.emit('message', { data, ports: [] } satisfies MessageEvent)
    else if (this.#state === 'waiting') this.#waiting.push(data)
  }

  disconnected(): void {
    if (this.#onward !== null) return this.#onward.disconnected()
    if (this.#state === 'closed') return
    this.#state = 'closed'
    this.emit('close')
  }

  /** Gives this end away: what it has received and will receive goes to `onward`. Returns the end that `onward` speaks to. */
  handOn(onward: Peer): Peer {
    if (this.#state === 'handed-on' || this.#state === 'closed') throw new Error('only an open port can be handed on')
    this.#state = 'handed-on'
    this.#onward = onward
    const peer = this.#peer!
    for (const data of this.#waiting.splice(0)) onward.receive(data)
    return peer
  }
}

export class MessageChannelMain {
  readonly port1 = new StandInPort()
  readonly port2 = new StandInPort()
  constructor() {
    this.port1.join(this.port2)
    this.port2.join(this.port1)
  }
}
