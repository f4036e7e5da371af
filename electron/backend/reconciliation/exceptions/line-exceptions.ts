import { linesPerFile } from '../../settlements/line-ids.ts'
import { isNotExcluded } from '../excluded-items.ts'
import type { RunDestination } from '../run-destination.ts'
import type { FoundExceptions } from './found-exceptions.ts'

/** Facts of a settlement line that every exception about it carries; lines are called `l`, their file `f`. */
const lineFacts = `'line', l.line_id, 'file', f.name, 'sourceLine', l.source_line, 'typeText', l.type_text, 'reference', COALESCE(l.merchant_reference, l.platform_reference),
  'nativeId', l.native_id, 'payout', l.payout_reference`

const withFile = `JOIN source_files f ON f.file_no = l.line_id / ${linesPerFile}`

export interface LineExceptionInput {
  /** Name of the table of lines without a partner. */
  readonly openLines: string
  /** Lines that resemblance has connected in this run. */
  readonly connected: ReadonlySet<number>
  /** Lines below this id are looked at. */
  readonly below: number
}

/** Exceptions about settlement lines: those without a partner, and the pairs that disagree, which are kept in an index of their own. */
export function findLineExceptions(found: FoundExceptions, destination: RunDestination, { openLines, connected, below }: LineExceptionInput): void {
  const { lineMatches } = destination
  const unmatched = (condition: string): string => `
    FROM ${openLines} o CROSS JOIN all_settlement_lines l ON l.line_id = o.line_id CROSS ${withFile}
    WHERE o.line_id NOT IN (SELECT value FROM json_each(@connected)) AND ${isNotExcluded('l.line_id')} AND ${condition}`
  const lineRow = (minor: string, more = ''): string =>
    `SELECT 'line:' || l.line_id AS subject, f.account_id AS account_id, ${minor} AS minor, l.currency AS currency, l.occurred_on AS day,
            json_object(${lineFacts}${more}) AS facts`
  const values = { connected: JSON.stringify([...connected]) }
  const paymentOf = (reference: string): string =>
    `(SELECT r.payment_id FROM payment_references r WHERE r.account_id = f.account_id AND r.reference = ${reference})`

  const own = `COALESCE((SELECT p.payment_id FROM payments p WHERE p.account_id = f.account_id AND p.merchant_reference = l.merchant_reference), ${paymentOf('l.platform_reference')})`
  const isPaidHere = `COALESCE((SELECT p.captured_minor FROM payments p WHERE p.payment_id = ${own}), 0) <> 0`
  found.addFrom('missing_here', `${lineRow('l.gross_minor')} ${unmatched(`l.type = 'payment' AND ${own} IS NULL`)}`, values)
  // A second line for a payment that another line has explained already.
  found.addFrom('reference_reused', `${lineRow('l.gross_minor')} ${unmatched(`l.type = 'payment' AND ${own} IS NOT NULL AND ${isPaidHere}`)}`, values)
  // The platform settles what stands here as not paid.
  found.addFrom('status_mismatch', `${lineRow('l.gross_minor', `, 'payment', ${own}`)} ${unmatched(`l.type = 'payment' AND ${own} IS NOT NULL AND NOT ${isPaidHere}`)}`, values)
  const parent = `COALESCE(${paymentOf('l.parent_reference')}, (SELECT p.payment_id FROM payments p WHERE p.account_id = f.account_id AND p.merchant_reference = l.merchant_reference))`
  found.addFrom('refund_without_payment', `${lineRow('-l.gross_minor')} ${unmatched(`l.type = 'refund' AND ${parent} IS NULL`)}`, values)
  found.addFrom('missing_here', `${lineRow('-l.gross_minor', ", 'type', l.type")} ${unmatched(`l.type IN ('refund', 'chargeback', 'chargeback_reversal') AND (l.type <> 'refund' OR ${parent} IS NOT NULL)`)}`, values)
  found.addFrom('unknown_type', `${lineRow('l.net_minor')} ${unmatched(`l.type = 'unknown_type'`)}`, values)

  const pairs = (condition: string): string => `
    FROM (SELECT line_id, match_no, kind, subject, difference_minor, fee_difference_minor, had_fee, has_other_currency FROM all_line_matches
           WHERE difference_minor <> 0 OR fee_difference_minor <> 0 OR has_other_currency <> 0
          ${destination.isDryRun ? `UNION ALL SELECT line_id, match_no, kind, subject, difference_minor, fee_difference_minor, had_fee, has_other_currency FROM ${lineMatches}
           WHERE difference_minor <> 0 OR fee_difference_minor <> 0 OR has_other_currency <> 0` : ''}) m
    JOIN all_settlement_lines l ON l.line_id = m.line_id ${withFile}
    WHERE ${condition} AND NOT EXISTS (SELECT 1 FROM differences e WHERE e.match_no = m.match_no)`
  const pairFacts = `, 'ours', l.gross_minor - m.difference_minor, 'theirs', l.gross_minor, 'kind', m.kind, 'partner', m.subject`
  const sameDirection = '(l.gross_minor >= 0) = (l.gross_minor - m.difference_minor >= 0)'
  found.addFrom('amount_over', `${lineRow('m.difference_minor', pairFacts)} ${pairs(`m.difference_minor > 0 AND ${sameDirection}`)}`)
  found.addFrom('amount_under', `${lineRow('-m.difference_minor', pairFacts)} ${pairs(`m.difference_minor < 0 AND ${sameDirection}`)}`)
  found.addFrom('direction_mismatch', `${lineRow('ABS(m.difference_minor)', pairFacts)} ${pairs(`m.difference_minor <> 0 AND NOT ${sameDirection}`)}`)
  // What the customer paid ties the pair together only in the currency that we know the payment in.
  const ourCurrency = `CASE m.kind WHEN 'payment' THEN (SELECT p.currency FROM payments p WHERE p.payment_id = m.subject)
    WHEN 'refund' THEN (SELECT r.currency FROM refunds r WHERE r.refund_id = m.subject) ELSE (SELECT d.currency FROM disputes d WHERE d.dispute_id = m.subject) END`
  const isStatedInOurs = `l.original IS NOT NULL AND l.original ->> 'currency' = ${ourCurrency}`
  found.addFrom('currency_mismatch', `${lineRow('l.gross_minor', `${pairFacts}, 'oursCurrency', ${ourCurrency}`)} ${pairs(`m.has_other_currency = 1 AND NOT (${isStatedInOurs})`)}`)
  const feeFacts = `, 'charged', l.fee_minor, 'expected', l.fee_minor - m.fee_difference_minor, 'partner', m.subject, 'by', 'platform'`
  const noRate = 'NOT EXISTS (SELECT 1 FROM contracted_rates c WHERE c.account_id = f.account_id AND c.currency = l.currency)'
  found.addFrom('fee_over', `${lineRow('m.fee_difference_minor', feeFacts)} ${pairs(`m.had_fee = 1 AND m.fee_difference_minor > 0 AND ${noRate}`)}`)
  found.addFrom('fee_under', `${lineRow('-m.fee_difference_minor', feeFacts)} ${pairs(`m.had_fee = 1 AND m.fee_difference_minor < 0 AND ${noRate}`)}`)
  found.addFrom('changed_after_import', `
    SELECT 'line:' || c.line_id || ':' || c.file_no AS subject, f.account_id AS account_id, l.net_minor AS minor, l.currency AS currency, l.occurred_on AS day,
           json_object('line', c.line_id, 'nativeId', c.native_id, 'file', f.name, 'sourceLine', c.source_line, 'now', c.raw, 'before', l.raw) AS facts
      FROM changed_rows c JOIN source_files f ON f.file_no = c.file_no JOIN all_settlement_lines l ON l.line_id = c.line_id`)
  found.addFrom('reserve_held', `
    SELECT 'reserve:' || f.account_id || ':' || l.currency AS subject, f.account_id AS account_id, -SUM(l.net_minor) AS minor, l.currency AS currency, MAX(l.occurred_on) AS day,
           json_object('lines', COUNT(*)) AS facts
      FROM all_settlement_lines l ${withFile} WHERE l.line_id < @below AND l.type IN ('reserve_hold', 'reserve_release') GROUP BY f.account_id, l.currency HAVING SUM(l.net_minor) < 0`, { below })
}
