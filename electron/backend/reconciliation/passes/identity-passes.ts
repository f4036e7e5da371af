import type { Database, Statement } from '../../store/database.ts'
import { inStretch, linesOf, type LineStretch } from '../line-stretches.ts'
import type { RunDestination } from '../run-destination.ts'
import type { Pass } from './matching.ts'

/**
 * P1: lines of kind payment by our own reference. P2: by the platform's id of the payment. P3: refunds and disputes, by their own
 * id or by the payment they belong to. P4: lines that need no partner of ours: fees, payouts, reserves, adjustments.
 */
export type IdentityPass = Extract<Pass, 'P1' | 'P2' | 'P3' | 'P4'>

/** Lines whose money is the platform's own business: they need a payout, not an order. */
const lonelyTypes = `('fee', 'fee_refund', 'dispute_fee', 'adjustment', 'reserve_hold', 'reserve_release', 'transfer', 'payout', 'payout_return', 'fx', 'tax')`

const columns = '(line_id, match_no, kind, subject, difference_minor, fee_difference_minor, had_fee, has_other_currency)'

/** The fee of the line and ours, where both are of one currency; a fee we were never told is news. */
const feeDifference = (ours: string): string =>
  `CASE WHEN ${ours}.fee_minor IS NOT NULL AND ${ours}.fee_currency = l.currency THEN l.fee_minor - ${ours}.fee_minor ELSE l.fee_minor END,
   ${ours}.fee_minor IS NOT NULL AND ${ours}.fee_currency = l.currency`

/** What the platform has told of a refund's fee: plus is given back. */
const toldOfFee = `(SELECT SUM(t.minor) FROM money_facts t WHERE t.account_id = @accountId AND t.platform_reference = r.platform_reference AND t.kind IN ('fee', 'fee_refund') AND t.currency = l.currency)`
const refundFeeDifference = `l.fee_minor + COALESCE(${toldOfFee}, 0), ${toldOfFee} IS NOT NULL`

const difference = (minor: string, currency: string): string => `CASE WHEN l.currency = ${currency} THEN l.gross_minor - (${minor}) ELSE 0 END`

/**
 * The passes that go by identity, as set operations on one stretch of lines. A payment or refund explains one line; a second
 * line with the same reference stays open. A pair that disagrees in amount or currency is still a pair, with the difference
 * written beside it.
 */
export function createIdentityPasses(db: Database, destination: RunDestination) {
  const { lineMatches, isMatched, isUsed } = destination
  const statements = new Map<string, Statement<[Record<string, unknown>]>>()
  const prepared = (sql: string): Statement<[Record<string, unknown>]> => {
    let statement = statements.get(sql)
    if (statement === undefined) statements.set(sql, (statement = db.prepare(sql)))
    return statement
  }
  const insert = `INSERT OR IGNORE INTO ${lineMatches} ${columns}`
  // Looked for only when there is any, because nearly always there is none and a million lines are walked.
  const hasUndone = db.prepare('SELECT 1 FROM undone_line_matches LIMIT 1').get() !== undefined
  const isNotUndone = (subject: string): string =>
    hasUndone ? `NOT EXISTS (SELECT 1 FROM undone_line_matches u WHERE u.line_id = l.line_id AND u.subject = ${subject})` : 'TRUE'

  const byMerchantReference = (stretch: LineStretch): string => `${insert}
    SELECT l.line_id, @matchNo, 'payment', p.payment_id, ${difference('p.captured_minor', 'p.currency')}, ${feeDifference('p')}, l.currency <> p.currency
      FROM ${linesOf(stretch)} CROSS JOIN open_payments p ON p.account_id = @accountId AND p.merchant_reference = l.merchant_reference
     WHERE ${inStretch(stretch)} AND l.type = 'payment' AND l.excluded IS NULL AND ${isNotUndone('p.payment_id')}
     ORDER BY l.line_id`

  const byPlatformReference = (stretch: LineStretch): string => `${insert}
    SELECT l.line_id, @matchNo, 'payment', p.payment_id, ${difference('p.captured_minor', 'p.currency')}, ${feeDifference('p')}, l.currency <> p.currency
      FROM ${linesOf(stretch)}
      CROSS JOIN payment_references r ON r.account_id = @accountId AND r.reference = l.platform_reference
      CROSS JOIN open_payments p ON p.payment_id = r.payment_id
     WHERE ${inStretch(stretch)} AND l.type = 'payment' AND l.excluded IS NULL AND l.platform_reference IS NOT NULL AND NOT ${isMatched} AND ${isNotUndone('p.payment_id')}
     ORDER BY l.line_id`

  const refundById = (stretch: LineStretch, on: string): string => `${insert}
    SELECT l.line_id, @matchNo, 'refund', r.refund_id, ${difference('-r.amount_minor', 'r.currency')}, ${refundFeeDifference}, l.currency <> r.currency
      FROM ${linesOf(stretch)} CROSS JOIN refunds r ON ${on}
     WHERE ${inStretch(stretch)} AND l.type = 'refund' AND l.excluded IS NULL AND r.state NOT IN ('refused', 'failed') AND NOT ${isMatched} AND ${isNotUndone('r.refund_id')}
     ORDER BY l.line_id`

  /** The lines name the payment, not the refund: the first line of an amount is for its first refund of that amount, and so on. */
  const refundByParent = (stretch: LineStretch, payments: string): string => `
    WITH wanted AS (
      SELECT l.line_id, p.payment_id, l.gross_minor, l.currency, l.fee_minor,
             ROW_NUMBER() OVER (PARTITION BY p.payment_id, l.gross_minor, l.currency ORDER BY l.line_id) AS place
        FROM ${linesOf(stretch)} CROSS JOIN ${payments}
       WHERE ${inStretch(stretch)} AND l.type = 'refund' AND l.excluded IS NULL AND NOT ${isMatched}),
    offered AS (
      SELECT r.refund_id, r.payment_id, r.amount_minor, r.currency, r.platform_reference,
             ROW_NUMBER() OVER (PARTITION BY r.payment_id, r.amount_minor, r.currency ORDER BY r.refund_id) AS place
        FROM refunds r
       WHERE r.payment_id IN (SELECT payment_id FROM wanted) AND r.state NOT IN ('refused', 'failed') AND NOT ${isUsed('refund', 'r.refund_id')})
    ${insert}
    SELECT l.line_id, @matchNo, 'refund', r.refund_id, 0, ${refundFeeDifference}, 0
      FROM wanted l JOIN offered r ON r.payment_id = l.payment_id AND r.amount_minor = -l.gross_minor AND r.currency = l.currency AND r.place = l.place
     WHERE ${isNotUndone('r.refund_id')} ORDER BY l.line_id`

  const dispute = (stretch: LineStretch, on: string): string => `${insert}
    SELECT l.line_id, @matchNo, 'dispute', d.dispute_id,
           CASE l.type WHEN 'chargeback' THEN ${difference('-d.amount_minor', 'd.currency')} WHEN 'chargeback_reversal' THEN ${difference('d.amount_minor', 'd.currency')} ELSE 0 END,
           -- The dispute's fee stands in the chargeback's own line or in one of its own.
           CASE WHEN l.type = 'dispute_fee' THEN -l.net_minor - COALESCE(d.fee_minor, 0)
                WHEN l.type = 'chargeback' AND l.fee_minor <> 0 THEN l.fee_minor - COALESCE(d.fee_minor, 0) ELSE l.fee_minor END,
           d.fee_minor IS NOT NULL, l.currency <> d.currency
      FROM ${linesOf(stretch)} CROSS JOIN disputes d ON ${on}
     WHERE ${inStretch(stretch)} AND l.type IN ('chargeback', 'chargeback_reversal', 'dispute_fee') AND l.excluded IS NULL AND NOT ${isMatched}
     GROUP BY l.line_id ORDER BY l.line_id`

  const lonely = (stretch: LineStretch): string => `${insert}
    SELECT l.line_id, @matchNo, 'none', NULL, 0, 0, 0, 0
      FROM ${linesOf(stretch)}
     WHERE ${inStretch(stretch)} AND l.type IN ${lonelyTypes} AND l.excluded IS NULL`

  const sqlOf: Record<IdentityPass, (stretch: LineStretch) => string[]> = {
    P1: (stretch) => [byMerchantReference(stretch)],
    P2: (stretch) => [byPlatformReference(stretch)],
    P3: (stretch) => [
      refundById(stretch, 'r.platform_reference = l.platform_reference'),
      refundById(stretch, 'r.refund_id = l.merchant_reference'),
      refundByParent(stretch, 'payment_references p ON p.account_id = @accountId AND p.reference = l.parent_reference'),
      refundByParent(stretch, 'payments p ON p.account_id = @accountId AND p.merchant_reference = l.merchant_reference'),
      dispute(stretch, 'd.account_id = @accountId AND d.platform_reference = l.platform_reference'),
      dispute(stretch, `d.payment_id = (SELECT payment_id FROM payment_references x WHERE x.account_id = @accountId AND x.reference = l.parent_reference)`),
    ],
    P4: (stretch) => [lonely(stretch)],
  }

  return {
    /** Runs one pass over one stretch and returns how many lines it matched. Inside the caller's transaction. */
    run: (pass: IdentityPass, stretch: LineStretch, matchNo: number): number => {
      const values = { matchNo, accountId: stretch.accountId, from: stretch.from, to: stretch.to }
      return sqlOf[pass](stretch).reduce((matched, sql) => matched + prepared(sql).run(values).changes, 0)
    },
  }
}
