import type { Database } from '../store/database.ts'
import { linesPerFile } from '../settlements/line-ids.ts'

/** Lines of one account that a pass looks at: a stretch of ids, all of them or only those that are still open. */
export interface LineStretch {
  readonly accountId: string
  readonly from: number
  /** Not included. */
  readonly to: number
  readonly onlyOpen: boolean
}

/**
 * What a run has to look at: every line that came since the last one, and the lines that stayed open. Each stretch is small
 * enough for one short transaction, and of one account, because references are only unique within one.
 */
export function lineStretches(db: Database, since: number, below: number, linesEach: number): LineStretch[] {
  const files = db
    .prepare<[number, number], { fileNo: number; accountId: string }>(
      `SELECT file_no AS fileNo, account_id AS accountId FROM source_files
        WHERE side = 'settlement' AND state = 'accepted' AND file_no >= ? AND file_no < ? ORDER BY file_no`,
    )
    .all(Math.floor(since / linesPerFile), Math.ceil(below / linesPerFile))
  const lastLine = db.prepare<[number, number], { last: number | null }>(
    'SELECT MAX(line_id) AS last FROM all_settlement_lines WHERE line_id >= ? AND line_id < ?',
  )
  const fresh = files.flatMap(({ fileNo, accountId }) => {
    const from = Math.max(since, fileNo * linesPerFile)
    const last = lastLine.get(from, Math.min(below, (fileNo + 1) * linesPerFile))?.last ?? null
    return last === null ? [] : cut(accountId, from, last + 1, linesEach)
  })
  const open = db
    .prepare<[], { fileNo: number; accountId: string; first: number; last: number }>(
      `SELECT o.line_id / ${linesPerFile} AS fileNo, f.account_id AS accountId, MIN(o.line_id) AS first, MAX(o.line_id) AS last
         FROM open_settlement_lines o JOIN source_files f ON f.file_no = o.line_id / ${linesPerFile}
        GROUP BY 1 ORDER BY 1`,
    )
    .all()
    .map(({ accountId, first, last }) => ({ accountId, from: first, to: last + 1, onlyOpen: true }))
  return [...open, ...fresh]
}

function cut(accountId: string, from: number, to: number, linesEach: number): LineStretch[] {
  const stretches: LineStretch[] = []
  for (let start = from; start < to; start += linesEach) {
    stretches.push({ accountId, from: start, to: Math.min(start + linesEach, to), onlyOpen: false })
  }
  return stretches
}

/** The FROM clause for a stretch; lines are called `l`. Values: `@from`, `@to`, `@accountId`. */
export const linesOf = ({ onlyOpen }: Pick<LineStretch, 'onlyOpen'>): string =>
  onlyOpen
    ? 'open_settlement_lines o CROSS JOIN all_settlement_lines l ON l.line_id = o.line_id AND o.line_id >= @from AND o.line_id < @to'
    : 'all_settlement_lines l'

/** The condition that goes with `linesOf`. */
export const inStretch = ({ onlyOpen }: Pick<LineStretch, 'onlyOpen'>): string => (onlyOpen ? 'TRUE' : 'l.line_id >= @from AND l.line_id < @to')
