import { money, type Money } from '../../../shared/money.ts'
import { isEnded, isPaid } from '../../../shared/order-state.ts'
import type { Role } from '../../../shared/role.ts'
import type { EvidenceService } from '../accounts/evidence.ts'
import type { Capabilities } from '../platforms/platform.ts'
import type { CallRepository } from './calls.repository.ts'
import type { OrderEvents } from './order-events.ts'
import type { OrderRepository } from './orders.repository.ts'
import type { PaymentRepository } from './payments.repository.ts'
import type { CallRecord, DisputeRecord, OrderRecord, PaymentRecord, RefundRecord } from './records.ts'
import type { DisputeRepository, RefundRepository } from './refunds.repository.ts'

export type OrderAct =
  | 'ask_now' | 'cancel' | 'capture' | 'void' | 'refund' | 'hand_over' | 'retry' | 'attach_late_money' | 'accept_amount' | 'describe'

export interface TimelineEntry {
  readonly id: string
  readonly at: number
  readonly kind: string
  readonly actor: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly exchangeId: string | null
}

export interface OrderDetail {
  readonly order: OrderRecord
  readonly payments: readonly PaymentRecord[]
  readonly refunds: readonly RefundRecord[]
  readonly disputes: readonly DisputeRecord[]
  readonly calls: readonly CallRecord[]
  readonly timeline: readonly TimelineEntry[]
  readonly acts: readonly OrderAct[]
  readonly refundable: Money
  readonly payUrl: string | null
}

export interface OrderViewParts {
  readonly orders: OrderRepository
  readonly payments: PaymentRepository
  readonly refunds: RefundRepository
  readonly disputes: DisputeRepository
  readonly calls: CallRepository
  readonly events: OrderEvents
  readonly evidence: EvidenceService
  readonly capabilitiesOf: (accountId: string) => Capabilities
}

export type OrderViews = ReturnType<typeof createOrderViews>

/** What the order's page shows: the order with everything said and done about it, in one row of time. */
export function createOrderViews(parts: OrderViewParts) {
  const { orders } = parts

  const detail = (order: OrderRecord, role: Role): OrderDetail => {
    const { orderId } = order
    const payments = parts.payments.ofOrder(orderId)
    const calls = parts.calls.ofOrder(orderId)
    const { spentMinor } = parts.refunds.sumsOf(orderId)
    const refundable = money(Math.max(0, order.capturedMinor - spentMinor), order.currency)
    const latest = payments.at(-1)!
    const canStillPay = latest.state === 'awaiting_payment' && order.state === 'awaiting_payment'
    return {
      order, payments, calls, refundable,
      refunds: parts.refunds.ofOrder(orderId),
      disputes: parts.disputes.ofOrder(orderId),
      timeline: timeline(orderId),
      acts: actsFor({ order, latest, calls, refundableMinor: refundable.minor, capabilities: parts.capabilitiesOf(latest.accountId) }, role),
      payUrl: canStillPay ? latest.payUrl : null,
    }
  }

  const timeline = (orderId: string): TimelineEntry[] => {
    const events = parts.events.ofOrder(orderId).map(({ eventId, at, kind, actor, facts, callId, paymentId }) => ({
      id: eventId, at, kind, actor, facts: { ...facts, callId, paymentId }, exchangeId: null,
    }))
    const exchanges = parts.evidence.ofOrder(orderId).map((exchange) => ({
      id: exchange.exchangeId, at: exchange.at, kind: 'exchange', actor: 'system', exchangeId: exchange.exchangeId,
      facts: { method: exchange.method, path: exchange.path, status: exchange.status, outcome: exchange.outcome, durationMs: exchange.durationMs, callId: exchange.callId },
    }))
    return [...events, ...exchanges].toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  }

  return {
    find: orders.find,
    /** By number ("42", "0042") or by reference. */
    findByName: (name: string): OrderRecord | null =>
      orders.findByReference(name) ?? (/^\d{1,12}$/u.test(name) ? orders.findByNumber(Number(name)) : null),
    detail,
    timeline,
  }
}

interface ActCircumstances {
  readonly order: OrderRecord
  readonly latest: PaymentRecord
  readonly calls: readonly CallRecord[]
  readonly refundableMinor: number
  readonly capabilities: Capabilities
}

/** What may be done with the order now, by somebody of this role. The services check the same again. */
function actsFor({ order, latest, calls, refundableMinor, capabilities }: ActCircumstances, role: Role): OrderAct[] {
  if (role === 'accountant') return []
  const isUnderWay = (kind: string): boolean =>
    calls.some((call) => call.paymentId === latest.paymentId && call.kind === kind && (call.state === 'pending' || call.state === 'in_flight' || call.state === 'unknown'))
  const isOwner = role === 'owner'
  const isUnpaidOpen = order.state === 'created' || order.state === 'awaiting_payment'
  const canRetry = order.unknownCalls === 0 && ((isEnded(order.state) && !order.hasLateMoney) || order.amountVerdict === 'underpaid')
  const candidates: [OrderAct, boolean][] = [
    ['ask_now', latest.platformReference !== null],
    ['cancel', isUnpaidOpen && order.capturedMinor === 0 && capabilities.canCancel && !isUnderWay('cancel')],
    ['capture', isOwner && order.state === 'authorized' && !isUnderWay('capture') && !isUnderWay('void')],
    ['void', isOwner && order.state === 'authorized' && capabilities.canVoid && !isUnderWay('capture') && !isUnderWay('void')],
    ['refund', isOwner && refundableMinor > 0],
    ['hand_over', isPaid(order.state) && order.handedOverAt === null],
    ['retry', canRetry],
    ['attach_late_money', isOwner && order.hasLateMoney],
    ['accept_amount', isOwner && (order.amountVerdict === 'underpaid' || order.amountVerdict === 'overpaid')],
    ['describe', true],
  ]
  return candidates.filter(([, isAllowed]) => isAllowed).map(([act]) => act)
}
