import { isMore, parseMoney } from '../../../shared/money.ts'
import type { Books, InvoiceEntry } from './books.ts'
import { invalid, isReply, notFound, problem, readAmount, reply, unprocessable, type Call, type Reply } from './call.ts'
import { invoiceJson, pathOf, payPage } from './invoice-json.ts'
import type { SearchIndex } from './search-index.ts'

export function invoiceRoutes(books: Books, index: SearchIndex) {
  function create({ json, headers, origin }: Call): Reply {
    const detail = (json['detail'] ?? {}) as { invoice_number?: string; reference?: string; memo?: string; currency_code?: string }
    const [item] = (json['items'] ?? []) as { name?: string; quantity?: string; unit_amount?: unknown }[]
    if (item?.name === undefined || item.name === '' || item.quantity === undefined) return invalid('MISSING_REQUIRED_PARAMETER', 'Item name is missing.', '/items/0/name')
    const amount = readAmount(item.unit_amount)
    if (isReply(amount)) return amount
    const dearest = parseMoney('1000000', amount.currency)
    if (dearest.ok && isMore(amount, dearest.value)) return invalid('INVALID_DECIMAL_VALUE', 'Item amount is invalid.')
    const number = detail.invoice_number ?? String(books.invoices.size + 1).padStart(4, '0')
    if ([...books.invoices.values()].some((one) => one.number === number)) return unprocessable('DUPLICATE_INVOICE_NUMBER')
    const invoice: InvoiceEntry = {
      id: books.newInvoiceId(), number, reference: detail.reference, memo: detail.memo, amount, items: json['items'], status: 'DRAFT', createdAt: books.now(), updatedAt: books.now(), sentAt: null, cancelledAt: null,
      payments: [], refunds: [],
    }
    books.invoices.set(invoice.id, invoice)
    index.note(invoice)
    const isWhole = /return=representation/.test(String(headers['prefer'] ?? ''))
    return reply(201, isWhole ? invoiceJson(invoice, origin) : { rel: 'self', href: pathOf(origin, invoice.id), method: 'GET' })
  }

  const found = (call: Call, act: (invoice: InvoiceEntry) => Reply): Reply => {
    const invoice = books.invoices.get(call.id)
    return invoice === undefined ? notFound() : act(invoice)
  }

  const send = (call: Call): Reply => found(call, (invoice) => {
    // Sending again has no effect.
    if (invoice.status === 'DRAFT') Object.assign(invoice, { status: 'SENT', sentAt: books.now(), updatedAt: books.now() })
    index.note(invoice)
    return reply(200, { rel: 'payer-view', href: payPage(call.origin, invoice.id), method: 'GET' })
  })

  const cancel = (call: Call): Reply => found(call, (invoice) => {
    const objection = objections[invoice.status]
    if (objection !== undefined) return unprocessable(objection)
    Object.assign(invoice, { status: 'CANCELLED', cancelledAt: books.now(), updatedAt: books.now() })
    index.note(invoice)
    return reply(204)
  })

  const remove = (call: Call): Reply => found(call, (invoice) => {
    if (invoice.status !== 'DRAFT' && invoice.status !== 'SCHEDULED') return problem(400, 'INVALID_REQUEST', 'CANNOT_DELETE_INVOICE')
    books.invoices.delete(invoice.id)
    return reply(204)
  })

  return [
    ['POST', '/v2/invoicing/invoices', create],
    ['GET', '/v2/invoicing/invoices/:id', (call: Call): Reply => found(call, (invoice) => reply(200, invoiceJson(invoice, call.origin)))],
    ['POST', '/v2/invoicing/invoices/:id/send', send],
    ['POST', '/v2/invoicing/invoices/:id/cancel', cancel],
    ['DELETE', '/v2/invoicing/invoices/:id', remove],
    ['POST', '/v2/invoicing/search-invoices', (call: Call): Reply => index.search(call)],
  ] as const
}

const objections: Readonly<Record<string, string>> = {
  DRAFT: 'CANNOT_CANCEL_DRAFT_INVOICE', SCHEDULED: 'CANNOT_CANCEL_SCHEDULED_INVOICE', CANCELLED: 'INVOICE_CANCELED_ALREADY', PAID: 'CANNOT_CANCEL_PAID_INVOICE',
  MARKED_AS_PAID: 'CANNOT_CANCEL_PAID_INVOICE', PARTIALLY_PAID: 'CANNOT_CANCEL_PAID_INVOICE', PAYMENT_PENDING: 'CANNOT_CANCEL_PAID_INVOICE',
  REFUNDED: 'CANNOT_CANCEL_REFUNDED_INVOICE', PARTIALLY_REFUNDED: 'CANNOT_CANCEL_REFUNDED_INVOICE',
}
