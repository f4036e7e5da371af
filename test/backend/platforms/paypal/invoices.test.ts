import { describe, expect, test } from 'vitest'
import { money, zero } from '../../../../shared/money.ts'
import { actOn, done, handleOf } from '../../../platforms/calls.ts'
import { DAY, eur, HOUR, MINUTE, openShop } from './shop.ts'

describe('making an invoice', () => {
  test('takes a draft and a mute sending, and shows where to pay', async () => {
    const { open, requests, wire, paypal } = await openShop()
    const opened = await open({ description: '' })
    expect(requests()).toEqual(['POST /v1/oauth2/token', 'POST /v2/invoicing/invoices', 'POST /v2/invoicing/invoices/*/send', 'GET /v2/invoicing/invoices/*'])
    const memo = `To be paid by ${new Date(opened.expiresAt!).toISOString()}`
    expect(JSON.parse(wire.exchanges[1]!.requestBody)).toEqual({
      detail: { invoice_number: 'CF-1', reference: 'CF-1', currency_code: 'EUR', memo, payment_term: { term_type: 'DUE_ON_RECEIPT' } },
      items: [{ name: 'CF-1', quantity: '1', unit_amount: { currency_code: 'EUR', value: '100.00' } }],
      configuration: { partial_payment: { allow_partial_payment: false }, allow_tip: false },
    })
    expect(JSON.parse(wire.exchanges[2]!.requestBody)).toEqual({ send_to_recipient: false, send_to_invoicer: false })
    expect(opened).toMatchObject({ payUrl: `${paypal.baseUrl}/invoice/p/${opened.platformReference}`, merchantReference: 'CF-1' })
  })

  test.each([[money(1_999, 'JPY'), '1999'], [money(150_000, 'HUF'), '1500'], [money(1, 'EUR'), '0.01'], [money(120_000, 'TWD'), '1200']])('writes %o as "%s"', async (amount, text) => {
    const { open, wire } = await openShop()
    await open({ amount })
    expect(wire.exchanges[1]!.requestBody).toContain(`"value":"${text}"`)
  })

  const lost = [{ kind: 'drop', when: 'before' }, { kind: 'drop', when: 'after' }, { kind: 'status', when: 'after', status: 500 }, { kind: 'malformed' }] as const

  test.each(lost)('whose sending is lost (%o) is unknown, and is gone on with when it is found', async (fault) => {
    const { platform, wish, wire, paypal } = await openShop()
    const wanted = wish()
    wire.strike({ fault, on: 'write', skip: 1, times: 1 })
    expect((await platform.create(wanted)).kind).toBe('unknown')
    const found = done(await platform.findByReference(wanted))
    expect(found).toMatchObject({ status: 'awaiting_payment', payUrl: expect.stringContaining('/invoice/p/') as string })
    expect([...paypal.books.invoices.values()].map(({ status }) => status)).toEqual(['SENT'])
  })

  test.each(lost)('whose sending is lost (%o) is gone on with when it is repeated', async (fault) => {
    const { platform, wish, wire, paypal } = await openShop()
    const wanted = wish()
    wire.strike({ fault, on: 'write', skip: 1, times: 1 })
    await platform.create(wanted)
    expect(done(await platform.create(wanted)).payUrl).not.toBeNull()
    expect([...paypal.books.invoices.values()].map(({ status }) => status)).toEqual(['SENT'])
  })

  test('met with 429 on its second step is not done, and comes to its end with the next try', async () => {
    const { platform, wish, wire } = await openShop()
    const wanted = wish()
    wire.strike({ fault: { kind: 'status', when: 'before', status: 429, headers: { 'retry-after': '3' } }, on: 'write', skip: 1, times: 1 })
    expect(await platform.create(wanted)).toMatchObject({ kind: 'not-done', why: 'rate-limited' })
    expect(done(await platform.create(wanted)).payUrl).not.toBeNull()
  })

  test('under a number that another invoice has is refused as a duplicate', async () => {
    const { platform, open, wish } = await openShop()
    await open({ merchantReference: 'CF-7' })
    expect(await platform.create(wish({ merchantReference: 'CF-7', amount: eur(500) }))).toMatchObject({ kind: 'refused', refusal: { reason: 'duplicate-reference', code: 'DUPLICATE_INVOICE_NUMBER' } })
  })

  test('that is refused as a duplicate while the search knows nothing of it stays open', async () => {
    const { platform, wish, paypal } = await openShop()
    const wanted = wish()
    paypal.index.setLag(30_000)
    await platform.create(wanted)
    expect(await platform.create(wanted)).toMatchObject({ kind: 'refused', refusal: { reason: 'duplicate-reference' } })
    paypal.advance(MINUTE)
    expect(done(await platform.create(wanted)).status).toBe('awaiting_payment')
  })

  test('works with a PayPal that answers in short', async () => {
    const { platform, wish, wire } = await openShop()
    wire.strike({
      fault: { kind: 'spoil', spoil: (invoice) => ({ rel: 'self', href: `https://api-m.sandbox.paypal.com/v2/invoicing/invoices/${(invoice as { id: string }).id}`, method: 'GET' }) },
      on: 'write', times: 1,
    })
    expect(done(await platform.create(wish())).payUrl).not.toBeNull()
  })

  test('takes the address from the sending when the invoice tells none', async () => {
    const { platform, wish, wire } = await openShop()
    const withoutAddress = (invoice: unknown) => JSON.parse(JSON.stringify(invoice).replace(/,"recipient_view_url":"[^"]*"/, '')) as unknown
    wire.strike({ fault: { kind: 'spoil', spoil: withoutAddress }, on: 'any' })
    expect(done(await platform.create(wish())).payUrl).toContain('/invoice/p/')
  })

  test('finds the one with exactly its number among many that contain it', async () => {
    const { platform, open, wish } = await openShop()
    const wanted = wish({ merchantReference: 'A1' })
    const opened = done(await platform.create(wanted))
    for (let count = 0; count < 110; count += 1) await open({ merchantReference: `A1${count}` })
    expect(done(await platform.findByReference(wanted))?.platformReference).toBe(opened.platformReference)
    expect(done(await platform.findByReference({ ...wanted, merchantReference: 'A' }))).toBeNull()
  })
})

describe('an invoice', () => {
  test('that is paid tells time, fee and the id of the transaction', async () => {
    const { open, look, paypal } = await openShop()
    const opened = await open()
    paypal.advance(20 * MINUTE)
    paypal.customer.payInvoice(opened.platformReference)
    const [capture] = paypal.books.captures.values()
    expect(await look(opened)).toMatchObject({
      status: 'paid', captured: eur(10_000), fee: eur(398), paidAt: paypal.now(), method: { kind: 'wallet', label: 'PayPal' }, platformData: { captureId: capture!.id }, payUrl: null, detail: null,
    })
  })

  test('paid by e-check waits until the bank has paid', async () => {
    const { open, look, paypal } = await openShop()
    const opened = await open()
    paypal.moods.pendingFor = 'ECHECK'
    paypal.customer.payInvoice(opened.platformReference)
    expect(await look(opened)).toMatchObject({ status: 'awaiting_payment', captured: eur(0), detail: 'PENDING: ECHECK', payUrl: null })
    paypal.advance(3 * DAY)
    paypal.bank.decide([...paypal.books.captures.keys()][0]!, true)
    expect(await look(opened)).toMatchObject({ status: 'paid', captured: eur(10_000), fee: eur(398) })
  })

  test('whose e-check bounces can be paid again', async () => {
    const { open, look, paypal } = await openShop()
    const opened = await open()
    paypal.moods.pendingFor = 'ECHECK'
    paypal.customer.payInvoice(opened.platformReference)
    paypal.bank.decide([...paypal.books.captures.keys()][0]!, false)
    expect(await look(opened)).toMatchObject({ status: 'awaiting_payment', captured: eur(0), payUrl: expect.stringContaining('/invoice/') as string })
  })

  test('paid in part waits for the rest, with what has come', async () => {
    const { open, look, paypal } = await openShop()
    const opened = await open()
    paypal.customer.payInvoice(opened.platformReference, eur(4_000))
    expect(await look(opened)).toMatchObject({ status: 'awaiting_payment', captured: eur(4_000) })
    paypal.customer.payInvoice(opened.platformReference)
    const paid = await look(opened)
    expect(paid).toMatchObject({ status: 'paid', captured: eur(10_000) })
    expect(Object.keys(paid.platformData)).toEqual(['captureId', 'captureId2'])
  })

  test('paid in cash at the door is paid, by a method of its own and without a fee', async () => {
    const { open, look, paypal } = await openShop()
    const opened = await open()
    paypal.merchant.recordCash(opened.platformReference)
    expect(await look(opened)).toMatchObject({ status: 'paid', captured: eur(10_000), fee: zero('EUR'), method: { kind: 'other', label: 'cash' }, platformData: {} })
  })

  test('whose payment is no capture takes fee and time from the reports, when they know them', async () => {
    const { open, look, paypal } = await openShop()
    const opened = await open()
    paypal.moods.hidesCaptures = true
    paypal.customer.payInvoice(opened.platformReference)
    const paidAt = paypal.now()
    expect(await look(opened)).toMatchObject({ status: 'paid', captured: eur(10_000), fee: null })
    paypal.advance(4 * HOUR)
    expect(await look(opened)).toMatchObject({ status: 'paid', captured: eur(10_000), fee: eur(398), paidAt })
  })

  test('whose payment can be read nowhere is paid all the same, on its day', async () => {
    const { open, look, paypal } = await openShop()
    const opened = await open()
    paypal.moods.hidesCaptures = true
    for (const feature of ['reporting', 'disputes'] as const) paypal.access.untick(feature)
    paypal.access.revokeAll()
    paypal.customer.payInvoice(opened.platformReference)
    expect(await look(opened)).toMatchObject({ status: 'paid', captured: eur(10_000), fee: null, paidAt: Date.UTC(2026, 9, 14) })
  })

  test('is not half told: a capture that cannot be read now makes the answer unknown', async () => {
    const { open, platform, paypal, wire } = await openShop()
    const opened = await open()
    paypal.customer.payInvoice(opened.platformReference)
    wire.strike({ fault: { kind: 'status', when: 'before', status: 500 }, on: 'read', skip: 1 })
    expect((await platform.query(handleOf(opened))).kind).toBe('unknown')
  })
})

describe('cancelling', () => {
  test('an invoice that was cancelled in PayPal\'s own pages is done', async () => {
    const { open, platform, paypal } = await openShop()
    const opened = await open()
    paypal.merchant.cancelInvoice(opened.platformReference)
    expect(done(await platform.cancel(actOn(opened)))).toMatchObject({ status: 'cancelled', payUrl: null })
  })

  test('an invoice that is paid is refused', async () => {
    const { paid, platform } = await openShop()
    expect(await platform.cancel(actOn(await paid()))).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-state', code: 'CANNOT_CANCEL_PAID_INVOICE' } })
  })

  test('a draft deletes it', async () => {
    const { open, platform, paypal } = await openShop()
    const opened = await open()
    paypal.books.invoices.get(opened.platformReference)!.status = 'DRAFT'
    expect(done(await platform.cancel(actOn(opened)))).toMatchObject({ status: 'cancelled', payUrl: null })
    expect(paypal.books.invoices.size).toBe(0)
  })

  test('that was not answered is unknown, and shows in the next look', async () => {
    const { open, platform, look, wire } = await openShop()
    const opened = await open()
    wire.strike({ fault: { kind: 'drop', when: 'after' }, on: 'write', times: 1 })
    expect((await platform.cancel(actOn(opened))).kind).toBe('unknown')
    expect((await look(opened)).status).toBe('cancelled')
  })
})

describe('giving back', () => {
  test('names amount, our id and the reason, and keeps PayPal\'s id of the refund', async () => {
    const { paid, platform, wire, paypal } = await openShop()
    const payment = await paid()
    const after = done(await platform.refund({ ...actOn(payment), amount: eur(2_500), refundReference: '01JREFUND1', reason: 'Cold', refundable: payment.captured }))
    const sent = wire.exchanges.find(({ path }) => path.endsWith('/refund'))!
    expect(JSON.parse(sent.requestBody)).toEqual({ amount: { currency_code: 'EUR', value: '25.00' }, custom_id: '01JREFUND1', note_to_payer: 'Cold' })
    expect(after.refunds).toEqual([{ platformReference: [...paypal.books.refunds.keys()][0], merchantReference: '01JREFUND1', amount: eur(2_500), status: 'succeeded', at: paypal.now(), feeReturned: null, detail: null }])
  })

  test('out of the second payment when the first has too little left', async () => {
    const { open, look, platform, paypal } = await openShop()
    const opened = await open()
    paypal.customer.payInvoice(opened.platformReference, eur(4_000))
    paypal.customer.payInvoice(opened.platformReference)
    const payment = await look(opened)
    const after = done(await platform.refund({ ...actOn(payment), amount: eur(5_000), refundReference: '01JREFUND1', reason: '', refundable: payment.captured }))
    expect(after.refunds.map(({ amount }) => amount)).toEqual([eur(5_000)])
    expect([...paypal.books.captures.values()].map(({ refundedMinor }) => refundedMinor)).toEqual([0, 5_000])
  })

  test('while the e-check is pending is refused', async () => {
    const { open, look, platform, paypal } = await openShop()
    const opened = await open()
    paypal.moods.pendingFor = 'ECHECK'
    paypal.customer.payInvoice(opened.platformReference)
    const payment = await look(opened)
    expect(await platform.refund({ ...actOn(payment), amount: eur(100), refundReference: '01JREFUND1', reason: '', refundable: eur(0) })).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-state', code: 'PENDING_CAPTURE' } })
  })
})
