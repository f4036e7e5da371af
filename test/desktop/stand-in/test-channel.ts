import type { ToPage } from './frames.ts'
import { PortRelay, type PortWord } from './port-relay.ts'

/** What the stand-in main process says to the test, which stands for the pages as well. */
export type FromMain =
  | PortWord
  | { readonly evaluated: number; readonly value: unknown }
  | { readonly evaluated: number; readonly error: string }
  | { readonly toPage: number; readonly channel: string; readonly message: unknown; readonly ports: readonly number[] }

export const say = (word: FromMain): void => {
  if (process.connected) process.send!(word, () => undefined)
}

export const relay = new PortRelay(say)
let lastPort = 0

export const sendToPage: ToPage = (contentsId, channel, message, ports) =>
  say({ toPage: contentsId, channel, message: structuredClone(message), ports: ports.map((port) => relay.send(port, (lastPort += 1))) })
