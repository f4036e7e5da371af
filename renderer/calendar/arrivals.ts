import type { Day } from '../../shared/business-day.ts'
import type { CalendarEntry } from '../../shared/contract/settlements.ts'

export type Arrival = CalendarEntry['arrival']

/** What asks for attention comes first. */
export const arrivalOrder: readonly Arrival[] = ['at_risk', 'late', 'partly', 'due', 'expected', 'arrived', 'taken']

/** Payouts of one standing and currency, of all accounts together. */
export interface ArrivalSum {
  readonly arrival: Arrival
  readonly currency: string
  readonly minor: number
  readonly payouts: number
}

/** One sum for each standing and currency: those that ask for attention first, then the currencies by their codes. */
export function sumsOfArrivals(entries: readonly CalendarEntry[]): ArrivalSum[] {
  const sums = new Map<string, ArrivalSum>()
  for (const { arrival, currency, minor, payouts } of entries) {
    const key = `${arrivalOrder.indexOf(arrival)} ${currency}`
    const before = sums.get(key)
    sums.set(key, { arrival, currency, minor: (before?.minor ?? 0) + minor, payouts: (before?.payouts ?? 0) + payouts })
  }
  return [...sums].toSorted(([a], [b]) => a.localeCompare(b)).map(([, sum]) => sum)
}

export const entriesOf = (entries: readonly CalendarEntry[], day: Day): CalendarEntry[] => entries.filter((entry) => entry.day === day)
