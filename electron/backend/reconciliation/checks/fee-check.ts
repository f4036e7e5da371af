import { linesPerFile } from '../../settlements/line-ids.ts'
import type { Database } from '../../store/database.ts'
import type { RunDestination } from '../run-destination.ts'
import type { LineFindings } from './line-findings.ts'

/*
 * V1: what the platform charged against what was agreed. A minor unit a line is rounding; more is a finding. Done in the
 * database, because a new rate has every line of the account looked at again.
 */

const methodOf = 'COALESCE(p.method_kind, l.method)'

/** SQL: the rate that held for the line's method on the line's day; the method's own goes before the one for all. */
const rateOf = `(SELECT r.rate_id FROM contracted_rates r
  WHERE r.account_id = @accountId AND r.currency = l.currency AND (r.method_kind IS NULL OR r.method_kind = ${methodOf})
    AND r.valid_from <= l.occurred_on AND (r.valid_to IS NULL OR r.valid_to >= l.occurred_on)
  ORDER BY r.method_kind IS NULL LIMIT 1)`

/** SQL: the agreed fee of an amount under rate `c`, in whole minor units by the rate's own rounding. */
const percentOf = (minor: string): string => {
  const [whole, rest] = [`(${minor} * c.rate_per100k) / 100000`, `(${minor} * c.rate_per100k) % 100000`]
  return `(${whole} + CASE c.rounding
    WHEN 'down' THEN 0 WHEN 'up' THEN (${rest}) > 0 WHEN 'half_up' THEN (${rest}) * 2 >= 100000
    ELSE (${rest}) * 2 > 100000 OR ((${rest}) * 2 = 100000 AND (${whole}) % 2 = 1) END)`
}
const agreedOf = (minor: string): string => `MIN(COALESCE(c.most_minor, 9007199254740991), MAX(c.least_minor, ${percentOf(minor)} + c.fixed_minor))`

const linesWith = (paymentOf: string): string => `FROM all_settlement_lines l LEFT JOIN payments p ON p.payment_id = ${paymentOf}
  LEFT JOIN contracted_rates c ON c.rate_id = ${rateOf}
 WHERE l.line_id >= @from AND l.line_id < @to AND l.excluded IS NULL AND l.occurred_on IS NOT NULL`

export interface AccountToCheck {
  readonly accountId: string
  /** Lines from here on have not been held against the rates. */
  readonly from: number
}

/** Accounts with contracted rates, and how far their lines have been checked. */
export const accountsWithRates = (db: Database): AccountToCheck[] =>
  db
    .prepare<[], AccountToCheck>(
      `SELECT a.account_id AS accountId, COALESCE(k.checked_below, 0) AS "from"
         FROM (SELECT DISTINCT account_id FROM contracted_rates) a LEFT JOIN rate_checks k ON k.account_id = a.account_id ORDER BY 1`,
    )
    .all()

/** Files of the account with lines that have not been checked: `[first line, one after the last]` of each. */
export function stretchesToCheck(db: Database, { accountId, from }: AccountToCheck, below: number, linesEach: number): { from: number; to: number }[] {
  return db
    .prepare<[AccountToCheck & { below: number }], { first: number; last: number | null }>(
      `SELECT MAX(f.file_no * ${linesPerFile}, @from) AS first,
              (SELECT MAX(line_id) FROM all_settlement_lines l WHERE l.line_id >= f.file_no * ${linesPerFile} AND l.line_id < (f.file_no + 1) * ${linesPerFile}) AS last
         FROM source_files f WHERE f.account_id = @accountId AND f.side = 'settlement' AND f.state = 'accepted' AND f.file_no * ${linesPerFile} < @below
          AND (f.file_no + 1) * ${linesPerFile} > @from ORDER BY f.file_no`,
    )
    .all({ accountId, from, below })
    .flatMap(({ first, last }) => {
      const stretches: { from: number; to: number }[] = []
      for (let start = first; last !== null && start <= last; start += linesEach) stretches.push({ from: start, to: Math.min(start + linesEach, last + 1) })
      return stretches
    })
}

/** Holds the lines of one account between two ids against its rates. */
export function createFeeCheck(db: Database, findings: LineFindings, { paymentOf }: RunDestination) {
  const lines = linesWith(paymentOf)
  const insert = `INSERT OR REPLACE INTO ${findings.fresh} (kind, line_id, rate_id, stated_minor, expected_minor)`
  const statements = [
    `${insert} SELECT 'fee', l.line_id, c.rate_id, l.fee_minor, ${agreedOf('l.gross_minor')} ${lines}
       AND l.type = 'payment' AND l.gross_minor > 0 AND c.rate_id IS NOT NULL AND ABS(l.fee_minor - ${agreedOf('l.gross_minor')}) > 1`,
    // No rate holds for this method on this day, although others do: the fee cannot be judged.
    `${insert} SELECT 'fee_unknown', l.line_id, NULL, l.fee_minor, 0 ${lines} AND l.type = 'payment' AND c.rate_id IS NULL
       AND EXISTS (SELECT 1 FROM contracted_rates r WHERE r.account_id = @accountId AND r.currency = l.currency)`,
    // A refund gives the share of the percentage back where that is agreed, and nothing where it is not.
    `${insert} SELECT 'fee_return', l.line_id, c.rate_id, -l.fee_minor, CASE c.refunds_return_fee WHEN 1 THEN ${percentOf('(-l.gross_minor)')} ELSE 0 END ${lines}
       AND l.type = 'refund' AND l.gross_minor < 0 AND c.rate_id IS NOT NULL
       AND ABS(-l.fee_minor - CASE c.refunds_return_fee WHEN 1 THEN ${percentOf('(-l.gross_minor)')} ELSE 0 END) > 1`,
  ].map((sql) => db.prepare<[{ accountId: string; from: number; to: number }]>(sql))
  return (stretch: { accountId: string; from: number; to: number }): void => {
    for (const statement of statements) statement.run(stretch)
  }
}

/** Every line below this id has been held against the rates in force. */
export const noteRatesChecked = (db: Database, below: number): void =>
  void db
    .prepare(
      `INSERT INTO rate_checks (account_id, checked_below) SELECT DISTINCT account_id, ? FROM contracted_rates WHERE TRUE
       ON CONFLICT (account_id) DO UPDATE SET checked_below = excluded.checked_below`,
    )
    .run(below)
