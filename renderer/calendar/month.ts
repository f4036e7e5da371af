import { addDays, weekdayOf, type Day } from '../../shared/business-day.ts'

/** "2026-11", as it stands in the address. */
export type Month = string

export const monthOf = (day: Day): Month => day.slice(0, 7)
export const firstDayOf = (month: Month): Day => `${month}-01`
export const lastDayOf = (month: Month): Day => addDays(firstDayOf(nextMonth(month)), -1)
export const nextMonth = (month: Month): Month => monthOf(addDays(firstDayOf(month), 31))
export const previousMonth = (month: Month): Month => monthOf(addDays(firstDayOf(month), -1))

export const isMonth = (text: string): boolean => /^\d{4}-(?:0[1-9]|1[0-2])$/u.test(text)

/** The weeks that a month touches, each from Monday to Sunday. */
export function weeksOf(month: Month): Day[][] {
  const first = firstDayOf(month)
  const weeks: Day[][] = []
  for (let monday = addDays(first, 1 - weekdayOf(first)); monday <= lastDayOf(month); monday = addDays(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(monday, index)))
  }
  return weeks
}
