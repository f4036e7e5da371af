import type { Outcome, PlatformHttp } from '../platform.ts'
import { FoundInvoices, type FoundInvoice } from './invoice-answers.ts'
import { ask, done, implausible } from './outcomes.ts'

const PAGE_SIZE = 100
const MOST_PAGES = 1_000

export interface InvoicesFound {
  readonly invoices: readonly FoundInvoice[]
  /** PayPal's clock at the first page, UTC ms. */
  readonly at: number
}

/** One page of a search. It is a POST that changes nothing. */
export const searchPage = (http: PlatformHttp, criteria: unknown, page: number, pageSize = PAGE_SIZE) =>
  ask(http, { method: 'POST', path: `/v2/invoicing/search-invoices?page=${page}&page_size=${pageSize}&total_required=true`, json: criteria, isSafe: true }, FoundInvoices)

/** All pages of a search, each invoice once: pages shift while they are read. */
export async function searchInvoices(http: PlatformHttp, criteria: unknown): Promise<Outcome<InvoicesFound>> {
  const invoices = new Map<string, FoundInvoice>()
  let firstAt: number | null = null
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const outcome = await searchPage(http, criteria, page)
    if (outcome.kind !== 'done') return outcome
    const { body: { items = [], total_pages: pages }, at } = outcome.value
    firstAt ??= at
    for (const invoice of items) invoices.set(invoice.id, invoice)
    const isLast = pages === undefined ? items.length < PAGE_SIZE : page >= pages
    if (isLast || items.length === 0) return done({ invoices: [...invoices.values()], at: firstAt })
  }
  return implausible('the list of invoices does not end')
}

/** The id of the invoice with our number; null: there is none. The search also gives numbers that only contain ours. */
export async function findInvoice(http: PlatformHttp, invoiceNumber: string): Promise<Outcome<string | null>> {
  const found = await searchInvoices(http, { invoice_number: invoiceNumber })
  if (found.kind !== 'done') return found
  const ours = found.value.invoices.filter(({ detail }) => detail?.invoice_number === invoiceNumber)
  return done((ours.find(({ status }) => status !== 'CANCELLED') ?? ours[0])?.id ?? null)
}
