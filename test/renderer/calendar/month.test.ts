import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isMonth, lastDayOf, monthOf, nextMonth, previousMonth, weeksOf } from '../../../renderer/calendar/month.ts'
import { weekdayOf } from '../../../shared/business-day.ts'

const months = fc.tuple(fc.integer({ min: 1990, max: 2100 }), fc.integer({ min: 1, max: 12 })).map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`)

test('the weeks of a month are whole, begin on Monday and have each of its days', () => {
  fc.assert(fc.property(months, (month) => {
    const weeks = weeksOf(month)
    expect(weeks.every((week) => week.length === 7 && weekdayOf(week[0]!) === 1)).toBe(true)
    expect(weeks.flat().filter((day) => monthOf(day) === month)).toHaveLength(Number.parseInt(lastDayOf(month).slice(8), 10))
  }))
})
test('one month on and back again', () => {
  fc.assert(fc.property(months, (month) => {
    expect(previousMonth(nextMonth(month))).toBe(month)
  }))
})
test.each([['2026-02', '2026-02-28'], ['2028-02', '2028-02-29'], ['2026-12', '2026-12-31']])('the last day of %s is %s', (month, day) => {
  expect(lastDayOf(month)).toBe(day)
})
test.each(['2026-00', '2026-13', '2026-1', 'x'])('%s is no month', (text) => {
  expect(isMonth(text)).toBe(false)
})
