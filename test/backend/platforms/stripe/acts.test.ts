import { describe, expect, test } from 'vitest'
import { money } from '../../../../shared/money.ts'
import { actOn, done, query } from '../../../platforms/calls.ts'
import { failRefund, moveDispute, openDispute } from '../../../simulators/stripe/giving-back.ts'
import { bankDebit, settleDelayed, visa } from '../../../simulators/stripe/paying.ts'
import { DAY, intentOf, START } from './rig.ts'
import { openShop, type Shop } from './shop.ts'

const eur = (minor: number) => money(minor, 'EUR')
const refundOf = (payment: Awaited<ReturnType<Shop['paid']>>, refundReference: string, minor: number) =>
  ({ ...actOn(payment), amount: eur(minor), refundReference, reason: 'Cold coffee', refundable: payment.captured })

describe('a hold', () => {
  const held = (shop: Shop) => shop.paid({ captureMode: 'manual' })

  test('tells its amount and how long it lasts', async () => {
    const shop = await openShop()
    expect(await held(shop)).toMatchObject({ status: 'authorized', authorized: eur(10_000), captured: eur(0), authorizedAt: START, captureBefore: START + 7 * DAY, paidAt: null, fee: null })
  })

  test('taken in part gives back the rest, which is no refund', async () => {
    const shop = await openShop()
    const payment = await held(shop)
    shop.rig.advance(DAY)
    done(await shop.platform.capture({ ...actOn(payment), amount: eur(6_000), authorized: eur(10_000) }))
    shop.rig.advance(5_000)
    expect(await shop.look(payment)).toMatchObject({ status: 'paid', authorized: eur(10_000), captured: eur(6_000), refunds: [], paidAt: START + DAY, fee: { currency: 'EUR' } })
    expect(shop.books.refunds.size).toBe(1)
  })

  test('taken in part and refunded by the same amount as the rest shows one refund', async () => {
    const shop = await openShop()
    const payment = await held(shop)
    const taken = done(await shop.platform.capture({ ...actOn(payment), amount: eur(6_000), authorized: eur(10_000) }))
    shop.rig.advance(DAY)
    const after = done(await shop.platform.refund(refundOf(taken, 'F1', 4_000)))
    expect(after.refunds).toMatchObject([{ merchantReference: 'F1', amount: eur(4_000), status: 'succeeded' }])
  })

  test('given up shows no refund either', async () => {
    const shop = await openShop()
    const payment = await held(shop)
    expect(done(await shop.platform.void(actOn(payment)))).toMatchObject({ status: 'cancelled', captured: eur(0), refunds: [] })
  })

  test('that nobody takes lapses after seven days', async () => {
    const shop = await openShop()
    const payment = await held(shop)
    shop.rig.advance(8 * DAY)
    expect(await shop.look(payment)).toMatchObject({ status: 'expired', detail: 'the hold has lapsed', refunds: [] })
    expect(await shop.platform.capture({ ...actOn(payment), amount: eur(1_000), authorized: eur(10_000) })).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-state', code: 'payment_intent_unexpected_state' } })
  })

  test('that does not exist cannot be taken: nothing is sent', async () => {
    const shop = await openShop()
    const opened = await shop.open({ captureMode: 'manual' })
    expect(await shop.platform.capture({ ...actOn(opened), amount: eur(1_000), authorized: eur(10_000) })).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-state' } })
    expect(shop.said.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  test('is taken by a handle that does not know its intent yet', async () => {
    const shop = await openShop()
    const opened = await shop.open({ captureMode: 'manual' })
    shop.buyer.pays(opened.platformReference)
    expect(done(await shop.platform.capture({ ...actOn(opened), amount: eur(10_000), authorized: eur(10_000) })).status).toBe('paid')
  })
})

describe('a refund', () => {
  test('carries our id and reason, and may take its time', async () => {
    const shop = await openShop()
    shop.moods.refundStatus = 'pending'
    const payment = await shop.paid()
    const after = done(await shop.platform.refund(refundOf(payment, '01JREFUND', 4_000)))
    expect(after.refunds).toMatchObject([{ merchantReference: '01JREFUND', amount: eur(4_000), status: 'pending', at: START, detail: 'processing' }])
    expect([...shop.books.refunds.values()]).toMatchObject([{ metadata: { refund_id: '01JREFUND', refund_reason: 'Cold coffee' }, reason: 'requested_by_customer' }])
  })

  test('that the bank sends back has failed', async () => {
    const shop = await openShop()
    const payment = await shop.paid()
    done(await shop.platform.refund(refundOf(payment, 'F1', 4_000)))
    failRefund(shop.books, [...shop.books.refunds.values()][0]!)
    expect((await shop.look(payment)).refunds).toMatchObject([{ status: 'failed', detail: 'expired_or_canceled_card' }])
  })

  test('made in the Dashboard shows without an id of ours', async () => {
    const shop = await openShop()
    const payment = await shop.paid()
    const response = await fetch(`${shop.rig.account.baseUrl}/v1/refunds`, {
      method: 'POST', body: new URLSearchParams({ payment_intent: intentOf(shop.rig.simulator, payment).id, amount: '2500' }),
      headers: { authorization: `Bearer ${shop.keys.secret}`, 'stripe-version': '2026-10-28.endive', 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(response.status).toBe(200)
    expect((await shop.look(payment)).refunds).toMatchObject([{ merchantReference: null, amount: eur(2_500) }])
  })

  test('is one of many: more than a charge carries are listed', async () => {
    const shop = await openShop()
    const payment = await shop.paid()
    for (let count = 0; count < 12; count += 1) done(await shop.platform.refund(refundOf(payment, `F${count}`, 100)))
    expect((await shop.look(payment)).refunds).toHaveLength(12)
    expect(shop.heard('GET /v1/refunds')).toBeGreaterThan(0)
  })

  test('when the look before it fails has not been sent', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    shop.buyer.pays(opened.platformReference)
    shop.wire.strike({ fault: { kind: 'malformed' }, on: 'read' })
    expect(await shop.platform.refund({ ...refundOf(await shop.open(), 'F1', 100), platformReference: opened.platformReference })).toMatchObject({ kind: 'not-done' })
    expect(shop.heard('POST /v1/refunds')).toBe(0)
  })
})

describe('cancelling', () => {
  test('a link closes the pages that are open', async () => {
    const shop = await openShop()
    const opened = await shop.open({ expiresAt: START + 3 * DAY })
    const page = shop.buyer.pageOf(opened.platformReference)!
    expect(done(await shop.platform.cancel(actOn(opened))).status).toBe('cancelled')
    expect([shop.books.links.get(opened.platformReference)!.active, page.status, shop.buyer.pays(page.id)]).toEqual([false, 'expired', false])
  })

  test('a link that was paid a moment before leaves the money where it is', async () => {
    const shop = await openShop()
    const opened = await shop.open({ expiresAt: START + 3 * DAY })
    shop.buyer.pays(opened.platformReference)
    expect(await shop.platform.cancel(actOn(opened))).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-state' } })
    expect((await shop.look(opened)).status).toBe('paid')
  })

  test('a session keeps Stripe’s words when the customer was faster', async () => {
    const shop = await openShop()
    const paid = await shop.paid()
    expect(await shop.platform.cancel(actOn(paid))).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-state', words: expect.stringContaining('status of `complete`') as string } })
  })

  test('a voucher that nobody has paid ends its intent', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    shop.buyer.pays(opened.platformReference, { type: 'konbini', konbini: {} })
    intentOf(shop.rig.simulator, opened).status = 'requires_action'
    expect(await shop.look(opened)).toMatchObject({ status: 'awaiting_payment', detail: 'requires_action' })
    expect(done(await shop.platform.cancel(actOn(opened))).status).toBe('cancelled')
  })

  test('a bank debit on its way is refused: the money may still come', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    shop.buyer.pays(opened.platformReference, bankDebit)
    expect(await shop.platform.cancel(actOn(opened))).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-state' } })
  })
})

describe('a delayed method', () => {
  const debited = async (shop: Shop) => {
    const opened = await shop.open()
    shop.buyer.pays(opened.platformReference, bankDebit)
    return opened
  }

  test('waits, and then is paid', async () => {
    const shop = await openShop()
    const opened = await debited(shop)
    expect(await shop.look(opened)).toMatchObject({ status: 'awaiting_payment', detail: 'processing', captured: eur(0), method: { kind: 'bank', label: 'sepa_debit', last4: '3000' } })
    shop.rig.advance(3 * DAY)
    settleDelayed(shop.books, shop.moods, shop.books.sessions.get(opened.platformReference)!, true)
    expect(await shop.look(opened)).toMatchObject({ status: 'paid', captured: eur(10_000) })
  })

  test('or fails', async () => {
    const shop = await openShop()
    const opened = await debited(shop)
    settleDelayed(shop.books, shop.moods, shop.books.sessions.get(opened.platformReference)!, false)
    expect(await shop.look(opened)).toMatchObject({ status: 'failed', detail: 'payment_intent_payment_attempt_failed: The payment failed.', captured: eur(0) })
  })
})

describe('a dispute', () => {
  test('tells its fee and deadline, and when the money came back', async () => {
    const shop = await openShop()
    const payment = await shop.paid()
    const dispute = openDispute(shop.books, intentOf(shop.rig.simulator, payment), 'needs_response')
    expect((await shop.look(payment)).disputes).toEqual([{
      platformReference: dispute.id, status: 'needs_response', amount: eur(10_000), fee: eur(1_500), reason: 'fraudulent', openedAt: START, respondBy: START + 7 * DAY, closedAt: null,
    }])
    shop.rig.advance(3 * DAY)
    moveDispute(shop.books, dispute, 'won')
    shop.rig.advance(DAY)
    expect((await shop.look(payment)).disputes).toMatchObject([{ status: 'won', closedAt: START + 3 * DAY }])
  })

  test.each([
    ['needs_response', 'needs_response'], ['appeal_needs_response', 'needs_response'], ['under_review', 'under_review'], ['appeal_under_review', 'under_review'], ['won', 'won'], ['lost', 'lost'], ['a_new_word', 'under_review'],
  ])('%s is %s', async (word, status) => {
    const shop = await openShop()
    const payment = await shop.paid()
    moveDispute(shop.books, openDispute(shop.books, intentOf(shop.rig.simulator, payment), 'needs_response'), word)
    expect((await shop.look(payment)).disputes).toMatchObject([{ status }])
  })

  test('that is only an inquiry moves no money: it is a detail until it becomes one', async () => {
    const shop = await openShop()
    const payment = await shop.paid()
    const inquiry = openDispute(shop.books, intentOf(shop.rig.simulator, payment), 'warning_needs_response')
    expect(await shop.look(payment)).toMatchObject({ disputes: [], detail: `inquiry ${inquiry.id} (fraudulent) needs a response` })
    moveDispute(shop.books, inquiry, 'needs_response')
    expect(await shop.look(payment)).toMatchObject({ disputes: [{ platformReference: inquiry.id, status: 'needs_response' }], detail: null })
  })

  test.each(['warning_under_review', 'warning_closed', 'prevented'])('%s is none', async (word) => {
    const shop = await openShop()
    const payment = await shop.paid()
    moveDispute(shop.books, openDispute(shop.books, intentOf(shop.rig.simulator, payment), 'warning_needs_response'), word)
    expect(await shop.look(payment)).toMatchObject({ disputes: [], detail: null })
  })
})

test('one paid order costs one look', async () => {
  const shop = await openShop()
  const opened = await shop.open()
  shop.buyer.pays(opened.platformReference, visa)
  shop.rig.advance(5_000)
  const before = shop.said.length
  expect(await query(shop.platform, opened)).toMatchObject({ status: 'paid', fee: eur(320), method: { kind: 'card', label: 'visa', last4: '4242' }, customer: 'Jenny Rosen' })
  expect(shop.said.length - before).toBe(1)
})
