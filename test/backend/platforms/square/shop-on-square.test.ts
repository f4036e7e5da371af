import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OrderDetail } from '../../../../shared/contract/orders.ts'
import { settling } from '../../../harness/settling.ts'
import { day, hour, minute, openTestShop, second, type TestShop } from '../../../harness/shop.ts'
import { startFaultProxy, type FaultProxy } from '../../../platforms/fault-proxy.ts'
import { isSquareWrite, startSquareSimulator, type SquareSimulator } from '../../../simulators/square/square-simulator.ts'

/** The whole backend with an account at the simulator: what the adapter tells must carry an order from the counter to the books. */
let shop: TestShop
let square: SquareSimulator
let gate: FaultProxy
let accountId: string

beforeEach(async () => {
  shop = await openTestShop({ currency: 'USD' })
  square = await startSquareSimulator({ startAt: shop.clock.now() })
  gate = await startFaultProxy({ upstream: square.baseUrl, now: square.now, isWrite: isSquareWrite })
  const { accessToken, locationId } = square
  const added = await shop.client.accounts.add({ platform: 'square', label: 'Square', environment: 'test', baseUrl: gate.baseUrl, settings: { locationId }, secrets: { accessToken } })
  if (!added.ok) throw new Error(added.failure.kind)
  accountId = added.value.accountId
  await shop.poll()
})
afterEach(async () => {
  await shop.close()
  await gate.stop()
  await square.stop()
})

const pass = async (ms: number): Promise<void> => {
  square.advance(ms)
  await shop.pass(ms)
}
const charge = (minor: number, more: object = {}) => shop.charge(minor, { accountId, ...more })
const referenceOf = (detail: OrderDetail): string => detail.payments.at(-1)!.platformReference!
const orderNow = async ({ order }: OrderDetail) => (await shop.order(order.orderId)).order

describe('a shop on Square', () => {
  test('collects: page, paid by the feed, fee a moment later, refund under its own id, fulfilment at the hand-over', async () => {
    square.moods.feeDelayMs = 30 * second
    const asked = await charge(10_000)
    expect(asked.payUrl).toContain('/u/')
    square.payOnPage(referenceOf(asked))
    await pass(second)
    expect(await orderNow(asked)).toMatchObject({ state: 'paid', methodKind: 'card', fee: null })
    await pass(minute)
    expect(await orderNow(asked)).toMatchObject({ state: 'paid', fee: { minor: 320, currency: 'USD' } })
    const refundId = shop.newId()
    await shop.client.orders.refund({ orderId: asked.order.orderId, refundId, amount: { minor: 2_500, currency: 'USD' }, reason: 'cold' })
    await shop.settled(asked.order.orderId)
    await pass(day)
    expect(await orderNow(asked)).toMatchObject({ state: 'partially_refunded', refunded: { minor: 2_500 } })
    expect((await shop.order(asked.order.orderId)).refunds).toMatchObject([{ refundId, state: 'succeeded' }])
    await shop.client.orders.handOver({ orderId: asked.order.orderId })
    await shop.settled(asked.order.orderId)
    expect(square.books.tables.orders.get(referenceOf(asked))?.state).toBe('COMPLETED')
  })

  test('finds a create whose answer was lost, and charges once', async () => {
    gate.strike({ fault: { kind: 'drop', when: 'after' }, on: 'write', times: 1 })
    const asked = await charge(10_000)
    expect(asked.order).toMatchObject({ state: 'created', unknownCalls: 1 })
    await pass(5 * second)
    expect((await shop.settled(asked.order.orderId)).order.state).toBe('awaiting_payment')
    expect(square.books.tables.orders.size).toBe(1)
  })

  test('finds a refund whose answer was lost', async () => {
    const asked = await charge(10_000)
    square.payOnPage(referenceOf(asked))
    await pass(second)
    gate.strike({ fault: { kind: 'drop', when: 'after' }, on: 'write', times: 1 })
    await shop.client.orders.refund({ orderId: asked.order.orderId, refundId: shop.newId(), amount: { minor: 10_000, currency: 'USD' }, reason: '' })
    await shop.settled(asked.order.orderId)
    for (let tries = 0; tries < 4; tries += 1) await pass(day)
    expect((await shop.settled(asked.order.orderId)).order.state).toBe('refunded')
    expect(square.books.tables.refunds.size).toBe(1)
  })

  test('keeps money that comes on a page that was open when its link was deleted', async () => {
    const asked = await charge(10_000)
    square.decline(referenceOf(asked))
    await shop.client.orders.cancel({ orderId: asked.order.orderId })
    await shop.settled(asked.order.orderId)
    await pass(hour)
    square.pay(referenceOf(asked))
    await pass(minute)
    expect(await orderNow(asked)).toMatchObject({ hasLateMoney: true, captured: { minor: 10_000 } })
  })

  test('reconciles its payouts to the cent: payments, refund, dispute', async () => {
    const orders = [await charge(10_000), await charge(2_000), await charge(3_333)]
    for (const asked of orders) square.payOnPage(referenceOf(asked))
    await pass(minute)
    await shop.client.orders.refund({ orderId: orders[0]!.order.orderId, refundId: shop.newId(), amount: { minor: 2_500, currency: 'USD' }, reason: '' })
    await shop.settled(orders[0]!.order.orderId)
    await pass(day)
    const disputed = [...square.books.tables.payments.values()].find(({ order_id }) => order_id === referenceOf(orders[1]!))!
    square.openDispute(disputed.id)
    await pass(hour)
    square.payOut()
    await pass(2 * day)
    const pulled = await shop.client.settlements.pull({ accountId, since: null })
    expect(pulled).toMatchObject({ ok: true, value: { payouts: 1, failure: null } })
    const books = settling(shop, 'USD')
    const report = await books.reconcile()
    expect(report.matchedPerPass).toMatchObject({ P2: 3, P3: 2 })
    expect(await books.broken()).toEqual([])
    // Open because it is open: somebody has to answer it.
    expect(await books.codes()).toEqual({ chargeback_open: 1 })
    expect(await shop.client.settlements.pull({ accountId, since: null })).toMatchObject({ ok: true, value: { inserted: 0 } })
  })
})

describe('the deadline of an order, which Square does not keep', () => {
  const stateAfter = async (asked: OrderDetail, ms: number) => {
    await pass(ms)
    return (await shop.settled(asked.order.orderId)).order.state
  }
  const cancels = async ({ order }: OrderDetail) => (await shop.order(order.orderId)).calls.filter(({ kind }) => kind === 'cancel')

  test('is kept by deleting the link, once', async () => {
    const asked = await charge(10_000, { expiresInMinutes: 15 })
    expect(await stateAfter(asked, 14 * minute)).toBe('awaiting_payment')
    expect(await stateAfter(asked, 2 * minute)).toBe('expired')
    expect(square.books.tables.orders.get(referenceOf(asked))?.state).toBe('CANCELED')
    expect(square.payOnPage(referenceOf(asked))).toBe(false)
    await pass(hour)
    await pass(day)
    expect(await cancels(asked)).toMatchObject([{ state: 'succeeded' }])
  })

  test('loses against a customer who paid in the last second, before the feed tells it', async () => {
    const asked = await charge(10_000, { expiresInMinutes: 15 })
    square.moods.listDelayMs = 10 * minute
    await pass(15 * minute - second)
    square.payOnPage(referenceOf(asked))
    expect(await stateAfter(asked, minute)).toBe('paid')
    expect(await orderNow(asked)).toMatchObject({ hasLateMoney: false, captured: { minor: 10_000 } })
  })

  test('is tried again at leisure where Square will not end the order', async () => {
    const asked = await charge(10_000, { expiresInMinutes: 15 })
    square.breakDown('online-checkout', 400)
    for (let minutes = 15; minutes < 80; minutes += 5) await pass(5 * minute)
    expect(await cancels(asked)).toMatchObject([{ state: 'refused' }])
    square.breakDown('online-checkout', null)
    expect(await stateAfter(asked, hour)).toBe('expired')
  })

  test('waits for a link whose making is not known to have worked', async () => {
    gate.strike({ fault: { kind: 'drop', when: 'after' }, on: 'write', times: 1 })
    const asked = await charge(10_000, { expiresInMinutes: 1 })
    await pass(2 * minute)
    await shop.settled(asked.order.orderId)
    expect(await stateAfter(asked, 2 * minute)).toBe('expired')
    expect(square.payOnPage([...square.books.tables.orders.keys()][0]!)).toBe(false)
  })
})
