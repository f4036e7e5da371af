import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { monotonicFactory } from 'ulid'
import { seededNumbers, seededRandom } from '../../electron/backend/platforms/sandbox/channel/randomness.ts'
import { startSandbox } from '../../electron/backend/platforms/sandbox/channel/start-sandbox.ts'
import { judge, type Verdict } from './judge.ts'
import { watchKeys } from './key-watch.ts'
import { runSale } from './sale.ts'
import type { Sale } from './sale-record.ts'
import { createShop, type Shop } from './shop-handle.ts'
import { createTimeline, type Timeline } from './timeline.ts'
import { startWire, type Wire } from './wire.ts'
import { outagesBetween, planFor, platformFaults } from './wire-plans.ts'
import { createCustomers, dice, minute, patientClient, second, type World } from './world.ts'

export interface FaultOptions {
  readonly orders: number
  readonly seed: number
  readonly onProgress?: (done: number, kills: number) => void
}

export interface FaultRun extends Verdict {
  readonly orders: number
  readonly kills: number
  readonly requests: number
  /** Simulated time, ms. */
  readonly tookMs: number
}

const start = Date.UTC(2026, 5, 15, 8, 0)
const meanMsBetweenSales = 500
/**
 * Mean number of effects that a process lives for; the wire kills as well. About one death in eight sales, and one in twenty
 * on long days, because starting a process takes most of the time there.
 */
const meanEffectsToLive = (orders: number): number => (orders > 1_000 ? 10_000 : 2_000)
/** The resolver's curve ends a day after the call; what is not known then waits for a person. */
const longestAftermathMs = 26 * 60 * minute

/** A day in a shop where everything goes wrong: simulated time, real HTTP, real files, real SIGKILL. The same seed is the same day. */
export async function runFaults({ orders, seed, onProgress }: FaultOptions): Promise<FaultRun> {
  const folder = mkdtempSync(path.join(fastestTmp(), 'counterfoil-faults-'))
  const timeline = createTimeline(start)
  const problems: string[] = []
  const problem = (words: string): void => void (problems.length < 100 && problems.push(words))
  const channelFile = path.join(folder, 'channel.db')
  const sandbox = await startSandbox({ file: channelFile, clock: timeline, random: seededRandom(`channel ${seed}`), log: { error: (event, facts) => problem(`${event} ${JSON.stringify(facts)}`) } })
  const { keyId, secret } = sandbox.controls.createMerchant({ label: 'Simulated shop', currencies: ['EUR', 'JPY', 'KWD'], zone: 'Europe/Berlin', cutoffHour: 4 })
  sandbox.controls.setSwitches(keyId, { latePayment: true })

  let isTroubled = false
  let isPolling = true
  let kills = 0
  const luck = seededNumbers(`wire ${seed}`)
  const deaths = seededNumbers(`deaths ${seed}`)
  const outages = outagesBetween(start, start + orders * meanMsBetweenSales * 2, seededNumbers(`outages ${seed}`))
  const keys = watchKeys()
  let wire: Wire | null = null
  const reopen = async (): Promise<void> => {
    const killAtEffect = isTroubled ? 1 + Math.floor(-Math.log(1 - deaths()) * meanEffectsToLive(orders)) : null
    await shop.open({ dataFolder: folder, seed: `life ${kills} of ${seed}`, isPolling, killAtEffect })
  }
  const shop: Shop = createShop({
    compiledFolder: path.join(folder, 'compiled'), now: timeline.now, onError: problem,
    wireCounts: () => wire?.counts() ?? { received: 0, answered: 0 },
    onDeath: () => {
      kills += 1
      wire?.forgetShop()
      timeline.after(Math.round((0.5 + deaths() * 15) * second), reopen)
    },
  })
  wire = await startWire({
    upstream: sandbox.baseUrl, timeline, shop: () => shop, onArrival: () => shop.look(),
    planFor: (request) => {
      keys.note(request)
      return planFor(request.method, { random: luck, outages, now: timeline.now, isTroubled: () => isTroubled })
    },
  })
  for (const { from, to, kind } of outages.filter((outage) => outage.kind === 'refused')) {
    timeline.at(from, () => wire.setOpen(!isTroubled || kind !== 'refused'))
    timeline.at(to, () => wire.setOpen(true))
  }

  try {
    const accountId = await openShop({ shop, folder, seed, baseUrl: wire.baseUrl, keyId, secret })
    const newId = monotonicFactory(seededNumbers(`people ${seed}`))
    const world: World = {
      timeline, accountId, problem, client: patientClient(shop, timeline, problem), customers: createCustomers(sandbox, keyId), newId: () => newId(timeline.now()),
    }
    isTroubled = true
    sandbox.controls.setFaults(platformFaults(`platform ${seed}`))
    await shop.kill() // the first process was for setting up and has no death of its own
    kills = 0
    const sales = await sellAll(world, { shop, wire, orders, seed, onProgress: (done) => onProgress?.(done, kills) })
    const [requests, killed] = [wire.total(), kills]

    isTroubled = false
    sandbox.controls.setFaults({ seed: '', rules: [] })
    await wire.setOpen(true)
    const goQuiet = (): Promise<void> => {
      isPolling = false
      return shop.kill()
    }
    await drive(timeline, shop, wire, letSettle(world, goQuiet))
    const verdict = await drive(timeline, shop, wire, judge(world, sales, channelFile))
    return { ...verdict, problems: [...problems, ...keys.problems, ...verdict.problems], orders, kills: killed, requests, tookMs: timeline.now() - start }
  } finally {
    await shop.stop()
    await wire.stop()
    await sandbox.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** SIGKILL loses nothing that the operating system has, so memory does as well as a disk and waits for none. */
const fastestTmp = (): string => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir())

/** First run and account, with nothing going wrong. Returns the account's id. */
async function openShop(parts: { shop: Shop; folder: string; seed: number; baseUrl: string; keyId: string; secret: string }): Promise<string> {
  const { shop } = parts
  await shop.open({ dataFolder: parts.folder, seed: `setting up ${parts.seed}`, isPolling: false, killAtEffect: null })
  const ask = async (procedure: string, input: unknown): Promise<unknown> => {
    const heard = shop.ask(procedure, input)
    await shop.rest()
    const answer = await heard
    if (answer === 'disconnected' || !answer.ok) throw new Error(`${procedure}: ${JSON.stringify(answer)}`)
    return answer.value
  }
  await ask('session.firstRun', { shopName: 'Simulated shop', currency: 'EUR', zone: 'Europe/Berlin', cutoffHour: 4, ownerName: 'Olga', ownerPin: '1234' })
  const added = await ask('accounts.add', {
    platform: 'sandbox', label: 'Sandbox', environment: 'test', baseUrl: parts.baseUrl, settings: { keyId: parts.keyId }, secrets: { secret: parts.secret },
  })
  return (added as { value: { accountId: string } }).value.accountId
}

async function sellAll(
  world: World,
  { shop, wire, orders, seed, onProgress }: { shop: Shop; wire: Wire; orders: number; seed: number; onProgress: (done: number) => void },
): Promise<Sale[]> {
  const sales: Sale[] = []
  const running: Promise<void>[] = []
  const random = seededNumbers(`sales ${seed}`)
  const currencies = ['EUR', 'EUR', 'EUR', 'JPY', 'KWD']
  let done = 0
  const begin = (no: number): void => {
    const roll = dice(seededNumbers(`sale ${no} of ${seed}`))
    const sale: Sale = {
      dice: roll, amount: { minor: roll.between(1, 60_000), currency: roll.pick(currencies) }, till: `till-${roll.between(1, 5)}`,
      captureMode: roll.chance(0.12) ? 'manual' : 'automatic', expiresInMinutes: roll.pick([1, 2, 3, 5]), orderIds: [], pages: new Set(),
      approvals: 0, overpaidMinor: 0, isLatePayer: false, visits: [],
    }
    sales.push(sale)
    running.push(runSale(world, sale).then(() => onProgress((done += 1))))
  }
  let at = world.timeline.now() + second
  for (let no = 1; no <= orders; no += 1) {
    world.timeline.at(at, () => begin(no))
    at += Math.round(-Math.log(1 - random()) * meanMsBetweenSales)
  }
  const last = at
  const all = (async () => {
    await world.timeline.sleep(last - world.timeline.now())
    await Promise.all(running)
  })()
  await drive(world.timeline, shop, wire, all)
  return sales
}

/**
 * Goes on with a healthy line until nothing is unknown or on its way, or the resolver has come to its end. After the first
 * minutes the shop looks around in single rounds, as its command line does: a day of looking every second is not needed.
 */
async function letSettle(world: World, goQuiet: () => Promise<void>): Promise<void> {
  const { timeline, client } = world
  const since = timeline.now()
  const isSettled = async (): Promise<boolean> => {
    const needs = await client.attention.list()
    const { orders } = await client.orders.list({ filter: { states: ['created', 'awaiting_payment'] }, before: null, limit: 50 })
    // Paid in part and waiting for the rest, an order waits for a person.
    const isAnyOpen = orders.some(({ amountVerdict }) => amountVerdict !== 'underpaid')
    return !isAnyOpen && !needs.some(({ kind, nextAct }) => kind === 'unknown_outcome' && nextAct === 'wait')
  }
  const passed = (): number => timeline.now() - since
  await timeline.sleep(2 * minute)
  await goQuiet()
  while (passed() < longestAftermathMs && !(await isSettled())) {
    await timeline.sleep(Math.min(15 * minute, passed() / 8))
    await client.polling.once()
  }
}

/** Lets time pass, event by event, until the work is done. Between two events everything in the shop has come to rest. */
async function drive<T>(timeline: Timeline, shop: Shop, wire: Wire, work: Promise<T>): Promise<T> {
  let isDone = false
  const result = work.finally(() => {
    isDone = true
  })
  result.catch(() => undefined)
  for (;;) {
    await shop.rest()
    wire.dispatch()
    await new Promise((resolve) => setImmediate(resolve))
    if (isDone) return result
    if (shop.isMoving()) continue
    const [own, shops] = [timeline.nextAt() ?? Number.POSITIVE_INFINITY, shop.wakesAt() ?? Number.POSITIVE_INFINITY]
    if (own === Number.POSITIVE_INFINITY && shops === Number.POSITIVE_INFINITY) throw new Error('nothing will ever happen again')
    timeline.moveTo(Math.min(own, shops))
    if (own <= shops) await timeline.take()()
    else shop.ring()
  }
}
