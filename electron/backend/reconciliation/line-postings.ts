import type { Day } from '../../../shared/business-day.ts'
import type { SettlementLineType } from '../../../shared/settlement-line-type.ts'
import { ledgerAccount } from '../ledger/chart.ts'
import type { LedgerService, Posting } from '../ledger/ledger.service.ts'
import { linesPerFile } from '../settlements/line-ids.ts'
import type { Difference } from './passes/matching.ts'
import type { Database } from '../store/database.ts'

export interface PostingDays {
  /** The day an entry about a line is booked on: the line's own, or the open period's when its own is closed. */
  dayFor(accountId: string, day: Day | null): Day
  now(): number
}

interface LineToPost {
  lineId: number
  accountId: string
  type: SettlementLineType
  gross: number
  fee: number
  net: number
  currency: string
  day: Day | null
  kind: 'payment' | 'refund' | 'dispute' | 'none' | null
  difference: number
  feeDifference: number
  payoutStatus: string | null
  /** Under which the difference of the match was accepted. */
  reason: Difference['reason'] | null
  /** Our fact, where it is of another currency than the line: what it brought to the clearing account. */
  oursMinor: number | null
  oursCurrency: string | null
  /** Our fact had its fee taken in its own currency. */
  isFeeInOurs: 0 | 1
  postedEntry: string | null
}

/** Where the other half of a line goes that has no fact of ours behind it. */
function counterAccount(type: SettlementLineType, accountId: string): string {
  switch (type) {
    case 'fee':
    case 'fee_refund':
    case 'dispute_fee':
    case 'tax':
      return ledgerAccount.fees(accountId)
    case 'adjustment':
      return ledgerAccount.adjustments(accountId)
    case 'reserve_hold':
    case 'reserve_release':
      return ledgerAccount.reserve(accountId)
    case 'payout_return':
      return ledgerAccount.inTransit(accountId)
    case 'fx':
      return ledgerAccount.fxDifference(accountId)
    case 'payment':
    case 'refund':
    case 'chargeback':
    case 'chargeback_reversal':
    case 'transfer':
    case 'payout':
    case 'unknown_type':
      return ledgerAccount.unexplained(accountId)
  }
}

/**
 * What the ledger still lacks of a line: nothing when our own facts say the same; the difference when they say otherwise;
 * all of it when there is no fact of ours. Payouts are posted with the payout itself.
 */
function postingsOfLine(line: Omit<LineToPost, 'lineId' | 'day' | 'postedEntry'>): Posting[] {
  const { accountId, currency } = line
  if (line.oursCurrency !== null) return conversionOf(line)
  const parts: [string, number][] =
    line.kind === null ? [[counterAccount(line.type, accountId), -line.gross], [ledgerAccount.fees(accountId), line.fee]]
    : line.kind === 'none' ? lonelyParts(line)
    : [[differenceAccount(line.reason, accountId), -line.difference], [ledgerAccount.fees(accountId), line.feeDifference]]
  return againstClearing(parts, accountId, currency)
}

function againstClearing(parts: readonly [string, number][], accountId: string, currency: string): Posting[] {
  const others = parts.filter(([, minor]) => minor !== 0).map(([account, minor]) => ({ ledgerAccount: account, minor, currency }))
  const clearing = -others.reduce((sum, { minor }) => sum + minor, 0)
  return clearing === 0 ? others : [{ ledgerAccount: ledgerAccount.clearing(accountId), minor: clearing, currency }, ...others]
}

/** The platform has settled in another currency: what our fact brought leaves its currency and arrives in the line's. */
function conversionOf({ accountId, oursMinor, oursCurrency, isFeeInOurs, gross, net, currency, feeDifference }: Omit<LineToPost, 'lineId' | 'day' | 'postedEntry'>): Posting[] {
  const conversion = ledgerAccount.conversion(accountId)
  // A fee that was told in our currency is gone already; what arrives is then the net.
  const arrived = isFeeInOurs === 1 ? net : gross
  const fee = isFeeInOurs === 1 ? 0 : feeDifference
  return [
    ...againstClearing([[conversion, oursMinor!]], accountId, oursCurrency!),
    ...againstClearing([[conversion, -arrived], [ledgerAccount.fees(accountId), fee]], accountId, currency),
  ]
}

/** Where a difference goes that a person or a rule has accepted; without a reason it stays unexplained. */
export function differenceAccount(reason: Difference['reason'] | null, accountId: string): string {
  switch (reason) {
    case 'fee':
      return ledgerAccount.fees(accountId)
    case 'fx':
      return ledgerAccount.fxDifference(accountId)
    case 'rounding':
      return ledgerAccount.rounding(accountId)
    case 'write_off':
      return ledgerAccount.writtenOff(accountId)
    case null:
      return ledgerAccount.unexplained(accountId)
  }
}

function lonelyParts({ type, net, accountId, payoutStatus }: Pick<LineToPost, 'type' | 'net' | 'accountId' | 'payoutStatus'>): [string, number][] {
  if (type === 'payout') return []
  // A payout whose failure the platform has told was taken back with the payout itself.
  if (type === 'payout_return' && payoutStatus === 'failed') return []
  return [[counterAccount(type, accountId), -net]]
}

/** SQL: a value of our fact behind the match `m`, where it is of another currency than the line. */
const ofFact = (payment: string, refund: string, dispute: string): string => `CASE WHEN m.has_other_currency = 0 THEN NULL
    WHEN m.kind = 'payment' THEN (SELECT ${payment} FROM payments q WHERE q.payment_id = m.subject)
    WHEN m.kind = 'refund' THEN (SELECT ${refund} FROM refunds q WHERE q.refund_id = m.subject)
    ELSE (SELECT ${dispute} FROM disputes q WHERE q.dispute_id = m.subject) END`
const disputedMinor = `CASE l.type WHEN 'chargeback_reversal' THEN q.amount_minor WHEN 'dispute_fee' THEN -COALESCE(q.fee_minor, 0) ELSE -q.amount_minor END`
const isFeeInOurs = 'q.fee_currency IS q.currency'
const matchColumns = `
  (SELECT e.reason FROM differences e WHERE e.match_no = m.match_no) AS reason, ${ofFact('q.currency', 'q.currency', 'q.currency')} AS oursCurrency,
  ${ofFact(`q.captured_minor - CASE WHEN ${isFeeInOurs} THEN q.fee_minor ELSE 0 END`, '-q.amount_minor', disputedMinor)} AS oursMinor,
  COALESCE(${ofFact(isFeeInOurs, '0', '0')}, 0) AS isFeeInOurs`
const noMatchColumns = 'NULL AS reason, NULL AS oursCurrency, NULL AS oursMinor, 0 AS isFeeInOurs'

const columns = (kind: string, difference: string, fee: string): string => `
  l.line_id AS lineId, f.account_id AS accountId, l.type, l.gross_minor AS gross, l.fee_minor AS fee, l.net_minor AS net, l.currency, l.occurred_on AS day,
  ${kind} AS kind, ${difference} AS difference, ${fee} AS feeDifference,
  (SELECT p.status FROM payouts p WHERE p.account_id = f.account_id AND p.platform_reference = l.payout_reference AND p.currency = l.currency) AS payoutStatus,
  (SELECT x.entry_id FROM line_postings x WHERE x.line_id = l.line_id) AS postedEntry`

/**
 * Posts what the lines between two ids still need; run after their matches are committed, a stretch at a time. Lines that
 * agree with our facts, which are nearly all, are not even read.
 */
export function createLinePoster(db: Database, ledger: LedgerService, days: PostingDays) {
  const file = `JOIN source_files f ON f.file_no = l.line_id / ${linesPerFile}`
  const selectMatched = db.prepare<[number, number], LineToPost>(
    `SELECT ${columns('m.kind', 'm.difference_minor', 'm.fee_difference_minor')}, ${matchColumns}
       FROM all_line_matches m JOIN all_settlement_lines l ON l.line_id = m.line_id ${file}
      WHERE m.line_id >= ? AND m.line_id < ? AND (m.kind = 'none' OR m.difference_minor <> 0 OR m.fee_difference_minor <> 0 OR m.has_other_currency <> 0)`,
  )
  const selectOpen = db.prepare<[number, number], LineToPost>(
    `SELECT ${columns('NULL', '0', '0')}, ${noMatchColumns} FROM open_settlement_lines o CROSS JOIN all_settlement_lines l ON l.line_id = o.line_id ${file}
      WHERE o.line_id >= ? AND o.line_id < ?`,
  )
  const insertPosted = db.prepare('INSERT INTO line_postings (line_id, entry_id) VALUES (?, ?)')
  const deletePosted = db.prepare('DELETE FROM line_postings WHERE line_id = ?')

  const post = (line: LineToPost): void => {
    const postings = postingsOfLine(line)
    if (postings.length < 2) return
    const entryId = ledger.post({
      at: days.now(), businessDay: days.dayFor(line.accountId, line.day), kind: 'settlement_line', subject: `line:${line.lineId}`, text: line.type, postings,
    })
    insertPosted.run(line.lineId, entryId)
  }

  return {
    postMatched: (from: number, to: number): void => {
      for (const line of selectMatched.all(from, to)) if (line.postedEntry === null) post(line)
    },
    postOpen: (from: number, to: number): void => {
      for (const line of selectOpen.all(from, to)) if (line.postedEntry === null) post(line)
    },
    /** A line that was open has found its partner: what was posted for it alone is taken back. */
    takeBack: (lineId: number, entryId: string, accountId: string): void => {
      ledger.counter(entryId, days.now(), days.dayFor(accountId, null), `line:${lineId} explained`)
      deletePosted.run(lineId)
    },
  }
}
