import { addDays, daysBetween, weekdayOf, type Day } from '../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../shared/currency.ts'
import { englandHolidays, fedwireHolidays, targetHolidays, type YearlyHolidays } from './bank-holidays.ts'
import type { BankCalendar } from './matching.ts'

export interface BankCalendarRules {
  /** Days of the week without bank business, 1 Monday to 7 Sunday; at most six. */
  readonly weekend: readonly number[]
  /** Single days on top of what `yearly` gives: announced year by year, or known to the shop. */
  readonly holidays: readonly Day[]
  readonly yearly?: YearlyHolidays
}

/** A calendar from a week, a rule for each year and single days. Throws when no day of the week is left: nobody banks there. */
export function createBankCalendar({ weekend, holidays, yearly = () => [] }: BankCalendarRules): BankCalendar {
  const closed = new Set(weekend)
  if (closed.size >= 7) throw new RangeError('a week needs a bank day')
  const years = new Map<string, ReadonlySet<Day>>()

  /** Holidays that fall on what would be a bank day, by year. */
  const holidaysIn = (year: string): ReadonlySet<Day> => {
    let days = years.get(year)
    if (days === undefined) {
      const single = holidays.filter((day) => day.startsWith(year))
      days = new Set([...yearly(Number(year)), ...single].filter((day) => !closed.has(weekdayOf(day))))
      years.set(year, days)
    }
    return days
  }
  const isBankDay = (day: Day): boolean => !closed.has(weekdayOf(day)) && !holidaysIn(day.slice(0, 4)).has(day)

  /** Bank days after `from`, up to and including `to`, which is not earlier. */
  const countAfter = (from: Day, to: Day): number => {
    const days = daysBetween(from, to)
    let count = Math.floor(days / 7) * (7 - closed.size)
    for (let back = 0; back < days % 7; back += 1) if (!closed.has(weekdayOf(addDays(to, -back)))) count += 1
    for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
      for (const holiday of holidaysIn(String(year).padStart(4, '0'))) if (holiday > from && holiday <= to) count -= 1
    }
    return count
  }

  return {
    isBankDay,
    addBankDays: (day, count) => {
      const step = count < 0 ? -1 : 1
      let left = Math.abs(count)
      let at = day
      // No bank day at all to go: money that is due on a closed day comes on the next open one.
      if (left === 0) while (!isBankDay(at)) at = addDays(at, 1)
      while (left > 0) {
        at = addDays(at, step)
        if (isBankDay(at)) left -= 1
      }
      return at
    },
    bankDaysBetween: (from, to) => (from <= to ? countAfter(from, to) : -countAfter(to, from) || 0),
  }
}

const saturdaySunday = [6, 7]

/** Where banks rest on Friday and Saturday. */
const fridaySaturday: ReadonlySet<CurrencyCode> = new Set(['BDT', 'BHD', 'DZD', 'EGP', 'ILS', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'QAR', 'SAR'])

const holidayRules: ReadonlyMap<CurrencyCode, YearlyHolidays> = new Map([
  ['EUR', targetHolidays],
  ['USD', fedwireHolidays],
  ['GBP', englandHolidays],
])

/** Every day counts. */
export const everyDay: BankCalendar = createBankCalendar({ weekend: [], holidays: [] })

/**
 * The bank days of the place where money of a currency moves: TARGET for the euro, Fedwire for the dollar, England for the
 * pound. Elsewhere the week alone, because holidays are announced from year to year (China) or by the moon: the shop's own
 * list of days goes in `extraHolidays`.
 */
export function calendarFor(currency: CurrencyCode, extraHolidays: readonly Day[]): BankCalendar {
  const yearly = holidayRules.get(currency)
  return createBankCalendar({
    weekend: fridaySaturday.has(currency) ? [5, 6] : saturdaySunday,
    holidays: extraHolidays,
    ...(yearly === undefined ? {} : { yearly }),
  })
}
