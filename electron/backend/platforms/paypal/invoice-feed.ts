import type { ChangePage, Outcome, PaymentSnapshot, PlatformHttp } from '../platform.ts'
import { lookAtDisputes } from './dispute-feed.ts'
import { cursorFrom, cursorText, invoiceMark, type FeedCursor } from './feed-cursor.ts'
import type { FoundInvoice } from './invoice-answers.ts'
import { readPayment } from './invoice-reading.ts'
import { searchInvoices, searchPage, type InvoicesFound } from './invoice-search.ts'
import { done, refused } from './outcomes.ts'
import { lookAtReports } from './report-feed.ts'
import { instantText } from './wire.ts'

const DAY = 86_400_000
/** PayPal keeps the day of a payment and not its hour, and searches may be a little late. */
const PAID_BACK_MS = DAY
/** Cancelled invoices are told when they are young; an older one is asked about at its deadline. */
const ENDED_BACK_MS = 3 * DAY
/** A look reaches this far beyond the last; after a longer pause several follow each other. */
const AHEAD_MS = DAY
/** Invoices read in one look, so that a cursor is written now and then. */
const MOST_READ = 50

/**
 * The change feed of invoices. PayPal has no "changed since": two searches list what was paid lately and what was cancelled or
 * is pending lately, however many invoices are open, and marks in the cursor tell what of it is news. Only news is read.
 * Disputes and reports are looked at beside.
 */
export function createInvoiceFeed(http: PlatformHttp) {
  async function changesSince(text: string | null): Promise<Outcome<ChangePage>> {
    if (text === null) return begin()
    const cursor = cursorFrom(text)
    return cursor === null ? refused('not-found', 'CURSOR_UNKNOWN', 'this is no place in the feed') : lookFrom(cursor)
  }

  /** From now on: what can be found already counts as told. */
  async function begin(): Promise<Outcome<ChangePage>> {
    const clock = await searchPage(http, {}, 1, 1)
    if (clock.kind !== 'done') return clock
    const { at } = clock.value
    const known = await findLately(at)
    if (known.kind !== 'done') return known
    return done(pageOf([], {
      v: 1, at, told: known.value.invoices.map(invoiceMark), disputes: { at, told: [], notBefore: 0 }, reports: { at, told: [], notBefore: 0, until: null },
    }, false, false))
  }

  async function findLately(since: number): Promise<Outcome<InvoicesFound>> {
    const until = since + AHEAD_MS
    const range = (backMs: number) => ({ start: instantText(since - backMs), end: instantText(until) })
    const paid = await searchInvoices(http, { payment_date_range: range(PAID_BACK_MS), fields: ['payments', 'refunds'] })
    if (paid.kind !== 'done') return paid
    const ended = await searchInvoices(http, { status: ['CANCELLED', 'PAYMENT_PENDING'], creation_date_range: range(ENDED_BACK_MS), fields: ['payments', 'refunds'] })
    if (ended.kind !== 'done') return ended
    const invoices = new Map([...paid.value.invoices, ...ended.value.invoices].map((invoice) => [invoice.id, invoice]))
    return done({ invoices: [...invoices.values()].filter(isOurs), at: paid.value.at })
  }

  async function lookFrom(cursor: FeedCursor): Promise<Outcome<ChangePage>> {
    const found = await findLately(cursor.at)
    if (found.kind !== 'done') return found
    const { invoices, at: now } = found.value
    const known = new Set(cursor.told)
    const news = invoices.filter((invoice) => !known.has(invoiceMark(invoice)))
    const read = await readAll(news.slice(0, MOST_READ))
    if (read.kind !== 'done') return read

    // When none of them can be believed, waiting would hold up all that come after.
    const isWhole = news.length <= MOST_READ || read.value.marks.length === 0
    const isBehind = now > cursor.at + AHEAD_MS
    const told = new Set([...cursor.told, ...read.value.marks])
    const next: FeedCursor = { ...cursor, at: isWhole ? Math.min(now, cursor.at + AHEAD_MS) : cursor.at, told: invoices.map(invoiceMark).filter((mark) => told.has(mark)) }
    if (!isWhole || isBehind) return done(pageOf(read.value.snapshots, next, true, false))

    const disputes = await lookAtDisputes(http, cursor.disputes, now)
    const reports = await lookAtReports(http, cursor.reports, now)
    const snapshots = [...read.value.snapshots, ...disputes.snapshots, ...reports.snapshots]
    return done(pageOf(snapshots, { ...next, disputes: disputes.disputes, reports: reports.reports }, reports.more, reports.payoutsChanged))
  }

  /**
   * The payments behind changed invoices. One that cannot be read now ends the look, so that nothing is missed; one that
   * cannot be true is left out and stays news, so that it holds up nobody else.
   */
  async function readAll(news: readonly FoundInvoice[]): Promise<Outcome<{ readonly snapshots: readonly PaymentSnapshot[]; readonly marks: readonly string[] }>> {
    const snapshots: PaymentSnapshot[] = []
    const marks: string[] = []
    for (const invoice of news) {
      const outcome = await readPayment(http, invoice.id, {}, { disputes: [] })
      if (outcome.kind === 'not-done' || (outcome.kind === 'unknown' && outcome.why !== 'implausible-answer')) return outcome
      if (outcome.kind === 'refused' && outcome.refusal.reason !== 'not-found') return outcome
      if (outcome.kind === 'unknown') continue
      marks.push(invoiceMark(invoice))
      if (outcome.kind === 'done') snapshots.push(outcome.value)
    }
    return done({ snapshots, marks })
  }

  return { changesSince }
}

/** Ours carry their number as reference, too. Where a search does not tell the reference, the backend sorts them out. */
const isOurs = ({ detail }: FoundInvoice): boolean =>
  detail?.invoice_number !== undefined && (detail.reference === undefined || detail.reference === detail.invoice_number)

const pageOf = (snapshots: readonly PaymentSnapshot[], cursor: FeedCursor, more: boolean, payoutsChanged: boolean): ChangePage => ({
  snapshots: snapshots.toSorted((a, b) => a.asOf - b.asOf), cursor: cursorText(cursor), more, completeUntil: cursor.reports.until, payoutsChanged,
})
