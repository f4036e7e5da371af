import { localHourOf, weekdayOf, type Day } from '../../../shared/business-day.ts'
import type { FigureSlice } from '../../../shared/contract/statistics.ts'
import type { BusinessDays } from '../shop/business-days.ts'
import type { FigureName, FigureRow, FiguresQueries, RowCursor, Span } from './figures.queries.ts'
import type { Scope } from './scope.ts'

/** Rows looked at for one answer, so that a rare part of a long stretch does not hold everybody up. */
const mostLookedAt = 2_000
const pieceSize = 500
const hourMs = 3_600_000

/**
 * The rows behind a part of a figure, newest day first. The kept figures tell on which days and hours there are any; within them
 * the rows are sifted. A page ends early when much was looked at; the caller goes on from `next`.
 */
export function rowsOfSlice(
  queries: FiguresQueries, days: BusinessDays, scope: Scope, figure: FigureName, from: Day, to: Day, slice: FigureSlice, before: RowCursor | null, limit: number,
): { rows: FigureRow[]; next: RowCursor | null } {
  // A day whose rule changed can have an hour at both of its ends, so the span alone does not tell.
  const isIn = ({ at, businessDay, accountId, methodKind }: FigureRow): boolean =>
    (slice.hour === null || localHourOf(at, days.ruleFor(businessDay).zone) === slice.hour)
    && (slice.weekday === null || weekdayOf(businessDay) === slice.weekday)
    && (slice.accountId === null || accountId === slice.accountId) && (slice.methodKind === null || methodKind === slice.methodKind)
  const rows: FigureRow[] = []
  let lookedAt = 0
  for (const [day, span] of spansOf(queries, days, scope, from, before?.day ?? to, slice)) {
    let cursor = before?.day === day ? before : null
    do {
      const piece = queries.rows(scope, figure, day, day, cursor, pieceSize, span)
      for (const row of piece.rows) {
        if (!isIn(row)) continue
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

/** The days with anything of the slice, and from when to when on each. The doubled hour of autumn is one span of two hours. */
function spansOf(queries: FiguresQueries, days: BusinessDays, scope: Scope, from: Day, to: Day, { hour, weekday, accountId, methodKind }: FigureSlice): Map<Day, Span> {
  const spans = new Map<Day, Span>()
  for (const { day, hourAt } of queries.hoursWith(scope, from, to, { accountId, methodKind })) {
    if (weekday !== null && weekdayOf(day) !== weekday) continue
    if (hour !== null && localHourOf(hourAt, days.ruleFor(day).zone) !== hour) continue
    const known = spans.get(day)
    spans.set(day, { fromAt: Math.min(hourAt, known?.fromAt ?? hourAt), untilAt: Math.max(hourAt + hourMs, known?.untilAt ?? 0) })
  }
  return spans
}
