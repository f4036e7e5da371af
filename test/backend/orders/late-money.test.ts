import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../harness/reach-in.ts'
import { settling, type Settling } from '../../harness/settling.ts'
import { day, hour, minute, openTestShop, type TestShop } from '../../harness/shop.ts'

let shop: TestShop
let books: Settling

beforeEach(async () => {
  shop = await openTestShop()
  books = settling(shop)
})
afterEach(() => shop.close())

/** An order that has expired here, and is paid afterwards on a bank page that stayed open. Returns its id. */
async function expireThenPay(): Promise<string> {
  shop.sandbox.controls.setSwitches(shop.keyId, { latePayment: true })
  const asked = await shop.charge(1_000, { expiresInMinutes: 5 })
  await shop.pass(6 * minute)
  expect((await shop.order(asked.order.orderId)).order.state).toBe('expired')
  shop.sandbox.controls.setFaults({ seed: 'x', rules: [{ fault: { kind: 'feed-hold-back', ms: 7 * day }, path: '/v1/changes' }] })
  shop.clock.advance(hour)
  shop.pay(asked)
  return asked.order.orderId
}

/** As if the platform had been asked for the last time just before the money came. */
function endTheWatch(): void {
  const { store } = openStore(shop.folder)
  store.prepare('UPDATE payments SET next_ask_at = NULL').run()
  store.close()
}

describe('money for an expired order that nobody told of', () => {
  it('stops a second charge: before a new attempt the earlier ones are asked about', async () => {
    const orderId = await expireThenPay()
    expect(await shop.client.orders.retry({ orderId, accountId: null, expiresInMinutes: null })).toMatchObject({ ok: false, failure: { kind: 'wrong-state' } })
    expect((await shop.order(orderId)).payments).toHaveLength(1)
    expect((await shop.order(orderId)).order.hasLateMoney).toBe(true)
  })

  it('stops a second charge while the platform does not say', async () => {
    const orderId = await expireThenPay()
    shop.sandbox.controls.setFaults({ seed: 'x', rules: [{ fault: { kind: 'status', when: 'before', status: 500 } }] })
    expect(await shop.client.orders.retry({ orderId, accountId: null, expiresInMinutes: null })).toEqual({ ok: false, failure: { kind: 'earlier-not-known' } })
    expect((await shop.order(orderId)).payments).toHaveLength(1)
  })

  it('is found by the last look at the platform’s last moment', async () => {
    const orderId = await expireThenPay()
    await shop.pass(hour)
    expect((await shop.order(orderId)).order.hasLateMoney).toBe(false)
    await shop.pass(day)
    expect(await shop.client.attention.list()).toMatchObject([{ kind: 'late_money', orderId, facts: { minor: 1_000, state: 'expired' } }])
  })

  it('is found in the settlement file: the platform is asked again, and a person attaches it', async () => {
    const orderId = await expireThenPay()
    endTheWatch()
    await shop.pass(4 * day)
    expect((await shop.order(orderId)).order).toMatchObject({ state: 'expired', hasLateMoney: false })
    await books.settlementFiles()
    await books.reconcile()
    expect(await books.codes()).toMatchObject({ status_mismatch: 1 })
    await shop.poll()
    expect((await shop.order(orderId)).order).toMatchObject({ state: 'expired', hasLateMoney: true, captured: { minor: 1_000 } })
    expect(await shop.client.attention.list()).toMatchObject([{ kind: 'late_money', orderId }])
    expect(await shop.client.orders.attachLateMoney({ orderId })).toMatchObject({ ok: true, value: { state: 'paid' } })
    expect(await shop.client.attention.list()).toEqual([])
    await books.reconcile()
    expect(await books.codes()).not.toHaveProperty('status_mismatch')
    expect(await books.broken()).toEqual([])
  })

  it('is found in the settlement file, and a person sends it back', async () => {
    const orderId = await expireThenPay()
    endTheWatch()
    await shop.pass(4 * day)
    await books.pull()
    await books.reconcile()
    await shop.poll()
    const refundId = shop.newId()
    expect(await shop.client.orders.refund({ orderId, refundId, amount: null, reason: 'came too late' })).toMatchObject({ ok: true })
    expect(await shop.settled(orderId)).toMatchObject({ order: { state: 'expired', hasLateMoney: false, refunded: { minor: 1_000 } } })
    expect(await shop.client.attention.list()).toEqual([])
  })

  it('is not looked for by a dry run, which changes nothing', async () => {
    const orderId = await expireThenPay()
    endTheWatch()
    await shop.pass(4 * day)
    await books.pull()
    await books.reconcile(true)
    await shop.poll()
    expect((await shop.order(orderId)).order.hasLateMoney).toBe(false)
  })
})
