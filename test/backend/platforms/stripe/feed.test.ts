import { describe, expect, test } from 'vitest'
import { actOn, done, follow } from '../../../platforms/calls.ts'
import { openDispute } from '../../../simulators/stripe/giving-back.ts'
import { DAY, intentOf, START } from './rig.ts'
import { answering, openShop, type Shop } from './shop.ts'

const SECOND = 1_000

/** A shop whose feed was just read; `readOn` reads further and says what it cost. */
async function openFed() {
  const shop = await openShop()
  let { cursor } = await follow(shop.platform, null)
  const readOn = async () => {
    const before = shop.said.length
    const page = await follow(shop.platform, cursor)
    cursor = page.cursor
    return { ...page, told: page.snapshots.map(({ merchantReference, status }) => `${merchantReference} ${status}`).toSorted(), cost: shop.said.length - before }
  }
  return { ...shop, readOn, cursorNow: () => cursor, setCursor: (text: string) => void (cursor = text) }
}

const pay = (shop: Shop, { platformReference }: { platformReference: string }): void => void shop.buyer.pays(platformReference)

describe('a look', () => {
  test('costs one request for the events and one for each paid order', async () => {
    const shop = await openFed()
    const orders = [await shop.open(), await shop.open(), await shop.open(), await shop.open()]
    expect((await shop.readOn()).cost).toBe(1)
    for (const order of orders.slice(1)) pay(shop, order)
    const { told, cost } = await shop.readOn()
    expect(told).toEqual(['CF-2 paid', 'CF-3 paid', 'CF-4 paid'])
    expect(cost).toBe(1 + 3)
  })

  test('brings the fee when Stripe knows it', async () => {
    const shop = await openFed()
    pay(shop, await shop.open())
    expect((await shop.readOn()).snapshots).toMatchObject([{ status: 'paid', fee: null }])
    shop.rig.advance(3 * SECOND)
    expect((await shop.readOn()).snapshots).toMatchObject([{ status: 'paid', fee: { minor: 320, currency: 'EUR' } }])
    expect((await shop.readOn()).snapshots).toEqual([])
  })

  test('takes the object as it is now, not as the event remembers it', async () => {
    const shop = await openFed()
    const order = await shop.open()
    pay(shop, order)
    const paid = await shop.readOn()
    shop.setCursor(paid.cursor)
    done(await shop.platform.refund({ ...actOn(paid.snapshots[0]!), amount: { minor: 1_000, currency: 'EUR' }, refundReference: 'F1', reason: '', refundable: order.amount }))
    expect((await shop.readOn()).snapshots).toMatchObject([{ status: 'paid', refunds: [{ amount: { minor: 1_000 } }] }])
  })

  test('shows a declined card on a page that stays open', async () => {
    const shop = await openFed()
    const order = await shop.open()
    shop.buyer.isDeclined(order.platformReference)
    expect((await shop.readOn()).snapshots).toMatchObject([{ status: 'awaiting_payment', detail: 'card_declined (insufficient_funds): Your card has insufficient funds.' }])
  })

  test('tells of every page that has ended that it expired: who asked for the end, Stripe does not say', async () => {
    const shop = await openFed()
    const [cancelled] = [await shop.open(), await shop.open()]
    await shop.platform.cancel(actOn(cancelled))
    shop.rig.advance(2 * 3_600 * SECOND)
    expect((await shop.readOn()).told).toEqual(['CF-1 expired', 'CF-2 expired'])
  })

  test('tells a link by the link, whatever its sessions go through', async () => {
    const shop = await openFed()
    const link = await shop.open({ expiresAt: START + 10 * DAY })
    shop.buyer.pageOf(link.platformReference)
    shop.rig.advance(2 * DAY)
    expect((await shop.readOn()).snapshots).toMatchObject([{ platformReference: link.platformReference, status: 'awaiting_payment' }])
    pay(shop, link)
    expect((await shop.readOn()).snapshots).toMatchObject([{ platformReference: link.platformReference, merchantReference: 'CF-1', status: 'paid' }])
  })

  test('passes over what other programs sell in the same account', async () => {
    const shop = await openFed()
    const foreign = await shop.open()
    const strip = (thing: object | undefined): void => void Object.assign(thing ?? {}, { metadata: {}, client_reference_id: null })
    strip(shop.books.sessions.get(foreign.platformReference))
    shop.books.wishes.set(foreign.platformReference, { capture_method: 'automatic', description: null, metadata: {} })
    pay(shop, foreign)
    shop.rig.advance(3 * SECOND)
    expect(await shop.readOn()).toMatchObject({ snapshots: [], cost: 1 })
    openDispute(shop.books, intentOf(shop.rig.simulator, foreign), 'needs_response')
    expect((await shop.readOn()).snapshots).toEqual([])
  })

  test('is not held up by one payment that cannot be true, and comes back to it', async () => {
    const shop = await openFed()
    const [odd, sound] = [await shop.open(), await shop.open()]
    pay(shop, odd)
    pay(shop, sound)
    const intent = intentOf(shop.rig.simulator, odd)
    Object.assign(intent, { currency: 'usd' })
    expect((await shop.readOn()).told).toEqual(['CF-2 paid'])
    Object.assign(intent, { currency: 'eur' })
    shop.rig.advance(30 * SECOND)
    expect((await shop.readOn()).told).toContain('CF-1 paid')
  })

  test('that fails in the middle is made again from the same place', async () => {
    const shop = await openFed()
    const orders = [await shop.open(), await shop.open()]
    for (const order of orders) pay(shop, order)
    shop.wire.strike({ fault: { kind: 'status', when: 'before', status: 500 }, on: 'read', skip: 2 })
    expect((await shop.platform.changesSince(shop.cursorNow())).kind).toBe('unknown')
    shop.wire.strike(null)
    expect((await shop.readOn()).told).toEqual(['CF-1 paid', 'CF-2 paid'])
  })

  test('after a long absence goes through all pages and remembers only what it must', async () => {
    const shop = await openFed()
    for (let count = 0; count < 60; count += 1) {
      pay(shop, await shop.open())
      shop.rig.advance(60 * SECOND)
    }
    const { told, cost } = await shop.readOn()
    expect(new Set(told).size).toBe(60)
    // 180 events are two pages; an order whose events fall on both is looked at twice.
    expect(cost).toBeLessThanOrEqual(2 + 60 + 1)
    expect((JSON.parse(shop.cursorNow()) as { seen: string[] }).seen.length).toBeLessThanOrEqual(9)
    expect((await shop.readOn()).told).toEqual([])
  })

  test('says up to when it is complete', async () => {
    const shop = await openFed()
    shop.rig.advance(600 * SECOND)
    expect(await shop.readOn()).toMatchObject({ more: false, completeUntil: START + 600 * SECOND - 120 * SECOND })
  })

  test('tells each step of a payout', async () => {
    const shop = await openFed()
    const payment = await shop.paid()
    await shop.readOn()
    await shop.rig.backOffice.payOut!()
    expect(await shop.readOn()).toMatchObject({ payoutsChanged: true })
    expect(await shop.readOn()).toMatchObject({ payoutsChanged: false })
    expect(payment.status).toBe('paid')
  })
})

describe('a cursor', () => {
  test('asks two minutes back, for twenty types', async () => {
    const shop = await openFed()
    await shop.readOn()
    const query = new URL(shop.said.at(-1)!.path, 'http://x').searchParams
    expect([...query.keys()].filter((name) => name.startsWith('types['))).toHaveLength(20)
    expect(Number(query.get('created[gte]'))).toBe(START / 1_000 - 120)
  })

  test('stays young in a quiet account, and is not lost after a month', async () => {
    const shop = await openFed()
    for (let day = 0; day < 40; day += 1) {
      shop.rig.advance(DAY)
      expect((await shop.readOn()).told).toEqual([])
    }
  })

  test('from before the events that Stripe keeps is not known any more', async () => {
    const shop = await openFed()
    shop.rig.advance(31 * DAY)
    expect(await shop.platform.changesSince(shop.cursorNow())).toMatchObject({ kind: 'refused', refusal: { reason: 'not-found', code: 'cursor_unknown' } })
  })

  test.each(['', 'nonsense', '{"v":2}', '[]', '{"v":1,"mark":-1,"seen":[],"page":null}'])('that we did not write (%j) is not known', async (text) => {
    const { platform, asked } = answering(() => ({ body: {} }))
    expect(await platform.changesSince(text)).toMatchObject({ kind: 'refused', refusal: { reason: 'not-found' } })
    expect(asked).toEqual([])
  })
})

test('events that are no events are not believed', async () => {
  const { platform } = answering(() => ({ body: { object: 'list', data: [{ id: 'evt_1' }], has_more: false } }))
  const cursor = JSON.stringify({ v: 1, mark: START / 1_000, seen: [], page: null })
  expect(await platform.changesSince(cursor)).toMatchObject({ kind: 'unknown', why: 'implausible-answer' })
})
