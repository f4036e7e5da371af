import { flushCompileCache } from 'node:module'
import { monotonicFactory } from 'ulid'
import { seededNumbers } from '../../electron/backend/platforms/sandbox/channel/randomness.ts'
import type { Backend, BackendClient } from '../../electron/backend/backend.ts'
import type { Host } from '../../electron/backend/host.ts'
import { countEffects } from './effects.ts'
import type { FromShop, ShopAnswer, ToShop } from './messages.ts'
import { createStandInTime } from './stand-in-time.ts'
import { createWireClient } from './wire-client.ts'

// The whole backend in a process of its own, to be killed at any moment. Its time is the simulation's; everything else is real.
const effects = countEffects()
const { createBackend } = await import('../../electron/backend/backend.ts')
const { createSecretFile } = await import('../../electron/node-host/secret-file.ts')
// At its end, where this is done by itself, this process does not arrive.
flushCompileCache()

/** Turns of the event loop without any news after which nothing more is to come: a call through the door takes about four. */
const quietTurns = 12

const say = (message: FromShop): void => void process.send?.(message)
const time = createStandInTime()
let lastWord = 0
/** `busy`: words that are not done before they are answered. */
const unrest = { busy: 0, news: 0, isLooking: false }
const note = (): void => {
  unrest.news += 1
  if (!unrest.isLooking) void lookForRest()
}
const wire = createWireClient(effects, note)
let client: BackendClient | null = null

async function lookForRest(): Promise<void> {
  unrest.isLooking = true
  for (let seen = -1, quiet = 0; quiet < quietTurns || unrest.busy > 0; quiet += 1) {
    if (seen !== unrest.news) {
      seen = unrest.news
      quiet = 0
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  unrest.isLooking = false
  say({ kind: 'rest', no: lastWord, ...wire.counts, wakesAt: time.wakesAt() })
}

async function open({ dataFolder, seed, isPolling, killAtEffect }: Extract<ToShop, { kind: 'open' }>): Promise<void> {
  const numbers = seededNumbers(seed)
  const nextUlid = monotonicFactory(numbers)
  const quiet = (): void => undefined
  const host: Host = {
    kind: 'test', version: 'faults', dataFolder, clock: time, newId: () => nextUlid(time.now()), random: numbers, fetch: wire.fetch,
    secrets: createSecretFile(dataFolder, undefined), sleep: time.sleep, jobWorker: null,
    log: { info: quiet, warn: quiet, error: (event, facts) => say({ kind: 'error-logged', words: `${event} ${JSON.stringify(facts)}` }) },
  }
  effects.arm(killAtEffect)
  const started = await createBackend(host)
  if (!started.ok) throw new Error(`the backend does not start: ${JSON.stringify(started.failure)}`)
  const backend: Backend = started.value
  ;({ client } = backend.carriers.connectInProcess(backend.operatorSession('cashier')))
  if (isPolling) backend.startPolling()
}

async function ask(path: string, input: unknown): Promise<ShopAnswer> {
  const procedure = path.split('.').reduce<unknown>((place, step) => (place as Record<string, unknown>)[step], client)
  try {
    return { ok: true, value: await (procedure as (input: unknown) => Promise<unknown>)(input) }
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? `${error.message} ${JSON.stringify((error as { data?: unknown }).data)}` : String(error) }
  }
}

async function take(word: ToShop): Promise<void> {
  switch (word.kind) {
    case 'clock':
      return
    case 'ring':
      return time.ring()
    case 'open':
      return open(word)
    case 'ask':
      return say({ kind: 'answer', no: word.no, answer: await ask(word.path, word.input) })
  }
}

process.on('message', (word: ToShop) => {
  time.set(word.now)
  lastWord = word.no
  const isAwaited = word.kind !== 'ask' || !word.waitsForWire
  if (isAwaited) unrest.busy += 1
  take(word)
    .catch((error: unknown) => say({ kind: 'error-logged', words: String(error instanceof Error ? error.stack : error) }))
    .finally(() => {
      if (isAwaited) unrest.busy -= 1
      note()
    })
  note()
})
// Nobody is left to speak to.
process.on('disconnect', () => process.exit(0))
say({ kind: 'loaded' })
