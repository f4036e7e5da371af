import { add, negate, type Money } from '../../../../shared/money.ts'
import type { DisputeSnapshot, RefundSnapshot } from '../platform.ts'
import type { DisputeAnswer, PaymentAnswer, RefundAnswer } from './answers.ts'
import { referenceIn } from './refund-reason.ts'

/** What stands beside a payment: refunds, disputes, fees. */

const refundStatuses: Readonly<Record<string, RefundSnapshot['status']>> = { PENDING: 'pending', COMPLETED: 'succeeded', REJECTED: 'failed', FAILED: 'failed' }

export function refundOf({ id, status, amount_money, processing_fee, reason, created_at, updated_at }: RefundAnswer): RefundSnapshot {
  const fee = feeOf(processing_fee)
  const word = status ?? 'PENDING'
  return {
    // A word that is new to us: the refund was taken up, and nothing says that it is over.
    platformReference: id, merchantReference: referenceIn(reason), amount: amount_money, status: refundStatuses[word] ?? 'pending',
    at: updated_at ?? created_at, feeReturned: fee === null ? null : negate(fee), detail: word === 'COMPLETED' ? null : word,
  }
}

const disputeStatuses: Readonly<Record<string, DisputeSnapshot['status']>> = {
  EVIDENCE_REQUIRED: 'needs_response', PROCESSING: 'under_review', WON: 'won', LOST: 'lost', ACCEPTED: 'lost',
}

/** An inquiry is a question before a dispute: no money is held for it, so it is not told as one. */
export const isInquiry = ({ state }: DisputeAnswer): boolean => state.startsWith('INQUIRY_')

export function disputeOf({ id, state, amount_money, reason, created_at, updated_at, due_at }: DisputeAnswer): DisputeSnapshot {
  const status = disputeStatuses[state] ?? 'under_review'
  const isOver = status === 'won' || status === 'lost'
  return {
    platformReference: id, status, amount: amount_money, fee: null, reason: reason ?? state, openedAt: created_at,
    respondBy: due_at ?? null, closedAt: isOver ? (updated_at ?? created_at) : null,
  }
}

/** Fees come as a first charge and later adjustments, all in one currency; plus is money that Square keeps. Null while there is none. */
export function feeOf(charges: PaymentAnswer['processing_fee']): Money | null {
  return charges.reduce<Money | null>((sum, { amount_money }) => {
    if (amount_money === null || amount_money === undefined) return sum
    return sum === null ? amount_money : add(sum, amount_money)
  }, null)
}
