import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OrderDetail } from '../../../../shared/contract/orders.ts'
import { startFaultProxy, type FaultProxy } from '../../../platforms/fault-proxy.ts'
import { settling } from '../../../harness/settling.ts'
import { day, hour, minute, openTestShop, second, type TestShop } from '../../../harness/shop.ts'
import { expireSession } from '../../../simulators/stripe/checkout.ts'
import { openDispute } from '../../../simulators/stripe/giving-back.ts'
import { payOut } from '../../../simulators/stripe/payouts.ts'
import { SECRET_KEY, startStripeSimulator, type StripeSimulator } from '../../../simulators/stripe/simulator.ts'

/** The whole backend with an account at the simulator: what the adapter tells must carry an order from the counter to the books. */
let shop: TestShop
let stripe: StripeSimulator
let gate: FaultProxy
let accountId: string

beforeEach(async () => {
  shop = await openTestShop()
  stripe = await startStripeSimulator({ startAt: shop.clock.now() })
  gate = await startFaultProxy({ upstream: stripe.baseUrl, now: stripe.books.now, isWrite: (method) => method !== 'GET' })
  const added = await shop.client.accounts.add({ platform: 'stripe', label: 'Stripe', environment: 'test', baseUrl: gate.baseUrl, settings: {}, secrets: { secretKey: SECRET_KEY } })
  if (!added.ok) throw new Error(added.failure.kind)
  accountId = added.value.accountId
  await shop.poll()
})
afterEach(async () => {
  await shop.close()
  await gate.stop()
  await stripe.stop()
})

const pass = async (ms: number): Promise<void> => {
  stripe.books.advance(ms)
  await shop.pass(ms)
}
const charge = (minor: number, more: object = {}) => shop.charge(minor, { accountId, ...more })
const referenceOf = (detail: OrderDetail): string => detail.payments.at(-1)!.platformReference!
const orderNow = async ({ order }: OrderDetail) => (await shop.order(order.orderId)).order

describe('a shop on Stripe', () => {
  test('collects: page, paid by the feed, fee a moment later, refund under its own id', async () => {
    const asked = await charge(10_000)
    expect(asked.payUrl).toContain('checkout.stripe.com')
    stripe.customer.pays(referenceOf(asked))
    await pass(second)
    expect(await orderNow(asked)).toMatchObject({ state: 'paid', methodKind: 'card', fee: null })
    await pass(5 * second)
    expect(await orderNow(asked)).toMatchObject({ state: 'paid', fee: { minor: 320, currency: 'EUR' } })
    const refundId = shop.newId()
    await shop.client.orders.refund({ orderId: asked.order.orderId, refundId, amount: { minor: 2_500, currency: 'EUR' }, reason: 'cold' })
    const refunded = await shop.settled(asked.order.orderId)
    expect(refunded.order.state).toBe('partially_refunded')
    expect(refunded.refunds).toMatchObject([{ refundId, state: 'succeeded' }])
    await pass(minute)
    expect((await shop.order(asked.order.orderId)).refunds).toHaveLength(1)
  })

  test('holds, takes a part, and owes nobody the rest', async () => {
    const asked = await charge(10_000, { captureMode: 'manual' })
    stripe.customer.pays(referenceOf(asked))
    await pass(second)
    expect((await orderNow(asked)).state).toBe('authorized')
    await shop.client.orders.capture({ orderId: asked.order.orderId, amount: { minor: 6_000, currency: 'EUR' } })
    await shop.settled(asked.order.orderId)
    await pass(minute)
    expect(await orderNow(asked)).toMatchObject({ state: 'paid', captured: { minor: 6_000 }, refunded: { minor: 0 } })
  })

  test('finds a create whose answer was lost, and charges once', async () => {
    gate.strike({ fault: { kind: 'drop', when: 'after' }, on: 'write', times: 1 })
    const asked = await charge(10_000)
    expect(asked.order).toMatchObject({ state: 'created' })
    await pass(5 * second)
    const found = await shop.settled(asked.order.orderId)
    expect(found.order.state).toBe('awaiting_payment')
    expect(stripe.books.sessions.size).toBe(1)
  })

  test('sends a create that never arrived again within seconds, with its own key: the customer is waiting', async () => {
    gate.strike({ fault: { kind: 'status', when: 'before', status: 500 }, on: 'write', times: 1 })
    const asked = await charge(10_000)
    expect(asked.order).toMatchObject({ state: 'created', unknownCalls: 1 })
    for (let passed = 0; passed < 12; passed += 1) await pass(second)
    const found = await shop.settled(asked.order.orderId)
    expect(found).toMatchObject({ order: { state: 'awaiting_payment', unknownCalls: 0 }, calls: [{ state: 'succeeded', sends: 2 }] })
    expect(stripe.books.sessions.size).toBe(1)
  })

  test('finds a refund whose answer was lost', async () => {
    const asked = await charge(10_000)
    stripe.customer.pays(referenceOf(asked))
    await pass(second)
    gate.strike({ fault: { kind: 'drop', when: 'after' }, on: 'write', times: 1 })
    await shop.client.orders.refund({ orderId: asked.order.orderId, refundId: shop.newId(), amount: { minor: 10_000, currency: 'EUR' }, reason: '' })
    await shop.settled(asked.order.orderId)
    await pass(5 * second)
    expect((await shop.settled(asked.order.orderId)).order.state).toBe('refunded')
    expect(stripe.books.refunds.size).toBe(1)
  })

  test('cancels, and loses the race against a customer who has just paid', async () => {
    const [open, paid] = [await charge(1_000), await charge(2_000)]
    stripe.customer.pays(referenceOf(paid))
    for (const { order } of [open, paid]) {
      await shop.client.orders.cancel({ orderId: order.orderId })
      await shop.settled(order.orderId)
    }
    await pass(second)
    expect([(await orderNow(open)).state, (await orderNow(paid)).state]).toEqual(['cancelled', 'paid'])
    await pass(2 * hour)
    expect((await orderNow(open)).state).toBe('cancelled')
  })

  test('a page that somebody else has ended is expired; one that we have ended is cancelled, also when the answer was lost', async () => {
    const [theirs, ours] = [await charge(1_000), await charge(2_000)]
    expireSession(stripe.books, referenceOf(theirs))
    gate.strike({ fault: { kind: 'drop', when: 'after' }, on: 'write', times: 1 })
    await shop.client.orders.cancel({ orderId: ours.order.orderId })
    await pass(10 * second)
    await pass(minute)
    expect([await orderNow(theirs), await orderNow(ours)]).toMatchObject([{ state: 'expired', unknownCalls: 0 }, { state: 'cancelled', unknownCalls: 0 }])
    await pass(2 * hour)
    expect([(await orderNow(theirs)).state, (await orderNow(ours)).state]).toEqual(['expired', 'cancelled'])
  })

  test('lets a customer pay days later by a link', async () => {
    const asked = await charge(10_000, { expiresInMinutes: 3 * 24 * 60 })
    expect(asked.payUrl).toContain('buy.stripe.com')
    await pass(2 * day)
    stripe.customer.pays(referenceOf(asked))
    await pass(second)
    expect((await orderNow(asked)).state).toBe('paid')
  })

  const withoutEvents = async (): Promise<void> => {
    const keyOfLittle = 'rk_test_51WithoutEvents'
    const permissions = ['checkout_session', 'payment_links', 'payment_intent', 'charge', 'refund', 'dispute', 'balance_transaction_source'].map((name) => `${name}_write`)
    stripe.keys.restricted.set(keyOfLittle, new Set(permissions))
    await shop.client.accounts.replaceSecrets({ accountId, secrets: { secretKey: keyOfLittle } })
  }

  test('asks what has become of a refund under way where its key may not read events', async () => {
    await withoutEvents()
    const asked = await charge(10_000)
    stripe.customer.pays(referenceOf(asked))
    await pass(second)
    await pass(minute) // the fee is known: nothing else is asked for
    stripe.moods.refundStatus = 'pending'
    await shop.client.orders.refund({ orderId: asked.order.orderId, refundId: shop.newId(), amount: { minor: 2_500, currency: 'EUR' }, reason: '' })
    expect((await shop.settled(asked.order.orderId)).order).toMatchObject({ state: 'paid', refunded: { minor: 0 } })
    for (const refund of stripe.books.refunds.values()) refund.status = 'succeeded'
    await pass(second)
    expect(await orderNow(asked)).toMatchObject({ state: 'partially_refunded', refunded: { minor: 2_500 } })
  })

  test('asks for each payment where its key may not read events', async () => {
    await withoutEvents()
    const asked = await charge(10_000)
    stripe.customer.pays(referenceOf(asked))
    await pass(second)
    expect((await orderNow(asked)).state).toBe('paid')
  })

  test('ends an order at its deadline, also one with a link', async () => {
    const [session, link] = [await charge(1_000, { expiresInMinutes: 15 }), await charge(2_000, { expiresInMinutes: 2 * 24 * 60 })]
    await pass(16 * minute)
    await shop.settled(session.order.orderId)
    expect([(await orderNow(session)).state, (await orderNow(link)).state]).toEqual(['expired', 'awaiting_payment'])
    await pass(2 * day)
    await shop.settled(link.order.orderId)
    expect((await orderNow(link)).state).toBe('expired')
    expect(stripe.customer.pays(referenceOf(link))).toBe(false)
  })

  test('reconciles its payouts to the cent: payments, refund, dispute', async () => {
    const orders = [await charge(10_000), await charge(2_000), await charge(3_333)]
    for (const asked of orders) stripe.customer.pays(referenceOf(asked))
    await pass(5 * second)
    await shop.client.orders.refund({ orderId: orders[0]!.order.orderId, refundId: shop.newId(), amount: { minor: 2_500, currency: 'EUR' }, reason: '' })
    await shop.settled(orders[0]!.order.orderId)
    openDispute(stripe.books, [...stripe.books.intents.values()][1]!, 'needs_response')
    await pass(minute)
    payOut(stripe.books)
    await pass(4 * day)
    const pulled = await shop.client.settlements.pull({ accountId, since: null })
    expect(pulled).toMatchObject({ ok: true, value: { payouts: 1, inserted: 6, failure: null } })
    const books = settling(shop)
    const report = await books.reconcile()
    expect(report.matchedPerPass).toMatchObject({ P1: 3, P3: 2 })
    expect(await books.broken()).toEqual([])
    // Open because it is open: somebody has to answer it.
    expect(await books.codes()).toEqual({ chargeback_open: 1 })
    expect(await shop.client.settlements.pull({ accountId, since: null })).toMatchObject({ ok: true, value: { inserted: 0 } })
  })
})
