import { add, isSame, zero, type Money } from '../../../../shared/money.ts'
import { fail, ok, type Result } from '../../../../shared/result.ts'
import type { PaymentSnapshot, RefundSnapshot } from '../platform.ts'
import { takenBy, type Capture, type Taken } from './captures.ts'
import { disputeSnapshot, type Dispute } from './disputes.ts'
import type { Invoice, InvoicePayment, InvoiceRefund } from './invoice-answers.ts'
import { deadlineOf, wasOverdue } from './invoice-deadline.ts'
import type { Heard, Implausible } from './outcomes.ts'
import { methodOfInvoice } from './payment-method.ts'
import { captureData, refundSnapshot, type Refund } from './refunds.ts'

/** What the caller knows of the invoice it asked about. */
export interface ExpectedInvoice {
  readonly invoiceId?: string
  readonly merchantReference?: string
  readonly currency?: string
  readonly amount?: Money
}

/** What had to be asked for beside the invoice, which itself knows no fee and no time of day. */
export interface InvoiceFacts {
  /** A payment of the invoice with its capture; null where PayPal does not show it as one. */
  readonly captures?: readonly { readonly payment: InvoicePayment; readonly capture: Capture | null }[]
  readonly refunds?: readonly { readonly told: InvoiceRefund; readonly refund: Refund | null }[]
  readonly disputes?: readonly Dispute[]
  /** Where the customer pays, when another answer than the invoice told it. */
  readonly payUrl?: string | null
}

const FUTURE_MS = 300_000

export function invoiceSnapshot({ body: invoice, at }: Heard<Invoice>, expected: ExpectedInvoice, facts: InvoiceFacts = {}): Result<PaymentSnapshot, Implausible> {
  const { amount, detail } = invoice
  const taken = takenOf(invoice, facts, at)
  if (!taken.ok) return taken
  const refunds = (facts.refunds ?? []).flatMap(({ told, refund }) => refundOf(told, refund, at))
  const objection = mismatch(invoice, expected) ?? contradiction(invoice, taken.value, refunds) ?? future(invoice, facts, at)
  if (objection !== null) return fail({ kind: 'implausible', detail: `${invoice.id}: ${objection}` })

  const status = statusOf(invoice, taken.value, at)
  const isPayable = payable.has(invoice.status)
  return ok({
    platformReference: invoice.id,
    merchantReference: detail.invoice_number ?? null,
    status,
    asOf: Math.max(taken.value.asOf, ...timesOf(invoice), ...refunds.map((refund) => refund.at)) || at,
    amount,
    authorized: null,
    captured: taken.value.captured,
    fee: taken.value.fee,
    method: methodOf(facts),
    customer: null,
    paidAt: taken.value.captured.minor === 0 ? null : (taken.value.paidAt ?? at),
    authorizedAt: null,
    captureBefore: null,
    expiresAt: deadlineOf(invoice),
    payUrl: isPayable ? (detail.metadata?.recipient_view_url ?? facts.payUrl ?? null) : null,
    detail: taken.value.detail ?? wordOf(invoice.status, status),
    refunds,
    disputes: (facts.disputes ?? []).filter(({ dispute_amount: disputed }) => disputed.currency === amount.currency).map(disputeSnapshot),
    platformData: captureData((invoice.payments?.transactions ?? []).flatMap((payment) => (isThroughPayPal(payment) ? [payment.payment_id!] : []))),
  })
}

const payable: ReadonlySet<string> = new Set(['SENT', 'UNPAID', 'SCHEDULED', 'PARTIALLY_PAID'])
const paidStates: ReadonlySet<string> = new Set(['PAID', 'MARKED_AS_PAID', 'PARTIALLY_REFUNDED', 'REFUNDED', 'MARKED_AS_REFUNDED'])
/** States that say nothing more than the status made of them. */
const plainStates: ReadonlySet<string> = new Set(['SENT', 'UNPAID', 'PAID', 'PARTIALLY_REFUNDED', 'REFUNDED', 'CANCELLED'])

/** A payment that went through PayPal, and not cash that somebody has recorded. */
export const isThroughPayPal = ({ type, payment_id: id }: InvoicePayment): boolean => type !== 'EXTERNAL' && id !== undefined && id !== ''

/** An invoice counts as paid when it is so by its own word and the money is not still on its way (e-check, review). */
function statusOf(invoice: Invoice, taken: Taken, at: number): PaymentSnapshot['status'] {
  if (paidStates.has(invoice.status)) return taken.captured.minor > 0 ? 'paid' : 'awaiting_payment'
  if (invoice.status !== 'CANCELLED') return 'awaiting_payment'
  return wasOverdue(invoice, at) ? 'expired' : 'cancelled'
}

const wordOf = (word: string, status: PaymentSnapshot['status']): string | null => (plainStates.has(word) && (status === 'paid') === paidStates.has(word) ? null : word)

/** What the payments come to: by their captures, and where those are not shown, by the invoice's own word. */
function takenOf(invoice: Invoice, facts: InvoiceFacts, at: number): Result<Taken, Implausible> {
  const { currency } = invoice.amount
  const known = facts.captures ?? []
  const shown = takenBy(known.flatMap(({ capture }) => (capture === null ? [] : [capture])), currency)
  if (!shown.ok) return shown
  if (!paidStates.has(invoice.status) && invoice.status !== 'PARTIALLY_PAID') return ok({ ...shown.value, captured: zero(currency), fee: null })

  const hidden = known.filter(({ capture }) => capture === null).map(({ payment }) => payment)
  const wholly = known.length === 0 ? (invoice.payments?.paid_amount ?? (paidStates.has(invoice.status) ? invoice.amount : zero(currency))) : zero(currency)
  const amounts = [wholly, ...hidden.flatMap(({ amount }) => (amount === undefined ? [] : [amount]))]
  if (amounts.some((amount) => amount.currency !== currency)) return fail({ kind: 'implausible', detail: `${invoice.id}: several currencies` })
  const captured = amounts.reduce((sum, amount) => add(sum, amount), shown.value.captured)
  return ok({ ...shown.value, captured, fee: feeWith(shown.value, known), paidAt: paidAtOf(shown.value, hidden, at) })
}

/** PayPal takes nothing of money that it has not handled, and what it takes of the rest is known when every capture is. */
function feeWith({ fee, captured }: Taken, known: NonNullable<InvoiceFacts['captures']>): Money | null {
  const [first] = known
  if (first === undefined || known.some(({ payment, capture }) => capture === null && isThroughPayPal(payment))) return null
  return known.every(({ payment }) => !isThroughPayPal(payment)) ? zero(captured.currency) : fee
}

/** A day without a time is taken for its beginning, and not later than now: PayPal's day may have begun before ours. */
function paidAtOf({ paidAt }: Taken, hidden: readonly InvoicePayment[], at: number): number | null {
  const days = hidden.flatMap(({ payment_date: day }) => (day === undefined ? [] : [Math.min(Date.parse(`${day}T00:00:00Z`), at)]))
  const times = paidAt === null ? days : [paidAt, ...days]
  return times.length === 0 ? null : Math.min(...times)
}

const methodOf = ({ captures = [] }: InvoiceFacts): PaymentSnapshot['method'] => {
  const method = captures.at(-1)?.payment.method
  return method === undefined ? null : methodOfInvoice(method)
}

/** A refund that PayPal does not show by itself is believed from the invoice, if it has an id. */
function refundOf(told: InvoiceRefund, refund: Refund | null, at: number): readonly RefundSnapshot[] {
  if (refund !== null) return [refundSnapshot(refund, at)]
  if (told.refund_id === undefined || told.refund_id === '' || told.amount === undefined) return []
  const madeAt = told.refund_date === undefined ? at : Math.min(Date.parse(`${told.refund_date}T00:00:00Z`), at)
  return [{ platformReference: told.refund_id, merchantReference: null, amount: told.amount, status: 'succeeded', at: madeAt, feeReturned: null, detail: null }]
}

function mismatch({ id, detail, amount }: Invoice, expected: ExpectedInvoice): string | null {
  if (expected.invoiceId !== undefined && id !== expected.invoiceId) return `asked for ${expected.invoiceId}`
  if (expected.merchantReference !== undefined && detail.invoice_number !== undefined && detail.invoice_number !== expected.merchantReference) return `asked for the number ${expected.merchantReference}`
  if (expected.currency !== undefined && amount.currency !== expected.currency) return `not in ${expected.currency}`
  return expected.amount !== undefined && !isSame(amount, expected.amount) ? 'not the amount that was asked for' : null
}

function contradiction({ amount, detail, status }: Invoice, { captured }: Taken, refunds: readonly RefundSnapshot[]): string | null {
  if (amount.minor === 0) return 'an amount of nothing'
  if (detail.currency_code !== amount.currency || refunds.some((refund) => refund.amount.currency !== amount.currency)) return 'several currencies'
  const returned = refunds.filter((refund) => refund.status === 'succeeded').reduce((sum, refund) => sum + refund.amount.minor, 0)
  return returned > captured.minor && paidStates.has(status) ? 'more given back than taken' : null
}

const timesOf = ({ detail: { metadata } }: Invoice): readonly number[] =>
  [metadata?.create_time, metadata?.last_update_time, metadata?.cancel_time, metadata?.first_sent_time, metadata?.last_sent_time].map((time) => time ?? 0)

function future(invoice: Invoice, { captures = [] }: InvoiceFacts, at: number): string | null {
  const times = [...timesOf(invoice), ...captures.flatMap(({ capture }) => [capture?.create_time ?? 0, capture?.update_time ?? 0])]
  return times.some((time) => time > at + FUTURE_MS) ? 'from the future' : null
}
