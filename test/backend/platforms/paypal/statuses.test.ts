import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Capture } from '../../../../electron/backend/platforms/paypal/captures.ts'
import { disputeSnapshot, type Dispute } from '../../../../electron/backend/platforms/paypal/disputes.ts'
import { Invoice } from '../../../../electron/backend/platforms/paypal/invoice-answers.ts'
import { invoiceSnapshot } from '../../../../electron/backend/platforms/paypal/invoice-snapshot.ts'
import { Order } from '../../../../electron/backend/platforms/paypal/order-answers.ts'
import { orderSnapshot } from '../../../../electron/backend/platforms/paypal/order-snapshot.ts'
import { refundSnapshot } from '../../../../electron/backend/platforms/paypal/refunds.ts'
import type { PaymentSnapshot } from '../../../../electron/backend/platforms/platform.ts'
import { specsFolder } from '../../../platforms/openapi.ts'
import { eur } from './shop.ts'

/** Every word that PayPal has for where something stands, and what the program makes of it. */

const at = Date.UTC(2026, 9, 14, 12)
const time = '2026-10-14T10:00:00Z'
const amount = { currency_code: 'EUR', value: '100.00' }
const capture = (status: string) => ({ id: '7CAPTURE', status, amount, create_time: time, seller_receivable_breakdown: { paypal_fee: { currency_code: 'EUR', value: '3.98' } } })

function byInvoice(status: string, captureStatus = 'COMPLETED'): PaymentSnapshot {
  const isPaid = !['DRAFT', 'SCHEDULED', 'SENT', 'UNPAID', 'CANCELLED'].includes(status)
  const payment = { type: 'PAYPAL', payment_id: '7CAPTURE', payment_date: '2026-10-14', method: 'PAYPAL', amount: eur(10_000) }
  const invoice = Invoice.parse({
    id: 'INV2-1', status, amount, detail: { currency_code: 'EUR', invoice_number: 'CF-1', metadata: { create_time: time, recipient_view_url: 'https://www.paypal.com/invoice/p/#1' } },
    ...(isPaid ? { payments: { transactions: [{ ...payment, amount }] } } : {}),
  })
  const result = invoiceSnapshot({ body: invoice, at }, {}, isPaid ? { captures: [{ payment, capture: Capture.parse(capture(captureStatus)) }] } : {})
  if (!result.ok) throw new Error(result.failure.detail)
  return result.value
}

function byOrder(status: string, payments: object = {}): PaymentSnapshot {
  const order = Order.parse({
    id: '7ORDER', status, create_time: time, payment_source: { paypal: {} }, purchase_units: [{ amount, custom_id: 'CF-1', payments }],
    links: [{ href: 'https://www.paypal.com/checkoutnow?token=7ORDER', rel: 'payer-action' }],
  })
  const result = orderSnapshot({ body: order, at }, { merchantReference: 'CF-1', currency: 'EUR' })
  if (!result.ok) throw new Error(result.failure.detail)
  return result.value
}

const hold = (status: string, expires = '2026-11-12T10:00:00Z') => ({ authorizations: [{ id: '7HOLD', status, amount, create_time: time, expiration_time: expires }] })

const invoices: Record<string, [PaymentSnapshot['status'], number, boolean, string | null]> = {
  DRAFT: ['awaiting_payment', 0, false, 'DRAFT'],
  SCHEDULED: ['awaiting_payment', 0, true, 'SCHEDULED'],
  SENT: ['awaiting_payment', 0, true, null],
  UNPAID: ['awaiting_payment', 0, true, null],
  PAYMENT_PENDING: ['awaiting_payment', 0, false, 'PAYMENT_PENDING'],
  PARTIALLY_PAID: ['awaiting_payment', 10_000, true, 'PARTIALLY_PAID'],
  PAID: ['paid', 10_000, false, null],
  MARKED_AS_PAID: ['paid', 10_000, false, 'MARKED_AS_PAID'],
  PARTIALLY_REFUNDED: ['paid', 10_000, false, null],
  REFUNDED: ['paid', 10_000, false, null],
  MARKED_AS_REFUNDED: ['paid', 10_000, false, 'MARKED_AS_REFUNDED'],
  CANCELLED: ['cancelled', 0, false, null],
}
const orders: Record<string, [PaymentSnapshot['status'], boolean, string | null]> = {
  CREATED: ['awaiting_payment', true, null],
  PAYER_ACTION_REQUIRED: ['awaiting_payment', true, null],
  SAVED: ['awaiting_payment', true, 'SAVED'],
  APPROVED: ['awaiting_payment', true, 'APPROVED'],
  COMPLETED: ['awaiting_payment', false, 'COMPLETED'],
  VOIDED: ['cancelled', false, null],
}
const captures: Record<string, [PaymentSnapshot['status'], number]> = {
  COMPLETED: ['paid', 10_000], PARTIALLY_REFUNDED: ['paid', 10_000], REFUNDED: ['paid', 10_000], PENDING: ['awaiting_payment', 0], DECLINED: ['failed', 0], FAILED: ['failed', 0],
}
const authorizations: Record<string, PaymentSnapshot['status']> = {
  CREATED: 'authorized', CAPTURED: 'authorized', PARTIALLY_CAPTURED: 'authorized', PENDING: 'awaiting_payment', DENIED: 'failed', VOIDED: 'cancelled',
}
const refunds: Record<string, string> = { COMPLETED: 'succeeded', PENDING: 'pending', FAILED: 'failed', CANCELLED: 'failed' }
const disputeStatuses: Record<string, string> = {
  OPEN: 'needs_response', WAITING_FOR_SELLER_RESPONSE: 'needs_response', WAITING_FOR_BUYER_RESPONSE: 'under_review', UNDER_REVIEW: 'under_review', OTHER: 'under_review', RESOLVED: 'closed',
}
const outcomes: Record<string, string> = {
  RESOLVED_BUYER_FAVOUR: 'lost', ACCEPTED: 'lost', RESOLVED_SELLER_FAVOUR: 'won', DENIED: 'won', CANCELED_BY_BUYER: 'closed', RESOLVED_WITH_PAYOUT: 'closed', NONE: 'closed',
}

describe('an invoice that is', () => {
  test.each(Object.entries(invoices))('%s', (status, [expected, captured, isPayable, detail]) => {
    const picture = byInvoice(status)
    expect([picture.status, picture.captured.minor, picture.payUrl !== null, picture.detail]).toEqual([expected, captured, isPayable, detail])
  })

  test.each([['PENDING', 'awaiting_payment', 0], ['DECLINED', 'awaiting_payment', 0], ['REFUNDED', 'paid', 10_000]])('PAID by a capture that is %s', (status, expected, captured) => {
    const picture = byInvoice('PAID', status)
    expect([picture.status, picture.captured.minor]).toEqual([expected, captured])
  })

  test('in a state that nobody knows waits, with that word', () => {
    expect(byInvoice('TELEPORTED')).toMatchObject({ status: 'awaiting_payment', detail: 'TELEPORTED', payUrl: null, captured: eur(0) })
  })
})

describe('an order that is', () => {
  test.each(Object.entries(orders))('%s', (status, [expected, isPayable, detail]) => {
    const picture = byOrder(status)
    expect([picture.status, picture.payUrl !== null, picture.detail]).toEqual([expected, isPayable, detail])
  })

  test.each(Object.entries(captures))('COMPLETED with a capture that is %s', (status, [expected, captured]) => {
    const picture = byOrder('COMPLETED', { captures: [capture(status)] })
    expect([picture.status, picture.captured.minor, picture.payUrl]).toEqual([expected, captured, null])
  })

  test.each(Object.entries(authorizations))('COMPLETED with a hold that is %s', (status, expected) => {
    expect(byOrder('COMPLETED', hold(status))).toMatchObject({ status: expected, captured: eur(0), payUrl: null })
  })

  test('COMPLETED with a hold whose time is over has expired', () => {
    expect(byOrder('COMPLETED', hold('CREATED', '2026-10-14T11:59:59Z')).status).toBe('expired')
  })

  test('COMPLETED with a hold of which a part was taken is paid', () => {
    expect(byOrder('COMPLETED', { ...hold('PARTIALLY_CAPTURED'), captures: [{ ...capture('COMPLETED'), amount: { currency_code: 'EUR', value: '40.00' } }] })).toMatchObject({ status: 'paid', captured: eur(4_000), authorized: eur(10_000) })
  })

  test.each(['capture', 'hold', 'order'])('in a state of its %s that nobody knows waits', (what) => {
    const picture = what === 'order' ? byOrder('TELEPORTED') : byOrder('COMPLETED', what === 'hold' ? hold('TELEPORTED') : { captures: [capture('TELEPORTED')] })
    expect(picture).toMatchObject({ status: 'awaiting_payment', captured: eur(0), detail: expect.stringContaining('TELEPORTED') as string })
  })
})

const dispute = (changes: Partial<Dispute>): Dispute => ({ dispute_id: 'PP-D-1', create_time: at, status: 'OPEN', dispute_amount: eur(10_000), ...changes })

describe('beside a payment', () => {
  test.each(Object.entries(refunds))('a refund that is %s', (status, expected) => {
    expect(refundSnapshot({ id: '7REFUND', status, amount: eur(100) }, at).status).toBe(expected)
  })

  test.each(Object.entries(disputeStatuses))('a dispute that is %s', (status, expected) => {
    expect(disputeSnapshot(dispute({ status })).status).toBe(expected)
  })

  test.each([['REQUIRED_ACTION', 'needs_response'], ['OPEN_INQUIRIES', 'needs_response'], ['REQUIRED_OTHER_PARTY_ACTION', 'under_review'], ['UNDER_PAYPAL_REVIEW', 'under_review']])(
    'a dispute in which our own state is %s', (state, expected) => {
      expect(disputeSnapshot(dispute({ status: 'OTHER', dispute_state: state })).status).toBe(expected)
    })

  test.each(Object.entries(outcomes))('a dispute that ended as %s', (code, expected) => {
    expect(disputeSnapshot(dispute({ status: 'RESOLVED', dispute_outcome: { outcome_code: code } }))).toMatchObject({ status: expected, respondBy: null })
  })

  test('a dispute whose end has no word that we know goes by the money', () => {
    const taken = { affected_party: 'SELLER', type: 'DEBIT', reason: 'DISPUTE_SETTLEMENT', amount: eur(10_000) }
    const ended = (movements: Dispute['money_movements']) => disputeSnapshot(dispute({ status: 'RESOLVED', money_movements: movements })).status
    expect([ended([taken]), ended([taken, { ...taken, type: 'CREDIT' }]), ended([{ ...taken, affected_party: 'BUYER' }])]).toEqual(['lost', 'closed', 'closed'])
  })

  test('a dispute costs what PayPal has charged for it and not given back', () => {
    const fee = { affected_party: 'SELLER', type: 'DEBIT', reason: 'CHARGEBACK_FEE', amount: eur(1_500) }
    expect(disputeSnapshot(dispute({ money_movements: [fee] })).fee).toEqual(eur(1_500))
    expect(disputeSnapshot(dispute({ money_movements: [fee, { ...fee, type: 'CREDIT' }] })).fee).toBeNull()
  })
})

describe.skipIf(specsFolder === undefined)(`the tables${specsFolder === undefined ? ' [COUNTERFOIL_SPECS is not set]' : ''}`, () => {
  interface Schema { readonly properties?: Record<string, Schema>; readonly allOf?: readonly Schema[]; readonly $ref?: string; readonly enum?: readonly string[] }
  const enumOf = (file: string, schema: string, property: string): readonly string[] => {
    const { components } = JSON.parse(readFileSync(join(specsFolder!, file), 'utf8')) as { components: { schemas: Record<string, Schema> } }
    const resolve = (one: Schema): Schema => (one.$ref === undefined ? one : components.schemas[one.$ref.split('/').at(-1)!]!)
    const find = (one: Schema): Schema | undefined => resolve(one).properties?.[property] ?? resolve(one).allOf?.map(find).find((found) => found !== undefined)
    const found = find(components.schemas[schema]!)
    return resolve(found!).enum ?? resolve(found!).allOf?.flatMap((part) => resolve(part).enum ?? []) ?? []
  }

  test.each([
    ['paypal.invoicing_v2.json', 'invoice', 'status', invoices],
    ['paypal.checkout_orders_v2.json', 'order', 'status', orders],
    ['paypal.payments_payment_v2.json', 'capture_status', 'status', captures],
    ['paypal.payments_payment_v2.json', 'authorization_status', 'status', authorizations],
    ['paypal.payments_payment_v2.json', 'refund_status', 'status', refunds],
    ['paypal.customer_disputes_v1.json', 'dispute', 'status', disputeStatuses],
    ['paypal.customer_disputes_v1.json', 'dispute_outcome', 'outcome_code', outcomes],
  ])('hold every value of %s %s.%s', (file, schema, property, table) => {
    const described = enumOf(file, schema, property)
    expect(described.length).toBeGreaterThan(0)
    expect(described.filter((value) => !(value in table))).toEqual([])
  })
})
