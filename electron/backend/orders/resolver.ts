import type { Outcome, PaymentSnapshot, Platform } from '../platforms/platform.ts'
import { nextAskAt, settleMs } from './call-plan.ts'
import { aboutCall, type CallRunner, type CallRunnerParts } from './call-runner.ts'
import { aboutPayment, handleOf, showsDone, type CallContext } from './perform.ts'
import type { CallRecord } from './records.ts'

export type Resolver = ReturnType<typeof createResolver>

/**
 * Finds out what became of calls that were not answered. It asks before anything is repeated; it repeats only with the
 * call's own key; and when asking has come to its end, the call waits for a person, with all that was heard.
 */
export function createResolver(parts: CallRunnerParts, runner: CallRunner) {
  const { store, clock, calls, payments, refunds, events } = parts

  const ask = async (platform: Platform, context: CallContext): Promise<Outcome<PaymentSnapshot | null>> => {
    const { call, payment } = context
    const handle = handleOf(payment)
    if (handle !== null) return platform.query(handle)
    return platform.findByReference({
      merchantReference: payment.merchantReference, idempotencyKey: call.idempotencyKey, createdAt: payment.createdAt,
    })
  }

  const resolve = async (callId: string): Promise<void> => {
    const call = calls.find(callId)
    if (call === null || call.state !== 'unknown' || runner.isRunning(callId)) return
    const context = runner.contextOf(call)
    const platform = await parts.connect(call.accountId, { orderId: call.orderId, callId })
    if (platform === null) {
      store.inTransaction(() => askLater(call, 'no-credentials'))
      return
    }
    if (call.kind === 'create' && platform.capabilities.findBy === 'none') {
      store.inTransaction(() => repeat(call, platform))
      await repeatIfPending(callId)
      return
    }
    const outcome = await ask(platform, context)
    store.inTransaction(() => conclude(callId, platform, outcome))
    await repeatIfPending(callId)
  }

  /** Pending again means: told twice that it never arrived. It goes out at once, with its key. */
  const repeatIfPending = async (callId: string): Promise<void> => {
    if (calls.find(callId)?.state === 'pending') await runner.run(callId)
  }

  const conclude = (callId: string, platform: Platform, outcome: Outcome<PaymentSnapshot | null>): void => {
    const call = calls.find(callId)!
    if (call.state !== 'unknown') return
    if (outcome.kind === 'done' && outcome.value !== null) {
      const isDone = showsDone(runner.contextOf(call), outcome.value)
      calls.update({ ...call, asks: call.asks + 1 })
      const found = aboutPayment(call, payments.find(call.paymentId)!, outcome.value)
      const applied = parts.snapshots.apply(call.accountId, found, 'search', callId) // closes the call when it shows it done
      if (applied === 'implausible' || applied === 'not-ours') askLater(call, applied)
      else if (isDone === null) repeat(call, platform)
      else if (!isDone) notFound(call, platform)
    } else if ((outcome.kind === 'done' && outcome.value === null) || (outcome.kind === 'refused' && outcome.refusal.reason === 'not-found')) {
      notFound(call, platform)
    } else {
      askLater(call, outcome.kind === 'refused' ? outcome.refusal.reason : outcome.kind === 'done' ? 'done' : outcome.why)
    }
    parts.snapshots.settle(call.orderId)
  }

  const notFound = (call: CallRecord, platform: Platform): void => {
    const now = clock.now()
    const heard = { ...call, notFound: call.notFound + 1 }
    const settledAt = (call.lastSentAt ?? now) + settleMs[platform.capabilities.findBy]
    events.note({ ...aboutCall(call), kind: 'not_found', facts: { call: call.kind, times: heard.notFound } })
    if (heard.notFound >= 2 && now >= settledAt) repeat(heard, platform)
    else calls.update(askedBefore(heard, settledAt))
  }

  /** A call that may be sent again from `settledAt` on does not wait longer than that for its next question: the customer is at the till. */
  const askedBefore = (call: CallRecord, settledAt: number): CallRecord => {
    const asked = askedOnce(call)
    const isSoonest = settledAt <= clock.now() || asked.dueAt === null
    return isSoonest ? asked : { ...asked, dueAt: Math.min(asked.dueAt, settledAt) }
  }

  /** Sends the call again with its own key, while the platform still remembers the key and the act is still wanted. */
  const repeat = (call: CallRecord, platform: Platform): void => {
    const now = clock.now()
    const { keyLifetimeMs } = platform.capabilities
    const isKeyKnown = keyLifetimeMs !== null && now - (call.firstSentAt ?? now) < keyLifetimeMs
    const isUnwanted = call.kind === 'create' && now >= payments.find(call.paymentId)!.expiresAt
    const asked = askedOnce(call)
    if (isUnwanted && call.notFound >= 2) neverArrived(asked)
    else if (isKeyKnown && asked.dueAt !== null) calls.update({ ...asked, state: 'pending', dueAt: now })
    else askLater(call, 'not-found')
  }

  /** The call after one more question. Sending it again counts as one, so that it ends as well. */
  const askedOnce = (call: CallRecord): CallRecord => {
    const asked = { ...call, asks: call.asks + 1 }
    return { ...asked, dueAt: nextAskAt(asked, clock.now()) }
  }

  /** A create that the platform does not know after its own expiry: nobody can pay it any more. */
  const neverArrived = (call: CallRecord): void => {
    calls.update({ ...call, state: 'refused', dueAt: null, answeredAt: clock.now(), outcome: { reason: 'never-arrived', code: null, words: null } })
    payments.update({ ...payments.find(call.paymentId)!, state: 'expired', asOf: clock.now() })
    events.note({ ...aboutCall(call), kind: 'refused', facts: { call: call.kind, reason: 'never-arrived' } })
  }

  const askLater = (call: CallRecord, why: string): void => {
    calls.update(askedOnce(call))
    events.note({ ...aboutCall(call), kind: 'asked', facts: { call: call.kind, why } })
    parts.snapshots.settle(call.orderId)
  }

  /**
   * A person has decided, with the evidence in front of them. Money that a platform tells of later still counts: the
   * decision ends the asking, not the listening.
   */
  const decide = (callId: string, decision: 'it_happened' | 'it_did_not_happen', reason: string, by: string): CallRecord | null =>
    store.inTransaction(() => {
      const call = calls.find(callId)
      if (call === null || call.state !== 'unknown') return null
      const decided: CallRecord = {
        ...call, state: decision === 'it_happened' ? 'succeeded' : 'refused', dueAt: null, answeredAt: clock.now(), decidedBy: by, decision,
        outcome: { reason: 'decided', code: null, words: reason },
      }
      calls.update(decided)
      events.note({ ...aboutCall(call), actor: by, kind: 'decided', facts: { call: call.kind, decision, reason } })
      if (call.refundId !== null) {
        const refund = refunds.find(call.refundId)!
        // "It happened" leaves the refund spent and pending, until the platform or a settlement file proves it.
        refunds.update({ ...refund, state: decision === 'it_happened' ? 'pending' : 'refused', detail: reason })
      }
      if (call.kind === 'create' && decision === 'it_did_not_happen') {
        payments.update({ ...payments.find(call.paymentId)!, state: 'failed', asOf: clock.now(), detail: reason })
      }
      parts.snapshots.settle(call.orderId)
      return decided
    })

  return { resolve, decide }
}
