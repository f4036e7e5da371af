import type { Day } from '../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../shared/currency.ts'
import type { MoneyFactKind } from '../ledger/money-facts.ts'
import type { MethodKind } from '../platforms/platform.ts'
import type { Database } from '../store/database.ts'
import type { Scope } from './scope.ts'

export interface MoneySums {
  readonly grossMinor: number
  readonly refundsMinor: number
  readonly feesMinor: number
  readonly chargebacksMinor: number
  readonly payments: number
  readonly refunds: number
}

/** A row behind a figure: one fact of money. */
export interface FigureRow {
  readonly factId: string
  readonly kind: MoneyFactKind
  readonly minor: number
  readonly currency: CurrencyCode
  readonly at: number
  readonly businessDay: Day
  readonly methodKind: string
  readonly accountId: string
  readonly orderId: string
  readonly orderNumber: number
  readonly platformReference: string
}

/** A figure that can be opened, and the facts that make it up. */
export const factsBehind: Record<'gross' | 'refunds' | 'net' | 'fees' | 'chargebacks' | 'proceeds', readonly MoneyFactKind[]> = {
  gross: ['payment'],
  refunds: ['refund', 'refund_returned'],
  net: ['payment', 'refund', 'refund_returned'],
  fees: ['fee', 'fee_refund', 'dispute_fee'],
  chargebacks: ['chargeback', 'chargeback_reversal'],
  proceeds: ['payment', 'refund', 'refund_returned', 'fee', 'fee_refund', 'dispute_fee', 'chargeback', 'chargeback_reversal'],
}
export type FigureName = keyof typeof factsBehind

/** Word for word the condition of the index for rare facts; otherwise SQLite does not see that it may use it. */
const rareOnly = "AND f.kind NOT IN ('payment', 'fee')"
const isRare = (figure: FigureName): boolean => !factsBehind[figure].some((kind) => kind === 'payment' || kind === 'fee')

/** Where the reading of rows goes on: after this row, newest day first. */
export interface RowCursor {
  readonly day: Day
  readonly id: string
}

/** From an instant up to another, which is not in it. */
export interface Span {
  readonly fromAt: number
  readonly untilAt: number
}

const always: Span = { fromAt: 0, untilAt: Number.MAX_SAFE_INTEGER }

export interface GrossSoFar {
  readonly minor: number
  readonly payments: number
}

export type FiguresQueries = ReturnType<typeof createFiguresQueries>

const sums = `COALESCE(SUM(gross_minor), 0) AS grossMinor, COALESCE(SUM(refunds_minor), 0) AS refundsMinor,
  COALESCE(SUM(fees_minor), 0) AS feesMinor, COALESCE(SUM(chargebacks_minor), 0) AS chargebacksMinor,
  COALESCE(SUM(payments), 0) AS payments, COALESCE(SUM(refunds), 0) AS refunds`
const inRange = 'environment = @environment AND currency = @currency AND business_day BETWEEN @from AND @to'

type Range = Scope & { from: Day; to: Day }

export function createFiguresQueries(db: Database) {
  const selectSums = db.prepare<[Range], MoneySums>(`SELECT ${sums} FROM day_figures WHERE ${inRange}`)
  const selectByDay = db.prepare<[Range], MoneySums & { day: Day }>(
    `SELECT business_day AS day, ${sums} FROM day_figures WHERE ${inRange} GROUP BY business_day ORDER BY business_day`,
  )
  const selectByHour = db.prepare<[Range], { day: Day; hourAt: number; grossMinor: number; payments: number }>(
    `SELECT business_day AS day, hour_at AS hourAt, SUM(gross_minor) AS grossMinor, SUM(payments) AS payments
       FROM day_figures WHERE ${inRange} GROUP BY business_day, hour_at`,
  )
  const selectByMethod = db.prepare<[Range], { methodKind: MethodKind; accountId: string; grossMinor: number; payments: number }>(
    `SELECT method_kind AS methodKind, account_id AS accountId, SUM(gross_minor) AS grossMinor, SUM(payments) AS payments
       FROM day_figures WHERE ${inRange} GROUP BY method_kind, account_id HAVING SUM(payments) <> 0 ORDER BY SUM(gross_minor) DESC`,
  )
  const selectOrders = db.prepare<[Range], { created: number; paid: number; unpaid: number }>(
    `SELECT COALESCE(SUM(created), 0) AS created, COALESCE(SUM(paid), 0) AS paid, COALESCE(SUM(unpaid), 0) AS unpaid
       FROM day_orders WHERE ${inRange}`,
  )
  const selectGrossUntil = db.prepare<[Scope & { day: Day; until: number }], GrossSoFar>(
    `SELECT COALESCE(SUM(minor), 0) AS minor, COUNT(*) AS payments FROM money_facts
      WHERE environment = @environment AND currency = @currency AND business_day = @day AND kind = 'payment' AND at <= @until`,
  )
  const selectCurrencies = db.prepare<[{ environment: string }], { currency: string }>(
    `SELECT currency FROM (
       SELECT DISTINCT currency FROM day_figures WHERE environment = @environment
       UNION SELECT DISTINCT currency FROM day_orders WHERE environment = @environment) ORDER BY currency`,
  )
  const selectHoursWith = db.prepare<[Range & { accountId: string | null; methodKind: string | null }], { day: Day; hourAt: number }>(
    `SELECT DISTINCT business_day AS day, hour_at AS hourAt FROM day_figures
      WHERE ${inRange} AND (@accountId IS NULL OR account_id = @accountId) AND (@methodKind IS NULL OR method_kind = @methodKind)
      ORDER BY business_day DESC`,
  )
  const rowStatements = new Map<FigureName, ReturnType<typeof prepareRows>>()
  const prepareRows = (figure: FigureName) =>
    db.prepare<[Range & { beforeDay: Day; beforeId: string; fromAt: number; untilAt: number; limit: number }], FigureRow>(
      `SELECT f.fact_id AS factId, f.kind, f.minor, f.currency, f.at, f.business_day AS businessDay, f.method_kind AS methodKind,
              f.account_id AS accountId, f.order_id AS orderId, o.number AS orderNumber, f.platform_reference AS platformReference
         FROM money_facts f JOIN orders o ON o.order_id = f.order_id
        WHERE f.environment = @environment AND f.currency = @currency AND f.business_day BETWEEN @from AND @to
          AND f.kind IN (${factsBehind[figure].map((kind) => `'${kind}'`).join(', ')})
          ${isRare(figure) ? rareOnly : ''}
          AND f.at >= @fromAt AND f.at < @untilAt
          AND (f.business_day, f.fact_id) < (@beforeDay, @beforeId)
        ORDER BY f.business_day DESC, f.fact_id DESC LIMIT @limit`,
    )

  return {
    moneySums: (scope: Scope, from: Day, to: Day): MoneySums => selectSums.get({ ...scope, from, to })!,
    moneyByDay: (scope: Scope, from: Day, to: Day) => selectByDay.all({ ...scope, from, to }),
    moneyByHour: (scope: Scope, from: Day, to: Day) => selectByHour.all({ ...scope, from, to }),
    moneyByMethod: (scope: Scope, from: Day, to: Day) => selectByMethod.all({ ...scope, from, to }),
    orderCounts: (scope: Scope, from: Day, to: Day) => selectOrders.get({ ...scope, from, to })!,
    /** Payments of a business day up to an instant. */
    grossUntil: (scope: Scope, day: Day, until: number): GrossSoFar => selectGrossUntil.get({ ...scope, day, until })!,
    /** The days and hours on which money of an account and method moved, newest day first. */
    hoursWith: (scope: Scope, from: Day, to: Day, part: { accountId: string | null; methodKind: string | null }) => selectHoursWith.all({ ...scope, from, to, ...part }),
    currencies: (environment: string): CurrencyCode[] => selectCurrencies.all({ environment }).map(({ currency }) => currency),
    /** The facts behind a figure, newest day first; `next` is null at the end. */
    rows: (
      scope: Scope, figure: FigureName, from: Day, to: Day, before: RowCursor | null, limit: number, span: Span = always,
    ): { rows: FigureRow[]; next: RowCursor | null } => {
      let statement = rowStatements.get(figure)
      if (statement === undefined) rowStatements.set(figure, (statement = prepareRows(figure)))
      const found = statement.all({ ...scope, from, to, beforeDay: before?.day ?? '9999-12-31', beforeId: before?.id ?? '~', ...span, limit: limit + 1 })
      const rows = found.slice(0, limit)
      const last = rows.at(-1)
      return { rows, next: found.length > limit && last !== undefined ? { day: last.businessDay, id: last.factId } : null }
    },
    problems: (): FigureProblem[] => recount(db),
  }
}

export interface FigureProblem {
  readonly environment: string
  readonly currency: CurrencyCode
  readonly businessDay: Day
  readonly what: 'money' | 'orders'
}

/** Days whose kept figures are not what their rows add up to. */
function recount(db: Database): FigureProblem[] {
  const money = db.prepare<[], Omit<FigureProblem, 'what'>>(
    `SELECT environment, currency, businessDay FROM (
       SELECT environment, currency, business_day AS businessDay,
              SUM(CASE kind WHEN 'payment' THEN minor ELSE 0 END) AS gross,
              -SUM(CASE WHEN kind IN ('refund', 'refund_returned') THEN minor ELSE 0 END) AS refunds,
              -SUM(CASE WHEN kind IN ('fee', 'fee_refund', 'dispute_fee') THEN minor ELSE 0 END) AS fees,
              -SUM(CASE WHEN kind IN ('chargeback', 'chargeback_reversal') THEN minor ELSE 0 END) AS chargebacks,
              SUM(kind = 'payment') AS payments
         FROM money_facts GROUP BY environment, currency, business_day
       UNION ALL
       SELECT environment, currency, business_day, -SUM(gross_minor), -SUM(refunds_minor), -SUM(fees_minor), -SUM(chargebacks_minor), -SUM(payments)
         FROM day_figures GROUP BY environment, currency, business_day)
     GROUP BY environment, currency, businessDay
     HAVING SUM(gross) <> 0 OR SUM(refunds) <> 0 OR SUM(fees) <> 0 OR SUM(chargebacks) <> 0 OR SUM(payments) <> 0`,
  )
  const orders = db.prepare<[], Omit<FigureProblem, 'what'>>(
    `SELECT environment, currency, businessDay FROM (
       SELECT environment, currency, business_day AS businessDay, COUNT(*) AS created,
              SUM(state IN ('paid', 'partially_refunded', 'refunded')) AS paid,
              SUM(state IN ('cancelled', 'expired', 'failed')) AS unpaid
         FROM orders GROUP BY environment, currency, business_day
       UNION ALL
       SELECT environment, currency, business_day, -SUM(created), -SUM(paid), -SUM(unpaid)
         FROM day_orders GROUP BY environment, currency, business_day)
     GROUP BY environment, currency, businessDay
     HAVING SUM(created) <> 0 OR SUM(paid) <> 0 OR SUM(unpaid) <> 0`,
  )
  const found = (statement: typeof money, what: FigureProblem['what']): FigureProblem[] =>
    statement.all().map(({ environment, currency, businessDay }) => ({ environment, currency, businessDay, what }))
  return [...found(money, 'money'), ...found(orders, 'orders')]
}
