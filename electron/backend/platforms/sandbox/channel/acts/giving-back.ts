import type { SettlementLineType } from '../../../../../../shared/settlement-line-type.ts'
import { money, type Money } from '../../../../../../shared/money.ts'
import { ok, type Result } from '../../../../../../shared/result.ts'
import type { Books } from '../books/books.ts'
import type { Dispute } from '../books/disputes.ts'
import { channelFee } from '../books/fees.ts'
import type { Merchant } from '../books/merchants.ts'
import type { Payment } from '../books/payments.ts'
import { findChoice } from '../books/methods.ts'
import { payoutCutAt } from '../payouts/calendar.ts'
import { newId, type RandomSource } from '../randomness.ts'
import { refuse, type ChannelRefusal } from './refusal.ts'

interface Parts { readonly books: Books; readonly random: RandomSource }

const RESPONSE_MS = 604_800_000

/** Captured, and neither given back nor challenged. */
function refundableMinor({ books }: { books: Books }, payment: Payment): number {
  const refunded = books.refunds.ofPayment(payment.paymentId).reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const challenged = books.disputes.ofPayment(payment.paymentId).reduce((sum, { state, amountMinor }) => (state === 'won' ? sum : sum + amountMinor), 0)
  return payment.capturedMinor - refunded - challenged
}

/** Gives all or a part of a payment back. No fee is returned. The same reference with the same amount is the same refund. */
export function refundPayment(
  parts: Parts, merchant: Merchant, payment: Payment, wish: { amount: Money; refundReference: string; reason: string }, at: number,
): Result<Payment, ChannelRefusal> {
  const { amount, refundReference } = wish
  if (payment.state !== 'paid') return refuse('wrong_state', `A payment that is ${payment.state} cannot be refunded.`, payment.state)
  if (amount.currency !== payment.currency) return refuse('currency_not_supported', `The payment is in ${payment.currency}.`, amount.currency)
  const known = parts.books.refunds.findByReference(merchant.merchantId, refundReference)
  if (known !== undefined) {
    if (known.paymentId === payment.paymentId && known.amountMinor === amount.minor) return ok(payment)
    return refuse('duplicate_reference', `The reference ${refundReference} belongs to ${known.refundId}.`, known.refundId)
  }
  if (amount.minor < 1) return refuse('amount_too_small', 'The least amount is one minor unit.', '1')
  const refundable = refundableMinor(parts, payment)
  if (amount.minor > refundable) return refuse('exceeds_refundable', `Only ${refundable} minor units can be refunded.`, String(refundable))

  const refundId = newId('re', parts.random)
  parts.books.refunds.insert({ refundId, merchantId: merchant.merchantId, paymentId: payment.paymentId, refundReference, amountMinor: amount.minor, reason: wish.reason, at })
  move(parts, merchant, payment, { type: 'refund', reference: refundId, merchantReference: refundReference, grossMinor: -amount.minor, description: wish.reason }, at)
  return ok(parts.books.payments.change(payment, {}, at))
}

/** A customer challenges a payment at the bank: the money is taken back at once, with a fee. */
export function openDispute(parts: Parts, merchant: Merchant, payment: Payment, wish: { amountMinor: number | null; reason: string }, at: number): Result<Dispute, ChannelRefusal> {
  const most = refundableMinor(parts, payment)
  const amountMinor = wish.amountMinor ?? most
  if (payment.state !== 'paid' || most < 1) return refuse('wrong_state', 'There is nothing left to dispute.', payment.state)
  if (amountMinor < 1 || amountMinor > most) return refuse('exceeds_refundable', `Between 1 and ${most} minor units can be disputed.`, String(most))
  const feeMinor = channelFee(money(amountMinor, payment.currency), merchant.fees.dispute).minor
  const dispute = {
    disputeId: newId('dp', parts.random), paymentId: payment.paymentId, amountMinor, feeMinor, reason: wish.reason,
    state: 'needs_response' as const, openedAt: at, respondBy: at + RESPONSE_MS, closedAt: null,
  }
  parts.books.disputes.insert(dispute)
  parts.books.timers.set({ at: dispute.respondBy, kind: 'dispute-deadline', subject: dispute.disputeId })
  const about = { reference: dispute.disputeId, merchantReference: payment.merchantReference, description: wish.reason }
  move(parts, merchant, payment, { type: 'chargeback', grossMinor: -amountMinor, ...about }, at)
  if (feeMinor !== 0) move(parts, merchant, payment, { type: 'dispute_fee', grossMinor: 0, feeMinor, ...about }, at)
  parts.books.payments.change(payment, {}, at)
  return ok(dispute)
}

/** The bank's verdict. Won: the money comes back, the fee does not. */
export function decideDispute(parts: Parts, merchant: Merchant, dispute: Dispute, verdict: 'under_review' | 'won' | 'lost', at: number): Result<Dispute, ChannelRefusal> {
  if (dispute.closedAt !== null) return refuse('wrong_state', `This dispute is ${dispute.state}.`, dispute.state)
  const payment = parts.books.payments.get(dispute.paymentId)
  const decided = { ...dispute, state: verdict, closedAt: verdict === 'under_review' ? null : at }
  parts.books.disputes.save(decided)
  if (verdict === 'won') {
    const about = { reference: dispute.disputeId, merchantReference: payment.merchantReference, description: dispute.reason }
    move(parts, merchant, payment, { type: 'chargeback_reversal', grossMinor: dispute.amountMinor, ...about }, at)
  }
  parts.books.payments.change(payment, {}, at)
  return ok(decided)
}

/** Who does not answer a dispute in time has lost it. */
export function endDisputeAtDeadline(parts: Parts, disputeId: string, at: number): void {
  const dispute = parts.books.disputes.find(disputeId)
  if (dispute?.state !== 'needs_response') return
  const { merchantId } = parts.books.payments.get(dispute.paymentId)
  decideDispute(parts, parts.books.merchants.get(merchantId), dispute, 'lost', at)
}

interface MoveBack {
  readonly type: SettlementLineType
  readonly reference: string
  readonly merchantReference: string
  readonly grossMinor: number
  readonly feeMinor?: number
  readonly description: string
}

function move({ books }: Parts, merchant: Merchant, payment: Payment, { feeMinor = 0, ...line }: MoveBack, at: number): void {
  const movement = books.movements.insert(merchant, {
    ...line, feeMinor, paymentId: payment.paymentId, currency: payment.currency, method: findChoice(payment.choice ?? '')?.method ?? null, occurredAt: at,
  })
  books.timers.set({ at: payoutCutAt(movement.businessDay, merchant.rule), kind: 'payout-cut', subject: `${merchant.merchantId} ${movement.businessDay}` })
}
