import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OrderDetail } from '../../../../shared/contract/orders.ts'
import { settling } from '../../../harness/settling.ts'
import { day, hour, minute, openTestShop, second, type TestShop } from '../../../harness/shop.ts'
import { startFaultProxy, type FaultProxy } from '../../../platforms/fault-proxy.ts'
import { startPayPal, type PayPalSimulator } from '../../../simulators/paypal/paypal-simulator.ts'
import { isWrite } from './rig.ts'

/** The whole backend with accounts at the simulator: what the adapter tells must carry an order from the counter to the books. */
let shop: TestShop
let paypal: PayPalSimulator
let gate: FaultProxy

beforeEach(async () => {
  shop = await openTestShop()
  paypal = await startPayPal({ startAt: shop.clock.now() })
  gate = await startFaultProxy({ upstream: paypal.baseUrl, now: paypal.now, isWrite })
})
afterEach(async () => {
  await shop.close()
  await gate.stop()
  await paypal.stop()
})

async function connect(settings: Record<string, string> = {}): Promise<string> {
  const secrets = { clientId: paypal.app.id, clientSecret: paypal.app.secret }
  const added = await shop.client.accounts.add({ platform: 'paypal', label: 'PayPal', environment: 'test', baseUrl: gate.baseUrl, settings, secrets })
  if (!added.ok) throw new Error(added.failure.kind)
  await shop.poll()
  return added.value.accountId
}
const pass = async (ms: number): Promise<void> => {
  paypal.advance(ms)
  await shop.pass(ms)
}
const referenceOf = (detail: OrderDetail): string => detail.payments.at(-1)!.platformReference!
const orderNow = async ({ order }: OrderDetail) => (await shop.order(order.orderId)).order

async function refund(asked: OrderDetail, minor: number): Promise<string> {
  const refundId = shop.newId()
  await shop.client.orders.refund({ orderId: asked.order.orderId, refundId, amount: { minor, currency: 'EUR' }, reason: 'cold' })
  await shop.settled(asked.order.orderId)
  return refundId
}

describe('a shop with PayPal invoices', () => {
  let accountId: string
  beforeEach(async () => {
    accountId = await connect()
  })
  const charge = (minor: number, more: object = {}) => shop.charge(minor, { accountId, ...more })

  test('collects: share link, paid by the feed, fee, refund under its own id', async () => {
    const asked = await charge(10_000)
    expect(asked.payUrl).toContain('/invoice/p/')
    paypal.customer.payInvoice(referenceOf(asked))
    await pass(second)
    expect(await orderNow(asked)).toMatchObject({ state: 'paid', methodLabel: 'PayPal', fee: { minor: 398, currency: 'EUR' } })
    const refundId = await refund(asked, 2_500)
    await pass(minute)
    expect(await orderNow(asked)).toMatchObject({ state: 'partially_refunded', refunded: { minor: 2_500 } })
    expect((await shop.order(asked.order.orderId)).refunds).toMatchObject([{ refundId, state: 'succeeded' }])
  })

  test('finds a create whose answer was lost, finishes it, and charges once', async () => {
    gate.strike({ fault: { kind: 'drop', when: 'after' }, on: 'write', times: 1 })
    const asked = await charge(10_000)
    expect(asked.order).toMatchObject({ state: 'created', unknownCalls: 1 })
    await pass(5 * second)
    const found = await shop.settled(asked.order.orderId)
    expect(found.order.state).toBe('awaiting_payment')
    expect(found.payUrl).toContain('/invoice/p/')
    expect(paypal.books.invoices.size).toBe(1)
  })

  test('finds a refund whose answer was lost', async () => {
    const asked = await charge(10_000)
    paypal.customer.payInvoice(referenceOf(asked))
    await pass(second)
    gate.strike({ fault: { kind: 'drop', when: 'after' }, on: 'write', times: 1 })
    await refund(asked, 10_000)
    for (let tries = 0; tries < 4; tries += 1) await pass(10 * second)
    expect((await shop.settled(asked.order.orderId)).order.state).toBe('refunded')
    expect(paypal.books.refunds.size).toBe(1)
  })

  test('hears of refunds of old invoices from the reports, hours later', async () => {
    const asked = await charge(10_000)
    paypal.customer.payInvoice(referenceOf(asked))
    await pass(second)
    for (let days = 0; days < 5; days += 1) await pass(day)
    paypal.merchant.refund([...paypal.books.captures.keys()][0]!, { minor: 10_000, currency: 'EUR' })
    await pass(minute)
    await pass(4 * hour)
    expect((await orderNow(asked)).state).toBe('refunded')
  })

  test('cancels what nobody has paid at its deadline, and calls it expired', async () => {
    const [late, unwanted] = [await charge(1_000, { expiresInMinutes: 15 }), await charge(2_000, { expiresInMinutes: 15 })]
    await shop.client.orders.cancel({ orderId: unwanted.order.orderId })
    await shop.settled(unwanted.order.orderId)
    await pass(16 * minute)
    await shop.settled(late.order.orderId)
    expect([(await orderNow(late)).state, (await orderNow(unwanted)).state]).toEqual(['expired', 'cancelled'])
    expect(paypal.customer.payInvoice(referenceOf(late))).toBe(false)
  })

  test('keeps waiting for an e-check that is on its way at the deadline', async () => {
    paypal.moods.pendingFor = 'ECHECK'
    const asked = await charge(10_000, { expiresInMinutes: 15 })
    paypal.customer.payInvoice(referenceOf(asked))
    await pass(16 * minute)
    await shop.settled(asked.order.orderId)
    expect(await orderNow(asked)).toMatchObject({ state: 'awaiting_payment', captured: { minor: 0 } })
    await pass(day)
    paypal.bank.decide([...paypal.books.captures.keys()][0]!, true)
    await pass(minute)
    await pass(2 * hour)
    expect((await orderNow(asked)).state).toBe('paid')
  })

  test('reconciles its withdrawals to the cent: payments, refund, chargeback', async () => {
    const orders = [await charge(10_000), await charge(2_000), await charge(3_333)]
    for (const asked of orders) paypal.customer.payInvoice(referenceOf(asked))
    await pass(minute)
    await refund(orders[0]!, 2_500)
    await pass(minute)
    paypal.bank.challenge(paypal.books.invoices.get(referenceOf(orders[1]!))!.payments[0]!.id)
    await pass(hour)
    paypal.merchant.withdraw('EUR')
    await pass(day)
    const pulled = await shop.client.settlements.pull({ accountId, since: null })
    expect(pulled).toMatchObject({ ok: true, value: { payouts: 1, failure: null } })
    const books = settling(shop)
    const report = await books.reconcile()
    expect(report.matchedPerPass).toMatchObject({ P1: 3 })
    expect(await books.broken()).toEqual([])
    // Open because it is open: somebody has to answer it.
    expect(await books.codes()).toEqual({ chargeback_open: 1 })
    expect(await shop.client.settlements.pull({ accountId, since: null })).toMatchObject({ ok: true, value: { inserted: 0 } })
  })
})

describe('a shop with PayPal Checkout', () => {
  const chargeBy = (accountId: string) => (minor: number, more: object = {}) => shop.charge(minor, { accountId, ...more })

  test('takes the money after the approval, and reconciles the withdrawal', async () => {
    const accountId = await connect({ model: 'checkout' })
    const asked = await chargeBy(accountId)(10_000)
    expect(asked.payUrl).not.toBeNull()
    paypal.customer.approve(referenceOf(asked))
    await pass(10 * second)
    expect(await orderNow(asked)).toMatchObject({ state: 'paid', captured: { minor: 10_000 } })
    await refund(asked, 1_000)
    expect((await orderNow(asked)).state).toBe('partially_refunded')
    await pass(minute)
    paypal.merchant.withdraw('EUR')
    await pass(day)
    expect(await shop.client.settlements.pull({ accountId, since: null })).toMatchObject({ ok: true, value: { payouts: 1, failure: null } })
    const books = settling(shop)
    await books.reconcile()
    expect(await books.broken()).toEqual([])
    expect(await books.codes()).toEqual({})
  })

  test('takes the money of an approval whose capture was not answered, once', async () => {
    const accountId = await connect({ model: 'checkout' })
    const asked = await chargeBy(accountId)(10_000)
    paypal.customer.approve(referenceOf(asked))
    gate.strike({ fault: { kind: 'drop', when: 'after' }, on: 'write', times: 1 })
    for (let tries = 0; tries < 4; tries += 1) await pass(10 * second)
    expect((await orderNow(asked)).state).toBe('paid')
    expect(paypal.books.captures.size).toBe(1)
  })

  test('takes the money of an approval whose capture was put off for a second, in the same look', async () => {
    const accountId = await connect({ model: 'checkout' })
    const asked = await chargeBy(accountId)(10_000)
    paypal.customer.approve(referenceOf(asked))
    gate.strike({ fault: { kind: 'status', when: 'before', status: 429, headers: { 'retry-after': '1' } }, on: 'write', times: 1 })
    for (let tries = 0; tries < 5; tries += 1) await pass(2 * second)
    expect((await orderNow(asked)).state).toBe('paid')
    expect(paypal.books.captures.size).toBe(1)
  })

  test('says at a look that the credentials are no longer good, also where no feed would have met them', async () => {
    const accountId = await connect({ model: 'checkout' })
    await chargeBy(accountId)(10_000)
    await shop.client.accounts.replaceSecrets({ accountId, secrets: { clientId: paypal.app.id, clientSecret: 'another' } })
    expect((await shop.client.polling.once()).failures).toEqual([{ accountId, reason: 'bad-credentials' }])
  })

  test('knows its order by the shortest answer, which repeats nothing', async () => {
    const accountId = await connect({ model: 'checkout' })
    const short = (told: unknown): unknown => {
      const { id, status, links } = told as Record<string, unknown>
      return { id, status, links }
    }
    gate.strike({ fault: { kind: 'spoil', spoil: short }, on: 'write', times: 1 })
    const asked = await chargeBy(accountId)(10_000)
    expect(asked.order).toMatchObject({ state: 'awaiting_payment', unknownCalls: 0 })
    paypal.customer.approve(referenceOf(asked))
    await pass(10 * second)
    expect((await orderNow(asked)).state).toBe('paid')
  })

  test('is used where there are no invoices, and asks for each order because no feed tells of them', async () => {
    paypal.moods.offersInvoices = false
    const accountId = await connect()
    const asked = await chargeBy(accountId)(10_000)
    expect(asked.order.state).toBe('awaiting_payment')
    paypal.customer.approve(referenceOf(asked))
    await pass(minute)
    expect(await orderNow(asked)).toMatchObject({ state: 'paid', captured: { minor: 10_000 } })
    await refund(asked, 1_000)
    expect((await orderNow(asked)).state).toBe('partially_refunded')
    expect((await shop.client.polling.once()).failures).toEqual([])
  })

  test('finds a lost order again by its key where there are no invoices', async () => {
    paypal.moods.offersInvoices = false
    const accountId = await connect()
    gate.strike({ fault: { kind: 'drop', when: 'after' }, on: 'write', times: 2 })
    const asked = await chargeBy(accountId)(10_000)
    for (let tries = 0; tries < 8; tries += 1) await pass(10 * second)
    expect((await shop.settled(asked.order.orderId)).order.state).toBe('awaiting_payment')
    expect(paypal.books.orders.size).toBe(1)
  })

  test('lets an order lapse that nobody approves', async () => {
    const accountId = await connect({ model: 'checkout' })
    const asked = await chargeBy(accountId)(10_000)
    for (let hours = 0; hours < 4; hours += 1) await pass(hour + minute)
    expect((await orderNow(asked)).state).toBe('expired')
  })
})
