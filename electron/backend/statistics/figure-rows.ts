import { localHourOf, type Day } from '../../../shared/business-day.ts'
import type { FigureSlice } from '../../../shared/contract/statistics.ts'
import type { BusinessDays } from '../shop/business-days.ts'
import type { FigureName, FigureRow, FiguresQueries, RowCursor } from './figures.queries.ts'
import type { Scope } from './statistics.service.ts'

/** Rows looked at for one answer, so that a rare part of a long stretch does not hold everybody up. */
const mostLookedAt = 2_000
const pieceSize = 500

/**
 * The rows behind a part of a figure, newest day first. The kept figures tell on which days there are any; within a day the rows
 * are sifted. A page ends early when much was looked at; the caller goes on from `next`.
 */
export function rowsOfSlice(
  queries: FiguresQueries, days: BusinessDays, scope: Scope, figure: FigureName, from: Day, to: Day, slice: FigureSlice, before: RowCursor | null, limit: number,
): { rows: FigureRow[]; next: RowCursor | null } {
  const isIn = (at: number, day: Day): boolean => slice.hour === null || localHourOf(at, days.ruleFor(day).zone) === slice.hour
  const rows: FigureRow[] = []
  let lookedAt = 0
  for (const day of daysOf(queries, scope, from, before?.day ?? to, slice, isIn)) {
    let cursor = before?.day === day ? before : null
    do {
      const piece = queries.rows(scope, figure, day, day, cursor, pieceSize)
      for (const row of piece.rows) {
        if ((slice.accountId !== null && row.accountId !== slice.accountId) || (slice.methodKind !== null && row.methodKind !== slice.methodKind) || !isIn(row.at, day)) continue
        if (rows.length === limit) return { rows, next: cursorOf(rows.at(-1)!) }
        rows.push(row)
      }
      lookedAt += piece.rows.length
      cursor = piece.next
      if (lookedAt >= mostLookedAt && piece.rows.length > 0) return { rows, next: cursorOf(piece.rows.at(-1)!) }
    } while (cursor !== null)
  }
  return { rows, next: null }
}

const cursorOf = ({ businessDay, factId }: FigureRow): RowCursor => ({ day: businessDay, id: factId })

function daysOf(queries: FiguresQueries, scope: Scope, from: Day, to: Day, { accountId, methodKind }: FigureSlice, isIn: (at: number, day: Day) => boolean): Day[] {
  const found = queries.hoursWith(scope, from, to, { accountId, methodKind }).filter(({ day, hourAt }) => isIn(hourAt, day))
  return [...new Set(found.map(({ day }) => day))]
}
