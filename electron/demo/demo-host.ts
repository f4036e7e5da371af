import { setImmediate as nextTurn } from 'node:timers/promises'
import { monotonicFactory } from 'ulid'
import type { Host, Log } from '../backend/host.ts'
import { seededNumbers, seededRandom } from '../backend/platforms/sandbox/channel/randomness.ts'
import { createSecretFile } from '../node-host/secret-file.ts'

/** The host of a demonstration: its clock stands still until it is moved, and its ids follow from the seed. */
export interface DemoHost {
  readonly host: Host
  readonly now: () => number
  /** Moves the clock forward, never back. */
  moveTo(at: number): void
  /** Resolves when nothing is on the wire any more and everything that came of it has been done. */
  rest(): Promise<void>
  /** Alters the answer to one request, as a platform that contradicts itself would. */
  alterOnce(path: string, alter: (answer: Response) => Promise<Response>): void
  /** From now on nothing that begins with the path is answered, nor arrives. */
  silence(path: string): void
  /** What the program wrote into its log as an error. */
  readonly errors: string[]
}

export interface DemoHostOptions {
  readonly dataFolder: string
  readonly version: string
  readonly seed: string
  readonly startAt: number
}

/** Turns of the event loop without anything on the wire after which the program is at rest: messages inside it take some. */
const quietTurns = 6

export function createDemoHost({ dataFolder, version, seed, startAt }: DemoHostOptions): DemoHost {
  let now = startAt
  let onTheWire = 0
  const errors: string[] = []
  const alterations = new Map<string, (answer: Response) => Promise<Response>>()
  const silenced: string[] = []
  const nextUlid = monotonicFactory(seededNumbers(`${seed} ids`))
  const note = (event: string, facts?: Readonly<Record<string, unknown>>): void => void errors.push(`${event} ${JSON.stringify(facts ?? {})}`)
  const log: Log = { info: () => undefined, warn: () => undefined, error: note }

  const countedFetch: typeof fetch = async (input, init) => {
    const path = new URL(input instanceof Request ? input.url : input).pathname
    if (silenced.some((one) => path.startsWith(one))) throw new TypeError('fetch failed', { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) })
    onTheWire += 1
    try {
      const answer = await fetch(input, init)
      const alter = alterations.get(path)
      if (alter === undefined) return answer
      alterations.delete(path)
      return await alter(answer)
    } finally {
      onTheWire -= 1
    }
  }

  return {
    host: {
      kind: 'cli', version, dataFolder, log, jobWorker: null,
      clock: { now: () => now },
      newId: () => nextUlid(now),
      random: seededNumbers(`${seed} program`),
      fetch: countedFetch,
      secrets: createSecretFile(dataFolder, process.env['COUNTERFOIL_PASSPHRASE']),
      sleep: () => nextTurn(),
      sandboxRandom: seededRandom(`${seed} sandbox`),
    },
    now: () => now,
    moveTo: (at) => void (now = Math.max(now, at)),
    rest: async () => {
      for (let turns = 0; turns < quietTurns; turns += 1) {
        await nextTurn()
        if (onTheWire > 0) turns = 0
      }
    },
    alterOnce: (path, alter) => void alterations.set(path, alter),
    silence: (path) => void silenced.push(path),
    errors,
  }
}
