import type { Outcome, PaymentSnapshot, PlatformHttp } from '../platform.ts'
import { readCapture, type Capture } from './captures.ts'
import { disputesAbout, type Dispute } from './disputes.ts'
import { Invoice, type InvoicePayment, type InvoiceRefund } from './invoice-answers.ts'
import { invoiceSnapshot, isThroughPayPal, type ExpectedInvoice, type InvoiceFacts } from './invoice-snapshot.ts'
import { ask, believed, done, type Heard } from './outcomes.ts'
import { readRefund, type Refund } from './refunds.ts'
import { captureInReports } from './transactions.ts'

export const invoicePath = (invoiceId: string): string => `/v2/invoicing/invoices/${encodeURIComponent(invoiceId)}`

export const readInvoice = (http: PlatformHttp, invoiceId: string): Promise<Outcome<Heard<Invoice>>> => ask(http, { method: 'GET', path: invoicePath(invoiceId) }, Invoice)

export interface Beside {
  /** Disputes that are known already; absent: asked for. */
  readonly disputes?: readonly Dispute[]
  readonly payUrl?: string | null
}

/** The payment behind an invoice: the invoice, and what it does not tell itself (times of day, fees, refunds, disputes). */
export async function readPayment(http: PlatformHttp, invoiceId: string, expected: ExpectedInvoice, beside: Beside = {}): Promise<Outcome<PaymentSnapshot>> {
  const heard = await readInvoice(http, invoiceId)
  return heard.kind === 'done' ? pictureOf(http, heard.value, { ...expected, invoiceId }, beside) : heard
}

/** The same from an invoice that has been read. Half a picture is none: what cannot be asked now makes the whole unknown. */
export async function pictureOf(http: PlatformHttp, heard: Heard<Invoice>, expected: ExpectedInvoice, { disputes: known, payUrl = null }: Beside = {}): Promise<Outcome<PaymentSnapshot>> {
  const { payments, refunds } = heard.body
  const captures: { payment: InvoicePayment; capture: Capture | null }[] = []
  for (const payment of payments?.transactions ?? []) {
    const capture = isThroughPayPal(payment) ? await captureOf(http, payment, heard.at) : done(null)
    if (capture.kind !== 'done') return capture
    captures.push({ payment, capture: capture.value })
  }
  const givenBack: { told: InvoiceRefund; refund: Refund | null }[] = []
  for (const told of refunds?.transactions ?? []) {
    const refund = told.type !== 'EXTERNAL' && told.refund_id !== undefined ? await readRefund(http, told.refund_id) : done(null)
    if (refund.kind !== 'done') return refund
    givenBack.push({ told, refund: refund.value })
  }
  const disputes = known === undefined ? await disputesAbout(http, captures.flatMap(({ payment }) => (isThroughPayPal(payment) ? [payment.payment_id!] : []))) : done(known)
  if (disputes.kind !== 'done') return disputes
  const facts: InvoiceFacts = { captures, refunds: givenBack, disputes: disputes.value, payUrl }
  return believed(invoiceSnapshot(heard, expected, facts))
}

/** An invoice's payment is a capture by its id; where PayPal does not show it as one, the reports know its fee, hours later. */
async function captureOf(http: PlatformHttp, payment: InvoicePayment, at: number): Promise<Outcome<Capture | null>> {
  const capture = await readCapture(http, payment.payment_id!)
  if (capture.kind !== 'done' || capture.value !== null) return capture
  const day = payment.payment_date === undefined ? at : Date.parse(`${payment.payment_date}T00:00:00Z`)
  return captureInReports(http, payment.payment_id!, day, at)
}
