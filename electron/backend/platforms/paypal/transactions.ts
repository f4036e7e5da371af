import { z } from 'zod'
import { isCurrencyCode } from '../../../../shared/currency.ts'
import type { Money } from '../../../../shared/money.ts'
import type { Outcome, PlatformHttp } from '../platform.ts'
import type { Capture } from './captures.ts'
import { isAuthorization } from './event-codes.ts'
import { ask, done, implausible, type Refused } from './outcomes.ts'
import { REPORT_STRETCH_MS } from './terms.ts'
import { instantText, SignedAmount, Time } from './wire.ts'

const Row = z.object({
  transaction_info: z.object({
    transaction_id: z.string().min(1).max(40),
    paypal_reference_id: z.string().max(40).optional(),
    paypal_reference_id_type: z.string().max(10).optional(),
    transaction_event_code: z.string().max(10),
    transaction_initiation_date: Time,
    transaction_updated_date: Time.optional(),
    transaction_amount: SignedAmount,
    fee_amount: SignedAmount.optional(),
    transaction_status: z.string().max(10).optional(),
    transaction_subject: z.string().max(500).optional(),
    invoice_id: z.string().max(127).optional(),
    custom_field: z.string().max(127).optional(),
    bank_reference_id: z.string().max(127).optional(),
    ending_balance: SignedAmount.optional(),
    instrument_type: z.string().max(64).optional(),
  }).refine(({ transaction_amount: amount, fee_amount: fee }) => fee === undefined || fee.currency === amount.currency, 'a fee in another currency'),
  cart_info: z.object({ paypal_invoice_id: z.string().max(127).optional() }).optional(),
})

const Page = z.object({ transaction_details: z.array(z.unknown()).optional(), total_pages: z.int().min(0).optional(), last_refreshed_datetime: Time.optional() })

/** A row of the balance: one transaction, or one side of it. Its id alone is not unique. */
export interface Transaction {
  readonly id: string
  readonly eventCode: string
  /** Signed, plus is money to the shop, before the fee. */
  readonly amount: Money
  /** Minus is a cost. */
  readonly feeMinor: number
  readonly status: string
  readonly initiatedAt: number
  readonly updatedAt: number
  readonly referenceId: string | null
  readonly referenceType: string | null
  readonly invoiceId: string | null
  readonly customField: string | null
  readonly paypalInvoiceId: string | null
  readonly bankReferenceId: string | null
  readonly endingBalance: Money | null
  readonly instrument: string | null
  readonly subject: string
  readonly raw: string
}

export interface Transactions {
  /** Oldest first. */
  readonly rows: readonly Transaction[]
  /** PayPal's time up to which the reports know everything; null: not told. */
  readonly refreshedAt: number | null
}

const PAGE_SIZE = 500
const MOST_PAGES = 1_000
const SECOND = 1_000

/**
 * All rows that moved the balance between two instants, in stretches that PayPal allows. It takes three hours and longer until
 * a transaction can be found, and a stretch that begins after the last refresh is refused instead of empty.
 */
export async function transactionsBetween(http: PlatformHttp, from: number, to: number, transactionId?: string): Promise<Outcome<Transactions>> {
  const rows = new Map<string, Transaction>()
  let refreshedAt: number | null = null
  let start = from
  do {
    const stretch = await oneStretch(http, start, Math.min(start + REPORT_STRETCH_MS, to), transactionId)
    if (stretch.kind !== 'done') return stretch
    for (const row of stretch.value.rows) rows.set(keyOf(row), row)
    refreshedAt = stretch.value.refreshedAt ?? refreshedAt
    start += REPORT_STRETCH_MS
  } while (start < to)
  return done({ rows: [...rows.values()].toSorted((a, b) => a.initiatedAt - b.initiatedAt), refreshedAt })
}

/** Source of the key: PayPal lists a hold, its release and the payment under one id. */
const keyOf = ({ id, eventCode, amount, initiatedAt }: Transaction): string => [id, eventCode, amount.minor, amount.currency, initiatedAt].join(' ')

async function oneStretch(http: PlatformHttp, from: number, to: number, transactionId: string | undefined): Promise<Outcome<Transactions>> {
  const rows: Transaction[] = []
  let refreshedAt: number | null = null
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const path = `/v1/reporting/transactions?start_date=${instantText(from)}&end_date=${instantText(to + SECOND - 1)}&fields=transaction_info,cart_info&page_size=${PAGE_SIZE}&page=${page}`
    const outcome = await ask(http, { method: 'GET', path: transactionId === undefined ? path : `${path}&transaction_id=${encodeURIComponent(transactionId)}` }, Page)
    if (outcome.kind === 'refused' && isNotYetKnown(outcome)) return done({ rows, refreshedAt })
    if (outcome.kind === 'refused' && isTooMuch(outcome) && to - from > SECOND) return inHalves(http, from, to, transactionId)
    if (outcome.kind !== 'done') return outcome
    const { transaction_details: details = [], total_pages: pages, last_refreshed_datetime: refreshed } = outcome.value.body
    refreshedAt = refreshed ?? refreshedAt
    for (const raw of details.filter(isOfMoney)) {
      const row = Row.safeParse(raw)
      if (!row.success) return implausible(`a transaction that cannot be read: ${row.error.issues[0]?.path.join('.')}: ${row.error.issues[0]?.message}`)
      if (!isAuthorization(row.data.transaction_info.transaction_event_code)) rows.push(transactionOf(row.data, raw))
    }
    if (pages === undefined ? details.length < PAGE_SIZE : page >= pages) return done({ rows, refreshedAt })
  }
  return implausible('the list of transactions does not end')
}

async function inHalves(http: PlatformHttp, from: number, to: number, transactionId: string | undefined): Promise<Outcome<Transactions>> {
  const middle = from + Math.floor((to - from) / 2 / SECOND) * SECOND
  const first = await oneStretch(http, from, middle, transactionId)
  if (first.kind !== 'done') return first
  const second = await oneStretch(http, middle, to, transactionId)
  if (second.kind !== 'done') return second
  return done({ rows: [...first.value.rows, ...second.value.rows], refreshedAt: second.value.refreshedAt ?? first.value.refreshedAt })
}

/** Coins and tokens that PayPal trades in stand beside the balances of the shop's currencies. */
const isOfMoney = (raw: unknown): boolean => {
  const currency = Currency.safeParse(raw)
  return !currency.success || isCurrencyCode(currency.data.transaction_info.transaction_amount.currency_code)
}
const Currency = z.object({ transaction_info: z.object({ transaction_amount: z.object({ currency_code: z.string() }) }) })

/** "Data for the given start date is not available." (github.com/paypal/PayPal-node-SDK/issues/452) */
const isNotYetKnown = ({ refusal }: Refused): boolean => /start date is not available/i.test(refusal.words)
const isTooMuch = ({ refusal }: Refused): boolean => /RESULTSET_TOO_LARGE/i.test(`${refusal.code} ${refusal.words}`)

function transactionOf({ transaction_info: info, cart_info: cart }: z.infer<typeof Row>, raw: unknown): Transaction {
  return {
    id: info.transaction_id, eventCode: info.transaction_event_code, amount: info.transaction_amount, feeMinor: info.fee_amount?.minor ?? 0, status: info.transaction_status ?? 'S',
    initiatedAt: info.transaction_initiation_date, updatedAt: info.transaction_updated_date ?? info.transaction_initiation_date,
    referenceId: filled(info.paypal_reference_id), referenceType: filled(info.paypal_reference_id_type), invoiceId: filled(info.invoice_id), customField: filled(info.custom_field),
    paypalInvoiceId: filled(cart?.paypal_invoice_id), bankReferenceId: filled(info.bank_reference_id), endingBalance: info.ending_balance ?? null,
    instrument: filled(info.instrument_type), subject: info.transaction_subject ?? '', raw: JSON.stringify(raw),
  }
}

const filled = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text)

const DAY = 86_400_000

/** A payment as the reports know it, told like a capture; null as long as they do not, or where we may not look. */
export async function captureInReports(http: PlatformHttp, transactionId: string, around: number, now: number): Promise<Outcome<Capture | null>> {
  const found = await transactionsBetween(http, around - DAY, Math.min(around + 3 * DAY, now), transactionId)
  if (found.kind === 'refused') return done(null)
  if (found.kind !== 'done') return found
  const row = found.value.rows.find(({ eventCode, amount, id }) => id === transactionId && eventCode.startsWith('T00') && amount.minor > 0)
  if (row === undefined) return done(null)
  const { amount, feeMinor, initiatedAt, updatedAt, status } = row
  return done({
    id: transactionId, status: reportStates[status] ?? 'COMPLETED', amount, create_time: initiatedAt, update_time: updatedAt,
    seller_receivable_breakdown: { paypal_fee: { minor: feeMinor === 0 ? 0 : -feeMinor, currency: amount.currency } },
  })
}

const reportStates: Readonly<Record<string, string>> = { P: 'PENDING', D: 'DECLINED' }
