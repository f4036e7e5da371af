/** A calendar day as text, "2026-01-31". Sorts as text. */
export type Day = string

/** When a shop's day begins: an hour of the clock in the shop's zone. 4 means that a sale at 02:30 belongs to the evening before. */
export interface BusinessDayRule {
  /** IANA name, "Europe/Berlin". */
  readonly zone: string
  /** 0 to 23. */
  readonly cutoffHour: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
/** Zone offsets change on quarter hours only, so one answer serves a quarter of an hour. */
const OFFSET_STEP_MS = 900_000

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, Map<number, number>>()

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', era: 'short',
      year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    })
    formats.set(zone, format)
  }
  return format
}

export function isTimeZone(zone: string): boolean {
  try {
    formatFor(zone)
    return true
  } catch {
    return false
  }
}

/** How far the zone's clocks are ahead of UTC at this instant, in milliseconds. */
function offsetMs(at: number, zone: string): number {
  const step = Math.floor(at / OFFSET_STEP_MS)
  let known = offsets.get(zone)
  if (known === undefined) offsets.set(zone, (known = new Map()))
  let offset = known.get(step)
  if (offset === undefined) {
    const instant = step * OFFSET_STEP_MS
    const parts: Record<string, number> = {}
    for (const { type, value } of formatFor(zone).formatToParts(instant)) parts[type] = Number(value)
    offset = Date.UTC(parts['year']!, parts['month']! - 1, parts['day'], parts['hour'], parts['minute'], parts['second']) - instant
    if (known.size > 50_000) known.clear()
    known.set(step, offset)
  }
  return offset
}

const dayText = (ms: number): Day => new Date(ms).toISOString().slice(0, 10)
const dayMs = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

/** True for a real calendar day written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = dayMs(text)
  return !Number.isNaN(ms) && dayText(ms) === text
}

export const addDays = (day: Day, count: number): Day => dayText(dayMs(day) + count * DAY_MS)

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((dayMs(to) - dayMs(from)) / DAY_MS)

/** 1 Monday to 7 Sunday (ISO 8601). */
export const weekdayOf = (day: Day): number => new Date(dayMs(day)).getUTCDay() || 7

/** The instant of a clock reading in a zone. A reading that daylight saving skips gives the first instant after the gap; one that occurs twice, the first. */
export function instantOf(day: Day, hour: number, zone: string): number {
  const wall = dayMs(day) + hour * HOUR_MS
  // The offset in force is one of those a day to either side; the earliest instant that reads at or after `wall` is wanted.
  const candidates = [offsetMs(wall - DAY_MS, zone), offsetMs(wall + DAY_MS, zone)].map((offset) => wall - offset)
  const exact = candidates.filter((at) => at + offsetMs(at, zone) === wall)
  if (exact.length > 0) return Math.min(...exact)
  // In a gap: clocks jump from before `wall` to after it. The jump lies between the two candidates, on a quarter hour.
  const [low, high] = [Math.min(...candidates), Math.max(...candidates)]
  for (let at = Math.floor(low / OFFSET_STEP_MS) * OFFSET_STEP_MS; at <= high; at += OFFSET_STEP_MS) {
    if (at + offsetMs(at, zone) >= wall) return at
  }
  return high
}

/** The first instant of a business day; the next day's start is its end (not included). A day may have 23 or 25 hours. */
export const businessDayStart = (day: Day, rule: BusinessDayRule): number => instantOf(day, rule.cutoffHour, rule.zone)

export function businessDayRange(day: Day, rule: BusinessDayRule): { fromAt: number; toAt: number } {
  return { fromAt: businessDayStart(day, rule), toAt: businessDayStart(addDays(day, 1), rule) }
}

/** The business day that an instant belongs to. */
export function businessDayOf(at: number, rule: BusinessDayRule): Day {
  const guess = dayText(at + offsetMs(at, rule.zone) - rule.cutoffHour * HOUR_MS)
  // On the two nights when clocks change, the guess by subtraction can be a day off.
  if (at < businessDayStart(guess, rule)) return addDays(guess, -1)
  if (at >= businessDayStart(addDays(guess, 1), rule)) return addDays(guess, 1)
  return guess
}

/** The calendar day on the shop's wall. */
export const localDayOf = (at: number, zone: string): Day => dayText(at + offsetMs(at, zone))

/** The hour on the shop's wall, 0 to 23. */
export const localHourOf = (at: number, zone: string): number => new Date(at + offsetMs(at, zone)).getUTCHours()

/** The instant at which the hour on the shop's wall began. When clocks go back, the doubled hour has two of them. */
export function localHourStart(at: number, zone: string): number {
  const offset = offsetMs(at, zone)
  return Math.floor((at + offset) / HOUR_MS) * HOUR_MS - offset
}
