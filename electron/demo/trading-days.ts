import { instantOf, weekdayOf, type Day } from '../../shared/business-day.ts'
import type { Chance } from './chance.ts'

/** Monday first: Fridays and Saturdays are busy, Sundays quiet. */
const weekdays = [0.85, 0.9, 1, 1.05, 1.25, 1.35, 0.45]
/** From opening at 8 to closing at 19: the till's hours by how many come in them. */
const tillHours: readonly (readonly [hour: number, weight: number])[] = [[8, 4], [9, 5], [10, 5], [11, 5], [12, 10], [13, 9], [14, 6], [15, 7], [16, 7], [17, 5], [18, 3]]
const onlineHours: readonly (readonly [hour: number, weight: number])[] = [[7, 1], [9, 2], [11, 3], [13, 3], [15, 3], [17, 3], [19, 5], [20, 6], [21, 6], [22, 4]]

/** How many come on a day: by weekday, a slow wave over the season, a little growth, and luck. */
export function ordersOn(day: Day, place: { readonly index: number; readonly of: number }, usual: number, chance: Chance): number {
  const season = 1 + 0.12 * Math.sin((place.index / 30) * Math.PI)
  const growth = 0.95 + (0.12 * place.index) / Math.max(1, place.of)
  const luck = 0.85 + 0.3 * chance.number()
  return Math.round(usual * weekdays[weekdayOf(day) - 1]! * season * growth * luck)
}

/** Moments of a day at which somebody comes, in order. */
export function momentsOf(day: Day, count: number, where: 'till' | 'online', zone: string, chance: Chance): number[] {
  const hours = where === 'till' ? tillHours : onlineHours
  return Array.from({ length: count }, () => instantOf(day, chance.weighted(hours), zone) + chance.whole(0, 3_599) * 1_000).toSorted((a, b) => a - b)
}
