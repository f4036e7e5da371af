import { isSame, type Money } from '../../../../shared/money.ts'
import { fail, ok, type Result } from '../../../../shared/result.ts'
import type { PaymentSnapshot, PayoutLine, PayoutSnapshot } from '../platform.ts'
import { lineTypeOf, type LineAnswer, type PaymentAnswer, type PayoutAnswer } from './answers.ts'

/** An answer that has the right form and cannot be true. */
export interface Implausible { readonly kind: 'implausible'; readonly detail: string }

/** What the caller knows of the payment it asked about. */
export interface Expected {
  readonly platformReference?: string
  readonly merchantReference?: string
  readonly currency?: string
  readonly amount?: Money
}

/** How far an answer may be ahead of the clock of the platform that gave it. */
const FUTURE_MS = 300_000

/** The payment as the program knows payments, or why the answer cannot be true. `serverAt` is the platform's clock, UTC ms. */
export function snapshotOf(answer: PaymentAnswer, expected: Expected, serverAt: number): Result<PaymentSnapshot, Implausible> {
  const doubt = contradiction(answer) ?? mismatch(answer, expected) ?? future(answer, serverAt)
  if (doubt !== null) return fail({ kind: 'implausible', detail: `${answer.id}: ${doubt}` })
  return ok({
    platformReference: answer.id,
    merchantReference: answer.merchant_reference,
    status: statuses[answer.state],
    asOf: answer.updated_at,
    amount: answer.amount,
    authorized: answer.authorized,
    captured: answer.captured,
    fee: answer.fee,
    method: answer.method,
    customer: answer.customer,
    paidAt: answer.paid_at,
    authorizedAt: answer.authorized_at,
    captureBefore: answer.capture_before,
    expiresAt: answer.expires_at,
    payUrl: answer.pay_url,
    detail: answer.detail,
    refunds: answer.refunds.map(({ id, refund_reference, amount, state, at }) =>
      ({ platformReference: id, merchantReference: refund_reference, amount, status: state, at, feeReturned: null, detail: null })),
    disputes: answer.disputes.map(({ id, state, amount, fee, reason, opened_at, respond_by, closed_at }) =>
      ({ platformReference: id, status: state, amount, fee, reason, openedAt: opened_at, respondBy: respond_by, closedAt: closed_at })),
    platformData: {},
  })
}

/** A hold that was given back, or fell back by itself, brought no money. */
const statuses = {
  awaiting_payment: 'awaiting_payment', authorized: 'authorized', paid: 'paid', cancelled: 'cancelled', voided: 'cancelled', expired: 'expired', lapsed: 'expired',
} as const satisfies Record<PaymentAnswer['state'], PaymentSnapshot['status']>

function contradiction({ amount, state, authorized, captured, fee, paid_at, refunds, disputes }: PaymentAnswer): string | null {
  const others = [authorized, captured, fee, ...refunds.map((one) => one.amount), ...disputes.flatMap((one) => [one.amount, one.fee])]
  if (others.some((other) => other !== null && other.currency !== amount.currency)) return 'several currencies'
  if (amount.minor === 0) return 'an amount of nothing'
  if ((state === 'paid') !== captured.minor > 0 || (state === 'paid') !== (paid_at !== null)) return `${state} with ${captured.minor} taken`
  if (state === 'authorized' && (authorized?.minor ?? 0) === 0) return 'a hold of nothing'
  const refunded = refunds.reduce((sum, one) => sum + one.amount.minor, 0)
  return refunded > captured.minor ? 'more given back than taken' : null
}

function mismatch(answer: PaymentAnswer, { platformReference, merchantReference, currency, amount }: Expected): string | null {
  if (platformReference !== undefined && answer.id !== platformReference) return `asked for ${platformReference}`
  if (merchantReference !== undefined && answer.merchant_reference !== merchantReference) return `asked for the reference ${merchantReference}`
  if (currency !== undefined && answer.amount.currency !== currency) return `not in ${currency}`
  return amount !== undefined && !isSame(answer.amount, amount) ? 'not the amount that was asked for' : null
}

function future({ created_at, updated_at, paid_at, authorized_at, refunds, disputes }: PaymentAnswer, serverAt: number): string | null {
  const times = [created_at, updated_at, paid_at, authorized_at, ...refunds.map(({ at }) => at), ...disputes.flatMap((one) => [one.opened_at, one.closed_at])]
  return times.some((at) => at !== null && at > serverAt + FUTURE_MS) ? 'from the future' : null
}

export function payoutOf(answer: PayoutAnswer, serverAt: number): Result<PayoutSnapshot, Implausible> {
  if (answer.updated_at > serverAt + FUTURE_MS) return fail({ kind: 'implausible', detail: `${answer.id}: from the future` })
  return ok({
    platformReference: answer.id, amount: answer.amount, status: answer.state, createdAt: answer.created_at, arrivesOn: answer.arrives_on,
    bankReferences: [answer.bank_reference, answer.id], isItemised: true, asOf: answer.updated_at,
  })
}

export function lineOf(answer: LineAnswer): PayoutLine {
  const isPayment = answer.type === 'payment'
  return {
    nativeId: answer.id, type: lineTypeOf(answer.type), typeText: answer.type, grossMinor: answer.gross_minor, feeMinor: answer.fee_minor,
    netMinor: answer.net_minor, currency: answer.currency, merchantReference: answer.merchant_reference,
    platformReference: isPayment ? answer.payment_id : answer.reference, parentReference: isPayment ? null : answer.payment_id, references: [],
    occurredAt: answer.occurred_at, availableOn: null, method: answer.method, text: answer.description, original: null, raw: JSON.stringify(answer),
  }
}
