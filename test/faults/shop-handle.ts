import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { FromShop, ShopAnswer, ShopWord, ToShop } from './messages.ts'

/** What a caller hears: the program's answer, or that the program is gone and nobody knows what became of the call. */
type Heard = ShopAnswer | 'disconnected'

export interface Shop {
  readonly isUp: () => boolean
  processId(): number | null
  /** Takes a fresh process and opens the folder in it. False: it was killed before it was open. */
  open(word: Omit<Extract<ShopWord, { kind: 'open' }>, 'kind'>): Promise<boolean>
  ask(path: string, input: unknown, options?: { waitsForWire?: boolean }): Promise<Heard>
  /** Wakes its earliest sleeper. */
  ring(): void
  /** Tells the time, and waits until the shop knows it. */
  tellTime(): Promise<void>
  /** Waits until nothing moves in the shop, or it is dead. */
  rest(): Promise<void>
  /** True while it has not come to rest after the last word, or has answers that nobody has heard. */
  isMoving(): boolean
  /** When its earliest sleeper wants to wake; null when it has none or is dead. */
  wakesAt(): number | null
  kill(): Promise<void>
  /** Something that its rest depends on has happened on the wire. */
  look(): void
  /** Ends all processes. */
  stop(): Promise<void>
}

export interface ShopParts {
  /** Where a process finds what an earlier one has compiled. */
  readonly compiledFolder: string
  readonly now: () => number
  /** Requests of the living process that arrived, and that were answered or cut off. */
  readonly wireCounts: () => { readonly received: number; readonly answered: number }
  readonly onDeath: () => void
  readonly onError: (words: string) => void
}

/** A shop that does not come to rest within this real time hangs. */
const longestUnrestMs = 60_000

interface Life {
  readonly child: ChildProcess
  isDead: boolean
  isLoaded: boolean
  words: number
  rested: Extract<FromShop, { kind: 'rest' }> | null
  /** Answers count from the next rest on: a process that dies before has perhaps not sent them. */
  heard: Map<number, ShopAnswer>
  asked: Map<number, (heard: Heard) => void>
}

/** The shop's process as the simulation sees it, through its deaths. A second process stands by, loaded, to take over at once. */
export function createShop({ compiledFolder, now, wireCounts, onDeath, onError }: ShopParts): Shop {
  let wakeUp: (() => void) | null = null
  let isStopping = false
  const look = (): void => wakeUp?.()

  const spawn = (): Life => {
    const program = fileURLToPath(new URL('shop-process.ts', import.meta.url))
    const child = fork(program, [], { execArgv: [], serialization: 'json', env: { ...process.env, NODE_COMPILE_CACHE: compiledFolder }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    const life: Life = { child, isDead: false, isLoaded: false, words: 0, rested: null, heard: new Map(), asked: new Map() }
    child.on('message', (message: FromShop) => {
      if (message.kind === 'loaded') life.isLoaded = true
      else if (message.kind === 'rest') life.rested = message
      else if (message.kind === 'answer') life.heard.set(message.no, message.answer)
      else onError(message.words)
      look()
    })
    child.on('exit', (code, signal) => {
      life.isDead = true
      if (!isStopping && signal !== 'SIGKILL') onError(`the shop ended by itself: ${String(code ?? signal)}`)
      if (life === current && !isStopping) bury(life)
      look()
    })
    return life
  }
  let current: Life | null = null
  let standby: Life = spawn()

  const bury = (life: Life): void => {
    current = null
    for (const tell of life.asked.values()) tell('disconnected')
    onDeath()
  }

  const send = (life: Life, word: ShopWord): number => {
    life.words += 1
    const message: ToShop = { no: life.words, now: now(), ...word }
    life.child.send(message)
    return life.words
  }

  const isAtRest = (life: Life): boolean => {
    const { received, answered } = wireCounts()
    const { rested, words } = life
    return rested !== null && rested.no === words && rested.issued === received && rested.finished === answered
  }

  /** Waits until it holds; something that happens to the shop makes it look again. */
  const until = async (holds: () => boolean, what: () => string): Promise<void> => {
    const deadline = Date.now() + longestUnrestMs
    while (!holds()) {
      await Promise.race([new Promise<void>((resolve) => void (wakeUp = resolve)), wait(1_000, undefined, { ref: false })])
      if (Date.now() > deadline) throw new Error(`the shop hangs: ${what()}`)
    }
    wakeUp = null
  }

  const rest = async (): Promise<void> => {
    const life = current
    if (life === null) return
    await until(() => life.isDead || isAtRest(life), () => JSON.stringify({ rested: life.rested, words: life.words, wire: wireCounts() }))
    if (life.isDead) return
    for (const [no, answer] of life.heard) {
      life.asked.get(no)?.(answer)
      life.asked.delete(no)
    }
    life.heard.clear()
  }

  const end = async (life: Life): Promise<void> => {
    if (life.isDead) return
    const ended = once(life.child, 'exit')
    life.child.kill('SIGKILL')
    await ended
  }

  return {
    isUp: () => current !== null,
    processId: () => current?.child.pid ?? null,
    open: async (word) => {
      const life = standby
      await until(() => life.isLoaded || life.isDead, () => 'it does not load')
      current = life
      standby = spawn()
      send(life, { kind: 'open', ...word })
      await rest()
      return current === life
    },
    ask: (path, input, { waitsForWire = false } = {}) => {
      const life = current
      if (life === null) return Promise.resolve('disconnected')
      const no = send(life, { kind: 'ask', path, input, waitsForWire })
      return new Promise((resolve) => life.asked.set(no, resolve))
    },
    ring: () => void (current !== null && send(current, { kind: 'ring' })),
    tellTime: async () => {
      const life = current
      if (life === null) return
      const no = send(life, { kind: 'clock' })
      await until(() => life.isDead || (life.rested?.no ?? 0) >= no, () => 'it does not hear the time')
    },
    rest,
    look,
    isMoving: () => current !== null && !isAtRest(current),
    wakesAt: () => current?.rested?.wakesAt ?? null,
    kill: async () => {
      if (current !== null) await end(current)
    },
    stop: async () => {
      isStopping = true
      await Promise.all([standby, ...(current === null ? [] : [current])].map(end))
    },
  }
}
