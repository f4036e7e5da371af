import type { WeekHour } from '../../shared/contract/statistics.ts'
import { hoursWorthShowing } from '../figures/chart/column.ts'

export interface WeekCells {
  /** Clock hours, from the one with which the business day begins; only those worth showing. */
  readonly hours: readonly number[]
  /** Monday first; an hour without trade is null. */
  readonly days: readonly { readonly weekday: number; readonly cells: readonly (WeekHour | null)[] }[]
  readonly best: WeekHour | null
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** The hours of the week as rows of weekdays. */
export function weekCellsOf(found: readonly WeekHour[], cutoffHour: number): WeekCells {
  const takenIn = (hour: number): number => found.reduce((sum, cell) => sum + (cell.hour === hour ? cell.grossMinor : 0), 0)
  const clock = Array.from({ length: 24 }, (_, index) => (cutoffHour + index) % 24)
  const hours = hoursWorthShowing(clock.map((hour) => ({ hour, grossMinor: takenIn(hour) }))).map(({ hour }) => hour)
  const at = new Map(found.map((cell) => [cell.weekday * 24 + cell.hour, cell]))
  return {
    hours,
    days: weekdays.map((weekday) => ({ weekday, cells: hours.map((hour) => at.get(weekday * 24 + hour) ?? null) })),
    best: found.reduce<WeekHour | null>((most, cell) => (cell.grossMinor > (most?.grossMinor ?? 0) ? cell : most), null),
  }
}
