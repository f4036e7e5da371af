import type { Day } from '../../../shared/business-day.ts'
import { linesPerFile } from '../settlements/line-ids.ts'
import type { Database } from '../store/database.ts'
import { isNotExcluded } from './excluded-items.ts'
import type { Alias } from './passes/items/open-payments.ts'
import type { LooseLine, OpenPayment, OpenPaymentLine, UnitemisedPayout } from './passes/matching.ts'

/** Most open lines that resemblance is looked for; more means a wrong file or account, and the rest is said to be not examined. */
const mostLines = 20_000
const dayMs = 86_400_000

export interface OpenPaymentItems {
  readonly payments: OpenPayment[]
  readonly lines: OpenPaymentLine[]
  /** Open lines beyond the limit. */
  readonly notExamined: number
}

/** Where to look: tables of lines (`line_id`) and of payments (columns of `open_payments`). */
export interface PaymentSources {
  readonly lines: string
  readonly payments: string
}

/** Settlement lines of payments that no id connects, and our payments of the days around them. */
export function openPaymentItems(db: Database, sources: PaymentSources): OpenPaymentItems {
  const found = db.prepare<[], PaymentLineRow>(
    `SELECT l.line_id AS lineId, f.account_id AS accountId, l.gross_minor AS grossMinor, l.currency, l.occurred_at AS occurredAt, l.occurred_on AS occurredOn, l.method, l.text,
            l.native_id AS nativeId, l.merchant_reference AS merchantReference, l.platform_reference AS platformReference
       FROM ${sources.lines} o CROSS JOIN all_settlement_lines l ON l.line_id = o.line_id JOIN source_files f ON f.file_no = l.line_id / ${linesPerFile}
      WHERE l.type = 'payment' AND ${isNotExcluded('l.line_id')} ORDER BY l.line_id LIMIT ${mostLines + 1}`,
  ).all()
  const lines = found.slice(0, mostLines).map(paymentLineOf)
  const selectPayments = db.prepare<[{ accountId: string; from: number; to: number }], PaymentRow>(
    `SELECT p.payment_id AS paymentId, p.account_id AS accountId, p.captured_minor AS minor, p.currency, p.paid_at AS paidAt, p.method_kind AS methodKind,
            p.merchant_reference AS merchantReference, o.number, o.customer, o.description,
            (SELECT json_group_array(r.reference) FROM payment_references r WHERE r.payment_id = p.payment_id AND r.account_id = p.account_id) AS otherReferences
       FROM ${sources.payments} p CROSS JOIN orders o ON o.order_id = p.order_id
      WHERE p.account_id = @accountId AND p.paid_at BETWEEN @from AND @to
      ORDER BY p.paid_at, p.payment_id LIMIT ${mostLines}`,
  )
  const payments = [...Map.groupBy(lines, ({ accountId }) => accountId)].flatMap(([accountId, own]) => {
    const span = spanOf(own)
    return span === null ? [] : selectPayments.all({ accountId, ...span }).map(paymentOf)
  })
  return { payments, lines, notExamined: found.length > mostLines ? 1 : 0 }
}

interface PaymentLineRow {
  lineId: number
  accountId: string
  grossMinor: number
  currency: string
  occurredAt: number | null
  occurredOn: Day | null
  method: string | null
  text: string
  nativeId: string | null
  merchantReference: string | null
  platformReference: string | null
}

const methodKinds: ReadonlySet<string> = new Set(['card', 'unionpay', 'wallet', 'bank', 'pay_later', 'invoice'])

const paymentLineOf = ({ method, nativeId, merchantReference, platformReference, ...line }: PaymentLineRow): OpenPaymentLine => ({
  ...line,
  methodKind: method !== null && methodKinds.has(method) ? method : null,
  hasIds: merchantReference !== null || platformReference !== null,
  references: [merchantReference, platformReference, nativeId].filter((reference) => reference !== null),
})

interface PaymentRow {
  paymentId: string
  accountId: string
  minor: number
  currency: string
  paidAt: number
  methodKind: string
  merchantReference: string
  number: number
  customer: string
  description: string
  otherReferences: string
}

const paymentOf = ({ merchantReference, number, customer, description, otherReferences, ...payment }: PaymentRow): OpenPayment => ({
  ...payment,
  references: [...new Set([merchantReference, String(number), ...(JSON.parse(otherReferences) as string[])])],
  words: `${customer} ${description}`.trim(),
})

/** From the first to the last day of the lines, with two days on each side: one for the passes' window, one for zones. */
function spanOf(lines: readonly OpenPaymentLine[]): { from: number; to: number } | null {
  const times = lines.flatMap(({ occurredAt, occurredOn }) => (occurredAt !== null ? [occurredAt] : occurredOn !== null ? [Date.parse(`${occurredOn}T12:00:00Z`)] : []))
  return times.length === 0 ? null : { from: times.reduce((a, b) => Math.min(a, b)) - 2 * dayMs, to: times.reduce((a, b) => Math.max(a, b)) + 2 * dayMs }
}

/** Payouts of which nobody lists the lines, and the lines that belong to no payout. */
export function loosePayoutItems(db: Database, dayOf: (at: number) => Day): { payouts: UnitemisedPayout[]; lines: LooseLine[] } {
  const rows = db.prepare<[], UnitemisedRow>(
    `SELECT p.payout_id AS payoutId, p.account_id AS accountId, p.amount_minor AS amountMinor, p.currency, p.created_at AS createdAt, p.arrives_on AS arrivesOn
       FROM payouts p
      WHERE p.is_itemised = 0 AND p.lines_count = 0 AND p.amount_minor IS NOT NULL AND p.amount_minor <> 0 AND p.status IN ('in_transit', 'paid')
      ORDER BY COALESCE(p.arrives_on, ''), p.payout_id`,
  ).all()
  if (rows.length === 0) return { payouts: [], lines: [] }
  const anchorBefore = db.prepare<[{ accountId: string; currency: string; day: Day }], { lineId: number; availableOn: Day | null; occurredAt: number | null }>(
    `SELECT l.line_id AS lineId, l.available_on AS availableOn, l.occurred_at AS occurredAt
       FROM payouts p JOIN allocations x ON x.side = 'payout' AND x.subject = p.payout_id
       JOIN matches m ON m.match_no = x.match_no AND m.link = 'L3' AND m.undone_by IS NULL AND m.undoes IS NULL
       JOIN allocations y ON y.match_no = x.match_no AND y.side = 'settlement_line' JOIN all_settlement_lines l ON l.line_id = CAST(y.subject AS INTEGER)
      WHERE p.account_id = @accountId AND p.currency = @currency AND p.arrives_on <= @day
      ORDER BY COALESCE(l.available_on, l.occurred_on) DESC, l.occurred_at DESC, l.line_id DESC LIMIT 1`,
  )
  const isFirst = new Set<string>()
  const payouts = rows.map(({ createdAt, arrivesOn, ...row }): UnitemisedPayout => {
    const sentOn = createdAt === null ? arrivesOn : dayOf(createdAt)
    const key = `${row.accountId} ${row.currency}`
    // Only the first open one can stand right behind a payout that is explained; the passes anchor the others.
    const anchor = isFirst.has(key) || arrivesOn === null ? undefined : anchorBefore.get({ accountId: row.accountId, currency: row.currency, day: arrivesOn })
    isFirst.add(key)
    return { ...row, sentOn, anchoredAfterLineId: anchor?.lineId ?? null, ...(anchor === undefined ? {} : { anchoredAfter: anchor }) }
  })
  const accounts = JSON.stringify([...new Set(payouts.map(({ accountId }) => accountId))])
  const days = payouts.flatMap(({ sentOn }) => (sentOn === null ? [] : [sentOn])).toSorted()
  const lines = db.prepare<[{ accounts: string; from: Day; to: Day }], LooseLine>(
    `SELECT l.line_id AS lineId, f.account_id AS accountId, l.net_minor AS netMinor, l.currency, l.available_on AS availableOn, l.occurred_at AS occurredAt
       FROM settlement_lines l JOIN source_files f ON f.file_no = l.line_id / ${linesPerFile}
      WHERE l.payout_reference IS NULL AND l.excluded IS NULL AND COALESCE(l.available_on, l.occurred_on) BETWEEN date(@from, '-70 days') AND date(@to, '+3 days')
        AND f.account_id IN (SELECT value FROM json_each(@accounts)) AND l.type NOT IN ('payout', 'payout_return')
        AND NOT EXISTS (SELECT 1 FROM allocations a JOIN matches m ON m.match_no = a.match_no
                         WHERE a.side = 'settlement_line' AND a.subject = CAST(l.line_id AS TEXT) AND m.link = 'L3' AND m.undone_by IS NULL AND m.undoes IS NULL)
      ORDER BY l.line_id LIMIT ${mostLines}`,
  ).all({ accounts, from: days[0] ?? '1970-01-01', to: days.at(-1) ?? '9999-01-01' })
  return { payouts, lines }
}

interface UnitemisedRow {
  payoutId: string
  accountId: string
  amountMinor: number
  currency: string
  createdAt: number | null
  arrivesOn: Day | null
}

export const confirmedAliases = (db: Database): Alias[] =>
  db.prepare<[], Alias>('SELECT from_words AS "from", to_words AS "to" FROM match_aliases ORDER BY from_words, to_words').all()

export const declinedKeys = (db: Database): ReadonlySet<string> =>
  new Set(db.prepare<[], { key: string }>('SELECT match_key AS key FROM declined_matches').all().map(({ key }) => key))
