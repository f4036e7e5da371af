import type { Money } from '../../../shared/money.ts'
import type { Clock } from '../host.ts'
import type { CallRepository } from './calls.repository.ts'
import type { OrderEvents } from './order-events.ts'
import type { CallKind, CallRecord, PaymentRecord } from './records.ts'

export interface Wish {
  readonly kind: CallKind
  readonly payment: PaymentRecord
  readonly amount?: Money
  readonly refundId?: string
  readonly by: string
}

export interface Wishes {
  /** Writes down a call to be made, with the key that it keeps for good. Inside the transaction of the act itself. */
  write(wish: Wish): CallRecord
}

export interface WishParts {
  readonly calls: CallRepository
  readonly events: OrderEvents
  readonly clock: Clock
  readonly newId: () => string
}

export function createWishes({ calls, events, clock, newId }: WishParts): Wishes {
  return {
    write: ({ kind, payment, amount, refundId, by }) => {
      const now = clock.now()
      const call: CallRecord = {
        callId: newId(),
        kind,
        accountId: payment.accountId,
        orderId: payment.orderId,
        paymentId: payment.paymentId,
        refundId: refundId ?? null,
        idempotencyKey: newId(),
        amountMinor: amount?.minor ?? null,
        currency: amount?.currency ?? null,
        state: 'pending',
        wishedAt: now,
        wishedBy: by,
        sends: 0,
        firstSentAt: null,
        lastSentAt: null,
        dueAt: now,
        asks: 0,
        notFound: 0,
        answeredAt: null,
        outcome: null,
        decidedBy: null,
        decision: null,
      }
      calls.insert(call)
      events.note({
        orderId: payment.orderId, kind: 'wished', actor: by, paymentId: payment.paymentId, callId: call.callId,
        facts: { call: kind, amount: amount ?? null },
      })
      return call
    },
  }
}
