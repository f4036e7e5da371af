import { describe, expect, test } from 'vitest'
import type { PaymentSnapshot } from '../../../../electron/backend/platforms/platform.ts'
import { reasonWith, referenceIn } from '../../../../electron/backend/platforms/square/refund-reason.ts'
import { money } from '../../../../shared/money.ts'
import { actOn, done } from '../../../platforms/calls.ts'
import { openSquare, SECOND } from './shop.ts'

const refundOf = (payment: PaymentSnapshot, minor: number, changes: object = {}) => ({
  ...actOn(payment), amount: money(minor, payment.amount.currency), refundReference: '01JREFUND1', reason: 'Cold coffee', refundable: payment.captured, ...changes,
})

describe('a refund', () => {
  test('has a key of at most 45 characters, always the same for the same wish', async () => {
    const { platform, paid, said, square } = await openSquare()
    const act = refundOf(await paid(), 1_000, { idempotencyKey: 'k'.repeat(60) })
    square.breakDown('refunds', 500)
    await platform.refund(act)
    await platform.refund(act)
    const keys = said.filter(({ path, method }) => path === '/v2/refunds' && method === 'POST').map(({ requestBody }) => (JSON.parse(requestBody) as { idempotency_key: string }).idempotency_key)
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
    expect(keys[0]!.length).toBeLessThanOrEqual(45)
  })

  test('is told at once as pending, later as done with the fee that came back', async () => {
    const { platform, paid, look, square } = await openSquare()
    const after = done(await platform.refund(refundOf(await paid(), 5_000)))
    expect(after).toMatchObject({ status: 'paid', refunds: [{ status: 'pending', merchantReference: '01JREFUND1', amount: { minor: 5_000 } }] })
    square.advance(SECOND)
    expect((await look(after)).refunds).toMatchObject([{ status: 'succeeded', feeReturned: { minor: 160 } }])
  })

  test('that the bank did not take is told as failed', async () => {
    const { platform, paid, look, square } = await openSquare()
    const after = done(await platform.refund(refundOf(await paid(), 5_000)))
    square.advance(SECOND)
    square.books.tables.refunds.get(after.refunds[0]!.platformReference)!.status = 'FAILED'
    expect((await look(after)).refunds).toMatchObject([{ status: 'failed', detail: 'FAILED' }])
  })

  test('goes to the payment of the order that has enough left', async () => {
    const { square, platform, open, look, paymentsOf } = await openSquare()
    const opened = await open()
    for (const amount of [4_000, 6_000]) square.payOnPage(opened.platformReference, { amount_money: square.books.money(amount), total_money: square.books.money(amount) })
    const paid = await look(opened)
    done(await platform.refund(refundOf(paid, 5_000)))
    expect(paymentsOf(opened).map(({ refunded_money }) => refunded_money?.amount ?? 0)).toEqual([0, 5_000])
    expect(await platform.refund(refundOf(paid, 5_000, { refundReference: '01JREFUND2' }))).toMatchObject({ kind: 'refused', refusal: { reason: 'exceeds-refundable' } })
  })

  test('made in the Dashboard is told without a reference of ours', async () => {
    const { square, paid, look, paymentsOf } = await openSquare()
    const payment = await paid()
    square.giveBack(paymentsOf(payment)[0]!.id, 700, 'Broken cup')
    expect((await look(payment)).refunds).toMatchObject([{ merchantReference: null, amount: { minor: 700 } }])
  })

  test('before which the order cannot be read is not begun', async () => {
    const { square, platform, paid, paymentsOf } = await openSquare()
    const payment = await paid()
    square.breakDown('orders', 500)
    expect(await platform.refund(refundOf(payment, 100))).toMatchObject({ kind: 'not-done', why: 'busy' })
    expect(paymentsOf(payment)[0]!.refunded_money).toBeUndefined()
  })

  test('whose key went with another request is looked for, not given up', async () => {
    const { platform, paid } = await openSquare()
    const payment = await paid()
    const act = refundOf(payment, 100)
    done(await platform.refund(act))
    expect(await platform.refund({ ...act, refundReference: '01JREFUND2' })).toMatchObject({ kind: 'unknown' })
  })

  test('keeps its reference whole in a reason of at most 192 characters', () => {
    for (const reason of ['', ' x ', 'Cold [very] coffee', '💰'.repeat(200), 'x'.repeat(500)]) {
      const text = reasonWith(reason, '01JZZZZZZZZZZZZZZZZZZZZZZZ')
      expect(text.length).toBeLessThanOrEqual(192)
      expect(text.isWellFormed()).toBe(true)
      expect(referenceIn(text)).toBe('01JZZZZZZZZZZZZZZZZZZZZZZZ')
    }
    expect([referenceIn(null), referenceIn('Returned'), referenceIn('[a] b')]).toEqual([null, null, null])
  })
})

describe('a payment that is only APPROVED', () => {
  const openHeld = async () => {
    const shop = await openSquare()
    const opened = await shop.open()
    shop.square.payOnPage(opened.platformReference, { status: 'APPROVED' })
    const held = await shop.look(opened)
    return { ...shop, held }
  }

  test('is a hold with an end', async () => {
    const { held, square } = await openHeld()
    expect(held).toMatchObject({ status: 'authorized', authorized: { minor: 10_000 }, captured: { minor: 0 }, captureBefore: square.now() + 7 * 86_400_000 })
  })

  test('is completed whole, and only whole', async () => {
    const { held, platform, look } = await openHeld()
    const act = { ...actOn(held), amount: held.amount, authorized: held.amount }
    expect(await platform.capture({ ...act, amount: money(1, 'USD') })).toMatchObject({ kind: 'refused', refusal: { reason: 'not-supported' } })
    expect(await platform.capture({ ...act, amount: money(10_001, 'USD') })).toMatchObject({ kind: 'refused', refusal: { reason: 'exceeds-authorized' } })
    expect(done(await platform.capture(act))).toMatchObject({ status: 'paid', captured: held.amount })
    expect((await look(held)).status).toBe('paid')
    expect(await platform.capture(act)).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-state' } })
  })

  test('is given back', async () => {
    const { held, platform, look } = await openHeld()
    expect(done(await platform.void(actOn(held)))).toMatchObject({ status: 'cancelled', captured: { minor: 0 } })
    expect((await look(held)).status).toBe('cancelled')
  })
})

describe('the hand-over', () => {
  test('finishes the fulfilment, which completes the order', async () => {
    const { square, platform, paid } = await openSquare()
    const payment = await paid()
    expect(square.books.tables.orders.get(payment.platformReference)!.state).toBe('OPEN')
    expect(done(await platform.handOver(actOn(payment)))).toMatchObject({ status: 'paid', captured: payment.captured })
    expect(square.books.tables.orders.get(payment.platformReference)!.state).toBe('COMPLETED')
  })

  test('reads the order again when somebody else has changed it', async () => {
    const { square, platform, paid } = await openSquare()
    const payment = await paid()
    square.moods.versionConflicts = 1
    expect((await platform.handOver(actOn(payment))).kind).toBe('done')
    expect(square.books.tables.orders.get(payment.platformReference)!.state).toBe('COMPLETED')
  })

  test('that is outrun again and again is put off', async () => {
    const { square, platform, paid } = await openSquare()
    const payment = await paid()
    square.moods.versionConflicts = 5
    expect(await platform.handOver(actOn(payment))).toMatchObject({ kind: 'not-done', why: 'busy' })
  })

  test('told twice is told once', async () => {
    const { platform, paid, requests } = await openSquare()
    const payment = await paid()
    const act = actOn(payment)
    await platform.handOver(act)
    requests()
    expect((await platform.handOver(act)).kind).toBe('done')
    expect(requests().filter((request) => request.startsWith('PUT'))).toEqual([])
  })
})
