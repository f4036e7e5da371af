import type { Clock, Log } from '../host.ts'
import type { Outcome, PaymentSnapshot, Platform, Refusal } from '../platforms/platform.ts'
import type { Store } from '../store/store.ts'
import { nextAskAt, nextSendAt } from './call-plan.ts'
import type { CallRepository } from './calls.repository.ts'
import type { OrderEvents } from './order-events.ts'
import type { OrderRepository } from './orders.repository.ts'
import type { PaymentRepository } from './payments.repository.ts'
import { aboutPayment, perform, type CallContext } from './perform.ts'
import type { CallRecord } from './records.ts'
import type { RefundRepository } from './refunds.repository.ts'
import type { SnapshotService } from './snapshot.service.ts'

export interface CallRunnerParts {
  readonly store: Store
  readonly clock: Clock
  readonly random: () => number
  readonly log: Log
  readonly calls: CallRepository
  readonly orders: OrderRepository
  readonly payments: PaymentRepository
  readonly refunds: RefundRepository
  readonly events: OrderEvents
  readonly snapshots: SnapshotService
  readonly connect: Connect
  readonly locale: () => string
}

/** Opens the way to an account's platform; what is said is kept as evidence for the order and call. Null: no usable credentials. */
export type Connect = (accountId: string, about: { orderId: string | null; callId: string | null }) => Promise<Platform | null>

export type CallRunner = ReturnType<typeof createCallRunner>

/** Sends what was wished and writes down how it ended. A crash at any line leaves a call that the resolver can take up. */
export function createCallRunner(parts: CallRunnerParts) {
  const { store, clock, calls, orders, payments, refunds, events } = parts
  const running = new Set<string>()

  const contextOf = (call: CallRecord): CallContext => {
    const payment = payments.find(call.paymentId)!
    const refund = call.refundId === null ? null : refunds.find(call.refundId)
    const spent = refunds.spentOfPayment(payment.paymentId) - (refund?.amountMinor ?? 0)
    return {
      call, payment, refund, order: orders.find(call.orderId)!, refundableMinor: payment.capturedMinor - spent, locale: parts.locale(),
    }
  }

  /** What is left of a wish whose time has passed or whose payment has not come into being yet. */
  const beforeSending = (context: CallContext): 'send' | 'wait' | 'drop' => {
    const { call, payment } = context
    if (call.kind === 'create') return clock.now() >= payment.expiresAt ? 'drop' : 'send'
    if (payment.platformReference !== null) return 'send'
    const isBeingCreated = calls.openOfPayment(payment.paymentId).some(({ kind }) => kind === 'create')
    return isBeingCreated ? 'wait' : 'drop'
  }

  const start = (callId: string): CallContext | null =>
    store.inTransaction(() => {
      const call = calls.find(callId)
      if (call === null || call.state !== 'pending') return null
      const now = clock.now()
      const context = contextOf(call)
      const fate = beforeSending(context)
      if (fate === 'wait') {
        calls.update({ ...call, dueAt: now + 1_000 })
        return null
      }
      if (fate === 'drop') {
        dropUnsent(context)
        return null
      }
      const sent = { ...call, state: 'in_flight' as const, sends: call.sends + 1, firstSentAt: call.firstSentAt ?? now, lastSentAt: now, dueAt: null }
      calls.update(sent)
      events.note({ ...aboutCall(call), kind: 'sent', facts: { call: call.kind, send: sent.sends } })
      return { ...context, call: sent }
    })

  /** A create that expired unsent, or an act on a payment that never came into being: nothing happened at the platform. */
  const dropUnsent = ({ call, payment }: CallContext): void => {
    calls.update({ ...call, state: 'refused', dueAt: null, answeredAt: clock.now(), outcome: { reason: 'never-sent', code: null, words: null } })
    if (call.kind === 'create') payments.update({ ...payment, state: 'expired', asOf: clock.now() })
    if (call.kind === 'cancel' || call.kind === 'void') payments.update({ ...payment, state: 'cancelled', asOf: clock.now() })
    events.note({ ...aboutCall(call), kind: 'refused', facts: { call: call.kind, reason: 'never-sent' } })
    parts.snapshots.settle(call.orderId)
  }

  /** Sends one pending call. Two runs of the same call at once are one. */
  const run = async (callId: string): Promise<void> => {
    if (running.has(callId)) return
    running.add(callId)
    try {
      const context = start(callId)
      if (context === null) return
      const { call } = context
      const platform = await parts.connect(call.accountId, { orderId: call.orderId, callId })
      const outcome: Outcome<PaymentSnapshot> =
        platform === null
          ? { kind: 'not-done', why: 'no-credentials', retryAt: null, detail: '' }
          : await perform(platform, context)
      finish(callId, outcome)
    } finally {
      running.delete(callId)
    }
  }

  const finish = (callId: string, outcome: Outcome<PaymentSnapshot>): void =>
    store.inTransaction(() => {
      const call = calls.find(callId)!
      if (call.state !== 'in_flight' && call.state !== 'unknown') return
      switch (outcome.kind) {
        case 'done':
          succeed(call, outcome.value)
          break
        case 'refused':
          refuse(call, outcome.refusal)
          break
        case 'not-done':
          putOff(call, outcome)
          break
        case 'unknown':
          markUnknown(call, outcome.why, outcome.detail)
          break
      }
      parts.snapshots.settle(call.orderId)
    })

  const succeed = (call: CallRecord, snapshot: PaymentSnapshot): void => {
    const applied = parts.snapshots.apply(call.accountId, aboutPayment(call, payments.find(call.paymentId)!, snapshot), 'call', call.callId)
    if (applied === 'implausible' || applied === 'not-ours') {
      markUnknown(call, 'implausible-answer', applied)
      return
    }
    calls.update({ ...call, state: 'succeeded', dueAt: null, answeredAt: clock.now(), outcome: { reason: 'done', code: null, words: null } })
    events.note({ ...aboutCall(call), kind: 'answered', facts: { call: call.kind } })
    if (call.kind === 'hand_over') return
    // Acts that waited for this one can go on.
    for (const waiting of calls.openOfPayment(call.paymentId)) {
      if (waiting.state === 'pending') calls.update({ ...waiting, dueAt: clock.now() })
    }
  }

  const refuse = (call: CallRecord, refusal: Refusal): void => {
    // The reference is taken: an earlier send of this very call has arrived. Find out instead of failing.
    if (call.kind === 'create' && refusal.reason === 'duplicate-reference') {
      markUnknown(call, 'implausible-answer', refusal.words)
      return
    }
    calls.update({
      ...call, state: 'refused', dueAt: null, answeredAt: clock.now(),
      outcome: { reason: refusal.reason, code: refusal.code, words: refusal.words },
    })
    events.note({ ...aboutCall(call), kind: 'refused', facts: { call: call.kind, ...refusal } })
    const payment = payments.find(call.paymentId)!
    if (call.kind === 'create') {
      payments.update({ ...payment, state: 'failed', asOf: clock.now(), detail: refusal.words, nextAskAt: null })
      return
    }
    if (call.refundId !== null) {
      refunds.update({ ...refunds.find(call.refundId)!, state: 'refused', detail: refusal.words, settledAt: clock.now() })
    }
    // "Not in this state" usually means that the customer was faster: look at once.
    payments.update({ ...payment, nextAskAt: clock.now() })
  }

  const putOff = (call: CallRecord, outcome: Extract<Outcome<PaymentSnapshot>, { kind: 'not-done' }>): void => {
    const dueAt = Math.max(outcome.retryAt ?? 0, nextSendAt(call.sends, clock.now(), parts.random))
    // An earlier send may have arrived, in which case this answer proves nothing about it.
    const state = call.state === 'unknown' ? ('unknown' as const) : ('pending' as const)
    calls.update({ ...call, state, dueAt, outcome: { reason: outcome.why, code: null, words: outcome.detail } })
    events.note({ ...aboutCall(call), kind: 'not_done', facts: { call: call.kind, why: outcome.why, again: dueAt } })
  }

  const markUnknown = (call: CallRecord, why: string, detail: string): void => {
    calls.update({
      ...call, state: 'unknown', notFound: 0, dueAt: nextAskAt(call, clock.now()),
      outcome: { reason: why, code: null, words: detail },
    })
    if (call.refundId !== null) {
      const refund = refunds.find(call.refundId)!
      if (refund.state === 'requested') refunds.update({ ...refund, state: 'unknown' })
    }
    events.note({ ...aboutCall(call), kind: 'unknown', facts: { call: call.kind, why, detail } })
  }

  /** After a start: what was on its way when the program ended is unknown, whatever became of it. */
  const recover = (): number =>
    store.inTransaction(() => {
      const lost = calls.inFlight()
      for (const call of lost) {
        markUnknown(call, 'program-ended', '')
        parts.snapshots.settle(call.orderId)
      }
      return lost.length
    })

  return { run, finish, recover, contextOf, isRunning: (callId: string): boolean => running.has(callId) }
}

export const aboutCall = (call: CallRecord) => ({
  orderId: call.orderId, actor: 'system', paymentId: call.paymentId, callId: call.callId,
})
