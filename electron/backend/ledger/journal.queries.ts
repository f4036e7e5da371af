import type { Day } from '../../../shared/business-day.ts'
import type { Database } from '../store/database.ts'

export interface JournalEntryRow {
  readonly entryId: string
  readonly at: number
  readonly businessDay: Day
  readonly kind: string
  readonly subject: string
  readonly text: string
  readonly counters: string | null
  readonly postings: { ledgerAccount: string; minor: number; currency: string }[]
}

export type JournalQueries = ReturnType<typeof createJournalQueries>

export function createJournalQueries(db: Database) {
  const select = db.prepare<[{ from: Day; to: Day; before: string; limit: number }], Omit<JournalEntryRow, 'postings'>>(
    `SELECT entry_id AS entryId, at, business_day AS businessDay, kind, subject, text, counters FROM journal_entries
      WHERE entry_id < @before AND business_day BETWEEN @from AND @to ORDER BY entry_id DESC LIMIT @limit`,
  )
  const selectPostings = db.prepare<[string], JournalEntryRow['postings'][number]>(
    'SELECT ledger_account AS ledgerAccount, minor, currency FROM postings WHERE entry_id = ? ORDER BY line',
  )
  return {
    /** Entries of the days, newest first, below `before`. */
    page: (from: Day, to: Day, before: string | null, limit: number): JournalEntryRow[] =>
      select.all({ from, to, before: before ?? '~', limit }).map((entry) => ({ ...entry, postings: selectPostings.all(entry.entryId) })),
  }
}
