import { describe, expect, test } from 'vitest'
import { actOn, done, handleOf } from '../../../platforms/calls.ts'
import { DAY, eur, HOUR, MINUTE, openShop } from './shop.ts'

const openCheckout = (settings: Record<string, string> = {}) => openShop({ model: 'checkout', ...settings })
const capturesOf = (shop: Awaited<ReturnType<typeof openCheckout>>) => [...shop.paypal.books.captures.values()]

describe('a checkout order', () => {
  test('asks for what the customer sees, and under our reference twice', async () => {
    const { open, wire } = await openCheckout({ returnUrl: 'https://shop.example/thanks' })
    await open({ captureMode: 'manual', locale: 'zh-CN' })
    const [, sent] = wire.exchanges
    expect(sent!.requestHeaders).toMatchObject({ 'paypal-request-id': '01JCREATE1', prefer: 'return=representation' })
    expect(JSON.parse(sent!.requestBody)).toEqual({
      intent: 'AUTHORIZE',
      purchase_units: [{ amount: { currency_code: 'EUR', value: '100.00' }, custom_id: 'CF-1', invoice_id: 'CF-1', description: 'Two coffees' }],
      payment_source: {
        paypal: {
          experience_context: {
            return_url: 'https://shop.example/thanks', cancel_url: 'https://shop.example/thanks', user_action: 'PAY_NOW', shipping_preference: 'NO_SHIPPING', locale: 'zh-CN',
            payment_method_preference: 'IMMEDIATE_PAYMENT_REQUIRED',
          },
        },
      },
    })
  })

  test('works for a shop without a web site', async () => {
    const { open, wire } = await openCheckout()
    await open()
    expect(wire.exchanges[1]!.requestBody).toContain('"return_url":"https://www.paypal.com/"')
  })

  test('is payable when PayPal answers in short', async () => {
    const { platform, wish, wire } = await openCheckout()
    wire.strike({ fault: { kind: 'spoil', spoil: (order) => { const { id, status, links } = order as Record<string, unknown>; return { id, status, links } } }, on: 'write', times: 1 })
    expect(done(await platform.create(wish()))).toMatchObject({ amount: eur(10_000), payUrl: expect.stringContaining('/checkoutnow?token=') as string, merchantReference: null })
  })

  test('moves no money when it is approved, and is taken by the next look', async () => {
    const shop = await openCheckout()
    const opened = await shop.open()
    shop.paypal.customer.approve(opened.platformReference)
    expect(capturesOf(shop)).toHaveLength(0)
    expect(await shop.look(opened)).toMatchObject({ status: 'paid', captured: eur(10_000), fee: eur(398), customer: 'ada@example.com', platformData: { captureId: capturesOf(shop)[0]!.id } })
    expect(shop.wire.exchanges.find(({ path }) => path.endsWith('/capture'))!.requestHeaders['paypal-request-id']).toBe(`cap-${opened.platformReference}`)
  })

  test('approved in its last minute is taken hours later', async () => {
    const shop = await openCheckout()
    const opened = await shop.open()
    shop.paypal.advance(3 * HOUR - MINUTE)
    shop.paypal.customer.approve(opened.platformReference)
    shop.paypal.advance(2 * HOUR)
    expect((await shop.look(opened)).status).toBe('paid')
  })

  test('that PayPal has forgotten has expired, after its three hours', async () => {
    const { open, look, paypal } = await openCheckout()
    const opened = await open()
    paypal.advance(3 * HOUR)
    expect(await look(opened)).toMatchObject({ status: 'expired', amount: eur(10_000), captured: eur(0), asOf: paypal.now() })
  })

  test('that is not found before its time is over is only not found', async () => {
    const { open, platform, paypal } = await openCheckout()
    const opened = await open()
    paypal.books.orders.clear()
    paypal.advance(2 * HOUR)
    expect(await platform.query(handleOf(opened))).toMatchObject({ kind: 'refused', refusal: { reason: 'not-found' } })
  })

  test('that was paid stays so, whatever PayPal forgets', async () => {
    const { paid, look, paypal } = await openCheckout()
    const payment = await paid()
    paypal.books.orders.clear()
    paypal.advance(9 * HOUR)
    expect(await look(payment)).toMatchObject({ status: 'paid', amount: eur(10_000), captured: eur(10_000), fee: eur(398) })
  })

  test('with a pending capture is not paid yet', async () => {
    const shop = await openCheckout()
    const opened = await shop.open()
    shop.paypal.moods.pendingFor = 'PENDING_REVIEW'
    shop.paypal.customer.approve(opened.platformReference)
    expect(await shop.look(opened)).toMatchObject({ status: 'awaiting_payment', captured: eur(0), detail: 'PENDING: PENDING_REVIEW', payUrl: null })
    shop.paypal.bank.decide(capturesOf(shop)[0]!.id, true)
    expect(await shop.look(opened)).toMatchObject({ status: 'paid', captured: eur(10_000) })
  })

  test('in another currency or for another amount than ours is not taken', async () => {
    const shop = await openCheckout()
    const opened = await shop.open()
    shop.paypal.customer.approve(opened.platformReference)
    expect(await shop.platform.query({ ...handleOf(opened), currency: 'USD' })).toMatchObject({ kind: 'unknown', why: 'implausible-answer' })
    expect(capturesOf(shop)).toHaveLength(0)
  })
})

describe('taking the money of an approved order', () => {
  test.each([[{ kind: 'drop', when: 'after' }], [{ kind: 'status', when: 'after', status: 500 }], [{ kind: 'malformed' }]] as const)('whose answer is lost (%o) is found out at once from the order', async (fault) => {
    const shop = await openCheckout()
    const opened = await shop.open()
    shop.paypal.customer.approve(opened.platformReference)
    shop.wire.strike({ fault, on: 'write', times: 1 })
    expect(await shop.look(opened)).toMatchObject({ status: 'paid', captured: eur(10_000) })
  })

  test('that never arrived, however often it was sent, is unknown, and done with the next look', async () => {
    const shop = await openCheckout()
    const opened = await shop.open()
    shop.paypal.customer.approve(opened.platformReference)
    shop.wire.strike({ fault: { kind: 'drop', when: 'before' }, on: 'write', times: 3 })
    expect((await shop.platform.query(handleOf(opened))).kind).toBe('unknown')
    expect((await shop.look(opened)).status).toBe('paid')
    expect(capturesOf(shop)).toHaveLength(1)
  })

  test('by two looks at once takes it once', async () => {
    const shop = await openCheckout()
    const opened = await shop.open()
    shop.paypal.customer.approve(opened.platformReference)
    const looks = await Promise.all([1, 2, 3].map(() => shop.look(opened)))
    expect(looks.map(({ captured }) => captured.minor)).toEqual([10_000, 10_000, 10_000])
    expect(capturesOf(shop)).toHaveLength(1)
  })

  test('with a declined instrument waits for the customer, and is not tried again at once', async () => {
    const shop = await openCheckout()
    const opened = await shop.open()
    shop.paypal.customer.approve(opened.platformReference, 1)
    const declined = await shop.look(opened)
    expect(declined).toMatchObject({ status: 'awaiting_payment', captured: eur(0), detail: expect.stringMatching(/^INSTRUMENT_DECLINED: The instrument/) as string, platformData: { declines: '1' }, payUrl: opened.payUrl })
    shop.paypal.customer.approve(opened.platformReference)
    shop.requests()
    expect((await shop.look(declined)).status).toBe('awaiting_payment')
    expect(shop.requests()).toEqual(['GET /v2/checkout/orders/*'])
    shop.paypal.advance(30_000)
    expect((await shop.look(declined)).status).toBe('paid')
    expect(shop.wire.exchanges.findLast(({ path }) => path.endsWith('/capture'))!.requestHeaders['paypal-request-id']).toBe(`cap-${opened.platformReference}-1`)
  })

  test('under a reference that was paid before fails, and takes nothing', async () => {
    const shop = await openCheckout()
    shop.paypal.moods.isInvoiceIdUnique = true
    await shop.paid({ merchantReference: 'CF-9' })
    const again = await shop.open({ merchantReference: 'CF-9' })
    shop.paypal.customer.approve(again.platformReference)
    expect(await shop.look(again)).toMatchObject({ status: 'failed', captured: eur(0), detail: expect.stringContaining('DUPLICATE_INVOICE_ID') as string, payUrl: null })
    expect(capturesOf(shop)).toHaveLength(1)
  })

  test('without the permission says so', async () => {
    const shop = await openCheckout()
    const opened = await shop.open()
    shop.paypal.customer.approve(opened.platformReference)
    shop.paypal.access.untick('payments')
    shop.paypal.access.revokeAll()
    expect(await shop.platform.query(handleOf(opened))).toMatchObject({ kind: 'refused', refusal: { reason: 'missing-permission', subject: 'Accept Payments' } })
  })
})

describe('a hold', () => {
  const openHeld = async () => {
    const shop = await openCheckout()
    return { ...shop, held: await shop.paid({ captureMode: 'manual' }) }
  }

  test('is made by our look and lasts 29 days', async () => {
    const { held, paypal } = await openHeld()
    expect(held).toMatchObject({ status: 'authorized', authorized: eur(10_000), captureBefore: paypal.now() + 29 * DAY, platformData: { authorizationId: [...paypal.books.authorizations.keys()][0] } })
  })

  test('that is not taken in time has expired', async () => {
    const { held, look, paypal } = await openHeld()
    paypal.advance(29 * DAY)
    expect((await look(held)).status).toBe('expired')
  })

  test('can be taken when PayPal has forgotten the order', async () => {
    const { held, look, platform, paypal } = await openHeld()
    const order = paypal.books.orders.get(held.platformReference)!
    paypal.advance(20 * DAY)
    // PayPal itself still knows it; only looking at it is over.
    order.approvedAt = 0
    order.status = 'APPROVED'
    expect(await look(held)).toMatchObject({ status: 'authorized', authorized: eur(10_000) })
    expect(done(await platform.capture({ ...actOn(held), amount: eur(10_000), authorized: eur(10_000) }))).toMatchObject({ status: 'paid', captured: eur(10_000) })
  })

  test('taken in part leaves nothing to take', async () => {
    const { held, platform } = await openHeld()
    const taken = done(await platform.capture({ ...actOn(held), amount: eur(4_000), authorized: eur(10_000) }))
    expect(taken).toMatchObject({ status: 'paid', captured: eur(4_000) })
    expect(await platform.capture({ ...actOn(taken), amount: eur(1_000), authorized: eur(10_000) })).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-state' } })
  })

  test('given back twice is given back', async () => {
    const { held, platform } = await openHeld()
    await platform.void(actOn(held))
    expect(done(await platform.void(actOn(held))).status).toBe('cancelled')
  })

  test('that was taken cannot be given back', async () => {
    const { held, platform } = await openHeld()
    await platform.capture({ ...actOn(held), amount: eur(10_000), authorized: eur(10_000) })
    expect(await platform.void(actOn(held))).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-state', code: 'PREVIOUSLY_CAPTURED' } })
  })

  test('where there is none is refused without a word to PayPal', async () => {
    const { paid, platform, requests } = await openCheckout()
    const payment = await paid()
    requests()
    expect((await platform.void(actOn(payment))).kind).toBe('refused')
    expect((await platform.capture({ ...actOn(payment), amount: eur(1), authorized: eur(1) })).kind).toBe('refused')
    expect(requests()).toEqual([])
  })
})

describe('handing over', () => {
  test('is told as picked up, once', async () => {
    const { paid, platform, paypal } = await openCheckout({ handOver: 'local-pickup' })
    const payment = await paid()
    expect(done(await platform.handOver(actOn(payment))).status).toBe('paid')
    expect(paypal.books.trackers).toEqual([{ transactionId: payment.platformData['captureId'], status: 'LOCAL_PICKUP' }])
  })

  test('is not told where the shop has not asked for it', async () => {
    const { paid, platform } = await openCheckout()
    expect(platform.capabilities.wantsHandOver).toBe(false)
    expect(await platform.handOver(actOn(await paid()))).toMatchObject({ kind: 'refused', refusal: { reason: 'not-supported' } })
  })

  test('of a transaction that PayPal does not know is refused', async () => {
    const { paid, platform } = await openCheckout({ handOver: 'local-pickup' })
    const payment = await paid()
    expect(await platform.handOver({ ...actOn(payment), platformData: { captureId: '7UNKNOWN' } })).toMatchObject({ kind: 'refused', refusal: { code: 'INVALID_TRANSACTION_ID' } })
  })
})
