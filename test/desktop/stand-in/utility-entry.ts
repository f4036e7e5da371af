// Loaded before the program of a utility process: gives it `process.parentPort` and its `electron`.
import { EventEmitter } from 'node:events'
import { registerHooks } from 'node:module'
import type * as Electron from 'electron'
import { isPortWord, PortRelay } from './port-relay.ts'
import type { ToUtility } from './utility-process.ts'

const electron = new URL('utility-electron.ts', import.meta.url).href
registerHooks({ resolve: (name, context, next) => (name === 'electron' ? { url: electron, shortCircuit: true } : next(name, context)) })

const relay = new PortRelay((word) => process.send!(word, () => undefined))

/** Keeps what comes before anybody listens, as Electron does. */
class StandInParentPort extends EventEmitter implements Pick<Electron.ParentPort, 'postMessage'> {
  readonly #early: Electron.MessageEvent[] = []

  constructor() {
    super()
    this.on('newListener', (name) => {
      if (name === 'message') setImmediate(() => this.#early.splice(0).forEach((event) => this.emit('message', event)))
    })
  }

  postMessage(message: unknown): void {
    process.send!({ message: structuredClone(message) }, () => undefined)
  }

  hear({ message, ports }: ToUtility): void {
    const event: Electron.MessageEvent = { data: message, ports: ports.map((number) => relay.take(number)) }
    if (this.listenerCount('message') === 0) this.#early.push(event)
    else this.emit('message', event)
  }
}

const parentPort = new StandInParentPort()
Object.assign(process, { parentPort, type: 'utility' })
process.on('message', (word) => {
  if (isPortWord(word)) relay.hear(word)
  else parentPort.hear(word as ToUtility)
})
// A utility process ends with the application that forked it.
process.on('disconnect', () => process.exit(0))
