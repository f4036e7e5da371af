import { isEnded, isPaid, type OrderState } from '../../../shared/order-state.ts'
import type { Changes } from '../changes.ts'
import type { Clock } from '../host.ts'
import type { MoneyFactService } from '../ledger/money-facts.ts'
import type { Capabilities, DisputeSnapshot, PaymentSnapshot, RefundSnapshot } from '../platforms/platform.ts'
import type { BusinessDays } from '../shop/business-days.ts'
import type { FigureCounter } from '../statistics/figures.repository.ts'
import type { Store } from '../store/store.ts'
import { planAsk } from './ask-plan.ts'
import type { CallRepository } from './calls.repository.ts'
import { decideOrder } from './order-decision.ts'
import type { OrderEvents } from './order-events.ts'
import { orderWords } from './order-words.ts'
import type { OrderRepository } from './orders.repository.ts'
import type { PaymentRepository } from './payments.repository.ts'
import type { OrderRecord, PaymentRecord, RefundRecord } from './records.ts'
import type { DisputeRepository, RefundRepository } from './refunds.repository.ts'
import { implausibility, mergeDispute, mergePayment, mergeRefund, type FactToNote } from './snapshot-merge.ts'
import { createProvenCalls } from './proven-calls.ts'
import type { Wishes } from './wishes.ts'

/** Where a picture came from; kept with it as evidence. */
export type SnapshotSource = 'feed' | 'query' | 'call' | 'search' | 'file'

export type Applied = 'changed' | 'unchanged' | 'stale' | 'implausible' | 'not-ours'

export interface SnapshotParts {
  readonly store: Store
  readonly clock: Clock
  readonly newId: () => string
  readonly orders: OrderRepository
  readonly payments: PaymentRepository
  readonly refunds: RefundRepository
  readonly disputes: DisputeRepository
  readonly calls: CallRepository
  readonly events: OrderEvents
  readonly wishes: Wishes
  readonly facts: MoneyFactService
  readonly figures: FigureCounter
  readonly days: () => BusinessDays
  readonly capabilitiesOf: (accountId: string) => Capabilities
  readonly changes: Changes
  /** A payment has money, or more is known of it: reconciliation waits for the platform's settlement of it. */
  readonly awaitSettlement: (payment: PaymentRecord) => void
  /** Tells the list of stuck things to look at the order again. */
  readonly reviewNeeds: (orderId: string) => void
}

const afterImplausibleMs = 3_000
/** Ended in the last minute is as good as expired, and clocks differ. */
const lastMinuteMs = 60_000

export type SnapshotService = ReturnType<typeof createSnapshotService>

/** The one writer of an order's truth: everything that a platform says about a payment comes through `apply`. */
export function createSnapshotService(parts: SnapshotParts) {
  const { store, clock, orders, payments, refunds, events } = parts
  const closeProven = createProvenCalls(parts)

  const apply = (accountId: string, picture: PaymentSnapshot, source: SnapshotSource, callId: string | null = null): Applied =>
    store.inTransaction(() => {
      const held =
        payments.findByPlatformReference(accountId, picture.platformReference) ??
        (picture.merchantReference === null ? null : payments.findByMerchantReference(accountId, picture.merchantReference))
      if (held === null) return 'not-ours'
      const snapshot = endedByUs(held, picture) ? { ...picture, status: 'cancelled' as const } : picture
      const about = { orderId: held.orderId, actor: 'platform', paymentId: held.paymentId, callId }
      const objection = implausibility(held, snapshot, clock.now())
      if (objection !== null) {
        events.note({ ...about, kind: 'implausible', facts: { objection, source, snapshot } })
        if (source === 'feed') askAgain(held)
        return 'implausible'
      }
      const merged = mergePayment(held, snapshot)
      const order = orders.find(held.orderId)!
      const facts = [...merged.facts, ...mergeRefunds(order, held, snapshot.refunds), ...mergeDisputes(held, snapshot.disputes)]
      const hasNews = merged.verdict === 'changed' || facts.length > 0
      const payment = { ...merged.payment, ...planAsk(merged.payment, parts.capabilitiesOf(accountId), clock.now()) }
      if (JSON.stringify(payment) !== JSON.stringify(held)) payments.update(payment)
      if (hasNews || merged.verdict === 'stale') {
        events.note({ ...about, kind: merged.verdict === 'stale' ? 'told_late' : 'told', facts: { source, ...told(snapshot) } })
      }
      for (const fact of facts) noteFact(order, payment, fact)
      if (hasNews && payment.capturedMinor > 0) parts.awaitSettlement(payment)
      closeProven(payment, snapshot)
      settle(order.orderId)
      return hasNews ? 'changed' : merged.verdict
    })

  /** Some platforms do not say who ended a payment. Before its time it was us, where we have asked for it. */
  const endedByUs = (held: PaymentRecord, { status, asOf }: PaymentSnapshot): boolean => {
    if (status !== 'expired') return false
    if (held.state === 'cancelled') return true
    const isBeforeTime = held.expiresAt === null || asOf < held.expiresAt - lastMinuteMs
    return isBeforeTime && parts.calls.ofOrder(held.orderId).some(({ kind, state, paymentId }) => kind === 'cancel' && paymentId === held.paymentId && state !== 'pending' && state !== 'refused')
  }

  /** The feed moves on past a picture that cannot be true, and will not repeat it: the payment is asked about by itself. */
  const askAgain = (payment: PaymentRecord): void => {
    const soon = clock.now() + afterImplausibleMs
    if (payment.platformReference === null || (payment.nextAskAt !== null && payment.nextAskAt <= soon)) return
    payments.update({ ...payment, nextAskAt: soon })
  }

  const noteFact = (order: OrderRecord, payment: PaymentRecord, fact: FactToNote): void =>
    parts.facts.note({
      ...fact, accountId: payment.accountId, environment: order.environment, orderId: order.orderId, paymentId: payment.paymentId,
      methodKind: payment.methodKind ?? 'other',
    })

  const mergeRefunds = (order: OrderRecord, payment: PaymentRecord, told: readonly RefundSnapshot[]): FactToNote[] => {
    const facts: FactToNote[] = []
    for (const refund of told) {
      const known = refunds.ofOrder(order.orderId)
      const held =
        known.find((one) => one.platformReference === refund.platformReference) ??
        known.find((one) => one.refundId === refund.merchantReference) ??
        adoptRefund(order, payment, refund)
      const merged = mergeRefund(held, refund)
      if (merged === null) continue
      const isOver = merged.state === 'succeeded' || merged.state === 'failed'
      refunds.update({
        ...held, state: merged.state, platformReference: refund.platformReference, detail: refund.detail,
        settledAt: isOver ? refund.at : held.settledAt,
      })
      events.note({
        orderId: order.orderId, kind: 'refund', actor: 'platform', paymentId: payment.paymentId,
        facts: { refundId: held.refundId, state: merged.state, amount: refund.amount, detail: refund.detail },
      })
      facts.push(...merged.facts)
    }
    return facts
  }

  /** A refund made in the platform's own dashboard. */
  const adoptRefund = (order: OrderRecord, payment: PaymentRecord, told: RefundSnapshot): RefundRecord => {
    const refund: RefundRecord = {
      refundId: parts.newId(), orderId: order.orderId, paymentId: payment.paymentId, amountMinor: told.amount.minor,
      currency: told.amount.currency, reason: '', state: 'requested', platformReference: told.platformReference, detail: null,
      requestedAt: told.at, requestedBy: 'platform', settledAt: null,
    }
    refunds.insert(refund)
    return refund
  }

  const mergeDisputes = (payment: PaymentRecord, told: readonly DisputeSnapshot[]): FactToNote[] => {
    const facts: FactToNote[] = []
    for (const dispute of told) {
      const held = parts.disputes.findByReference(payment.accountId, dispute.platformReference)
      const moved = mergeDispute(held, dispute, payment.currency)
      if (moved === null) continue
      const changing = {
        amountMinor: dispute.amount.minor, feeMinor: dispute.fee?.minor ?? null, state: dispute.status, reason: dispute.reason,
        respondBy: dispute.respondBy, closedAt: dispute.closedAt,
      }
      if (held === null) {
        parts.disputes.insert({
          ...changing, disputeId: parts.newId(), orderId: payment.orderId, paymentId: payment.paymentId, accountId: payment.accountId,
          platformReference: dispute.platformReference, currency: payment.currency, openedAt: dispute.openedAt,
        })
      } else {
        parts.disputes.update({ ...held, ...changing })
      }
      events.note({
        orderId: payment.orderId, kind: 'dispute', actor: 'platform', paymentId: payment.paymentId,
        facts: { state: dispute.status, amount: dispute.amount, reason: dispute.reason, respondBy: dispute.respondBy },
      })
      facts.push(...moved)
    }
    return facts
  }

  /** Brings the order into line with its payments, refunds, disputes and calls. Called after anything about them changed. */
  const settle = (orderId: string): OrderRecord =>
    store.inTransaction(() => {
      const before = orders.find(orderId)!
      const all = payments.ofOrder(orderId)
      const { settledMinor } = refunds.sumsOf(orderId)
      const decision = decideOrder(before, all, settledMinor)
      const latest = all.at(-1)!
      const paying = all.find((payment) => payment.capturedMinor > 0) ?? latest
      const state = decision.steps.at(-1)?.to ?? before.state
      const paidAt = paying.capturedMinor > 0 ? paying.paidAt : null
      const after: OrderRecord = {
        ...before,
        state,
        stateAt: decision.steps.length === 0 ? before.stateAt : stepTime(latest, before),
        detail: latest.detail,
        hasLateMoney: decision.hasLateMoney,
        isDisputed: parts.disputes.ofOrder(orderId).some(({ state: s }) => s === 'needs_response' || s === 'under_review' || s === 'lost'),
        unknownCalls: parts.calls.countUnknown(orderId),
        amountVerdict: decision.amountVerdict,
        capturedMinor: decision.capturedMinor,
        refundedMinor: settledMinor,
        feeMinor: paying.feeMinor,
        feeCurrency: paying.feeCurrency,
        methodKind: paying.methodKind,
        methodLabel: paying.methodLabel,
        customer: before.customer === '' ? (paying.customer ?? '') : before.customer,
        expiresAt: latest.expiresAt,
        paymentId: latest.paymentId,
        paidAt,
        paidDay: paidAt === null ? null : parts.days().dayOf(paidAt),
      }
      if (JSON.stringify(after) === JSON.stringify(before)) {
        parts.reviewNeeds(orderId)
        return after
      }
      orders.update(after)
      if (after.customer !== before.customer) orders.saveWords(after, orderWords(after))
      for (const step of decision.steps) events.note({ orderId, kind: 'step', actor: 'system', facts: { ...step } })
      if (after.hasLateMoney && !before.hasLateMoney) events.note({ orderId, kind: 'late_money', actor: 'platform', facts: { capturedMinor: after.capturedMinor } })
      if (after.amountVerdict !== before.amountVerdict) {
        events.note({ orderId, kind: 'verdict', actor: 'system', facts: { verdict: after.amountVerdict, capturedMinor: after.capturedMinor, expectedMinor: after.expectedMinor } })
      }
      countOrder(before, after.state)
      cancelOthers(decision.paymentsToCancel, all)
      parts.reviewNeeds(orderId)
      store.afterCommit(() => {
        parts.changes.announce('orders', orderId)
        parts.changes.announce('figures')
      })
      return after
    })

  /** Once the money is there, no other page of the same order may take more. */
  const cancelOthers = (paymentIds: readonly string[], all: readonly PaymentRecord[]): void => {
    for (const payment of all.filter(({ paymentId }) => paymentIds.includes(paymentId))) {
      const isUnderWay = parts.calls.openOfPayment(payment.paymentId).some(({ kind }) => kind === 'cancel')
      const wasTried = parts.calls.ofOrder(payment.orderId).some((call) => call.paymentId === payment.paymentId && call.kind === 'cancel')
      if (!isUnderWay && !wasTried && parts.capabilitiesOf(payment.accountId).canCancel) {
        parts.wishes.write({ kind: 'cancel', payment, by: 'system' })
      }
    }
  }

  const countOrder = (before: OrderRecord, after: OrderState): void => {
    const paid = Number(isPaid(after)) - Number(isPaid(before.state))
    const unpaid = Number(isEnded(after)) - Number(isEnded(before.state))
    if (paid === 0 && unpaid === 0) return
    parts.figures.countOrders({
      environment: before.environment, currency: before.currency, businessDay: before.businessDay, accountId: before.accountId,
      created: 0, paid, unpaid,
    })
  }

  return { apply, settle }
}

/** An end is dated in the platform's time, because late money is told from it. */
const stepTime = (latest: PaymentRecord, before: OrderRecord): number => Math.max(latest.asOf, before.createdAt)

const told = (snapshot: PaymentSnapshot): Record<string, unknown> => ({
  status: snapshot.status, asOf: snapshot.asOf, captured: snapshot.captured, fee: snapshot.fee, method: snapshot.method,
  detail: snapshot.detail, refunds: snapshot.refunds.length, disputes: snapshot.disputes.length,
})
