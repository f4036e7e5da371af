import type { Database } from '../store/database.ts'
import { inStretch, linesOf, type LineStretch } from './line-stretches.ts'
import type { RunDestination } from './run-destination.ts'

/**
 * What the identity passes of a run have left without a partner, in tables of the run's own: everything after them looks only
 * here, so that a million settled lines and payments are walked once.
 */
export interface RunOpenItems {
  /** Name of the table of lines; one column, `line_id`. */
  readonly lines: string
  /** Name of the table of payments; columns as `open_payments`. Empty until `collectPayments`. */
  readonly payments: string
  /** Keeps what is left of a stretch whose passes have run. */
  collect(stretch: LineStretch): void
  /** Keeps the payments that no line of this run or an earlier one has explained; after the last stretch. */
  collectPayments(): void
  close(): void
}

export function createRunOpenItems(db: Database, { isMatched, isUsed }: RunDestination): RunOpenItems {
  db.exec(`
    CREATE TEMP TABLE run_open_lines (line_id INTEGER PRIMARY KEY) STRICT;
    CREATE TEMP TABLE run_open_payments AS SELECT * FROM open_payments LIMIT 0`)
  const statements = new Map(
    [true, false].map((onlyOpen) => [
      onlyOpen,
      db.prepare<[{ from: number; to: number }]>(
        `INSERT OR IGNORE INTO temp.run_open_lines (line_id) SELECT l.line_id FROM ${linesOf({ onlyOpen })}
          WHERE ${inStretch({ onlyOpen })} AND l.excluded IS NULL AND NOT ${isMatched}`,
      ),
    ]),
  )
  return {
    lines: 'temp.run_open_lines',
    payments: 'temp.run_open_payments',
    collect: ({ from, to, onlyOpen }) => void statements.get(onlyOpen)!.run({ from, to }),
    collectPayments: () => db.exec(`INSERT INTO temp.run_open_payments SELECT p.* FROM open_payments p WHERE NOT ${isUsed('payment', 'p.payment_id')}`),
    close: () => db.exec('DROP TABLE temp.run_open_lines; DROP TABLE temp.run_open_payments'),
  }
}
