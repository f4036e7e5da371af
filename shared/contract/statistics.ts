import { z } from 'zod'
import { MethodKind } from './accounts.ts'
import { books, Currency, Day, Environment, Instant, Minor, PageSize, Ulid } from './values.ts'

export const Figures = z.object({
  from: Day,
  to: Day,
  grossMinor: Minor,
  refundsMinor: Minor,
  netMinor: Minor,
  feesMinor: Minor,
  chargebacksMinor: Minor,
  proceedsMinor: Minor,
  payments: z.number().int(),
  refunds: z.number().int(),
  orders: z.number().int(),
  paidOrders: z.number().int(),
  unpaidOrders: z.number().int(),
  successBps: z.number().int().nullable(),
  averageMinor: Minor.nullable(),
})
export type Figures = z.infer<typeof Figures>

export const DayPoint = z.object({
  day: Day, grossMinor: Minor, refundsMinor: Minor, feesMinor: Minor, chargebacksMinor: Minor, payments: z.number().int(), refunds: z.number().int(),
})
export type DayPoint = z.infer<typeof DayPoint>

export const FigureName = z.enum(['gross', 'refunds', 'net', 'fees', 'chargebacks', 'proceeds'])
export type FigureName = z.infer<typeof FigureName>

export const FigureRow = z.object({
  factId: Ulid,
  kind: z.enum(['payment', 'refund', 'refund_returned', 'fee', 'fee_refund', 'chargeback', 'chargeback_reversal', 'dispute_fee']),
  minor: Minor,
  currency: Currency,
  at: Instant,
  businessDay: Day,
  methodKind: z.string(),
  accountId: Ulid,
  orderId: Ulid,
  orderNumber: z.number().int(),
  platformReference: z.string(),
})
export type FigureRow = z.infer<typeof FigureRow>

const Weekday = z.number().int().min(1).max(7)

/** An hour of a weekday, all such days of a stretch together. */
export const WeekHour = z.object({ weekday: Weekday, hour: z.number().int(), grossMinor: Minor, payments: z.number().int() })
export type WeekHour = z.infer<typeof WeekHour>

/** A part of a figure: one bar of a chart. What is null is not narrowed down. */
export const FigureSlice = z.object({
  /** Clock hour in the shop, 0 to 23. */
  hour: z.number().int().min(0).max(23).nullable(),
  /** Of the business day, Monday 1 to Sunday 7. */
  weekday: Weekday.nullable(),
  methodKind: MethodKind.nullable(),
  accountId: Ulid.nullable(),
})
export type FigureSlice = z.infer<typeof FigureSlice>

/** An hour of today, and what is usual in it. */
export const TodayHour = z.object({ hour: z.number().int(), grossMinor: Minor, payments: z.number().int(), usualMinor: Minor.nullable() })
export type TodayHour = z.infer<typeof TodayHour>

const Scope = z.object({ environment: Environment, currency: Currency })
const Range = Scope.extend({ from: Day, to: Day })
const Cursor = z.object({ day: Day, id: Ulid })

export const statistics = {
  /** What can be shown: live figures as soon as a live account exists, and one currency at a time. */
  scope: books.output(z.object({ environment: Environment, environments: z.array(Environment), currencies: z.array(Currency), businessDay: Day, now: Instant, zone: z.string(), cutoffHour: z.number().int() })),
  figures: books.input(Range).output(z.object({ figures: Figures, comparison: Figures })),
  /**
   * Today so far against the same weekday of the four weeks before, up to the same moment of its day; and the hours in the order of
   * the business day, each against the mean of the whole hour.
   */
  today: books.input(Scope).output(z.object({
    day: Day, at: Instant, grossMinor: Minor, usualMinor: Minor.nullable(), payments: z.number().int(), usualPayments: z.number().int().nullable(),
    daysCompared: z.number().int(), hours: z.array(TodayHour),
  })),
  byDay: books.input(Range).output(z.object({ points: z.array(DayPoint), comparison: z.array(DayPoint) })),
  byHour: books.input(Range).output(z.array(z.object({ hour: z.number().int(), grossMinor: Minor, payments: z.number().int() }))),
  /** Hour by hour of each weekday; those in which nothing was taken are left out. */
  byWeekHour: books.input(Range).output(z.array(WeekHour)),
  byMethod: books.input(Range).output(z.array(z.object({ methodKind: MethodKind, accountId: Ulid, grossMinor: Minor, payments: z.number().int() }))),
  /**
   * The rows behind a figure or behind a part of it; their sum is the figure. A page of a part may be short, even empty: as long
   * as `next` is not null there may be more.
   */
  rows: books
    .input(Range.extend({ figure: FigureName, slice: FigureSlice.nullable().default(null), before: Cursor.nullable(), limit: PageSize }))
    .output(z.object({ rows: z.array(FigureRow), next: Cursor.nullable() })),
}
