import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import BetterSqlite3 from 'better-sqlite3'
import { monotonicFactory } from 'ulid'
import { openBackend } from './filled-shop.ts'
import { peakMemoryMb } from './peak-memory.ts'
import { bareLoop, watchStatements } from './recorded-statements.ts'

/*
 * Each call goes through the contract as the page sends it (validation, rights, query, encoding), thirty times after one
 * warm-up; then its statements once more in a bare loop. Arguments: folder, account, number of orders.
 */

export interface UiRun {
  readonly calls: readonly { readonly name: string; readonly medianMs: number; readonly p95Ms: number; readonly worstMs: number; readonly statements: number; readonly bareMs: number }[]
  readonly readyMs: number
  readonly firstPageMs: number
  readonly readyMb: number
  readonly endMb: number
  readonly peakMb: number
}

const [folder, accountId, count] = process.argv.slice(2) as [string, string, string]
const orders = Number(count)
const watch = watchStatements('counterfoil.db')
const residentMb = (): number => Math.round(process.memoryUsage().rss / 1e6)

const starting = performance.now()
const { backend, client, close } = await openBackend(folder)
const readyMs = performance.now() - starting
const filter = { search: '', states: [], accountId: null, createdBy: null, onlyFlagged: false, from: null, to: null }
const range = (days: number) => ({ environment: 'live' as const, currency: 'EUR', from: new Date(Date.UTC(2026, 5, 30) - (days - 1) * 86_400_000).toISOString().slice(0, 10), to: '2026-06-30' })
const list = (changes: Partial<Parameters<typeof client.orders.list>[0]['filter']>, before: number | null = null) => client.orders.list({ filter: { ...filter, ...changes }, before, limit: 100 })
const first = await list({})
const firstPageMs = performance.now() - starting - readyMs
const readyMb = residentMb()

const middle = Math.floor(orders / 2)
const middleOrder = (await list({}, middle)).orders[0]!
const reads: [string, () => Promise<unknown>][] = [
  ['orders, first page', () => list({})],
  ['orders, a page in the middle', () => list({}, middle)],
  ['orders, one state', () => list({ states: ['refunded'] }, middle)],
  ['orders, one account', () => list({ accountId })],
  ['orders, one day', () => list({ from: '2026-03-02', to: '2026-03-02' })],
  ['orders, search a number', () => list({ search: String(middle) })],
  ['orders, search a reference', () => list({ search: middleOrder.reference })],
  ['orders, search an amount', () => list({ search: '12.34' })],
  ['orders, search a name that many have', () => list({ search: 'customer' })],
  ['orders, search a name nobody has', () => list({ search: 'zebra' })],
  ['order, all of it', () => client.orders.get({ orderId: first.orders[0]!.orderId })],
  ['today', () => client.statistics.today({ environment: 'live', currency: 'EUR' })],
  ['figures of a day, compared', () => client.statistics.figures(range(1))],
  ['figures of 90 days, compared', () => client.statistics.figures(range(90))],
  ['90 days by day', () => client.statistics.byDay(range(90))],
  ['90 days by hour', () => client.statistics.byHour(range(90))],
  ['90 days by weekday and hour', () => client.statistics.byWeekHour(range(90))],
  ['a year by weekday and hour', () => client.statistics.byWeekHour(range(365))],
  ['90 days by method', () => client.statistics.byMethod(range(90))],
  ['two years by day', () => client.statistics.byDay(range(730))],
  ['rows behind 90 days of sales', () => client.statistics.rows({ ...range(90), figure: 'gross', before: null, limit: 100 })],
  ['what needs a person', () => client.attention.list()],
  ['payouts, first page', () => client.settlements.payouts({ accountId: null, before: null, limit: 100 })],
  ['exceptions, first page', () => client.reconciliation.exceptions({ filter: { codes: [], severities: [], accountId: null, states: ['open'], owner: null }, after: null, limit: 100 })],
  ['reconciliation, the three numbers', () => client.reconciliation.summary()],
]

const times = 30
async function timed(work: () => unknown, rounds: number): Promise<{ medianMs: number; p95Ms: number; worstMs: number }> {
  const took: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now()
    await work()
    took.push(performance.now() - begun)
  }
  took.sort((a, b) => a - b)
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))]!
  return { medianMs: at(0.5), p95Ms: at(0.95), worstMs: took.at(-1)! }
}

const bare = new BetterSqlite3(path.join(folder, 'counterfoil.db'), { readonly: true })
bare.pragma('cache_size = -32768')
const calls: UiRun['calls'][number][] = []
for (const [name, call] of reads) {
  const ran = await watch.during(call)
  const own = await timed(call, times)
  const loop = bareLoop(bare, ran)
  loop()
  calls.push({ name, ...own, statements: ran.length, bareMs: (await timed(loop, times)).medianMs })
}
bare.close()
const endMb = residentMb()
calls.push(await newOrders())
const peakMb = peakMemoryMb()
close()
await backend.close()
console.log(JSON.stringify({ calls, readyMs, firstPageMs, readyMb, endMb, peakMb } satisfies UiRun))

/** An order with its intended call, until the page is answered; in the bare loop its statements alone, in the same transactions. */
async function newOrders(): Promise<UiRun['calls'][number]> {
  const sandbox = await client.accounts.add({ platform: 'sandbox', label: 'Sandbox', environment: 'test', baseUrl: null, settings: {}, secrets: {} })
  if (!sandbox.ok) throw new Error(sandbox.failure.kind)
  const copy = path.join(folder, 'copy.db')
  const own = new BetterSqlite3(path.join(folder, 'counterfoil.db'))
  own.pragma('wal_checkpoint(TRUNCATE)')
  own.close()
  copyFileSync(path.join(folder, 'counterfoil.db'), copy)
  const newId = monotonicFactory()
  const ran: Awaited<ReturnType<typeof watch.during>>[] = []
  let n = 0
  const create = async (): Promise<void> => {
    n += 1
    const wish = {
      orderId: newId(), accountId: sandbox.value.accountId, amount: { minor: 1_000 + n, currency: 'EUR' }, description: 'Bench', customer: '', note: '', methodHint: null, captureMode: 'automatic' as const,
      expiresInMinutes: 15, till: 'bench', reference: null, despite: null,
    }
    ran.push(await watch.during(async () => {
      const created = await client.orders.create(wish)
      if (!created.ok) throw new Error(created.failure.kind)
    }))
  }
  const took = await timed(create, times)
  const db = new BetterSqlite3(copy)
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  let next = 0
  const bareMs = (await timed(() => bareLoop(db, ran[next++]!)(), times)).medianMs
  db.close()
  return { name: 'a new order, written and answered', ...took, statements: ran[0]!.length, bareMs }
}
