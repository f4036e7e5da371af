import { addDays, weekdayOf, type Day } from '../../../../shared/business-day.ts'

/** The days of a year on which banks of a place are closed although the week says otherwise; may contain weekend days. */
export type YearlyHolidays = (year: number) => readonly Day[]

const two = (part: number): string => String(part).padStart(2, '0')
const dayOf = (year: number, month: number, day: number): Day => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`

/** Easter Sunday in the Gregorian calendar, by the rule of Meeus, Jones and Butcher. */
export function easterSunday(year: number): Day {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const sum = epact + weekday - 7 * shift + 114
  return dayOf(year, Math.floor(sum / 31), (sum % 31) + 1)
}

/** The n-th such weekday of a month; `weekday` 1 Monday to 7 Sunday. */
function nthWeekday(year: number, month: number, weekday: number, n: number): Day {
  const first = dayOf(year, month, 1)
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1))
}

function lastWeekday(year: number, month: number, weekday: number): Day {
  const fifth = nthWeekday(year, month, weekday, 5)
  return fifth.slice(5, 7) === two(month) ? fifth : addDays(fifth, -7)
}

/** Closing days of TARGET, on which no euro moves between banks. Source: ECB, long-term calendar in force since 2002. */
export const targetHolidays: YearlyHolidays = (year) => {
  const easter = easterSunday(year)
  return [dayOf(year, 1, 1), addDays(easter, -2), addDays(easter, 1), dayOf(year, 5, 1), dayOf(year, 12, 25), dayOf(year, 12, 26)]
}

/**
 * Holidays of the Federal Reserve Banks. One that falls on a Sunday is kept on the Monday after it; one that falls on a
 * Saturday is not kept at all. Source: Federal Reserve Bank Services, holiday schedule. Juneteenth since 2022.
 */
export const fedwireHolidays: YearlyHolidays = (year) => {
  const fixed = [dayOf(year, 1, 1), ...(year >= 2022 ? [dayOf(year, 6, 19)] : []), dayOf(year, 7, 4), dayOf(year, 11, 11), dayOf(year, 12, 25)]
  return [
    ...fixed.map((day) => (weekdayOf(day) === 7 ? addDays(day, 1) : day)),
    nthWeekday(year, 1, 1, 3), nthWeekday(year, 2, 1, 3), lastWeekday(year, 5, 1), nthWeekday(year, 9, 1, 1),
    nthWeekday(year, 10, 1, 2), nthWeekday(year, 11, 4, 4),
  ]
}

/** Days that were moved or added by proclamation. Source: UK government, bank holidays of England and Wales. */
const englandByProclamation: Readonly<Record<number, { readonly moved: Readonly<Record<Day, Day>>; readonly added: readonly Day[] }>> = {
  2020: { moved: { '2020-05-04': '2020-05-08' }, added: [] },
  2022: { moved: { '2022-05-30': '2022-06-02' }, added: ['2022-06-03', '2022-09-19'] },
  2023: { moved: {}, added: ['2023-05-08'] },
}

/** Bank holidays of England and Wales; one on a weekend is kept on the next weekday that is not one already. */
export const englandHolidays: YearlyHolidays = (year) => {
  const easter = easterSunday(year)
  const movable = [addDays(easter, -2), addDays(easter, 1), nthWeekday(year, 5, 1, 1), lastWeekday(year, 5, 1), lastWeekday(year, 8, 1)]
  const { moved, added } = englandByProclamation[year] ?? { moved: {}, added: [] }
  const kept = new Set<Day>([...movable.map((day) => moved[day] ?? day), ...added])
  for (const holiday of [dayOf(year, 1, 1), dayOf(year, 12, 25), dayOf(year, 12, 26)].toSorted(weekdaysFirst)) {
    let day = holiday
    while (weekdayOf(day) > 5 || kept.has(day)) day = addDays(day, 1)
    kept.add(day)
  }
  return [...kept]
}

/** Boxing Day on a Monday stays where it is; it is Christmas Day, on the Sunday, that moves behind it. */
const weekdaysFirst = (a: Day, b: Day): number => Number(weekdayOf(a) > 5) - Number(weekdayOf(b) > 5)
