import type { InvoiceEntry } from './books.ts'
import { invalid, reply, type Call, type Json, type Reply } from './call.ts'
import { invoiceJson } from './invoice-json.ts'

interface Indexed {
  readonly picture: Json
  readonly number: string
  readonly status: string
  readonly createdAt: number
  /** Null: nobody has paid. */
  readonly paidAt: number | null
}

export type SearchIndex = ReturnType<typeof openSearchIndex>

/** What a search can find: pictures of invoices, which may be behind the invoices themselves. */
export function openSearchIndex(now: () => number, origin: () => string) {
  const indexed = new Map<string, Indexed>()
  const due: { readonly at: number; readonly invoice: InvoiceEntry }[] = []
  const heldBack = new Set<string>()
  const held = new Map<string, InvoiceEntry>()
  let lagMs = 0
  let isReversed = false

  const show = (invoice: InvoiceEntry): void => {
    indexed.set(invoice.id, {
      picture: listed(invoiceJson(invoice, origin())), number: invoice.number, status: invoice.status, createdAt: invoice.createdAt, paidAt: invoice.payments.at(-1)?.at ?? null,
    })
  }

  /** The invoice has changed. */
  const note = (invoice: InvoiceEntry): void => {
    if (heldBack.has(invoice.id)) held.set(invoice.id, invoice)
    else if (lagMs === 0) show(invoice)
    else due.push({ at: now() + lagMs, invoice })
  }

  function search({ json, query }: Call): Reply {
    for (const { invoice } of due.filter(({ at }) => at <= now())) show(invoice)
    due.splice(0, due.length, ...due.filter(({ at }) => at > now()))
    const wanted = json as { invoice_number?: string; status?: string[]; payment_date_range?: Range; creation_date_range?: Range }
    if ((wanted.invoice_number?.length ?? 0) > 25) return invalid('INVALID_STRING_MAX_LENGTH', 'Invoice number is too long.')
    const size = Number(query.get('page_size') ?? '20')
    const page = Number(query.get('page') ?? '1')
    if (size > 100 || page > 1_000) return invalid('INVALID_INTEGER_MAX_VALUE', 'Value exceeds max value.')
    const found = [...indexed.values()].filter((one) =>
      (wanted.invoice_number === undefined || one.number.includes(wanted.invoice_number)) && (wanted.status === undefined || wanted.status.includes(one.status)) &&
      isIn(wanted.creation_date_range, one.createdAt) && (wanted.payment_date_range === undefined || (one.paidAt !== null && isIn(wanted.payment_date_range, one.paidAt))))
    const ordered = isReversed ? found : found.toReversed()
    return reply(200, {
      total_items: found.length, total_pages: Math.ceil(found.length / size), items: ordered.slice((page - 1) * size, page * size).map(({ picture }) => picture), links: [],
    })
  }

  return {
    note, search,
    setLag: (ms: number): void => void (lagMs = ms),
    holdBack: (invoiceId: string): void => void heldBack.add(invoiceId),
    release: (): void => {
      heldBack.clear()
      for (const invoice of held.values()) show(invoice)
      held.clear()
    },
    reverse: (): void => void (isReversed = true),
  }
}

interface Range { readonly start: string; readonly end: string }
const isIn = (range: Range | undefined, at: number): boolean => range === undefined || (at >= Date.parse(range.start) && at <= Date.parse(range.end))

/** A search tells less than a look: no items, and of the times only the first. */
function listed(invoice: Json): Json {
  const { metadata, ...told } = invoice['detail'] as { metadata: { create_time: string } }
  const known = Object.entries(invoice).filter(([name]) => name !== 'items')
  return { ...Object.fromEntries(known), detail: { ...told, metadata: { create_time: metadata.create_time } } }
}
