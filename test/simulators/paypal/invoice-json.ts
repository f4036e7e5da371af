import { money, subtract, zero } from '../../../shared/money.ts'
import type { InvoiceEntry } from './books.ts'
import { amountText, dayText, timeText, type Json } from './call.ts'

export const pathOf = (origin: string, id: string): string => `${origin}/v2/invoicing/invoices/${id}`
export const payPage = (origin: string, id: string): string => `${origin}/invoice/p/${id}`

/** The whole invoice as PayPal tells it. */
export function invoiceJson(invoice: InvoiceEntry, origin: string): Json {
  const { id, status, number, reference, memo, amount, payments, refunds } = invoice
  const paid = payments.reduce((sum, one) => sum + one.amount.minor, 0)
  const returned = refunds.reduce((sum, one) => sum + one.amount.minor, 0)
  const { currency } = amount
  return {
    id, status,
    detail: {
      currency_code: currency, invoice_number: number, ...(reference === undefined ? {} : { reference }), ...(memo === undefined ? {} : { memo }), invoice_date: dayText(invoice.createdAt), payment_term: { term_type: 'DUE_ON_RECEIPT' },
      metadata: {
        create_time: timeText(invoice.createdAt), last_update_time: timeText(invoice.updatedAt), created_by_flow: 'REGULAR_SINGLE',
        ...(invoice.sentAt === null ? {} : { first_sent_time: timeText(invoice.sentAt), recipient_view_url: payPage(origin, id) }),
        ...(invoice.cancelledAt === null ? {} : { cancel_time: timeText(invoice.cancelledAt) }),
      },
    },
    items: invoice.items,
    amount: amountText(amount),
    due_amount: amountText(paid >= amount.minor ? zero(currency) : subtract(amount, money(paid, currency))),
    ...(payments.length === 0 ? {} : {
      payments: {
        paid_amount: amountText(money(paid, currency)),
        transactions: payments.map((one) => ({ type: one.isExternal ? 'EXTERNAL' : 'PAYPAL', payment_id: one.id, payment_date: dayText(one.at), method: one.method, amount: amountText(one.amount) })),
      },
    }),
    ...(refunds.length === 0 ? {} : {
      refunds: {
        refund_amount: amountText(money(returned, currency)),
        transactions: refunds.map((one) => ({ type: 'PAYPAL', refund_id: one.id, refund_date: dayText(one.at), amount: amountText(one.amount), method: 'PAYPAL' })),
      },
    }),
    links: [{ href: pathOf(origin, id), rel: 'self', method: 'GET' }],
  }
}
