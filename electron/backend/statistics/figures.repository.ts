import type { NotedFact } from '../ledger/money-facts.ts'
import type { Database } from '../store/database.ts'

export interface DayOrdersChange {
  readonly environment: string
  readonly currency: string
  readonly businessDay: string
  readonly accountId: string
  readonly created: number
  readonly paid: number
  readonly unpaid: number
}

export type FigureCounter = ReturnType<typeof createFigureCounter>

/** Keeps the day figures, row by row, in the transaction of the fact that they count. */
export function createFigureCounter(db: Database) {
  const addMoney = db.prepare(
    `INSERT INTO day_figures (environment, currency, business_day, hour_at, account_id, method_kind,
       payments, gross_minor, refunds, refunds_minor, fees_minor, chargebacks_minor)
     VALUES (@environment, @currency, @businessDay, @hourAt, @accountId, @methodKind, @payments, @gross, @refunds, @refundsMinor, @fees, @chargebacks)
     ON CONFLICT DO UPDATE SET
       payments = payments + excluded.payments,
       gross_minor = gross_minor + excluded.gross_minor,
       refunds = refunds + excluded.refunds,
       refunds_minor = refunds_minor + excluded.refunds_minor,
       fees_minor = fees_minor + excluded.fees_minor,
       chargebacks_minor = chargebacks_minor + excluded.chargebacks_minor`,
  )
  const addOrders = db.prepare(
    `INSERT INTO day_orders (environment, currency, business_day, account_id, created, paid, unpaid)
     VALUES (@environment, @currency, @businessDay, @accountId, @created, @paid, @unpaid)
     ON CONFLICT DO UPDATE SET
       created = created + excluded.created, paid = paid + excluded.paid, unpaid = unpaid + excluded.unpaid`,
  )
  return {
    /** Refunds, fees and chargebacks are kept as positive sums of what they took; what came back lowers them. */
    countMoney: (fact: NotedFact): void => {
      const figures = { payments: 0, gross: 0, refunds: 0, refundsMinor: 0, fees: 0, chargebacks: 0 }
      switch (fact.kind) {
        case 'payment':
          figures.payments = 1
          figures.gross = fact.minor
          break
        case 'refund':
          figures.refunds = 1
          figures.refundsMinor = -fact.minor
          break
        case 'refund_returned':
          figures.refunds = -1
          figures.refundsMinor = -fact.minor
          break
        case 'fee':
        case 'fee_refund':
        case 'dispute_fee':
          figures.fees = -fact.minor
          break
        case 'chargeback':
        case 'chargeback_reversal':
          figures.chargebacks = -fact.minor
          break
      }
      addMoney.run({ ...fact, ...figures })
    },
    countOrders: (change: DayOrdersChange): void => void addOrders.run(change),
  }
}
