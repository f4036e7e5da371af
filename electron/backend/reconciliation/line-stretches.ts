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

/** Open lines this far apart are worth a range of their own. */
const widestGap = 32

/**
 * The stretches as batches of ranges without the long gaps between lines that stayed open, a few thousand lines in each. A
 * stretch of open lines reaches over its whole file; what is asked of every line in a range must not walk that.
 */
export function withoutGaps(db: Database, stretches: readonly LineStretch[], linesEach: number): LineStretch[][] {
  const select = db.prepare<[number, number], { lineId: number }>('SELECT line_id AS lineId FROM open_settlement_lines WHERE line_id >= ? AND line_id < ? ORDER BY line_id')
  const batches: LineStretch[][] = []
  let lines = 0
  const add = (range: LineStretch): void => {
    if (batches.length === 0 || lines + range.to - range.from > linesEach) {
      batches.push([])
      lines = 0
    }
    lines += range.to - range.from
    batches.at(-1)!.push(range)
  }
  for (const stretch of stretches) {
    if (!stretch.onlyOpen) {
      add(stretch)
      continue
    }
    let range = { ...stretch, from: -1, to: -1 }
    for (const { lineId } of select.iterate(stretch.from, stretch.to)) {
      const isNear = range.from >= 0 && lineId - range.to <= widestGap && range.to - range.from < linesEach
      if (range.from >= 0 && !isNear) add(range)
      range = { ...stretch, from: isNear ? range.from : lineId, to: lineId + 1 }
    }
    if (range.from >= 0) add(range)
  }
  return batches
}

/** The FROM clause for a stretch; lines are called `l`. Values: `@from`, `@to`, `@accountId`. */
export const linesOf = ({ onlyOpen }: Pick<LineStretch, 'onlyOpen'>): string =>
  onlyOpen
    ? 'open_settlement_lines o CROSS JOIN all_settlement_lines l ON l.line_id = o.line_id AND o.line_id >= @from AND o.line_id < @to'
    : 'all_settlement_lines l'

/** The condition that goes with `linesOf`. */
export const inStretch = ({ onlyOpen }: Pick<LineStretch, 'onlyOpen'>): string => (onlyOpen ? 'TRUE' : 'l.line_id >= @from AND l.line_id < @to')
