import { isSame, subtract, type Money } from '../../../../shared/money.ts'
import type { DisputeSnapshot, RefundSnapshot } from '../platform.ts'
import type { BalanceTransaction, Charge, Dispute, Refund } from './answers.ts'
import { refundReferenceIn } from './marks.ts'
import { fromWire } from './wire-amounts.ts'

/** What stands beside a payment: refunds and disputes. */

const refundStatuses: Readonly<Record<string, RefundSnapshot['status']>> = {
  pending: 'pending', requires_action: 'pending', succeeded: 'succeeded', failed: 'failed', canceled: 'failed',
}

/** `seenAt`: the picture's time, for what tells no other. */
export const refundOf = ({ id, amount, status, created, metadata, failure_reason, pending_reason }: Refund, seenAt: number): RefundSnapshot => ({
  platformReference: id, merchantReference: refundReferenceIn(metadata), amount,
  // A word that is new to us: the refund was taken up, and nothing says that it is over.
  status: refundStatuses[status ?? 'pending'] ?? 'pending',
  at: created ?? seenAt, feeReturned: null, detail: failure_reason ?? pending_reason ?? (status === 'succeeded' ? null : status),
})

/** The release of a hold and the capture that caused it are made in the same moment. */
const SAME_MOMENT_MS = 60_000

/**
 * The refunds that gave money back. When a hold is taken in part or given up, Stripe writes a refund of the rest although
 * nobody ever had that money (github.com/woocommerce/woocommerce-gateway-stripe/issues/1073); it is as large as what was not taken,
 * as old as the capture, and not ours.
 */
export function moneyRefunds(charge: Charge | null, refunds: readonly Refund[], balance: BalanceTransaction | null): readonly Refund[] {
  if (charge === null) return refunds
  if (!charge.captured) return []
  const rest: Money = subtract(charge.amount, charge.amount_captured)
  if (rest.minor <= 0) return refunds
  const takenAt = balance?.created ?? null
  const oldestFirst = refunds.toSorted((a, b) => (a.created ?? 0) - (b.created ?? 0))
  const release = oldestFirst.find((refund) =>
    isSame(refund.amount, rest) && refundReferenceIn(refund.metadata) === null &&
    (takenAt === null || refund.created === null || Math.abs(refund.created - takenAt) <= SAME_MOMENT_MS))
  return refunds.filter((refund) => refund !== release)
}

const disputeStatuses: Readonly<Record<string, DisputeSnapshot['status']>> = {
  needs_response: 'needs_response', appeal_needs_response: 'needs_response', under_review: 'under_review', appeal_under_review: 'under_review', won: 'won', lost: 'lost',
}

/**
 * An inquiry (`warning_…`) and a prevented dispute move no money, so they are not told as disputes: the ledger would take
 * the amount off. An inquiry that becomes a dispute keeps its id and loses the word.
 */
export const isDispute = ({ status }: Dispute): boolean => !status.startsWith('warning_') && status !== 'prevented'

export function disputeOf({ id, amount, status, reason, created, evidence_details, balance_transactions }: Dispute, seenAt: number): DisputeSnapshot {
  const known = disputeStatuses[status] ?? 'under_review'
  const [taken, givenBack] = balance_transactions ?? []
  const fee = taken === undefined ? null : fromWire(taken.fee, taken.currency)
  const closedAt = { won: givenBack?.created ?? seenAt, lost: seenAt, needs_response: null, under_review: null, closed: null }[known]
  return {
    platformReference: id, status: known, amount, fee: fee?.ok === true && fee.value.minor >= 0 ? fee.value : null, reason: reason ?? status, openedAt: created ?? seenAt,
    respondBy: evidence_details?.due_by ?? null, closedAt,
  }
}
