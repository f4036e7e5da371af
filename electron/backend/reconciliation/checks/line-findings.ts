import type { Database } from '../../store/database.ts'

/**
 * What checks find about single lines. A line is looked at once, when it comes or when the terms change, so what was found
 * is kept; what a run finds stands in a table of its own until the run is committed.
 */
export interface LineFindings {
  /** Table into which a check writes. */
  readonly fresh: string
  /** SQL: the kept and the fresh findings of a kind, as columns of the table. */
  all(kind: 'fee' | 'fee_unknown' | 'fee_return' | 'fx' | 'period'): string
  commit(): void
  close(): void
}

const columns = 'kind, line_id, rate_id, stated_minor, expected_minor'

export function createLineFindings(db: Database): LineFindings {
  db.exec(`
    CREATE TEMP TABLE fresh_line_findings (
      kind TEXT NOT NULL, line_id INTEGER NOT NULL, rate_id TEXT, stated_minor INTEGER NOT NULL, expected_minor INTEGER NOT NULL,
      PRIMARY KEY (kind, line_id)) STRICT, WITHOUT ROWID`)
  const keep = db.prepare(`INSERT OR REPLACE INTO line_findings (${columns}) SELECT ${columns} FROM temp.fresh_line_findings`)
  return {
    fresh: 'temp.fresh_line_findings',
    all: (kind) => `(SELECT ${columns} FROM line_findings WHERE kind = '${kind}' UNION SELECT ${columns} FROM temp.fresh_line_findings WHERE kind = '${kind}')`,
    commit: () => void keep.run(),
    close: () => db.exec('DROP TABLE temp.fresh_line_findings'),
  }
}
