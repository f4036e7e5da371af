import { StandInPort, type Peer } from './ports.ts'

/** What is said about ports between processes, beside everything else on the same channel. */
export type PortWord =
  | { readonly port: number; readonly data: unknown }
  | { readonly port: number; readonly closed: true }

export const isPortWord = (word: unknown): word is PortWord => typeof word === 'object' && word !== null && 'port' in word

/** Carries ports over a channel between two processes. Numbers are given out by the side that hands a port on. */
export class PortRelay {
  readonly #say: (word: PortWord) => void
  readonly #ends = new Map<number, Peer>()
  /** What was said to a port before the port itself has come. */
  readonly #early: PortWord[] = []

  constructor(say: (word: PortWord) => void) {
    this.#say = say
  }

  /** Hands a port on to the other process. Returns its number there. */
  send(port: StandInPort, number: number): number {
    this.#ends.set(number, port.handOn(this.#far(number)))
    return number
  }

  /** A port that has come from the other process. */
  take(number: number): StandInPort {
    const port = new StandInPort()
    port.join(this.#far(number))
    this.#ends.set(number, port)
    for (const word of this.#early.filter((each) => each.port === number)) this.hear(word)
    return port
  }

  hear(word: PortWord): void {
    const end = this.#ends.get(word.port)
    if (end === undefined) {
      this.#early.push(word)
    } else if ('closed' in word) {
      this.#ends.delete(word.port)
      end.disconnected()
    } else {
      end.receive(word.data)
    }
  }

  /** The other process has ended, and every port that was there with it. */
  end(): void {
    for (const end of this.#ends.values()) end.disconnected()
    this.#ends.clear()
  }

  #far(number: number): Peer {
    return { receive: (data) => this.#say({ port: number, data }), disconnected: () => this.#say({ port: number, closed: true }) }
  }
}
