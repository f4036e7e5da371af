import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { settling, type Settling } from '../../harness/settling.ts'
import { day, openTestShop, type TestShop } from '../../harness/shop.ts'

let shop: TestShop
let books: Settling

beforeEach(async () => {
  shop = await openTestShop({ start: Date.UTC(2026, 5, 1, 10) }) // a Monday
  books = settling(shop)
})
afterEach(() => shop.close())

const sell = async (minor: number): Promise<void> => {
  shop.pay(await shop.charge(minor))
  await shop.poll()
}
const calendar = async (from = '2026-06-01', to = '2026-06-30') => {
  const result = await shop.client.settlements.calendar({ accountId: null, from, to })
  if (!result.ok) throw new Error(result.failure.kind)
  return result.value.map(({ day: on, arrival, payouts, minor }) => [on, arrival, payouts, minor])
}

describe('the payout calendar', () => {
  test('expects what was sold until the platform tells of a payout; then due, late, at risk', async () => {
    await sell(2_000)
    const [expected, ...none] = await calendar()
    expect([expected?.slice(0, 3), none]).toEqual([['2026-06-05', 'expected', 0], []])
    const proceeds = expected?.[3]

    await shop.pass(day)
    await books.pull()
    expect(await calendar()).toEqual([['2026-06-02', 'due', 1, proceeds]])
    await shop.pass(day) // Wednesday: one bank day after the day it was to arrive is nothing to worry about
    expect(await calendar()).toEqual([['2026-06-02', 'due', 1, proceeds]])
    await shop.pass(2 * day)
    expect((await calendar())[0]?.[1]).toBe('late')
    await shop.pass(4 * day)
    expect((await calendar())[0]?.[1]).toBe('late') // Tuesday: a weekend makes nothing later
    await shop.pass(day)
    expect((await calendar())[0]?.[1]).toBe('at_risk')

    await books.statement('2026-06-01', '2026-06-09')
    await books.reconcile()
    expect(await calendar()).toEqual([['2026-06-02', 'arrived', 1, proceeds]])
  })

  test('refuses days in the wrong order and spans without end', async () => {
    for (const [from, to] of [['2026-06-02', '2026-06-01'], ['2026-01-01', '2026-12-31']] as const) {
      expect(await shop.client.settlements.calendar({ accountId: null, from, to })).toEqual({ ok: false, failure: { kind: 'bad-range' } })
    }
  })
})
