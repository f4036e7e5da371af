import type { Day } from '../../../shared/business-day.ts'

/** One column of a chart: what is now, and behind it what was before or is usual. Minor units of one currency. */
export interface Column {
  readonly key: string
  /** Under the axis. */
  readonly label: string
  /** The column in full, for the line above the chart and for those who listen. */
  readonly words: string
  readonly upMinor: number
  /** Below the line; 0 for none. */
  readonly downMinor: number
  readonly beforeMinor: number | null
  /** It is still being filled. */
  readonly isUnfinished: boolean
}

/** Days that one column stands for. */
export interface Bucket {
  readonly from: Day
  readonly to: Day
  readonly grossMinor: number
  readonly refundsMinor: number
  readonly payments: number
  readonly beforeMinor: number
}

interface Point {
  readonly day: Day
  readonly grossMinor: number
  readonly refundsMinor: number
  readonly payments: number
}

export type BucketSize = 'day' | 'week' | 'month'

const mostDays = 62
const mostWeeksInDays = 62 * 7

/** How many days a column stands for, so that columns stay wide enough to be pointed at. */
export const bucketSizeOf = (days: number): BucketSize => (days <= mostDays ? 'day' : days <= mostWeeksInDays ? 'week' : 'month')

/**
 * Days put together into the columns of a chart. `before` are as many days, earlier, one for each. A week begins on Monday; the
 * first and the last column may be shorter.
 */
export function bucketsOf(points: readonly Point[], before: readonly Point[], size: BucketSize): Bucket[] {
  const buckets: Bucket[] = []
  let present = ''
  points.forEach((point, index) => {
    const name = bucketName(point.day, size)
    const last = buckets.at(-1)
    const beforeMinor = before[index]?.grossMinor ?? 0
    if (last === undefined || name !== present) {
      present = name
      buckets.push({ from: point.day, to: point.day, grossMinor: point.grossMinor, refundsMinor: point.refundsMinor, payments: point.payments, beforeMinor })
      return
    }
    buckets[buckets.length - 1] = {
      from: last.from, to: point.day, grossMinor: last.grossMinor + point.grossMinor, refundsMinor: last.refundsMinor + point.refundsMinor,
      payments: last.payments + point.payments, beforeMinor: last.beforeMinor + beforeMinor,
    }
  })
  return buckets
}

const dayMs = 86_400_000
/** 1 January 1970 was a Thursday; this many days later weeks begin on Mondays. */
const mondayShift = 3

function bucketName(day: Day, size: BucketSize): string {
  if (size === 'day') return day
  if (size === 'month') return day.slice(0, 7)
  return String(Math.floor((Date.parse(`${day}T00:00:00Z`) / dayMs + mondayShift) / 7))
}

/** Which columns are named under the axis: every so many, so that no more than `most` are. */
export function labelledEvery(count: number, most: number): number {
  return Math.max(1, Math.ceil(count / most))
}

interface Hour {
  readonly hour: number
  readonly grossMinor: number
  readonly usualMinor?: number | null
}

const fewestHours = 10

/** The hours worth showing, in the given order: from the first with any trade to the last, and never so few that they look odd. */
export function hoursWorthShowing<H extends Hour>(hours: readonly H[]): H[] {
  const busy = hours.map(({ grossMinor, usualMinor }) => grossMinor > 0 || (usualMinor ?? 0) > 0)
  let [first, last] = [busy.indexOf(true), busy.lastIndexOf(true)]
  if (first < 0) [first, last] = [hours.findIndex(({ hour }) => hour === 9), hours.findIndex(({ hour }) => hour === 18)]
  for (let grow = 0; last - first + 1 < fewestHours && (first > 0 || last < hours.length - 1); grow += 1) {
    if (grow % 2 === 0 ? first > 0 : last >= hours.length - 1) first -= 1
    else last += 1
  }
  return hours.slice(first, last + 1)
}
