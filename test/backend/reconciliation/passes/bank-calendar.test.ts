import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarFor, createBankCalendar, everyDay } from '../../../../electron/backend/reconciliation/passes/bank-calendar.ts'
import { easterSunday, englandHolidays, fedwireHolidays, targetHolidays } from '../../../../electron/backend/reconciliation/passes/bank-holidays.ts'
import { addDays, daysBetween } from '../../../../shared/business-day.ts'

const weekend = createBankCalendar({ weekend: [6, 7], holidays: ['2026-11-11'] })
const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days))
const calendar = fc.constantFrom(...['EUR', 'USD', 'GBP', 'CNY', 'SAR'].map((currency) => calendarFor(currency, ['2026-02-17'])), weekend, everyDay)

describe('a bank calendar', () => {
  it('knows weekends and holidays', () => {
    expect(['2026-11-10', '2026-11-11', '2026-11-14', '2026-11-15', '2026-11-16'].map((one) => weekend.isBankDay(one))).toEqual([true, false, false, false, true])
  })

  it.each([
    ['2026-11-13', 1, '2026-11-16'], ['2026-11-10', 1, '2026-11-12'], ['2026-11-16', -1, '2026-11-13'], ['2026-11-14', -1, '2026-11-13'],
    ['2026-11-14', 1, '2026-11-16'], ['2026-11-14', 0, '2026-11-16'], ['2026-11-13', 0, '2026-11-13'], ['2026-11-09', 5, '2026-11-17'],
  ])('from %s by %i goes to %s', (from, count, to) => {
    expect(weekend.addBankDays(from, count)).toBe(to)
  })

  it.each([
    ['2026-11-13', '2026-11-16', 1], ['2026-11-14', '2026-11-16', 1], ['2026-11-14', '2026-11-15', 0], ['2026-11-16', '2026-11-13', -1],
    ['2026-11-10', '2026-11-12', 1], ['2026-11-12', '2026-11-10', -1], ['2026-11-09', '2026-11-09', 0], ['2025-11-10', '2026-11-10', 261],
  ])('from %s to %s are %i bank days', (from, to, count) => {
    expect(weekend.bankDaysBetween(from, to)).toBe(count)
  })

  it('counts the days that it names', () => {
    fc.assert(
      fc.property(calendar, day, fc.integer({ min: 0, max: 800 }), (bank, from, span) => {
        const named = Array.from({ length: span }, (_none, index) => addDays(from, index + 1)).filter((one) => bank.isBankDay(one))
        expect(bank.bankDaysBetween(from, addDays(from, span))).toBe(named.length)
      }),
      { numRuns: 200 },
    )
  })

  it('adds up, and turns round', () => {
    fc.assert(
      fc.property(calendar, day, day, day, (bank, a, b, c) => {
        expect(bank.bankDaysBetween(a, b) + bank.bankDaysBetween(b, c)).toBe(bank.bankDaysBetween(a, c))
        expect(bank.bankDaysBetween(b, a)).toBe(0 - bank.bankDaysBetween(a, b))
      }),
    )
  })

  it('goes as far as it counts, and lands on a bank day', () => {
    fc.assert(
      fc.property(calendar, day, fc.integer({ min: -60, max: 60 }), (bank, from, count) => {
        const to = bank.addBankDays(from, count)
        expect(bank.isBankDay(to)).toBe(true)
        fc.pre(bank.isBankDay(from))
        expect(bank.bankDaysBetween(from, to)).toBe(count)
        expect(bank.addBankDays(to, -count)).toBe(from)
      }),
    )
  })

  it('of every day is the calendar', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(everyDay.bankDaysBetween(a, b)).toBe(daysBetween(a, b))
      }),
    )
  })

  it('needs a day on which banks work', () => {
    expect(() => createBankCalendar({ weekend: [1, 2, 3, 4, 5, 6, 7], holidays: [] })).toThrow('bank day')
  })
})

describe('holidays', () => {
  it.each([[2000, '2000-04-23'], [2008, '2008-03-23'], [2011, '2011-04-24'], [2019, '2019-04-21'], [2024, '2024-03-31'], [2026, '2026-04-05'], [2038, '2038-04-25'], [2285, '2285-03-22']])(
    'Easter of %i is on %s', (year, sunday) => expect(easterSunday(year)).toBe(sunday),
  )

  it('of TARGET are the six of the ECB', () => {
    expect(targetHolidays(2026)).toEqual(['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-01', '2026-12-25', '2026-12-26'])
  })

  it.each([
    [2022, ['2022-01-01', '2022-01-17', '2022-02-21', '2022-05-30', '2022-06-20', '2022-07-04', '2022-09-05', '2022-10-10', '2022-11-11', '2022-11-24', '2022-12-26']],
    [2026, ['2026-01-01', '2026-01-19', '2026-02-16', '2026-05-25', '2026-06-19', '2026-07-04', '2026-09-07', '2026-10-12', '2026-11-11', '2026-11-26', '2026-12-25']],
    [2021, ['2021-01-01', '2021-01-18', '2021-02-15', '2021-05-31', '2021-07-05', '2021-09-06', '2021-10-11', '2021-11-11', '2021-11-25', '2021-12-25']],
  ])('of Fedwire in %i are kept on Monday after a Sunday, and not at all on a Saturday', (year, days) => {
    expect(fedwireHolidays(year).toSorted()).toEqual(days)
  })

  it('that fall on a Saturday leave the Friday open in America', () => {
    expect(calendarFor('USD', []).isBankDay('2026-07-03')).toBe(true)
  })

  it.each([
    [2020, ['2020-01-01', '2020-04-10', '2020-04-13', '2020-05-08', '2020-05-25', '2020-08-31', '2020-12-25', '2020-12-28']],
    [2021, ['2021-01-01', '2021-04-02', '2021-04-05', '2021-05-03', '2021-05-31', '2021-08-30', '2021-12-27', '2021-12-28']],
    [2022, ['2022-01-03', '2022-04-15', '2022-04-18', '2022-05-02', '2022-06-02', '2022-06-03', '2022-08-29', '2022-09-19', '2022-12-26', '2022-12-27']],
    [2023, ['2023-01-02', '2023-04-07', '2023-04-10', '2023-05-01', '2023-05-08', '2023-05-29', '2023-08-28', '2023-12-25', '2023-12-26']],
    [2026, ['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25', '2026-08-31', '2026-12-25', '2026-12-28']],
  ])('of England in %i move from weekends to the next free day', (year, days) => {
    expect(englandHolidays(year).toSorted()).toEqual(days)
  })

  it('of a currency are those of its place, with the days that the shop adds', () => {
    expect(['EUR', 'USD', 'GBP', 'CNY'].map((currency) => calendarFor(currency, []).isBankDay('2026-05-01'))).toEqual([false, true, true, true])
    expect(calendarFor('CNY', ['2026-10-01']).isBankDay('2026-10-01')).toBe(false)
    expect(['2026-11-13', '2026-11-14', '2026-11-15'].map((one) => calendarFor('SAR', []).isBankDay(one))).toEqual([false, false, true])
  })
})
