import type { Database } from '../store/database.ts'

export type ExcludableSide = 'bank_line' | 'settlement_line'

export interface ExcludedRow {
  readonly side: ExcludableSide
  readonly subject: string
  readonly reason: string
  readonly excludedAt: number
  readonly excludedBy: string
}

export type ExcludedCursor = Pick<ExcludedRow, 'excludedAt' | 'side' | 'subject'>

/** Lines that have nothing to do with our payments: set aside by a person or a rule, and wanted in again. Inside the caller's transaction. */
export function createExcludedItems(db: Database) {
  const insert = db.prepare<[ExcludedRow]>(
    `INSERT INTO excluded_items (side, subject, is_excluded, reason, excluded_at, excluded_by) VALUES (@side, @subject, 1, @reason, @excludedAt, @excludedBy)
     ON CONFLICT (side, subject) DO UPDATE SET is_excluded = 1, reason = excluded.reason, excluded_at = excluded.excluded_at, excluded_by = excluded.excluded_by`,
  )
  const insertNew = db.prepare<[ExcludedRow]>(
    `INSERT OR IGNORE INTO excluded_items (side, subject, is_excluded, reason, excluded_at, excluded_by) VALUES (@side, @subject, 1, @reason, @excludedAt, @excludedBy)`,
  )
  const takeBack = db.prepare('UPDATE excluded_items SET is_excluded = 0, excluded_at = ?, excluded_by = ? WHERE side = ? AND subject = ? AND is_excluded = 1')
  const markBankLine = db.prepare('UPDATE all_bank_lines SET is_aside = ? WHERE line_id = ?')
  const selectLine = {
    bank_line: db.prepare<[number], { lineId: number }>('SELECT line_id AS lineId FROM bank_lines WHERE line_id = ?'),
    settlement_line: db.prepare<[number], { lineId: number }>('SELECT line_id AS lineId FROM settlement_lines WHERE line_id = ?'),
  }
  const select = db.prepare<[string, string], { isExcluded: 0 | 1 }>('SELECT is_excluded AS isExcluded FROM excluded_items WHERE side = ? AND subject = ?')
  const selectPage = db.prepare<[ExcludedCursor & { limit: number }], ExcludedRow>(
    `SELECT side, subject, reason, excluded_at AS excludedAt, excluded_by AS excludedBy FROM excluded_items
      WHERE is_excluded = 1 AND (excluded_at, side, subject) < (@excludedAt, @side, @subject)
      ORDER BY excluded_at DESC, side DESC, subject DESC LIMIT @limit`,
  )
  const mark = (side: ExcludableSide, subject: string, isAside: boolean): void => {
    if (side === 'bank_line') markBankLine.run(isAside ? 1 : 0, Number(subject))
  }

  return {
    isLine: (side: ExcludableSide, subject: string): boolean => selectLine[side].get(Number(subject)) !== undefined,
    isExcluded: (side: ExcludableSide, subject: string): boolean => select.get(side, subject)?.isExcluded === 1,
    /** Newest first. */
    page: (before: ExcludedCursor | null, limit: number): ExcludedRow[] => selectPage.all({ ...(before ?? { excludedAt: Number.MAX_SAFE_INTEGER, side: 'settlement_line', subject: '' }), limit }),
    exclude: (row: ExcludedRow): void => {
      insert.run(row)
      mark(row.side, row.subject, true)
    },
    /** For rules: what a person has wanted in again stays in. */
    excludeNew: (row: ExcludedRow): void => {
      if (insertNew.run(row).changes > 0) mark(row.side, row.subject, true)
    },
    /** False when it was not set aside. */
    include: (side: ExcludableSide, subject: string, at: number, by: string): boolean => {
      const { changes } = takeBack.run(at, by, side, subject)
      if (changes > 0) mark(side, subject, false)
      return changes > 0
    },
  }
}

/** SQL condition: nobody and no rule has set the settlement line aside. */
export const isNotExcluded = (lineId: string): string =>
  `NOT EXISTS (SELECT 1 FROM excluded_items x WHERE x.side = 'settlement_line' AND x.subject = CAST(${lineId} AS TEXT) AND x.is_excluded = 1)`
