import { describe, expect, test } from 'vitest'
import type { ChangePage, Platform } from '../../../../electron/backend/platforms/platform.ts'
import { done, follow } from '../../../platforms/calls.ts'
import { DAY, eur, HOUR, MINUTE, openShop } from './shop.ts'

/** A shop whose feed has been begun; each `look` goes on where the last one stopped. */
async function openFed() {
  const shop = await openShop()
  let cursor: string | null = null
  const look = async (platform: Platform = shop.platform): Promise<ChangePage> => {
    const page = await follow(platform, cursor)
    cursor = page.cursor
    return page
  }
  await look()
  shop.paypal.advance(MINUTE)
  await look()
  shop.paypal.advance(MINUTE)
  shop.requests()
  return { ...shop, lookOn: look, cursorOf: () => cursor }
}

/** What happened in the same second has no order. */
const told = ({ snapshots }: ChangePage) => snapshots.map(({ merchantReference, status }) => [merchantReference, status]).toSorted(([a], [b]) => String(a).localeCompare(String(b)))

/** PayPal writes whole seconds. */
const inSeconds = (at: number): number => Math.floor(at / 1_000) * 1_000

describe('a look at the feed of invoices', () => {
  test('takes three requests when nothing has changed', async () => {
    const { lookOn, requests } = await openFed()
    expect((await lookOn()).snapshots).toEqual([])
    expect(requests()).toEqual(['POST /v2/invoicing/search-invoices', 'POST /v2/invoicing/search-invoices', 'GET /v1/customer/disputes'])
  })

  test('takes two more for each payment, once', async () => {
    const { lookOn, requests, open, paypal } = await openFed()
    const payments = [await open(), await open()]
    for (const { platformReference } of payments) paypal.customer.payInvoice(platformReference)
    requests()
    expect(told(await lookOn())).toEqual([['CF-1', 'paid'], ['CF-2', 'paid']])
    expect(requests()).toHaveLength(3 + 2 * 2)
    expect((await lookOn()).snapshots).toEqual([])
    expect(requests()).toHaveLength(3)
  })

  test('tells what was cancelled in PayPal\'s own pages', async () => {
    const { lookOn, open, paypal } = await openFed()
    const { platformReference } = await open()
    paypal.merchant.cancelInvoice(platformReference)
    expect(told(await lookOn())).toEqual([['CF-1', 'cancelled']])
  })

  test('tells an e-check when it is on its way, and when it has come', async () => {
    const { lookOn, open, paypal } = await openFed()
    const { platformReference } = await open()
    paypal.moods.pendingFor = 'ECHECK'
    paypal.customer.payInvoice(platformReference)
    expect((await lookOn()).snapshots).toMatchObject([{ status: 'awaiting_payment', detail: 'PENDING: ECHECK' }])
    paypal.advance(20 * HOUR)
    paypal.bank.decide([...paypal.books.captures.keys()][0]!, true)
    expect((await lookOn()).snapshots).toMatchObject([{ status: 'paid', captured: eur(10_000) }])
  })

  test('tells two refunds one after the other', async () => {
    const { lookOn, paid, paypal } = await openFed()
    const { platformData } = await paid()
    await lookOn()
    for (const count of [1, 2]) {
      paypal.advance(MINUTE)
      paypal.merchant.refund(platformData['captureId']!, eur(1_000))
      expect((await lookOn()).snapshots.map(({ refunds }) => refunds.length)).toEqual([count])
    }
  })

  test('leaves out invoices that were made in PayPal\'s own pages, without reading them', async () => {
    const { lookOn, open, paypal, requests } = await openFed()
    const { platformReference } = await open()
    const theirs = paypal.books.invoices.get(platformReference)!
    paypal.books.invoices.set(platformReference, Object.assign(theirs, { reference: 'Purchase order 5' }))
    paypal.customer.payInvoice(platformReference)
    requests()
    expect((await lookOn()).snapshots).toEqual([])
    expect(requests()).toHaveLength(3)
  })

  test('goes on with one that cannot be true, tells the others, and does not forget it', async () => {
    const { lookOn, open, paypal } = await openFed()
    const [odd, good] = [await open(), await open()]
    paypal.customer.payInvoice(odd.platformReference)
    paypal.customer.payInvoice(good.platformReference)
    const oddPayment = paypal.books.invoices.get(odd.platformReference)!.payments[0]!
    const capture = paypal.books.captures.get(oddPayment.id)!
    paypal.books.captures.set(capture.id, { ...capture, createdAt: paypal.now() + DAY })
    expect(told(await lookOn())).toEqual([['CF-2', 'paid']])
    paypal.books.captures.set(capture.id, capture)
    expect(told(await lookOn())).toEqual([['CF-1', 'paid']])
  })

  test('ends when a payment cannot be read now, and tells it the next time', async () => {
    const { platform, lookOn, open, paypal, wire, cursorOf } = await openFed()
    const { platformReference } = await open()
    paypal.customer.payInvoice(platformReference)
    wire.strike({ fault: { kind: 'status', when: 'before', status: 500 }, on: 'read', skip: 3 })
    expect((await platform.changesSince(cursorOf())).kind).toBe('unknown')
    wire.strike(null)
    paypal.advance(10 * MINUTE)
    expect(told(await lookOn())).toEqual([['CF-1', 'paid']])
  })

  test('finds everything after a week asleep, day by day', async () => {
    const { lookOn, open, paypal } = await openFed()
    const payments = [await open(), await open(), await open()]
    for (const { platformReference } of payments) {
      paypal.advance(2 * DAY)
      paypal.customer.payInvoice(platformReference)
    }
    paypal.advance(2 * DAY)
    expect(told(await lookOn())).toEqual([['CF-1', 'paid'], ['CF-2', 'paid'], ['CF-3', 'paid']])
    expect((await lookOn()).snapshots).toEqual([])
  })

  test('reads many in portions', async () => {
    const { platform, open, paypal, cursorOf } = await openFed()
    for (let count = 0; count < 60; count += 1) paypal.customer.payInvoice((await open()).platformReference)
    const first = done(await platform.changesSince(cursorOf()))
    const second = done(await platform.changesSince(first.cursor))
    expect([first.snapshots.length, first.more, second.snapshots.length, second.more]).toEqual([50, true, 10, false])
  })

  test('begins with nothing of what was before', async () => {
    const { paid, platform, paypal } = await openShop()
    await paid()
    const begun = await follow(platform, null)
    paypal.advance(MINUTE)
    expect([begun.snapshots, (await follow(platform, begun.cursor)).snapshots]).toEqual([[], []])
  })

  test('says that it does not know the place', async () => {
    const { platform } = await openShop()
    for (const text of ['', 'nonsense', '{"v":2}', '[]', '{', 'null']) {
      expect(await platform.changesSince(text)).toMatchObject({ kind: 'refused', refusal: { reason: 'not-found', code: 'CURSOR_UNKNOWN' } })
    }
  })

  test('is worth little space, however long it runs', async () => {
    const { lookOn, paid, paypal, cursorOf } = await openFed()
    for (let day = 0; day < 6; day += 1) {
      for (let count = 0; count < 5; count += 1) await paid()
      paypal.advance(DAY - MINUTE)
      await lookOn()
    }
    expect(cursorOf()!.length).toBeLessThan(1_000)
  })
})

describe('beside the invoices', () => {
  test('disputes are told with the payment that they are about', async () => {
    const { lookOn, paid, paypal } = await openFed()
    const payment = await paid()
    await lookOn()
    paypal.advance(30 * DAY)
    await lookOn()
    const { id } = paypal.bank.challenge(payment.platformData['captureId']!)
    const openedAt = inSeconds(paypal.now())
    expect((await lookOn()).snapshots).toMatchObject([{
      merchantReference: 'CF-1', status: 'paid', disputes: [{ platformReference: id, status: 'needs_response', amount: eur(10_000), fee: eur(1_500), openedAt, respondBy: openedAt + 10 * DAY }],
    }])
    expect((await lookOn()).snapshots).toEqual([])
    paypal.advance(5 * DAY)
    paypal.bank.judge(id, 'RESOLVED_BUYER_FAVOUR')
    const closedAt = inSeconds(paypal.now())
    // The reports tell of the chargeback as well, without the dispute.
    expect((await lookOn()).snapshots.flatMap(({ disputes }) => disputes)).toMatchObject([{ platformReference: id, status: 'lost', closedAt }])
  })

  test('disputes about what is not ours are left out', async () => {
    const { lookOn, paid, paypal } = await openFed()
    const payment = await paid()
    await lookOn()
    const capture = paypal.books.captures.get(payment.platformData['captureId']!)!
    paypal.books.captures.set(capture.id, { ...capture, invoiceNumber: undefined })
    paypal.bank.challenge(capture.id)
    expect((await lookOn()).snapshots).toEqual([])
  })

  test('a refund of an old invoice comes with the reports, hours later', async () => {
    const { lookOn, paid, paypal } = await openFed()
    const payment = await paid()
    paypal.advance(20 * DAY)
    await lookOn()
    paypal.merchant.refund(payment.platformData['captureId']!, eur(3_000))
    paypal.advance(HOUR)
    expect((await lookOn()).snapshots).toEqual([])
    paypal.advance(3 * HOUR)
    expect((await lookOn()).snapshots).toMatchObject([{ merchantReference: 'CF-1', status: 'paid', refunds: [{ amount: eur(3_000), status: 'succeeded' }] }])
    paypal.advance(HOUR)
    expect((await lookOn()).snapshots).toEqual([])
  })

  test('the reports say up to when everything is known', async () => {
    const { lookOn, paypal } = await openFed()
    paypal.advance(HOUR)
    expect((await lookOn()).completeUntil).toBe(inSeconds(paypal.now()) - 3 * HOUR)
    paypal.advance(5 * MINUTE)
    expect((await lookOn()).completeUntil).toBe(inSeconds(paypal.now()) - 3 * HOUR - 5 * MINUTE)
  })

  test('a withdrawal is told when the reports know it, once', async () => {
    const { lookOn, paid, paypal } = await openFed()
    await paid()
    await lookOn()
    paypal.merchant.withdraw('EUR')
    paypal.advance(4 * HOUR)
    expect((await lookOn()).payoutsChanged).toBe(true)
    paypal.advance(HOUR)
    expect((await lookOn()).payoutsChanged).toBe(false)
  })

  test('missing permissions cost the feed nothing but what they are for', async () => {
    const { lookOn, open, paypal, requests } = await openFed()
    for (const feature of ['disputes', 'reporting'] as const) paypal.access.untick(feature)
    paypal.access.revokeAll()
    paypal.advance(HOUR)
    const { platformReference } = await open()
    paypal.customer.payInvoice(platformReference)
    expect(told(await lookOn())).toEqual([['CF-1', 'paid']])
    requests()
    await lookOn()
    expect(requests()).toEqual(['POST /v2/invoicing/search-invoices', 'POST /v2/invoicing/search-invoices'])
    for (const feature of ['disputes', 'reporting'] as const) paypal.access.tick(feature)
    paypal.access.revokeAll()
    paypal.advance(2 * HOUR)
    await lookOn()
    expect(requests()).toContain('GET /v1/customer/disputes')
  })

  test('an outage of the reports or disputes does not hide a payment', async () => {
    const { lookOn, open, paypal, wire } = await openFed()
    paypal.advance(HOUR)
    const { platformReference } = await open()
    paypal.customer.payInvoice(platformReference)
    wire.strike({ fault: { kind: 'status', when: 'before', status: 500 }, on: 'read', skip: 4 })
    expect(told(await lookOn())).toEqual([['CF-1', 'paid']])
  })

  test('the list of disputes is read to its end', async () => {
    const { lookOn, paid, paypal } = await openFed()
    const payment = await paid()
    await lookOn()
    for (let count = 0; count < 55; count += 1) paypal.bank.challenge(payment.platformData['captureId']!)
    const ids = new Set((await lookOn()).snapshots.flatMap(({ disputes }) => disputes.map(({ platformReference }) => platformReference)))
    expect(ids.size).toBe(55)
  })
})
