import type { Outcome, PaymentSnapshot, PlatformHttp } from '../platform.ts'
import { readCapture } from './captures.ts'
import { lineTypeOf } from './event-codes.ts'
import { newsMark, type FeedCursor } from './feed-cursor.ts'
import { readPayment } from './invoice-reading.ts'
import { findInvoice } from './invoice-search.ts'
import { done } from './outcomes.ts'
import { transactionsBetween, type Transaction } from './transactions.ts'
import { REPORT_STRETCH_MS } from './terms.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The reports are hours late, so looking more often tells nothing more. */
const EVERY_MS = 15 * MINUTE
/** A transaction can show up this long after its time. */
const OVERLAP_MS = 2 * DAY
/** When we may not look, it is tried again after this long: somebody may have ticked the box. */
export const FORBIDDEN_MS = HOUR

export interface ReportNews {
  readonly snapshots: readonly PaymentSnapshot[]
  readonly payoutsChanged: boolean
  readonly reports: FeedCursor['reports']
  readonly more: boolean
}

/**
 * What only the reports tell: refunds and reversals of old invoices, made in PayPal's own pages, and withdrawals. Never holds
 * up the invoices' own feed: what cannot be read now is read with a later look.
 */
export async function lookAtReports(http: PlatformHttp, reports: FeedCursor['reports'], now: number): Promise<ReportNews> {
  const nothing = { snapshots: [], payoutsChanged: false, reports, more: false }
  if (now < reports.notBefore) return nothing
  const from = reports.at - OVERLAP_MS
  const to = Math.min(from + REPORT_STRETCH_MS, now)
  const found = await transactionsBetween(http, from, to)
  if (found.kind === 'refused') return { ...nothing, reports: { ...reports, notBefore: now + FORBIDDEN_MS } }
  if (found.kind !== 'done') return { ...nothing, reports: { ...reports, notBefore: now + MINUTE } }

  const { rows, refreshedAt } = found.value
  const marks = rows.map((row) => ({ row, mark: newsMark(row.id, row.eventCode, row.status, row.amount.minor) }))
  const told = new Set(reports.told)
  const news = marks.filter(({ row, mark }) => !told.has(mark) && (isAboutPayment(row) || isAboutPayout(row)))
  const snapshots: PaymentSnapshot[] = []
  for (const { row, mark } of news) {
    const snapshot = isAboutPayment(row) ? await paymentOf(http, row) : done(null)
    if (snapshot.kind === 'not-done' || (snapshot.kind === 'unknown' && snapshot.why !== 'implausible-answer')) continue // comes with the next look
    told.add(mark)
    if (snapshot.kind === 'done' && snapshot.value !== null) snapshots.push(snapshot.value)
  }
  const isWhole = news.every(({ mark }) => told.has(mark))
  const more = isWhole && to < now
  const until = refreshedAt === null ? reports.until : Math.max(reports.until ?? 0, Math.min(refreshedAt, to))
  return {
    snapshots, payoutsChanged: news.some(({ row }) => isAboutPayout(row)), more,
    reports: {
      at: isWhole ? to : reports.at, told: marks.map(({ mark }) => mark).filter((mark) => told.has(mark)), notBefore: more ? now : now + EVERY_MS, until,
    },
  }
}

const isAboutPayment = ({ eventCode, amount }: Transaction): boolean => paymentTypes.has(lineTypeOf(eventCode, amount.minor))
const paymentTypes: ReadonlySet<string> = new Set(['refund', 'chargeback', 'chargeback_reversal'])
const isAboutPayout = ({ eventCode, amount }: Transaction): boolean => payoutTypes.has(lineTypeOf(eventCode, amount.minor))
const payoutTypes: ReadonlySet<string> = new Set(['payout', 'payout_return'])

/** The payment of ours that a row is about, as it stands now; null: it is none of ours. */
async function paymentOf(http: PlatformHttp, { invoiceId, paypalInvoiceId, referenceId }: Transaction): Promise<Outcome<PaymentSnapshot | null>> {
  return paypalInvoiceId === null ? paymentByNumber(http, invoiceId, referenceId) : readPayment(http, paypalInvoiceId, {}, { disputes: [] })
}

/** The payment with this invoice number, without its disputes; where the number is not told, it stands in the capture. */
export async function paymentByNumber(http: PlatformHttp, invoiceNumber: string | null, captureId: string | null): Promise<Outcome<PaymentSnapshot | null>> {
  const capture = invoiceNumber === null && captureId !== null ? await readCapture(http, captureId) : done(null)
  if (capture.kind !== 'done') return capture
  const number = invoiceNumber ?? capture.value?.invoice_id ?? null
  const found = number === null ? done(null) : await findInvoice(http, number)
  if (found.kind !== 'done' || found.value === null) return found.kind === 'done' ? done(null) : found
  return readPayment(http, found.value, {}, { disputes: [] })
}
