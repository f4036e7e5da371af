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
  orderId: Ulid,
  orderNumber: z.number().int(),
  platformReference: z.string(),
})
export type FigureRow = z.infer<typeof FigureRow>

const Scope = z.object({ environment: Environment, currency: Currency })
const Range = Scope.extend({ from: Day, to: Day })
const Cursor = z.object({ day: Day, id: Ulid })

export const statistics = {
  /** What can be shown: live figures as soon as a live account exists, and one currency at a time. */
  scope: books.output(z.object({ environment: Environment, environments: z.array(Environment), currencies: z.array(Currency), businessDay: Day, now: Instant, zone: z.string(), cutoffHour: z.number().int() })),
  figures: books.input(Range).output(z.object({ figures: Figures, comparison: Figures })),
  today: books.input(Scope).output(z.object({ day: Day, at: Instant, grossMinor: Minor, usualMinor: Minor.nullable(), daysCompared: z.number().int() })),
  byDay: books.input(Range).output(z.object({ points: z.array(DayPoint), comparison: z.array(DayPoint) })),
  byHour: books.input(Range).output(z.array(z.object({ hour: z.number().int(), grossMinor: Minor, payments: z.number().int() }))),
  byMethod: books.input(Range).output(z.array(z.object({ methodKind: MethodKind, accountId: Ulid, grossMinor: Minor, payments: z.number().int() }))),
  /** The rows behind a figure; their sum is the figure. */
  rows: books
    .input(Range.extend({ figure: FigureName, before: Cursor.nullable(), limit: PageSize }))
    .output(z.object({ rows: z.array(FigureRow), next: Cursor.nullable() })),
}
