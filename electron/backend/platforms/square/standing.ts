import type { PaymentSnapshot } from '../platform.ts'
import type { OrderAnswer, PaymentAnswer } from './answers.ts'

/** How far our clock and Square's may differ before an expiry looks like a cancellation. */
const CLOCKS_APART_MS = 60_000

/** Where an order stands. */
export interface Standing {
  readonly status: PaymentSnapshot['status']
  readonly detail: string | null
}

/** Our deadline, as the order carries it for us. Null on an order of somebody else. */
export function expiresAtOf({ metadata }: OrderAnswer): number | null {
  const at = Date.parse(metadata?.['expires_at'] ?? '')
  return Number.isSafeInteger(at) ? at : null
}

/**
 * Decided by the payments alone: a paid order stays OPEN until it is fulfilled (forum threads 7769, 24396), and an order that
 * was cancelled can still be paid on a page that was open. Payments oldest first.
 */
export function standingOf(order: OrderAnswer, payments: readonly PaymentAnswer[], isLinkDeleted: boolean): Standing {
  const last = (status: string): PaymentAnswer | undefined => payments.findLast((payment) => payment.status === status)
  if (last('COMPLETED') !== undefined) return { status: 'paid', detail: null }
  if (last('APPROVED') !== undefined) return { status: 'authorized', detail: null }
  if (last('PENDING') !== undefined) return { status: 'awaiting_payment', detail: 'payment PENDING at the bank' }

  const canceled = last('CANCELED')
  if (canceled !== undefined) return { status: hasLapsed(canceled) ? 'expired' : 'cancelled', detail: 'payment CANCELED' }

  const isOrderCanceled = order.state === 'CANCELED'
  const isEnded = isOrderCanceled || isLinkDeleted
  const attempt = payments.at(-1)
  if (attempt !== undefined) return { status: isEnded && attempt.status === 'FAILED' ? 'failed' : 'awaiting_payment', detail: attemptWords(attempt) }
  if (!isEnded) return { status: 'awaiting_payment', detail: null }
  if (!isOrderCanceled) return { status: 'cancelled', detail: 'link deleted, order not CANCELED: a page that is open may still be paid' }
  return { status: wasOverdue(order) ? 'expired' : 'cancelled', detail: null }
}

/** A hold that ran out by itself is voided at its end, not before. */
function hasLapsed({ delay_action, delayed_until, card_details, updated_at }: PaymentAnswer): boolean {
  const voidedAt = card_details?.card_payment_timeline?.voided_at ?? updated_at ?? 0
  return delay_action !== 'COMPLETE' && delayed_until !== null && delayed_until !== undefined && voidedAt >= delayed_until
}

/** Links do not expire by themselves: what was ended at our deadline was ended because of it. The deadline is told by our clock. */
function wasOverdue(order: OrderAnswer): boolean {
  const expiresAt = expiresAtOf(order)
  return expiresAt !== null && (order.closed_at ?? order.updated_at ?? order.created_at) >= expiresAt - CLOCKS_APART_MS
}

function attemptWords({ status, card_details, bank_account_details }: PaymentAnswer): string {
  const failure = card_details?.errors.at(0) ?? bank_account_details?.errors.at(0)
  const words = failure?.code ?? failure?.detail ?? null
  return status === 'FAILED' ? `last attempt FAILED${words === null ? '' : `: ${words}`}` : `payment ${status}`
}
