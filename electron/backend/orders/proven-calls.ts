import type { Clock } from '../host.ts'
import type { PaymentSnapshot } from '../platforms/platform.ts'
import type { CallRepository } from './calls.repository.ts'
import type { OrderEvents } from './order-events.ts'
import { showsDone } from './perform.ts'
import type { PaymentRecord } from './records.ts'
import type { RefundRepository } from './refunds.repository.ts'

export interface ProvenCallParts {
  readonly calls: CallRepository
  readonly refunds: RefundRepository
  readonly events: OrderEvents
  readonly clock: Clock
}

/**
 * Closes the unknown calls that a picture of their payment shows done, wherever the picture came from. So an outcome
 * becomes known from the feed as well, even after the asking has come to its end and a person was to decide.
 */
export function createProvenCalls({ calls, refunds, events, clock }: ProvenCallParts) {
  return (payment: PaymentRecord, snapshot: PaymentSnapshot): void => {
    for (const call of calls.openOfPayment(payment.paymentId)) {
      if (call.state !== 'unknown') continue
      const refund = call.refundId === null ? null : refunds.find(call.refundId)
      if (showsDone({ call, refund }, snapshot) !== true) continue
      calls.update({ ...call, state: 'succeeded', dueAt: null, answeredAt: clock.now(), outcome: { reason: 'done', code: null, words: null } })
      events.note({ orderId: call.orderId, actor: 'platform', paymentId: call.paymentId, callId: call.callId, kind: 'found', facts: { call: call.kind, asks: call.asks } })
    }
  }
}
