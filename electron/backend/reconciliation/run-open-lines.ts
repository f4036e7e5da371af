import type { Database } from '../store/database.ts'
import { inStretch, linesOf, type LineStretch } from './line-stretches.ts'
import type { RunDestination } from './run-destination.ts'

/**
 * The lines that the identity passes of a run have left without a partner, in a table of the run's own: everything after
 * them looks only here, so that a million settled lines are walked once.
 */
export interface RunOpenLines {
  /** Name of the table; one column, `line_id`. */
  readonly table: string
  /** Keeps what is left of a stretch whose passes have run. */
  collect(stretch: LineStretch): void
  close(): void
}

export function createRunOpenLines(db: Database, { isMatched }: RunDestination): RunOpenLines {
  db.exec('CREATE TEMP TABLE run_open_lines (line_id INTEGER PRIMARY KEY) STRICT')
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
    table: 'temp.run_open_lines',
    collect: ({ from, to, onlyOpen }) => void statements.get(onlyOpen)!.run({ from, to }),
    close: () => db.exec('DROP TABLE temp.run_open_lines'),
  }
}
