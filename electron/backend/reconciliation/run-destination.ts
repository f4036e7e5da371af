import type { Database } from '../store/database.ts'

/**
 * Where a run writes its line matches. A run that is to be committed writes straight into the table, hidden until the run is
 * complete; a dry run writes the same rows into a table of its own that vanishes with the connection's work. Everything
 * else of the run is the same code, so that a dry run shows what the real one does.
 */
export interface RunDestination {
  readonly isDryRun: boolean
  /** Name of the table for line matches. */
  readonly lineMatches: string
  /** SQL condition: the line `l` has a match already, of this run or an earlier one. */
  readonly isMatched: string
  /** SQL: the payment that explains the line `l`, or null. */
  readonly paymentOf: string
  /** SQL condition: the payment or refund `subject` has been used already. `@kind` is literal. */
  readonly isUsed: (kind: 'payment' | 'refund' | 'dispute', subject: string) => string
  close(): void
}

const paymentIn = (table: string): string => `(SELECT n.subject FROM ${table} n WHERE n.line_id = l.line_id AND n.kind = 'payment')`

export function createRunDestination(db: Database, isDryRun: boolean): RunDestination {
  if (!isDryRun) {
    return {
      isDryRun, lineMatches: 'main.all_line_matches',
      isMatched: 'EXISTS (SELECT 1 FROM all_line_matches m WHERE m.line_id = l.line_id)',
      paymentOf: paymentIn('all_line_matches'),
      isUsed: (kind, subject) => `EXISTS (SELECT 1 FROM all_line_matches u WHERE u.subject = ${subject} AND u.kind = '${kind}')`,
      close: () => undefined,
    }
  }
  db.exec(`
    CREATE TEMP TABLE dry_line_matches (
      line_id INTEGER PRIMARY KEY, match_no INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT, difference_minor INTEGER NOT NULL DEFAULT 0,
      fee_difference_minor INTEGER NOT NULL DEFAULT 0, had_fee INTEGER NOT NULL DEFAULT 0, has_other_currency INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE UNIQUE INDEX temp.dry_matches_of_payments ON dry_line_matches (subject) WHERE kind = 'payment';
    CREATE UNIQUE INDEX temp.dry_matches_of_refunds ON dry_line_matches (subject) WHERE kind = 'refund';
    CREATE INDEX temp.dry_matches_of_disputes ON dry_line_matches (subject) WHERE kind = 'dispute'`)
  return {
    isDryRun, lineMatches: 'temp.dry_line_matches',
    isMatched: `(EXISTS (SELECT 1 FROM all_line_matches m WHERE m.line_id = l.line_id) OR EXISTS (SELECT 1 FROM temp.dry_line_matches d WHERE d.line_id = l.line_id))`,
    paymentOf: `COALESCE(${paymentIn('all_line_matches')}, ${paymentIn('temp.dry_line_matches')})`,
    isUsed: (kind, subject) =>
      `(EXISTS (SELECT 1 FROM all_line_matches u WHERE u.subject = ${subject} AND u.kind = '${kind}')
        OR EXISTS (SELECT 1 FROM temp.dry_line_matches v WHERE v.subject = ${subject} AND v.kind = '${kind}'))`,
    close: () => db.exec('DROP TABLE temp.dry_line_matches'),
  }
}
