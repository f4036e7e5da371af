import type { Day } from '../../../../shared/business-day.ts'

const FIRST_YEAR = 1990
const LAST_YEAR = 2100

const twoDigits = (value: number): string => String(value).padStart(2, '0')

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** A real calendar day between 1990 and 2100, or null. */
export function dayOf(year: number, month: number, day: number): Day | null {
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return null
  const length = month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0)
  return day >= 1 && day <= length ? `${year}-${twoDigits(month)}-${twoDigits(day)}` : null
}

/** Reads the first eight digits of "20260131", "2026-01-31" or "20260131120000[-5:EST]" as a day; a time of day or zone does not move it. */
export function dayFromDigits(text: string): Day | null {
  const match = /^(\d{4})(\d{2})(\d{2})/.exec(text) ?? /^(\d{4})-(\d{2})-(\d{2})/.exec(text)
  return match === null ? null : dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** Reads "2026-01-31" or "2026-01-31T23:59:00.000Z" as the day that is written; a bank's booking day is not moved into another zone. */
export function dayFromIso(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:$|T|[+-]\d{2}:\d{2}$|Z$)/.exec(text.trim())
  return match === null ? null : dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** The year a two-digit year means in bank files: 00 to 79 are 2000 to 2079, the rest 1980 to 1999. */
export const fullYear = (twoDigitYear: number): number => (twoDigitYear < 80 ? 2000 : 1900) + twoDigitYear

/** Reads "260131". */
export function dayFromShort(text: string): Day | null {
  const match = /^(\d{2})(\d{2})(\d{2})$/.exec(text)
  return match === null ? null : dayOf(fullYear(Number(match[1])), Number(match[2]), Number(match[3]))
}
