import { exceptionSeverities, type ExceptionCode } from '../../../../shared/exception-code.ts'
import type { Database } from '../../store/database.ts'

/**
 * The exceptions that a run has found, in a table of its own until the run is committed. Filled by set operations, because a
 * wrong account can make a million of them.
 */
export interface FoundExceptions {
  /**
   * Runs `select` and keeps its rows under the code. Columns: subject, account_id, minor, currency, day, facts (JSON text).
   * Values are named.
   */
  addFrom(code: ExceptionCode, select: string, values?: Readonly<Record<string, unknown>>): void
  add(found: FoundException): void
  /** Count and money per code and currency, for the report. */
  totals(): { code: ExceptionCode; currency: string | null; count: number; minor: number }[]
  /** Brings the kept exceptions into line: found ones open or stay, those no longer found are resolved. */
  commit(at: number): void
  close(): void
}

export interface FoundException {
  readonly code: ExceptionCode
  readonly subject: string
  readonly accountId: string | null
  readonly minor: number
  readonly currency: string | null
  readonly day: string | null
  readonly facts: Readonly<Record<string, unknown>>
}

export function createFoundExceptions(db: Database): FoundExceptions {
  db.exec(`
    CREATE TEMP TABLE found_exceptions (
      code TEXT NOT NULL, subject TEXT NOT NULL, account_id TEXT, severity TEXT NOT NULL, minor INTEGER NOT NULL, currency TEXT, day TEXT, facts TEXT NOT NULL,
      PRIMARY KEY (code, subject)) STRICT, WITHOUT ROWID`)
  const insert = db.prepare(
    'INSERT OR REPLACE INTO temp.found_exceptions (code, subject, account_id, severity, minor, currency, day, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const upsert = db.prepare(
    `INSERT INTO exceptions (code, subject, account_id, severity, minor, currency, day, facts, state, opened_at, changed_at)
     SELECT code, subject, account_id, severity, minor, currency, day, facts, 'open', @at, @at FROM temp.found_exceptions WHERE TRUE
     ON CONFLICT (code, subject) DO UPDATE SET
       account_id = excluded.account_id, severity = excluded.severity, currency = excluded.currency, day = excluded.day, facts = excluded.facts,
       -- A decision stands while what it was about stands; other money is another matter.
       state = CASE WHEN state IN ('explained', 'waived') AND minor = excluded.minor THEN state ELSE 'open' END,
       resolved_by = NULL,
       changed_at = CASE WHEN state = 'resolved' OR minor <> excluded.minor THEN @at ELSE changed_at END,
       minor = excluded.minor`,
  )
  const resolveOthers = db.prepare(
    `UPDATE exceptions SET state = 'resolved', resolved_by = 'run', changed_at = @at
      WHERE state <> 'resolved' AND NOT EXISTS (SELECT 1 FROM temp.found_exceptions f WHERE f.code = exceptions.code AND f.subject = exceptions.subject)`,
  )
  const selectTotals = db.prepare<[], { code: ExceptionCode; currency: string | null; count: number; minor: number }>(
    'SELECT code, currency, COUNT(*) AS count, SUM(ABS(minor)) AS minor FROM temp.found_exceptions GROUP BY code, currency ORDER BY code, currency',
  )
  return {
    addFrom: (code, select, values = {}) => {
      db.prepare(
        `INSERT OR REPLACE INTO temp.found_exceptions (code, subject, account_id, severity, minor, currency, day, facts)
         SELECT '${code}', subject, account_id, '${exceptionSeverities[code]}', minor, currency, day, facts FROM (${select})`,
      ).run(values)
    },
    add: (found) =>
      void insert.run(
        found.code, found.subject, found.accountId, exceptionSeverities[found.code], found.minor, found.currency, found.day, JSON.stringify(found.facts),
      ),
    totals: () => selectTotals.all(),
    commit: (at) => {
      upsert.run({ at })
      resolveOthers.run({ at })
    },
    close: () => db.exec('DROP TABLE temp.found_exceptions'),
  }
}
