import { rmSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { fillShop, openBackend } from './filled-shop.ts'
import { printTable } from './table.ts'

/*
 * What a page asks for, at a million orders: each call goes through the contract as the page sends it (validation, rights,
 * query, encoding), thirty times after one warm-up.
 */

const filter = { search: '', states: [], accountId: null, createdBy: null, onlyFlagged: false, from: null, to: null }
const range = (days: number) => ({ environment: 'live' as const, currency: 'EUR', from: new Date(Date.UTC(2026, 5, 30) - (days - 1) * 86_400_000).toISOString().slice(0, 10), to: '2026-06-30' })

export async function benchUi(orders: number): Promise<void> {
  const filling = performance.now()
  const { folder, accountId } = await fillShop(orders, { withFacts: true })
  console.log(`${orders.toLocaleString('en')} orders written in ${Math.round((performance.now() - filling) / 1000)} s`)
  const starting = performance.now()
  const { backend, client, close } = await openBackend(folder)
  const list = (changes: Partial<typeof filter>, before: number | null = null) => client.orders.list({ filter: { ...filter, ...changes }, before, limit: 100 })
  const first = await list({})
  const startedMs = performance.now() - starting
  const middle = Math.floor(orders / 2)
  const middleOrder = (await list({}, middle)).orders[0]!
  const calls: [string, () => Promise<unknown>][] = [
    ['orders, first page', () => list({})],
    ['orders, a page in the middle', () => list({}, middle)],
    ['orders, one state', () => list({ states: ['refunded'] } as never, middle)],
    ['orders, one account', () => list({ accountId } as never)],
    ['orders, one day', () => list({ from: '2026-03-02', to: '2026-03-02' } as never)],
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
    ['90 days by method', () => client.statistics.byMethod(range(90))],
    ['two years by day', () => client.statistics.byDay(range(730))],
    ['rows behind 90 days of sales', () => client.statistics.rows({ ...range(90), figure: 'gross', before: null, limit: 100 })],
    ['what needs a person', () => client.attention.list()],
    ['payouts, first page', () => client.settlements.payouts({ accountId: null, before: null, limit: 100 })],
    ['exceptions, first page', () => client.reconciliation.exceptions({ filter: { codes: [], severities: [], accountId: null, states: ['open'] }, after: null, limit: 100 } as never)],
    ['reconciliation, the three numbers', () => client.reconciliation.summary()],
  ]
  const rows: string[][] = []
  for (const [name, call] of calls) {
    await call()
    const times: number[] = []
    for (let time = 0; time < 30; time += 1) {
      const begun = performance.now()
      await call()
      times.push(performance.now() - begun)
    }
    times.sort((a, b) => a - b)
    rows.push([name, times[15]!.toFixed(1), times[28]!.toFixed(1), times[29]! < 50 ? '' : 'over 50 ms'])
  }
  printTable(['call', 'median ms', 'p95 ms', ''], rows)
  console.log(`program started and first page of orders there after ${startedMs.toFixed(0)} ms; resident ${Math.round(process.memoryUsage().rss / 1e6)} MB`)
  close()
  await backend.close()
  rmSync(folder, { recursive: true, force: true })
}
