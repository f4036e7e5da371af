import { money, negate, type Money } from '../../../shared/money.ts'
import { feeFor, type Books, type CaptureEntry, type DisputeEntry, type RefundEntry, type ReportRow } from './books.ts'

/** Takes money from the customer; a pending capture waits for its bank. */
export function take(books: Books, wish: Pick<CaptureEntry, 'amount' | 'invoiceNumber' | 'customId' | 'orderId' | 'invoiceId' | 'authorizationId'>, pendingFor: string | null = null): CaptureEntry {
  const capture: CaptureEntry = {
    ...wish, id: books.newId(), fee: feeFor(wish.amount), status: pendingFor === null ? 'COMPLETED' : 'PENDING', reason: pendingFor, createdAt: books.now(), updatedAt: books.now(), refundedMinor: 0,
  }
  books.captures.set(capture.id, capture)
  if (pendingFor === null) postPayment(books, capture)
  return capture
}

function postPayment(books: Books, capture: CaptureEntry): void {
  books.post({
    id: capture.id, code: capture.orderId === null ? 'T0007' : 'T0006', amount: capture.amount, feeMinor: -capture.fee.minor, invoiceNumber: capture.invoiceNumber, customId: capture.customId,
    ...(capture.orderId === null ? {} : { referenceId: capture.orderId, referenceType: 'ODR' }), ...(capture.invoiceId === null ? {} : { paypalInvoiceId: capture.invoiceId }),
  })
}

/** A pending capture's money comes, or it does not. */
export function decide(books: Books, captureId: string, comes: boolean): void {
  const capture = books.captures.get(captureId)!
  Object.assign(capture, { status: comes ? 'COMPLETED' : 'DECLINED', reason: null, updatedAt: books.now() })
  const invoice = capture.invoiceId === null ? undefined : books.invoices.get(capture.invoiceId)
  if (invoice !== undefined) Object.assign(invoice, { status: comes ? 'PAID' : 'SENT', updatedAt: books.now() })
  if (comes) postPayment(books, capture)
}

/** Gives money back; PayPal keeps its fee. */
export function giveBack(books: Books, capture: CaptureEntry, amount: Money, customId?: string, note?: string): RefundEntry {
  const refund: RefundEntry = { id: books.newId(), captureId: capture.id, amount, status: 'COMPLETED', customId, note, createdAt: books.now() }
  books.refunds.set(refund.id, refund)
  capture.refundedMinor += amount.minor
  Object.assign(capture, { status: capture.refundedMinor === capture.amount.minor ? 'REFUNDED' : 'PARTIALLY_REFUNDED', updatedAt: books.now() })
  books.post({ id: refund.id, code: 'T1107', amount: negate(amount), feeMinor: 0, referenceId: capture.id, referenceType: 'TXN', invoiceNumber: capture.invoiceNumber, customId })
  const invoice = capture.invoiceId === null ? undefined : books.invoices.get(capture.invoiceId)
  if (invoice !== undefined) {
    invoice.refunds.push({ id: refund.id, at: books.now(), amount })
    Object.assign(invoice, { status: capture.status === 'REFUNDED' ? 'REFUNDED' : 'PARTIALLY_REFUNDED', updatedAt: books.now() })
  }
  return refund
}

const DISPUTE_FEE_MINOR = 1_500

/** A card chargeback: the money is taken at once, with a fee. */
export function challenge(books: Books, captureId: string): DisputeEntry {
  const capture = books.captures.get(captureId)!
  const dispute: DisputeEntry = {
    id: `PP-D-${books.newId(6)}`, captureId, amount: capture.amount, createdAt: books.now(), updatedAt: books.now(), status: 'WAITING_FOR_SELLER_RESPONSE', state: 'REQUIRED_ACTION', outcome: null,
  }
  books.disputes.set(dispute.id, dispute)
  const about = { referenceId: captureId, referenceType: 'TXN', invoiceNumber: capture.invoiceNumber }
  books.post({ ...about, code: 'T1201', amount: negate(capture.amount), feeMinor: 0 })
  books.post({ ...about, code: 'T0106', amount: money(-DISPUTE_FEE_MINOR, capture.amount.currency), feeMinor: 0 })
  return dispute
}

export function judge(books: Books, disputeId: string, outcome: string): void {
  const dispute = books.disputes.get(disputeId)!
  Object.assign(dispute, { status: 'RESOLVED', state: 'RESOLVED', outcome, updatedAt: books.now() })
  if (outcome === 'RESOLVED_SELLER_FAVOUR') books.post({ code: 'T1202', amount: dispute.amount, feeMinor: 0, referenceId: dispute.captureId, referenceType: 'TXN' })
}

/** Sends money to the bank; all of it without an amount. */
export function withdraw(books: Books, currency: string, minor = books.balances.get(currency) ?? 0): ReportRow {
  return books.post({ code: 'T0400', amount: money(-minor, currency), feeMinor: 0, bankReference: `PP${books.newId(8)}` })
}

/** The bank sends a withdrawal back. */
export function bounce(books: Books, withdrawal: ReportRow): ReportRow {
  return books.post({ code: 'T1101', amount: negate(withdrawal.amount), feeMinor: 0, referenceId: withdrawal.id, referenceType: 'TXN' })
}
