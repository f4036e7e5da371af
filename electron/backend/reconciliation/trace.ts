import type { BankLineRow, LineRow, SettlementQueries } from '../settlements/settlement-queries.ts'
import type { PayoutRepository } from '../settlements/payouts.repository.ts'
import type { Database } from '../store/database.ts'

export type TraceFrom =
  | { readonly from: 'order'; readonly orderId: string }
  | { readonly from: 'line'; readonly lineId: number }
  | { readonly from: 'payout'; readonly payoutId: string }
  | { readonly from: 'bank_line'; readonly lineId: number }

export interface TracedOrder {
  readonly orderId: string
  readonly number: number
  readonly reference: string
  readonly minor: number
  readonly currency: string
  readonly paymentId: string
}

/** The chain behind one item, in both directions: order, platform line, payout, bank line. */
export interface TraceFound {
  readonly orders: TracedOrder[]
  readonly lines: LineRow[]
  readonly moreLines: number
  readonly payoutIds: string[]
  readonly bankLines: BankLineRow[]
}

export type Tracer = (from: TraceFrom) => TraceFound | null

/** Lines of a payout that are listed; the rest is counted. */
const mostLines = 200

export function createTracer(db: Database, queries: SettlementQueries, payouts: PayoutRepository): Tracer {
  const selectPayments = db.prepare<[string], TracedOrder>(
    `SELECT o.order_id AS orderId, o.number, o.reference, p.captured_minor AS minor, p.currency, p.payment_id AS paymentId
       FROM payments p JOIN orders o ON o.order_id = p.order_id WHERE p.order_id = ? ORDER BY p.attempt`,
  )

  const ordersOf = (lines: readonly LineRow[]): TracedOrder[] =>
    [...new Set(lines.flatMap(({ orderId }) => (orderId === null ? [] : [orderId])))].flatMap((orderId) => selectPayments.all(orderId))

  const payoutIdsOf = (lines: readonly LineRow[]): string[] => [
    ...new Set(
      lines.flatMap(({ lineId, accountId, payoutReference, currency }) => {
        const payoutId = payoutReference === null ? queries.payoutOfLoneLine(lineId) : (payouts.findByReference(accountId, payoutReference, currency)?.payoutId ?? null)
        return payoutId === null ? [] : [payoutId]
      }),
    ),
  ]

  const fromLines = (lines: LineRow[], orders: TracedOrder[]): TraceFound => {
    const payoutIds = payoutIdsOf(lines)
    return { orders, lines, moreLines: 0, payoutIds, bankLines: payoutIds.flatMap((id) => queries.depositsOf(id)) }
  }

  const fromPayouts = (payoutIds: string[], bankLines: BankLineRow[]): TraceFound => {
    const found = payoutIds.flatMap((id) => {
      const payout = payouts.find(id)
      return payout === null ? [] : [payout]
    })
    const lines = found.flatMap((payout) => queries.linesOfPayout(payout, null, null, mostLines)).slice(0, mostLines)
    const all = found.reduce((sum, { linesCount }) => sum + linesCount, 0)
    return { orders: ordersOf(lines), lines, moreLines: Math.max(0, all - lines.length), payoutIds, bankLines }
  }

  return (start) => {
    switch (start.from) {
      case 'order': {
        const payments = selectPayments.all(start.orderId)
        return payments.length === 0 ? null : fromLines(payments.flatMap(({ paymentId }) => queries.linesOfPayment(paymentId)), payments)
      }
      case 'line': {
        const line = queries.line(start.lineId)
        return line === null ? null : fromLines([line], ordersOf([line]))
      }
      case 'payout':
        return payouts.find(start.payoutId) === null ? null : fromPayouts([start.payoutId], queries.depositsOf(start.payoutId))
      case 'bank_line': {
        const line = queries.bankLine(start.lineId)
        return line === null ? null : fromPayouts(queries.payoutsOfBankLine(start.lineId), [line])
      }
    }
  }
}
