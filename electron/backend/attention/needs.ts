import type { CallRecord, DisputeRecord, OrderRecord, PaymentRecord, RefundRecord } from '../orders/records.ts'

export type NeedKind =
  | 'unknown_outcome' | 'late_money' | 'underpaid' | 'overpaid' | 'hold_lapsing' | 'dispute_deadline' | 'refund_failed'
  | 'promised_payment' | 'missing_file' | 'account_broken'

/** Something that does not go on without a person. */
export interface Need {
  readonly kind: NeedKind
  /** Id of what it is about; with the kind, the item's identity. */
  readonly subject: string
  readonly orderId: string | null
  /** When the condition arose. */
  readonly since: number
  /** Until when something can be done, when there is such a moment. */
  readonly dueAt: number | null
  readonly facts: Readonly<Record<string, string | number | null>>
}

export interface OrderCircumstances {
  readonly order: OrderRecord
  readonly payments: readonly PaymentRecord[]
  readonly calls: readonly CallRecord[]
  readonly refunds: readonly RefundRecord[]
  readonly disputes: readonly DisputeRecord[]
}

/** A hold is brought up this long before it lapses. */
export const holdNoticeMs = 24 * 3_600_000

/** What about an order needs a person now. Pure: the same circumstances always give the same list. */
export function needsOfOrder({ order, payments, calls, refunds, disputes }: OrderCircumstances, now: number): Need[] {
  const { orderId, currency } = order
  const needs: Need[] = []
  for (const call of calls) {
    if (call.state !== 'unknown') continue
    needs.push({
      kind: 'unknown_outcome', subject: call.callId, orderId, since: call.lastSentAt ?? call.wishedAt, dueAt: call.dueAt,
      // While the program still asks, the next act is to wait; afterwards a person decides.
      facts: { call: call.kind, why: call.outcome?.reason ?? null, asks: call.asks, asking: call.dueAt === null ? 0 : 1, minor: call.amountMinor, currency: call.currency },
    })
  }
  if (order.hasLateMoney) {
    needs.push({ kind: 'late_money', subject: orderId, orderId, since: order.paidAt ?? order.stateAt, dueAt: null, facts: { minor: order.capturedMinor, currency, state: order.state } })
  }
  if (order.amountVerdict === 'underpaid' && order.refundedMinor < order.capturedMinor) {
    needs.push({ kind: 'underpaid', subject: orderId, orderId, since: order.paidAt ?? order.stateAt, dueAt: null, facts: { minor: order.expectedMinor - order.capturedMinor, currency, captured: order.capturedMinor } })
  }
  const spent = refunds.filter(({ state }) => state !== 'failed' && state !== 'refused').reduce((sum, refund) => sum + refund.amountMinor, 0)
  const excess = order.capturedMinor - order.expectedMinor - spent
  if (order.amountVerdict === 'overpaid' && !order.hasLateMoney && excess > 0) {
    needs.push({ kind: 'overpaid', subject: orderId, orderId, since: order.paidAt ?? order.stateAt, dueAt: null, facts: { minor: excess, currency, captured: order.capturedMinor } })
  }
  for (const payment of payments) {
    if (payment.state !== 'authorized' || payment.captureBefore === null || payment.captureBefore - now > holdNoticeMs) continue
    needs.push({ kind: 'hold_lapsing', subject: payment.paymentId, orderId, since: payment.captureBefore - holdNoticeMs, dueAt: payment.captureBefore, facts: { minor: payment.authorizedMinor, currency } })
  }
  for (const dispute of disputes) {
    if (dispute.state !== 'needs_response') continue
    needs.push({ kind: 'dispute_deadline', subject: dispute.disputeId, orderId, since: dispute.openedAt, dueAt: dispute.respondBy, facts: { minor: dispute.amountMinor, currency, reason: dispute.reason } })
  }
  for (const refund of refunds) {
    if (refund.state !== 'failed') continue
    // A later refund of the same amount shows that somebody has seen to it.
    const isMadeGood = refunds.some((other) => other.requestedAt > (refund.settledAt ?? refund.requestedAt) && other.state !== 'failed' && other.state !== 'refused')
    if (!isMadeGood) needs.push({ kind: 'refund_failed', subject: refund.refundId, orderId, since: refund.settledAt ?? refund.requestedAt, dueAt: null, facts: { minor: refund.amountMinor, currency, detail: refund.detail } })
  }
  return needs
}

/** Failures that only the owner can put right; everything else passes or is the platform's. */
const brokenBy: ReadonlySet<string> = new Set(['no-credentials', 'bad-credentials', 'expired-credentials', 'missing-permission', 'wrong-environment'])

/** What an account needs after a look at its feed: null when it works, undefined when the look tells nothing about it. */
export function needOfAccount(account: { accountId: string; label: string }, failure: string | null, now: number): Need | null | undefined {
  if (failure === null) return null
  if (!brokenBy.has(failure)) return undefined
  return { kind: 'account_broken', subject: account.accountId, orderId: null, since: now, dueAt: null, facts: { account: account.label, why: failure } }
}
