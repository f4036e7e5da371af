import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestShop, type TestShop } from '../../harness/shop.ts'

let shop: TestShop

beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(() => shop.close())

/** A customer pays so much more (or less) than the ten euros asked for. Returns the order's id. */
async function payOther(byMinor: number): Promise<string> {
  const asked = await shop.charge(1_000)
  shop.sandbox.controls.setSwitches(shop.keyId, { payOtherByMinor: byMinor })
  shop.pay(asked)
  shop.sandbox.controls.setSwitches(shop.keyId, { payOtherByMinor: 0 })
  await shop.poll()
  return asked.order.orderId
}
const needs = async () => (await shop.client.attention.list()).map(({ kind, nextAct, facts }) => ({ kind, nextAct, minor: facts['minor'] }))

describe('an order paid with too little', () => {
  it('goes on waiting, says how much is missing, and needs a person', async () => {
    const orderId = await payOther(-300)
    expect((await shop.order(orderId)).order).toMatchObject({ state: 'awaiting_payment', amountVerdict: 'underpaid', captured: { minor: 700 } })
    expect(await needs()).toEqual([{ kind: 'underpaid', nextAct: 'accept_or_ask_rest', minor: 300 }])
  })

  it('is paid when the amount is accepted', async () => {
    const orderId = await payOther(-300)
    expect(await shop.client.orders.acceptAmount({ orderId })).toMatchObject({ ok: true, value: { state: 'paid', amountVerdict: 'accepted' } })
    expect(await needs()).toEqual([])
    expect(await shop.client.orders.acceptAmount({ orderId })).toMatchObject({ ok: false, failure: { kind: 'wrong-state' } })
  })

  it('is paid when the rest is asked for and comes', async () => {
    const orderId = await payOther(-300)
    expect(await shop.client.orders.retry({ orderId, accountId: null, expiresInMinutes: null })).toMatchObject({ ok: true })
    const asked = await shop.settled(orderId)
    expect(asked.payments.map(({ amount }) => amount.minor)).toEqual([1_000, 300])
    shop.pay(asked)
    await shop.poll()
    expect((await shop.order(orderId)).order).toMatchObject({ state: 'paid', amountVerdict: 'exact', captured: { minor: 1_000 } })
    expect(await needs()).toEqual([])
  })

  it('needs nobody any more when what came has been sent back', async () => {
    const orderId = await payOther(-300)
    await shop.client.orders.refund({ orderId, refundId: shop.newId(), amount: null, reason: 'too little' })
    expect((await shop.settled(orderId)).order).toMatchObject({ refunded: { minor: 700 } })
    expect(await needs()).toEqual([])
  })
})

describe('an order paid with too much', () => {
  it('is paid, says how much is over, and needs a person', async () => {
    const orderId = await payOther(250)
    expect((await shop.order(orderId)).order).toMatchObject({ state: 'paid', amountVerdict: 'overpaid', captured: { minor: 1_250 } })
    expect(await needs()).toEqual([{ kind: 'overpaid', nextAct: 'accept_or_refund_excess', minor: 250 }])
  })

  it('needs nobody any more when the excess is on its way back, or kept with consent', async () => {
    const sentBack = await payOther(250)
    await shop.client.orders.refund({ orderId: sentBack, refundId: shop.newId(), amount: { minor: 250, currency: 'EUR' }, reason: 'too much' })
    await shop.settled(sentBack)
    const kept = await payOther(1)
    await shop.client.orders.acceptAmount({ orderId: kept })
    expect(await needs()).toEqual([])
    expect((await shop.order(kept)).order).toMatchObject({ state: 'paid', amountVerdict: 'accepted' })
  })
})
