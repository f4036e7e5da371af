import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '../../../shared/business-day.ts'
import type { FigureRow, FigureSlice } from '../../../shared/contract/statistics.ts'
import { day, hour, openTestShop, type TestShop } from '../../harness/shop.ts'

let shop: TestShop
const scope = { environment: 'test', currency: 'EUR' } as const
/** Monday, 15 June 2026, 12:00 in the shop. */
const start = Date.UTC(2026, 5, 15, 10, 0)
const today = '2026-06-15'
const lastWeek = addDays(today, -7)

const sell = async (minor: number, choice?: string): Promise<void> => {
  const charged = await shop.charge(minor)
  shop.pay(charged, 'approve', choice)
  await shop.poll()
  expect((await shop.settled(charged.order.orderId)).order.state).toBe('paid')
}

beforeAll(async () => {
  shop = await openTestShop({ start: start - 7 * day })
  await sell(1000)
  await shop.pass(4 * hour)
  await sell(4000)
  await shop.pass(7 * day - 4 * hour)
  await sell(2500)
  await shop.pass(hour)
  await sell(700)
  await sell(800)
})
afterAll(() => shop.close())

async function allRows(slice: FigureSlice | null, limit: number, from = lastWeek): Promise<FigureRow[]> {
  const rows: FigureRow[] = []
  let before: { day: string; id: string } | null = null
  do {
    const page = await shop.client.statistics.rows({ ...scope, from, to: today, figure: 'gross', slice, before, limit })
    rows.push(...page.rows)
    before = page.next
  } while (before !== null)
  return rows
}
const sum = (rows: readonly FigureRow[]): number => rows.reduce((total, { minor }) => total + minor, 0)
const everything: FigureSlice = { hour: null, weekday: null, methodKind: null, accountId: null }

test('today is held against the same weekday up to the same moment', async () => {
  expect(await shop.client.statistics.today(scope)).toMatchObject({ day: today, grossMinor: 4000, payments: 3, usualMinor: 1000, usualPayments: 1, daysCompared: 1 })
})

test('the hours of today begin with the business day and are held against whole hours', async () => {
  const { hours } = await shop.client.statistics.today(scope)
  expect(hours.map((point) => point.hour)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 0, 1, 2, 3])
  expect(hours.filter(({ grossMinor, usualMinor }) => grossMinor > 0 || usualMinor !== 0)).toEqual([
    { hour: 12, grossMinor: 2500, payments: 1, usualMinor: 1000 },
    { hour: 13, grossMinor: 1500, payments: 2, usualMinor: 0 },
    { hour: 16, grossMinor: 0, payments: 0, usualMinor: 4000 },
  ])
})

test('the rows behind an hour add up to its bar, however they are paged', async () => {
  for (const bar of await shop.client.statistics.byHour({ ...scope, from: lastWeek, to: today })) {
    const slice = { ...everything, hour: bar.hour }
    expect(sum(await allRows(slice, 1))).toBe(bar.grossMinor)
    expect(await allRows(slice, 200)).toHaveLength(bar.payments)
  }
})

test('the hours of the week add up to what was taken, and the rows behind each of them to it', async () => {
  const range = { ...scope, from: lastWeek, to: today }
  const cells = await shop.client.statistics.byWeekHour(range)
  expect(cells).toEqual([
    { weekday: 1, hour: 12, grossMinor: 3500, payments: 2 },
    { weekday: 1, hour: 13, grossMinor: 1500, payments: 2 },
    { weekday: 1, hour: 16, grossMinor: 4000, payments: 1 },
  ])
  expect(cells.reduce((total, { grossMinor }) => total + grossMinor, 0)).toBe((await shop.client.statistics.figures(range)).figures.grossMinor)
  for (const { weekday, hour: at, grossMinor, payments } of cells) {
    const rows = await allRows({ ...everything, weekday, hour: at }, 1)
    expect([sum(rows), rows.length]).toEqual([grossMinor, payments])
  }
  expect(await allRows({ ...everything, weekday: 2 }, 10)).toEqual([])
})

test('the rows behind a method add up to its bar', async () => {
  for (const { methodKind, accountId, grossMinor, payments } of await shop.client.statistics.byMethod({ ...scope, from: lastWeek, to: today })) {
    const rows = await allRows({ ...everything, methodKind, accountId }, 2)
    expect([sum(rows), rows.length]).toEqual([grossMinor, payments])
  }
})

test('a part that narrows nothing down has the same rows as the whole', async () => {
  expect(await allRows(everything, 3)).toEqual(await allRows(null, 200))
})

test('a method that nobody used has no rows', async () => {
  expect(await allRows({ ...everything, methodKind: 'invoice' }, 10)).toEqual([])
})

test('before the hour of the first sale nothing is usual, and the days that sold later are still compared with', async () => {
  await shop.pass(7 * day - 6 * hour)
  expect(await shop.client.statistics.today(scope)).toMatchObject({ day: addDays(today, 7), grossMinor: 0, usualMinor: 0, usualPayments: 0, daysCompared: 2 })
})
