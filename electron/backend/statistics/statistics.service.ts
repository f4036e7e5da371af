import { addDays, daysBetween, localHourOf, weekdayOf, type Day } from '../../../shared/business-day.ts'
import type { FigureSlice } from '../../../shared/contract/statistics.ts'
import type { CurrencyCode } from '../../../shared/currency.ts'
import { mean, money as toMoney } from '../../../shared/money.ts'
import type { Clock } from '../host.ts'
import type { MethodKind } from '../platforms/platform.ts'
import type { BusinessDays } from '../shop/business-days.ts'
import { rowsOfSlice } from './figure-rows.ts'
import type { FigureName, FiguresQueries, MoneySums, RowCursor } from './figures.queries.ts'
import type { Scope } from './scope.ts'

/** The shop's figures of a stretch of business days, in minor units of one currency. Definitions are on the page, word for word the same. */
export interface Figures {
  readonly from: Day
  readonly to: Day
  /** Taken from customers. */
  readonly grossMinor: number
  /** Paid back to customers, counted on the day it was paid back. */
  readonly refundsMinor: number
  /** gross − refunds. */
  readonly netMinor: number
  /** Kept by platforms, dispute fees included. */
  readonly feesMinor: number
  /** Taken back by banks in disputes and not given back. */
  readonly chargebacksMinor: number
  /** net − fees − chargebacks: what should reach the bank. */
  readonly proceedsMinor: number
  /** Payments taken. */
  readonly payments: number
  readonly refunds: number
  /** Orders made on these days, and what became of them: the rest is still open. */
  readonly orders: number
  readonly paidOrders: number
  readonly unpaidOrders: number
  /** Paid of those that have an end, in hundredths of a per cent; null without any. */
  readonly successBps: number | null
  /** gross ÷ payments, rounded half up; null without any. */
  readonly averageMinor: number | null
}

export interface DayPoint extends MoneySums {
  readonly day: Day
}

export interface HourPoint {
  /** Clock hour in the shop, 0 to 23. */
  readonly hour: number
  readonly grossMinor: number
  readonly payments: number
}

/** An hour of a weekday. An hour after midnight belongs to the business day that it ends. */
export interface WeekHourPoint extends HourPoint {
  /** Monday 1 to Sunday 7. */
  readonly weekday: number
}

export interface MethodShare {
  readonly methodKind: MethodKind
  readonly accountId: string
  readonly grossMinor: number
  readonly payments: number
}

/** How today stands against the same weekday of the four weeks before, each counted up to the same moment of its day. */
export interface TodayComparison {
  readonly day: Day
  readonly at: number
  readonly grossMinor: number
  /** Mean of the days that had trade; null when there were none. */
  readonly usualMinor: number | null
  readonly payments: number
  readonly usualPayments: number | null
  readonly daysCompared: number
  /** In the order of the business day; each against the mean of the whole hour on days that had trade. */
  readonly hours: readonly (HourPoint & { readonly usualMinor: number | null })[]
}

export interface StatisticsParts {
  readonly queries: FiguresQueries
  readonly clock: Clock
  readonly days: () => BusinessDays
}

export type StatisticsService = ReturnType<typeof createStatisticsService>

/** The one metric layer: every figure on every screen and in every export comes from here. */
export function createStatisticsService({ queries, clock, days }: StatisticsParts) {
  const figures = (scope: Scope, from: Day, to: Day): Figures => {
    const money = queries.moneySums(scope, from, to)
    const orders = queries.orderCounts(scope, from, to)
    const ended = orders.paid + orders.unpaid
    const netMinor = money.grossMinor - money.refundsMinor
    return {
      from, to, ...money, netMinor,
      proceedsMinor: netMinor - money.feesMinor - money.chargebacksMinor,
      orders: orders.created, paidOrders: orders.paid, unpaidOrders: orders.unpaid,
      successBps: ended === 0 ? null : Math.round((orders.paid * 10_000) / ended),
      averageMinor: money.payments <= 0 ? null : mean(toMoney(money.grossMinor, scope.currency), money.payments).minor,
    }
  }

  const byDay = (scope: Scope, from: Day, to: Day): DayPoint[] => {
    const found = new Map(queries.moneyByDay(scope, from, to).map((point) => [point.day, point]))
    const none = { grossMinor: 0, refundsMinor: 0, feesMinor: 0, chargebacksMinor: 0, payments: 0, refunds: 0 }
    return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => {
      const day = addDays(from, index)
      return found.get(day) ?? { day, ...none }
    })
  }

  const byHour = (scope: Scope, from: Day, to: Day): HourPoint[] => {
    const points = Array.from({ length: 24 }, (_, hour) => ({ hour, grossMinor: 0, payments: 0 }))
    for (const bucket of queries.moneyByHour(scope, from, to)) {
      const point = points[localHourOf(bucket.hourAt, days().ruleFor(bucket.day).zone)]!
      point.grossMinor += bucket.grossMinor
      point.payments += bucket.payments
    }
    return points
  }

  const byWeekHour = (scope: Scope, from: Day, to: Day): WeekHourPoint[] => {
    const points = new Map<number, WeekHourPoint>()
    for (const { day, hourAt, grossMinor, payments } of queries.moneyByHour(scope, from, to)) {
      if (payments === 0) continue
      const [weekday, hour] = [weekdayOf(day), localHourOf(hourAt, days().ruleFor(day).zone)]
      const known = points.get(weekday * 24 + hour)
      points.set(weekday * 24 + hour, { weekday, hour, grossMinor: grossMinor + (known?.grossMinor ?? 0), payments: payments + (known?.payments ?? 0) })
    }
    return [...points].sort(([a], [b]) => a - b).map(([, point]) => point)
  }

  const meanMinor = (scope: Scope, sums: readonly number[]): number | null =>
    sums.length === 0 ? null : mean(toMoney(sums.reduce((a, b) => a + b, 0), scope.currency), sums.length).minor

  const today = (scope: Scope): TodayComparison => {
    const now = clock.now()
    const day = days().dayOf(now)
    const elapsedMs = now - days().startOf(day)
    // A day that sold only later counts with nothing by now: otherwise what is usual in the morning is that of early days alone.
    const traded = [1, 2, 3, 4].map((weeks) => addDays(day, -7 * weeks)).map((earlier) => ({ earlier, hours: byHour(scope, earlier, earlier) })).filter(({ hours }) => hours.some(({ payments }) => payments > 0))
    const soFar = queries.grossUntil(scope, day, now)
    const before = traded.map(({ earlier }) => queries.grossUntil(scope, earlier, days().startOf(earlier) + elapsedMs))
    return {
      day, at: now, grossMinor: soFar.minor, payments: soFar.payments, daysCompared: before.length,
      usualMinor: meanMinor(scope, before.map(({ minor }) => minor)),
      usualPayments: before.length === 0 ? null : Math.round(before.reduce((sum, { payments }) => sum + payments, 0) / before.length),
      hours: hoursOfDay(scope, day, traded.map(({ hours }) => hours)),
    }
  }

  const hoursOfDay = (scope: Scope, day: Day, before: readonly (readonly HourPoint[])[]): TodayComparison['hours'] => {
    const { cutoffHour } = days().ruleFor(day)
    const points = byHour(scope, day, day)
    return Array.from({ length: 24 }, (_, index) => {
      const hour = (cutoffHour + index) % 24
      return { ...points[hour]!, usualMinor: meanMinor(scope, before.map((hours) => hours[hour]!.grossMinor)) }
    })
  }

  return {
    figures, byDay, byHour, byWeekHour, today,
    byMethod: (scope: Scope, from: Day, to: Day): MethodShare[] => queries.moneyByMethod(scope, from, to),
    /** The stretch of the same length that ended where this one begins. */
    comparisonRange: (from: Day, to: Day): { from: Day; to: Day } => {
      const length = daysBetween(from, to) + 1
      // Whole weeks back where that is possible, so that Sundays meet Sundays.
      const shift = length % 7 === 0 || length > 7 ? Math.ceil(length / 7) * 7 : 7
      return { from: addDays(from, -shift), to: addDays(to, -shift) }
    },
    currencies: (environment: 'test' | 'live'): CurrencyCode[] => queries.currencies(environment),
    /** The rows behind a figure, or behind a part of it. */
    rows: (scope: Scope, figure: FigureName, from: Day, to: Day, slice: FigureSlice | null, before: RowCursor | null, limit: number) =>
      slice === null ? queries.rows(scope, figure, from, to, before, limit) : rowsOfSlice(queries, days(), scope, figure, from, to, slice, before, limit),
    /** Days on which the kept figures differ from a recount of the facts and orders. */
    problems: queries.problems,
  }
}
