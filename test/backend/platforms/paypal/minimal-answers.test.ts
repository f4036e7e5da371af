import { describe, expect, test } from 'vitest'
import { createPayPalAdapter } from '../../../../electron/backend/platforms/paypal/adapter.ts'
import type { HttpOutcome, HttpRequest, PaymentSnapshot } from '../../../../electron/backend/platforms/platform.ts'
import { money } from '../../../../shared/money.ts'
import { done, query } from '../../../platforms/calls.ts'
import { START } from './rig.ts'

const DAY = 86_400_000
const usd = (value: string) => ({ currency_code: 'USD', value })

type Answer = { readonly status?: number; readonly body?: unknown; readonly text?: string }

/** An adapter whose PayPal answers each request as the function says; what it does not know is a page that says so. */
function answering(answer: (method: string, path: string, request: HttpRequest) => Answer | undefined, settings: Readonly<Record<string, string>>) {
  const send = (request: HttpRequest): Promise<HttpOutcome> => {
    const told = answer(request.method, request.path.split('?')[0]!, request)
    const { status = 200, body, text = JSON.stringify(body) ?? '' } = told ?? { status: 404, text: '<h1>Not Found</h1>' }
    return Promise.resolve({ kind: 'answered', status, headers: {}, body, text, sentAt: START, receivedAt: START, serverAt: null })
  }
  return createPayPalAdapter({ send }, { accountId: 'a1', environment: 'test', baseUrl: 'http://127.0.0.1:1', settings, secrets: { clientId: 'i', clientSecret: 's' } })
}

/** Tells null where it has nothing to tell, no amount of an invoice, no captures, refunds or disputes by themselves. */
function bareInvoices() {
  const invoice: Record<string, unknown> = { id: 'INV2-1', status: 'DRAFT', payments: null, refunds: null }
  const platform = answering((method, path, { json }) => {
    switch (`${method} ${path}`) {
      case 'POST /v2/invoicing/invoices':
        Object.assign(invoice, json)
        return { status: 201, body: { id: 'INV2-1', status: 'DRAFT' } }
      case 'POST /v2/invoicing/invoices/INV2-1/send':
        invoice['status'] = 'SENT'
        return { body: { links: [{ href: 'https://paypal.example/INV2-1', rel: 'payer-view' }] } }
      case 'GET /v2/invoicing/invoices/INV2-1': return { body: invoice }
      case 'POST /v2/invoicing/search-invoices': return { body: { items: [{ id: 'INV2-1', status: invoice['status'], detail: { invoice_number: 'R1' }, payments: invoice['payments'] }] } }
      case 'POST /v2/invoicing/invoices/INV2-1/cancel':
        invoice['status'] = 'CANCELLED'
        return { status: 204 }
      case 'POST /v2/payments/captures/8MC/refund': return { status: 201, body: { id: '1JU', status: 'COMPLETED' } }
      case 'GET /v1/reporting/transactions': return { body: { transaction_details: [
        { transaction_info: { transaction_id: '8MC', transaction_event_code: 'T0007', transaction_initiation_date: '2026-10-14T09:00:00', transaction_amount: usd('10.00'), fee_amount: usd('-0.84'), invoice_id: 'R1', custom_field: null } },
        { transaction_info: { transaction_id: '9WD', transaction_event_code: 'T0400', transaction_initiation_date: '2026-10-14T09:30:00', transaction_amount: usd('-9.16') } },
      ] } }
      case 'POST /v1/oauth2/token': return { body: { access_token: 't' } }
      default: return undefined
    }
  }, {})
  const pay = (): void => void Object.assign(invoice, { status: 'PAID', payments: { transactions: [{ payment_id: '8MC', amount: usd('10.00') }] } })
  return { platform, pay }
}

const wish = { merchantReference: 'R1', idempotencyKey: 'k1', amount: money(1_000, 'USD'), description: 'Tea', captureMode: 'automatic', methodHint: null, createdAt: START, expiresAt: START + 3_600_000, locale: 'en' } as const
const handleOf = ({ platformReference, platformData }: PaymentSnapshot) => ({ platformReference, platformData, merchantReference: 'R1', currency: 'USD' })

describe('answers about invoices that tell only what they must', () => {
  test('are enough to charge, to hear of the payment from the feed, and to refund', async () => {
    const { platform, pay } = bareInvoices()
    const opened = done(await platform.create(wish))
    expect(opened).toMatchObject({ status: 'awaiting_payment', payUrl: 'https://paypal.example/INV2-1', amount: money(1_000, 'USD') })
    const { cursor } = done(await platform.changesSince(null))
    pay()
    const [paid] = done(await platform.changesSince(cursor)).snapshots
    expect(paid).toMatchObject({ platformReference: 'INV2-1', status: 'paid', captured: money(1_000, 'USD'), fee: money(84, 'USD') })
    const refunded = done(await platform.refund({ ...handleOf(paid!), idempotencyKey: 'k2', amount: money(400, 'USD'), refundReference: 'F1', reason: '', refundable: money(1_000, 'USD') }))
    expect(refunded.refunds).toMatchObject([{ platformReference: '1JU', merchantReference: 'F1', status: 'succeeded', amount: money(400, 'USD') }])
  })

  test('are enough to find and to cancel', async () => {
    const { platform } = bareInvoices()
    const opened = done(await platform.create(wish))
    expect(done(await platform.findByReference({ merchantReference: 'R1', idempotencyKey: 'k1', createdAt: START }))).toMatchObject({ platformReference: 'INV2-1' })
    expect(done(await platform.cancel({ ...handleOf(opened), idempotencyKey: 'k3' })).status).toBe('cancelled')
  })

  test('are enough for withdrawals and their lines', async () => {
    const { platform } = bareInvoices()
    expect(done(await platform.payoutsSince(START - DAY))).toMatchObject([{ platformReference: '9WD', amount: money(916, 'USD'), status: 'paid' }])
    expect(done(await platform.payoutLines('9WD', null)).lines.map(({ type, netMinor }) => [type, netMinor])).toEqual([['payment', 916], ['payout', -916]])
  })

  test('prove the app by its token; what cannot be asked is not called missing', async () => {
    expect(done(await bareInvoices().platform.checkCredentials())).toMatchObject({ environment: 'test', missingPermissions: [] })
  })
})

test('answers about orders that tell only what they must are enough to charge, to take the money and to refund', async () => {
  const order: Record<string, unknown> = { id: '5O1', status: 'CREATED', payer: null, links: [{ href: 'https://paypal.example/5O1', rel: 'approve' }] }
  const captured = { payments: { captures: [{ id: '8MC', status: 'COMPLETED', amount: usd('10.00') }] } }
  const platform = answering((method, path, { json }) => {
    switch (`${method} ${path}`) {
      case 'POST /v2/checkout/orders': return { status: 201, body: order }
      case 'GET /v2/checkout/orders/5O1': return { body: order }
      case 'POST /v2/checkout/orders/5O1/capture': return { status: 201, body: Object.assign(order, { status: 'COMPLETED', purchase_units: [captured] }) }
      case 'POST /v2/payments/captures/8MC/refund': return { status: 201, body: { id: '1JU', status: 'COMPLETED', amount: (json as { amount: unknown }).amount } }
      default: return undefined
    }
  }, { model: 'checkout' })
  const opened = done(await platform.create(wish))
  expect(opened).toMatchObject({ status: 'awaiting_payment', payUrl: 'https://paypal.example/5O1' })
  expect((await query(platform, opened)).status).toBe('awaiting_payment')
  order['status'] = 'APPROVED'
  const paid = await query(platform, opened)
  expect(paid).toMatchObject({ status: 'paid', amount: money(1_000, 'USD'), captured: money(1_000, 'USD'), disputes: [] })
  const refunded = done(await platform.refund({ ...handleOf(paid), idempotencyKey: 'k2', amount: money(400, 'USD'), refundReference: 'F1', reason: '', refundable: money(1_000, 'USD') }))
  expect(refunded.refunds).toMatchObject([{ platformReference: '1JU', amount: money(400, 'USD') }])
})
