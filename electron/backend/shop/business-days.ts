import { addDays, businessDayOf, businessDayStart, type BusinessDayRule, type Day } from '../../../shared/business-day.ts'

export interface DatedRule extends BusinessDayRule {
  readonly validFromDay: Day
}

/** The shop's days under the rules that were in force. Rules are sorted, and the first holds for all days before it too. */
export interface BusinessDays {
  ruleFor(day: Day): BusinessDayRule
  readonly dayOf: (at: number) => Day
  /** First instant of the day; the next day's start is its end. */
  startOf(day: Day): number
  /** From the start of one day to the end of another, end not included. */
  rangeOf(from: Day, to: Day): { fromAt: number; toAt: number }
}

export function createBusinessDays(rules: readonly [DatedRule, ...DatedRule[]]): BusinessDays {
  const ruleFor = (day: Day): DatedRule => rules.findLast((rule) => rule.validFromDay <= day) ?? rules[0]
  const startOf = (day: Day): number => businessDayStart(day, ruleFor(day))

  const dayOf = (at: number): Day => {
    // The newest rule is right except around the day on which a rule changed; from there walk to the day that holds `at`.
    let day = businessDayOf(at, rules[rules.length - 1]!)
    while (at < startOf(day)) day = addDays(day, -1)
    while (at >= startOf(addDays(day, 1))) day = addDays(day, 1)
    return day
  }
  return { ruleFor, dayOf, startOf, rangeOf: (from, to) => ({ fromAt: startOf(from), toAt: startOf(addDays(to, 1)) }) }
}
