import type { Day } from '../../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../../shared/currency.ts'
import type { Money } from '../../../../../../shared/money.ts'
import type { SettlementLineType } from '../../../../../../shared/settlement-line-type.ts'
import { instantText } from '../../signature.ts'
import type { Books } from './books.ts'
import type { Dispute } from './disputes.ts'
import { findChoice, type Method } from './methods.ts'
import type { Movement } from './movements.ts'
import type { Payment, PaymentState } from './payments.ts'
import type { Payout } from './payouts.ts'
import type { Refund } from './refunds.ts'

/** A payment as the API tells it. Times are ISO 8601 in UTC; amounts are whole minor units with their currency. */
export interface PaymentPicture {
  readonly id: string
  readonly merchant_reference: string
  readonly idempotency_key: string
  readonly state: PaymentState
  readonly amount: Money
  readonly capture_mode: 'automatic' | 'manual'
  readonly description: string
  readonly authorized: Money | null
  readonly captured: Money
  /** Null until it is known. */
  readonly fee: Money | null
  readonly method: { readonly kind: Method; readonly label: string; readonly last4: string | null } | null
  readonly customer: string | null
  readonly detail: string | null
  readonly created_at: string
  readonly updated_at: string
  readonly expires_at: string
  readonly authorized_at: string | null
  readonly capture_before: string | null
  readonly paid_at: string | null
  readonly handed_over_at: string | null
  readonly pay_url: string | null
  readonly refunds: readonly RefundPicture[]
  readonly disputes: readonly DisputePicture[]
  /** Place in the change feed. */
  readonly seq: number
}

export interface RefundPicture {
  readonly id: string
  readonly refund_reference: string
  readonly payment_id: string
  readonly amount: Money
  readonly state: 'succeeded'
  readonly reason: string
  readonly at: string
}

export interface DisputePicture {
  readonly id: string
  readonly amount: Money
  readonly fee: Money
  readonly state: Dispute['state']
  readonly reason: string
  readonly opened_at: string
  readonly respond_by: string
  readonly closed_at: string | null
}

export interface PayoutPicture {
  readonly id: string
  readonly amount: Money
  readonly state: Payout['state']
  readonly business_day: Day
  readonly created_at: string
  readonly updated_at: string
  readonly arrives_on: Day
  /** End-to-end reference of the bank transfer. */
  readonly bank_reference: string
  readonly detail: string | null
}

/** A line of a payout. net = gross − fee. */
export interface LinePicture {
  readonly id: string
  readonly type: SettlementLineType
  readonly merchant_reference: string | null
  readonly payment_id: string | null
  readonly reference: string | null
  readonly gross_minor: number
  readonly fee_minor: number
  readonly net_minor: number
  readonly currency: CurrencyCode
  readonly method: string | null
  readonly description: string
  readonly occurred_at: string
}

const timeText = (at: number | null): string | null => (at === null ? null : instantText(at))

/** `baseUrl` is where the channel listens at this moment; the customer's page is below it. */
export function pictureOf(books: Books, payment: Payment, baseUrl: string): PaymentPicture {
  const { currency } = payment
  const choice = payment.choice === null ? undefined : findChoice(payment.choice)
  return {
    id: payment.paymentId, merchant_reference: payment.merchantReference, idempotency_key: payment.idempotencyKey, state: payment.state,
    amount: { minor: payment.amountMinor, currency }, capture_mode: payment.captureMode, description: payment.description,
    authorized: payment.authorizedMinor === null ? null : { minor: payment.authorizedMinor, currency },
    captured: { minor: payment.capturedMinor, currency },
    fee: payment.feeMinor === null || payment.feeKnownAt !== null ? null : { minor: payment.feeMinor, currency },
    method: choice === undefined ? null : { kind: choice.method, label: choice.label, last4: choice.last4 },
    customer: payment.customer, detail: payment.detail,
    created_at: instantText(payment.createdAt), updated_at: instantText(payment.updatedAt), expires_at: instantText(payment.expiresAt),
    authorized_at: timeText(payment.authorizedAt), capture_before: timeText(payment.captureBefore), paid_at: timeText(payment.paidAt),
    handed_over_at: timeText(payment.handedOverAt),
    pay_url: payment.state === 'awaiting_payment' ? `${baseUrl}/pay/${payment.pageToken}` : null,
    refunds: books.refunds.ofPayment(payment.paymentId).map((refund) => refundPictureOf(refund, currency)),
    disputes: books.disputes.ofPayment(payment.paymentId).map((dispute) => disputePictureOf(dispute, currency)),
    seq: payment.seq,
  }
}

export const refundPictureOf = (refund: Refund, currency: CurrencyCode): RefundPicture => ({
  id: refund.refundId, refund_reference: refund.refundReference, payment_id: refund.paymentId, amount: { minor: refund.amountMinor, currency },
  state: 'succeeded', reason: refund.reason, at: instantText(refund.at),
})

export const disputePictureOf = (dispute: Dispute, currency: CurrencyCode): DisputePicture => ({
  id: dispute.disputeId, amount: { minor: dispute.amountMinor, currency }, fee: { minor: dispute.feeMinor, currency }, state: dispute.state,
  reason: dispute.reason, opened_at: instantText(dispute.openedAt), respond_by: instantText(dispute.respondBy), closed_at: timeText(dispute.closedAt),
})

export const payoutPictureOf = (payout: Payout): PayoutPicture => ({
  id: payout.payoutId, amount: { minor: payout.amountMinor, currency: payout.currency }, state: payout.state, business_day: payout.businessDay,
  created_at: instantText(payout.createdAt), updated_at: instantText(payout.updatedAt), arrives_on: payout.arrivesOn,
  bank_reference: payout.bankReference, detail: payout.detail,
})

export const linePictureOf = (movement: Movement): LinePicture => ({
  id: movement.lineId, type: movement.type, merchant_reference: movement.merchantReference, payment_id: movement.paymentId, reference: movement.reference,
  gross_minor: movement.grossMinor, fee_minor: movement.feeMinor, net_minor: movement.grossMinor - movement.feeMinor, currency: movement.currency,
  method: movement.method, description: movement.description, occurred_at: instantText(movement.occurredAt),
})
