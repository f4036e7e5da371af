import { array, assert, asyncProperty, boolean, constantFrom, nat, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChangePage, PaymentSnapshot } from '../../../../electron/backend/platforms/platform.ts'
import { done, follow } from '../../../platforms/calls.ts'
import { HOUR, MINUTE, openSquare, SECOND } from './shop.ts'

/** A shop whose feed has just been begun; each `next` reads on to where nothing more is waiting. */
const openFed = async (options: Parameters<typeof openSquare>[0] = {}) => {
  const shop = await openSquare(options)
  let page: ChangePage = await follow(shop.platform, null)
  return {
    ...shop,
    cursor: () => page.cursor,
    next: async (): Promise<ChangePage> => (page = await follow(shop.platform, page.cursor)),
  }
}

const of = (page: ChangePage, { platformReference }: PaymentSnapshot): readonly PaymentSnapshot[] => page.snapshots.filter((one) => one.platformReference === platformReference)

describe('the feed', () => {
  test('begins now: what was there before is not told', async () => {
    const { square, paid, platform } = await openSquare()
    await paid()
    square.advance(HOUR)
    const last = await paid()
    const begun = done(await platform.changesSince(null))
    expect(begun.snapshots).toEqual([])
    square.advance(HOUR)
    const page = await follow(platform, begun.cursor)
    // The last minutes before it began may be told: lists are late by some seconds.
    expect(page.snapshots.map(({ platformReference }) => platformReference)).toEqual([last.platformReference])
  })

  test('tells a payment, its late fee, a refund and a dispute, each once', async () => {
    const { square, open, paymentsOf, next } = await openFed()
    square.moods.feeDelayMs = 5 * MINUTE
    const payment = await open()
    await next()
    square.payOnPage(payment.platformReference)
    expect(of(await next(), payment)).toMatchObject([{ status: 'paid', fee: null }])
    expect((await next()).snapshots).toEqual([])
    square.advance(6 * MINUTE)
    expect(of(await next(), payment)).toMatchObject([{ fee: { minor: 320 } }])
    square.giveBack(paymentsOf(payment)[0]!.id, 500)
    expect(of(await next(), payment)).toMatchObject([{ refunds: [{ status: 'pending' }] }])
    square.advance(SECOND)
    expect(of(await next(), payment)).toMatchObject([{ refunds: [{ status: 'succeeded' }] }])
    const dispute = square.openDispute(paymentsOf(payment)[0]!.id)
    expect(of(await next(), payment)).toMatchObject([{ disputes: [{ status: 'needs_response', reason: 'NOT_RECEIVED' }] }])
    square.advance(HOUR)
    square.decideDispute(dispute.id, 'LOST')
    expect(of(await next(), payment)).toMatchObject([{ disputes: [{ status: 'lost' }] }])
    square.advance(HOUR)
    expect((await next()).snapshots).toEqual([])
  })

  test('tells a refund that changes without touching its payment', async () => {
    const { square, paid, paymentsOf, next } = await openFed()
    const payment = await paid()
    const refund = square.giveBack(paymentsOf(payment)[0]!.id, 500)
    square.advance(HOUR)
    await next()
    refund.status = 'FAILED'
    square.books.changed('refunds', refund)
    expect(of(await next(), payment)).toMatchObject([{ refunds: [{ status: 'failed' }] }])
  })

  test('tells an inquiry in words, without money', async () => {
    const { square, paid, paymentsOf, next } = await openFed()
    const payment = await paid()
    await next()
    square.openDispute(paymentsOf(payment)[0]!.id, 'INQUIRY_EVIDENCE_REQUIRED')
    expect(of(await next(), payment)).toMatchObject([{ disputes: [], detail: 'INQUIRY_EVIDENCE_REQUIRED: NOT_RECEIVED' }])
  })

  test('tells that an order was cancelled elsewhere, and that it was completed', async () => {
    const { square, open, paid, next } = await openFed()
    const [cancelled, completed] = [await open(), await paid()]
    await next()
    square.advance(MINUTE)
    Object.assign(square.books.tables.orders.get(cancelled.platformReference)!, { state: 'CANCELED' })
    Object.assign(square.books.tables.orders.get(completed.platformReference)!, { state: 'COMPLETED' })
    for (const payment of [cancelled, completed]) square.books.changed('orders', square.books.tables.orders.get(payment.platformReference)!)
    const page = await next()
    expect([of(page, cancelled), of(page, completed)]).toMatchObject([[{ status: 'cancelled' }], [{ status: 'paid' }]])
  })

  test('tells two changes that carry the same time', async () => {
    const { square, open, next, paymentsOf } = await openFed()
    const payment = await open()
    square.payOnPage(payment.platformReference, { status: 'APPROVED' })
    expect(of(await next(), payment).at(-1)).toMatchObject({ status: 'authorized' })
    paymentsOf(payment)[0]!.status = 'COMPLETED'
    square.books.changed('payments', paymentsOf(payment)[0]!)
    expect(of(await next(), payment)).toMatchObject([{ status: 'paid' }])
  })

  test('goes through as many pages as there are', async () => {
    const { square, open, next } = await openFed()
    square.moods.pageSize = 2
    const payments = [await open(), await open(), await open(), await open(), await open()]
    for (const payment of payments) {
      square.advance(SECOND)
      square.payOnPage(payment.platformReference)
    }
    const page = await next()
    for (const payment of payments) expect(of(page, payment).at(-1)).toMatchObject({ status: 'paid' })
    expect((await next()).snapshots).toEqual([])
  })

  test('begins a window again when Square has forgotten where a page ended', async () => {
    const { square, open, platform, cursor } = await openFed()
    square.moods.pageSize = 2
    const payments = [await open(), await open(), await open()]
    for (const payment of payments) square.payOnPage(payment.platformReference)
    const first = done(await platform.changesSince(cursor()))
    expect(first.more).toBe(true)
    square.moods.forgetsCursors = true
    square.moods.pageSize = 100
    const rest = await follow(platform, first.cursor)
    const told = [...first.snapshots, ...rest.snapshots].filter(({ status }) => status === 'paid').map(({ platformReference }) => platformReference)
    expect(told.toSorted()).toEqual(payments.map(({ platformReference }) => platformReference).toSorted())
  })

  test('asks nothing about sales at the till but which orders they are', async () => {
    const { square, next, requests } = await openFed()
    await next()
    for (let count = 0; count < 30; count += 1) square.sellAtTill(500 + count)
    requests()
    expect((await next()).snapshots).toEqual([])
    expect(requests()).toEqual(['GET /v2/payments', 'GET /v2/refunds', 'POST /v2/orders/search', 'GET /v2/disputes'])
    await next()
    expect(requests()).toHaveLength(4)
  })

  test('reads orders one by one where they are not given together', async () => {
    const { square, paid, next, platform, cursor } = await openFed()
    await next()
    const payment = await paid()
    square.books.hold(payment.platformReference)
    const before = cursor()
    expect(of(await follow(platform, before), payment)).toHaveLength(1)
  })

  test('goes on while another list cannot be read, and makes no claim to be complete', async () => {
    const { square, paid, next, paymentsOf } = await openFed()
    expect((await next()).completeUntil).toBe(square.now() - 2 * MINUTE)
    for (const resource of ['disputes', 'refunds', 'payouts']) square.breakDown(resource, 500)
    const payment = await paid()
    const page = await next()
    expect([of(page, payment).at(-1)?.status, page.completeUntil]).toEqual(['paid', null])
    square.openDispute(paymentsOf(payment)[0]!.id)
    for (const resource of ['disputes', 'refunds', 'payouts']) square.breakDown(resource, null)
    square.advance(HOUR)
    expect(of(await next(), payment)).toMatchObject([{ disputes: [{ status: 'needs_response' }] }])
  })

  test('that cannot read its own place begins a week back', async () => {
    const { square, paid, platform } = await openSquare()
    const old = await paid()
    square.advance(30 * 24 * HOUR)
    const [recent, latest] = [await paid(), await paid()]
    const page = await follow(platform, '{"v":99}')
    expect([of(page, old).length, of(page, recent).length, of(page, latest).length]).toEqual([0, 1, 1])
  })

  test('is not carried away by a change that lies in the future', async () => {
    const { square, open, next, paid } = await openFed()
    const [odd, good] = [await paid(), await open()]
    const order = square.books.tables.orders.get(odd.platformReference)!
    const payment = [...square.books.tables.payments.values()][0]!
    square.books.changed('payments', payment)
    payment.updated_at = new Date(square.now() + 365 * 24 * HOUR).toISOString()
    square.books.changed('orders', order)
    await next()
    square.advance(MINUTE)
    square.payOnPage(good.platformReference)
    expect(of(await next(), good).at(-1)).toMatchObject({ status: 'paid' })
  })

  test('keeps its place short, however much was sold', async () => {
    const { square, next, cursor } = await openFed()
    for (let count = 0; count < 400; count += 1) {
      square.advance(10 * SECOND)
      square.sellAtTill(100)
    }
    await next()
    square.advance(MINUTE)
    square.sellAtTill(100)
    await next()
    expect(cursor().length).toBeLessThan(5_000)
  })
})

const anything = array(
  record({ order: nat(4), act: constantFrom('pay', 'decline', 'refund', 'dispute', 'delete', 'look', 'look'), pauseMs: nat(90_000) }), { minLength: 5, maxLength: 30 },
)
const anyMoods = record({ listDelayMs: constantFrom(0, 3_000, 20_000), pageSize: constantFrom(1, 3, 100), isShuffled: boolean(), feeDelayMs: constantFrom(0, 45_000) })

test('whatever happens in whatever order, every order is told as it stands in the end', async () => {
  await assert(asyncProperty(anything, anyMoods, async (steps, moods) => {
    const { square, open, next, look, paymentsOf } = await openFed()
    Object.assign(square.moods, moods)
    const orders = [await open(), await open(), await open(), await open(), await open()]
    const told = new Map<string, PaymentSnapshot>()
    const lookOn = async (): Promise<void> => (await next()).snapshots.forEach((snapshot) => told.set(snapshot.platformReference, snapshot))
    const acts: Record<(typeof steps)[number]['act'], (order: PaymentSnapshot) => unknown> = {
      pay: ({ platformReference }) => square.payOnPage(platformReference, { amount_money: square.books.money(2_500), total_money: square.books.money(2_500) }),
      decline: ({ platformReference }) => square.decline(platformReference),
      refund: (order) => paymentsOf(order).filter(({ status }) => status === 'COMPLETED').slice(0, 1).map(({ id }) => square.giveBack(id, 100)),
      dispute: (order) => paymentsOf(order).filter(({ status }) => status === 'COMPLETED').slice(0, 1).map(({ id }) => square.openDispute(id)),
      delete: ({ platformReference }) => square.cancelElsewhere(platformReference),
      look: lookOn,
    }
    for (const { order, act, pauseMs } of steps) {
      await acts[act](orders[order]!)
      square.advance(pauseMs)
    }
    square.advance(5 * MINUTE)
    await lookOn()
    for (const order of orders) {
      const { captured, fee, refunds } = await look(order)
      expect(told.get(order.platformReference)).toMatchObject({ captured, fee, refunds })
    }
    expect((await next()).snapshots).toEqual([])
    await square.stop()
  }), { numRuns: 12, endOnFailure: true })
})
