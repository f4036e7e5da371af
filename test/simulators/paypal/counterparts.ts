import { money, type Money } from '../../../shared/money.ts'
import type { Books, DisputeEntry, InvoiceEntry, ReportRow } from './books.ts'
import { bounce, challenge, decide, giveBack, judge, take, withdraw } from './money-acts.ts'
import { isGone } from './order-routes.ts'
import type { SearchIndex } from './search-index.ts'

/** Everybody beside the program: the customer, and the merchant in PayPal's own pages. */
export function createCounterparts(books: Books, index: SearchIndex, moods: { pendingFor: string | null }) {
  const payable = new Set(['SENT', 'UNPAID', 'PARTIALLY_PAID'])

  function changed(invoice: InvoiceEntry, status: string): void {
    Object.assign(invoice, { status, updatedAt: books.now() })
    index.note(invoice)
  }

  const customer = {
    /** False: PayPal does not take it. */
    payInvoice(invoiceId: string, part?: Money): boolean {
      const invoice = books.invoices.get(invoiceId)
      if (invoice === undefined || !payable.has(invoice.status)) return false
      const paid = invoice.payments.reduce((sum, one) => sum + one.amount.minor, 0)
      const amount = part ?? money(invoice.amount.minor - paid, invoice.amount.currency)
      const capture = take(books, { amount, invoiceNumber: invoice.number, customId: undefined, orderId: null, invoiceId, authorizationId: null }, moods.pendingFor)
      invoice.payments.push({ id: capture.id, at: books.now(), method: 'PAYPAL', amount, isExternal: false })
      changed(invoice, moods.pendingFor !== null ? 'PAYMENT_PENDING' : paid + amount.minor < invoice.amount.minor ? 'PARTIALLY_PAID' : 'PAID')
      return true
    },
    /** Agrees to an order; with an instrument that is declined that often when the money is taken. */
    approve(orderId: string, declines = 0): boolean {
      const order = books.orders.get(orderId)
      if (order === undefined || isGone(order, books.now()) || order.status === 'COMPLETED' || order.status === 'APPROVED') return false
      Object.assign(order, { status: 'APPROVED', approvedAt: books.now(), declines })
      return true
    },
  }

  const merchant = {
    cancelInvoice: (invoiceId: string): void => {
      const invoice = books.invoices.get(invoiceId)!
      invoice.cancelledAt = books.now()
      changed(invoice, 'CANCELLED')
    },
    /** Cash at the door. */
    recordCash: (invoiceId: string): void => {
      const invoice = books.invoices.get(invoiceId)!
      invoice.payments.push({ id: `EXTR-${books.newId(12)}`, at: books.now(), method: 'CASH', amount: invoice.amount, isExternal: true })
      changed(invoice, 'MARKED_AS_PAID')
    },
    refund: (captureId: string, amount: Money): void => {
      const capture = books.captures.get(captureId)!
      giveBack(books, capture, amount)
      if (capture.invoiceId !== null) index.note(books.invoices.get(capture.invoiceId)!)
    },
    withdraw: (currency: string, minor?: number): ReportRow => withdraw(books, currency, minor),
  }

  const bank = {
    bounce: (withdrawal: ReportRow): ReportRow => bounce(books, withdrawal),
    /** An e-check is honoured, or not. */
    decide: (captureId: string, comes: boolean): void => {
      decide(books, captureId, comes)
      const invoice = books.invoices.get(books.captures.get(captureId)!.invoiceId ?? '')
      if (invoice !== undefined) index.note(invoice)
    },
    challenge: (captureId: string): DisputeEntry => challenge(books, captureId),
    judge: (disputeId: string, outcome: string): void => judge(books, disputeId, outcome),
  }

  return { customer, merchant, bank }
}
