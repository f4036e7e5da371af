import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { settling, type Settling } from '../../harness/settling.ts'
import { day, openTestShop, type TestShop } from '../../harness/shop.ts'

let shop: TestShop
let books: Settling

beforeEach(async () => {
  shop = await openTestShop()
  books = settling(shop)
})
afterEach(() => shop.close())

/** Three sales and a refund on Monday, two sales on Tuesday; by the end of Friday everything has reached the bank. */
async function tradeAndSettle(): Promise<void> {
  for (const minor of [1_250, 2_000, 990]) shop.pay(await shop.charge(minor))
  await shop.poll()
  const [first] = (await shop.client.orders.list({ filter: { search: '', states: [], accountId: null, createdBy: null, onlyFlagged: false, from: null, to: null }, before: null, limit: 10 })).orders
  await shop.client.orders.refund({ orderId: first!.orderId, refundId: shop.newId(), amount: { minor: 300, currency: 'EUR' }, reason: 'cold' })
  await shop.settled(first!.orderId)
  await shop.pass(day)
  for (const minor of [700, 4_400]) shop.pay(await shop.charge(minor))
  await shop.pass(4 * day)
}

describe('from order to bank, everything found', () => {
  test('payouts pulled from the platform and the bank statement agree with the orders to the last cent', async () => {
    await tradeAndSettle()
    expect(await books.pull()).toMatchObject({ inserted: 6, known: 0 })
    expect(await books.statement('2026-06-15', '2026-06-19')).toMatchObject({ state: 'imported', inserted: 2 })
    const report = await books.reconcile()
    expect(report.matchedPerPass).toMatchObject({ P1: 5, P3: 1, P5: 2 })
    expect(report.exceptions).toEqual([])
    expect(await books.codes()).toEqual({})
    expect(await books.broken()).toEqual([])
    expect(await books.pull()).toMatchObject({ inserted: 0 })
  })

  test('the settlement files say the same as the pull, whichever comes first', async () => {
    await tradeAndSettle()
    const files = await books.settlementFiles()
    expect(files.map(({ state, inserted }) => [state, inserted])).toEqual([['imported', 4], ['imported', 2]])
    expect(await books.pull()).toMatchObject({ inserted: 0, known: 6 })
    expect((await books.settlementFiles()).map(({ state }) => state)).toEqual(['known-already', 'known-already'])
    await books.statement('2026-06-15', '2026-06-19')
    expect(await books.reconcile()).toMatchObject({ exceptions: [], matchedPerPass: { P1: 5, P3: 1, P5: 2 } })
    expect(await books.broken()).toEqual([])
  })

  test('a dry run shows what the run then does, and a second run finds nothing new', async () => {
    await tradeAndSettle()
    await books.pull()
    await books.statement('2026-06-15', '2026-06-18')
    const { isDryRun: dry, durationMs: _dryMs, proposed, ...shown } = await books.reconcile(true)
    const { isDryRun: real, durationMs: _realMs, proposed: _none, ...made } = await books.reconcile()
    expect([dry, real]).toEqual([true, false])
    expect(made).toEqual(shown)
    expect(proposed!.matches.map(({ pass, link, act }) => `${act} ${pass} ${link}`)).toEqual(expect.arrayContaining(['auto P1 L1', 'auto P5 L4']))
    const again = await books.reconcile()
    expect(again).toMatchObject({ linesExamined: 0, matchedPerPass: {}, exceptions: made.exceptions })
  })

  test('what is sold and not yet in the bank stands on the way, and nowhere else', async () => {
    await tradeAndSettle()
    await books.pull()
    await books.reconcile()
    const before = await shop.client.reconciliation.summary()
    const payouts = (await shop.client.settlements.payouts({ accountId: null, before: null, limit: 10 })).payouts
    const sum = payouts.reduce((total, { amount }) => total + (amount?.minor ?? 0), 0)
    expect(before.inTransit).toEqual([{ accountId: shop.accountId, currency: 'EUR', minor: sum }])
    await books.statement('2026-06-15', '2026-06-19')
    await books.reconcile()
    expect((await shop.client.reconciliation.summary()).inTransit).toEqual([])
  })
})
