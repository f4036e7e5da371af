import { describe, expect, test } from 'vitest'
import { money } from '../../../../shared/money.ts'
import { actOn, done, handleOf } from '../../../platforms/calls.ts'
import { HOUR, MINUTE, openSquare, SECOND } from './shop.ts'

describe('a link', () => {
  test('carries our reference where the order, the payment and the list of links show it, and asks for nothing but the amount', async () => {
    const { open, said } = await openSquare()
    const opened = await open({ description: 'x'.repeat(600) })
    const body = JSON.parse(said[0]!.requestBody) as Record<string, Record<string, unknown>>
    expect(body).toMatchObject({
      payment_note: 'CF-1', idempotency_key: 'create-1', order: { location_id: 'LOC1', reference_id: 'CF-1', metadata: { expires_at: new Date(opened.expiresAt!).toISOString() } },
      checkout_options: { allow_tipping: false, enable_coupon: false, enable_loyalty: false },
    })
    expect(body['order']!['line_items']).toEqual([{ name: 'x'.repeat(512), quantity: '1', base_price_money: { amount: 10_000, currency: 'USD' } }])
    expect(said[0]!.requestHeaders).toMatchObject({ 'square-version': '2026-09-16' })
  })

  test('is made at the only location there is, where none was chosen', async () => {
    const { platform, open, square, requests } = await openSquare({ account: { settings: {} }, locations: [{}, { status: 'INACTIVE' }] })
    const opened = await open()
    expect(requests()).toEqual(['GET /v2/locations', 'POST /v2/online-checkout/payment-links'])
    expect(square.books.tables.orders.get(opened.platformReference)?.location_id).toBe('LOC1')
    expect((await platform.changesSince(null)).kind).toBe('done')
  })

  test.each<[string, number]>([['JPY', 1_999], ['USD', 1], ['KWD', 12_345]])('asks for %s in whole minor units', async (currency, minor) => {
    const { paid } = await openSquare({ locations: [{ currency }] })
    expect(await paid({ amount: money(minor, currency) })).toMatchObject({ status: 'paid', amount: { minor, currency }, captured: { minor, currency } })
  })

  test('is asked for again with exactly the same request', async () => {
    const { platform, wish, said } = await openSquare()
    const wanted = wish()
    await platform.create(wanted)
    await platform.create({ ...wanted, locale: 'zh-CN', methodHint: 'wallet' })
    expect(said[1]!.requestBody).toBe(said[0]!.requestBody)
  })

  test('is not opened for a hold, nor without a choice among locations, and nothing is made', async () => {
    const { platform, wish, said } = await openSquare()
    expect(await platform.create(wish({ captureMode: 'manual' }))).toMatchObject({ kind: 'refused', refusal: { reason: 'not-supported' } })
    const nowhere = await openSquare({ account: { settings: {} }, locations: [{}, {}] })
    expect(await nowhere.platform.create(nowhere.wish())).toMatchObject({ kind: 'refused', refusal: { reason: 'invalid-request', subject: 'locationId' } })
    expect([...said, ...nowhere.said].filter(({ method }) => method !== 'GET')).toEqual([])
  })
})

describe('a lost answer', () => {
  test('is found by the note among thousands of links', async () => {
    const { square, platform, wish, open } = await openSquare()
    square.moods.pageSize = 3
    const wanted = wish()
    const opened = done(await platform.create(wanted))
    for (let count = 0; count < 8; count += 1) await open()
    const found = done(await platform.findByReference(wanted))
    expect(found).toMatchObject({ platformReference: opened.platformReference, payUrl: opened.payUrl, platformData: opened.platformData, amount: opened.amount })
  })

  test('is found by the order when the link is gone', async () => {
    const { square, platform, wish } = await openSquare()
    const wanted = wish()
    const opened = done(await platform.create(wanted))
    square.advance(MINUTE)
    await platform.cancel(actOn(opened))
    expect(done(await platform.findByReference(wanted))).toMatchObject({ platformReference: opened.platformReference, status: 'cancelled', payUrl: null })
  })

  test('is asked for again while the order shows and its link does not', async () => {
    const { square, platform, wish } = await openSquare()
    const wanted = wish()
    const opened = done(await platform.create(wanted))
    const link = square.books.tables.links.get(opened.platformData['linkId']!)!
    square.books.removed('links', link.id)
    expect(await platform.findByReference(wanted)).toMatchObject({ kind: 'unknown' })
    square.books.changed('links', link)
    expect(done(await platform.findByReference(wanted))).toMatchObject({ payUrl: opened.payUrl })
  })

  test('is not found while the lists do not show it, and never invented', async () => {
    const { square, platform, wish } = await openSquare()
    square.moods.listDelayMs = 5 * SECOND
    const wanted = wish()
    await platform.create(wanted)
    expect(done(await platform.findByReference(wanted))).toBeNull()
    square.advance(6 * SECOND)
    expect(done(await platform.findByReference(wanted))).not.toBeNull()
  })
})

describe('money', () => {
  test('of several payments on one order is summed, and each is known by its id', async () => {
    const { square, open, look, paymentsOf } = await openSquare()
    const opened = await open()
    square.payOnPage(opened.platformReference, { amount_money: square.books.money(4_000), total_money: square.books.money(4_000) })
    const part = await look(opened)
    expect(part).toMatchObject({ status: 'paid', amount: { minor: 10_000 }, captured: { minor: 4_000 } })
    square.payOnPage(opened.platformReference)
    const whole = await look(part)
    expect(whole).toMatchObject({ captured: { minor: 10_000 }, fee: { minor: 146 + 204 } })
    expect(Object.values(whole.platformData)).toEqual(expect.arrayContaining(paymentsOf(opened).map(({ id }) => id)))
  })

  test('with a tip is what was taken', async () => {
    const { square, open, look } = await openSquare()
    const opened = await open()
    square.payOnPage(opened.platformReference, { tip_money: square.books.money(500), total_money: square.books.money(10_500) })
    expect(await look(opened)).toMatchObject({ amount: { minor: 10_000 }, captured: { minor: 10_500 } })
  })

  test('comes with a fee later, which is corrected later still', async () => {
    const { square, paid, look, paymentsOf } = await openSquare()
    square.moods.feeDelayMs = 90 * SECOND
    const first = await paid()
    expect(first).toMatchObject({ status: 'paid', fee: null, customer: 'ada@example.com', method: { kind: 'card', label: 'VISA', last4: '1111' } })
    square.advance(2 * MINUTE)
    const second = await look(first)
    expect(second.fee).toEqual(money(320, 'USD'))
    const [payment] = paymentsOf(first)
    payment!.processing_fee!.push({ type: 'ADJUSTMENT', effective_at: payment!.updated_at, amount_money: square.books.money(-20) })
    square.advance(SECOND)
    square.books.changed('payments', payment!)
    const third = await look(first)
    expect(third.fee).toEqual(money(300, 'USD'))
    expect([second.asOf > first.asOf, third.asOf > second.asOf, third.paidAt]).toEqual([true, true, first.paidAt])
  })

  test('of a bank payment waits until the bank has sent it', async () => {
    const { square, open, look, paymentsOf } = await openSquare()
    const opened = await open()
    square.payOnPage(opened.platformReference, { status: 'PENDING', source_type: 'BANK_ACCOUNT', bank_account_details: { bank_name: 'Chase' } })
    expect(await look(opened)).toMatchObject({ status: 'awaiting_payment', captured: { minor: 0 }, method: { kind: 'bank', label: 'Chase' } })
    paymentsOf(opened)[0]!.status = 'COMPLETED'
    expect(await look(opened)).toMatchObject({ status: 'paid', captured: { minor: 10_000 } })
  })

  test('on an order whose payment cannot be found is not judged', async () => {
    const { square, paid, platform, paymentsOf } = await openSquare()
    const payment = await paid()
    square.books.tables.payments.delete(paymentsOf(payment)[0]!.id)
    expect(await platform.query({ ...handleOf(payment), platformData: {} })).toMatchObject({ kind: 'unknown', why: 'implausible-answer' })
  })

  test('is told although the list of disputes cannot be read', async () => {
    const { square, paid, look } = await openSquare()
    const payment = await paid()
    square.breakDown('disputes', 500)
    expect(await look(payment)).toMatchObject({ status: 'paid', disputes: [] })
  })
})

describe('the end of a link', () => {
  test('before the deadline is a cancellation, at it an expiry', async () => {
    const { square, platform, open } = await openSquare()
    const [early, overdue] = [await open(), await open()]
    expect(done(await platform.cancel(actOn(early)))).toMatchObject({ status: 'cancelled', payUrl: null })
    square.advance(HOUR)
    expect(done(await platform.cancel(actOn(overdue)))).toMatchObject({ status: 'expired', expiresAt: overdue.expiresAt })
  })

  test('after a failed attempt leaves an order that may still be paid: it is told as ended, and as paid when it is', async () => {
    const { square, platform, open, look } = await openSquare()
    const opened = await open()
    square.decline(opened.platformReference)
    const cancelled = done(await platform.cancel(actOn(opened)))
    expect(square.books.tables.orders.get(opened.platformReference)!.state).not.toBe('CANCELED')
    expect(cancelled.status).toBe('cancelled')
    expect((await look(cancelled)).status).toBe('cancelled')
    square.advance(HOUR)
    square.pay(opened.platformReference)
    expect(await look(cancelled)).toMatchObject({ status: 'paid', captured: opened.amount })
  })

  test('after a failed attempt that the feed has told is a failure', async () => {
    const { square, platform, open } = await openSquare()
    const opened = await open()
    const { cursor } = done(await platform.changesSince(null))
    square.decline(opened.platformReference)
    const [told] = done(await platform.changesSince(cursor)).snapshots
    expect(told).toMatchObject({ status: 'awaiting_payment', detail: 'last attempt FAILED: CARD_DECLINED' })
    const known = { ...actOn(opened), platformData: { ...opened.platformData, ...told!.platformData } }
    expect(done(await platform.cancel(known))).toMatchObject({ status: 'failed' })
  })

  test('that was deleted elsewhere is the same end', async () => {
    const { square, platform, open } = await openSquare()
    const opened = await open()
    square.books.removed('links', opened.platformData['linkId']!)
    expect(done(await platform.cancel(actOn(opened)))).toMatchObject({ status: 'cancelled', detail: expect.stringContaining('may still be paid') as string })
  })

  test('that is refused because it was paid tells the payment, else the refusal', async () => {
    const { square, platform, open, paid } = await openSquare()
    const [opened, bought] = [await open(), await paid()]
    square.breakDown('online-checkout', 400)
    expect(done(await platform.cancel(actOn(bought)))).toMatchObject({ status: 'paid' })
    expect(await platform.cancel(actOn(opened))).toMatchObject({ kind: 'refused', refusal: { reason: 'invalid-request' } })
  })

  test('whose answer is lost shows in the next look', async () => {
    const { square, platform, open, look } = await openSquare()
    const opened = await open()
    square.breakDown('online-checkout', 500)
    expect((await platform.cancel(actOn(opened))).kind).toBe('unknown')
    expect((await look(opened)).status).toBe('awaiting_payment')
    square.breakDown('online-checkout', null)
    expect(done(await platform.cancel(actOn(opened))).status).toBe('cancelled')
  })
})
