import type { CurrencyCode } from '../../../shared/currency.ts'
import type { MoneyFactKind } from '../ledger/money-facts.ts'
import type { DisputeSnapshot, PaymentSnapshot, RefundSnapshot } from '../platforms/platform.ts'
import type { DisputeRecord, PaymentRecord, PaymentState, RefundRecord, RefundState } from './records.ts'

/** A platform's clock may be ahead of ours by this much before its answers are not believed. */
const futureToleranceMs = 10 * 60_000

/**
 * Why a picture cannot be true, or null when it can. Such a picture is kept as evidence and never applied; the payment
 * stays watched.
 */
export function implausibility(payment: PaymentRecord, snapshot: PaymentSnapshot, now: number): string | null {
  const amounts = [snapshot.amount, snapshot.captured, ...(snapshot.authorized === null ? [] : [snapshot.authorized]),
    ...snapshot.refunds.map((refund) => refund.amount), ...snapshot.disputes.map((dispute) => dispute.amount)]
  if (amounts.some((amount) => amount.currency !== payment.currency)) return 'wrong-currency'
  if (amounts.some((amount) => !Number.isSafeInteger(amount.minor) || amount.minor < 0)) return 'impossible-amount'
  const times = [snapshot.asOf, snapshot.paidAt, snapshot.authorizedAt, ...snapshot.refunds.map((refund) => refund.at)]
  if (times.some((at) => at !== null && (!Number.isSafeInteger(at) || at < 0))) return 'impossible-time'
  if (times.some((at) => at !== null && at > now + futureToleranceMs)) return 'future-dated'
  if (snapshot.platformReference === '') return 'no-reference'
  if (payment.platformReference !== null && payment.platformReference !== snapshot.platformReference) return 'other-payment'
  if (snapshot.merchantReference !== null && snapshot.merchantReference !== payment.merchantReference) return 'other-payment'
  if (snapshot.status === 'paid' && snapshot.captured.minor === 0) return 'paid-without-money'
  return null
}

export interface FactToNote {
  readonly kind: MoneyFactKind
  readonly minor: number
  readonly currency: CurrencyCode
  readonly at: number
  readonly platformReference: string
}

export interface MergedPayment {
  /** `stale`: an older picture than the one held; what it could still add (money, refunds) was taken from it. */
  readonly verdict: 'changed' | 'unchanged' | 'stale'
  readonly payment: PaymentRecord
  readonly facts: readonly FactToNote[]
}

const rank: Record<PaymentState, number> = {
  created: 0, awaiting_payment: 1, authorized: 2, failed: 3, cancelled: 3, expired: 3, paid: 4,
}

/**
 * Joins a picture with what is known. The result does not depend on the order in which pictures come: money taken is
 * never untaken, and of two pictures without money the one with the later platform time counts (at the same instant, the
 * one further along).
 */
export function mergePayment(held: PaymentRecord, snapshot: PaymentSnapshot): MergedPayment {
  const isOlder = snapshot.asOf < held.asOf
  const isNewer = snapshot.asOf > held.asOf
  const payment: PaymentRecord = {
    ...held,
    platformReference: snapshot.platformReference,
    platformData: isOlder ? { ...snapshot.platformData, ...held.platformData } : { ...held.platformData, ...snapshot.platformData },
    state: mergeState(held, snapshot),
    asOf: Math.max(held.asOf, snapshot.asOf),
    detail: isOlder ? held.detail : snapshot.detail,
    authorizedMinor: Math.max(held.authorizedMinor, snapshot.authorized?.minor ?? 0),
    capturedMinor: Math.max(held.capturedMinor, snapshot.captured.minor),
    feeMinor: isOlder && held.feeMinor !== null ? held.feeMinor : (snapshot.fee?.minor ?? held.feeMinor),
    feeCurrency: isOlder && held.feeCurrency !== null ? held.feeCurrency : (snapshot.fee?.currency ?? held.feeCurrency),
    methodKind: pick(isOlder, held.methodKind, snapshot.method?.kind),
    methodLabel: pick(isOlder, held.methodLabel, snapshot.method?.label),
    methodLast4: pick(isOlder, held.methodLast4, snapshot.method?.last4),
    customer: pick(isOlder, held.customer, snapshot.customer),
    payUrl: isOlder ? (held.payUrl ?? snapshot.payUrl) : (snapshot.payUrl ?? held.payUrl),
    expiresAt: isNewer ? (snapshot.expiresAt ?? held.expiresAt) : held.expiresAt,
    authorizedAt: earliest(held.authorizedAt, snapshot.authorizedAt),
    paidAt: earliest(held.paidAt, snapshot.captured.minor > 0 ? (snapshot.paidAt ?? snapshot.asOf) : null),
    captureBefore: pick(isOlder, held.captureBefore, snapshot.captureBefore),
  }
  const facts = factsOf(held, payment)
  const isSame = samePicture(held, payment)
  return { verdict: isSame ? (isOlder ? 'stale' : 'unchanged') : 'changed', payment, facts }
}

function mergeState(held: PaymentRecord, snapshot: PaymentSnapshot): PaymentState {
  if (held.state === 'paid' || snapshot.status === 'paid') return 'paid'
  if (snapshot.asOf < held.asOf) return held.state
  if (snapshot.asOf === held.asOf && rank[snapshot.status] < rank[held.state]) return held.state
  return snapshot.status
}

/** The newer picture's value where it has one; an older picture only fills gaps. */
const pick = <T>(isOlder: boolean, held: T | null, told: T | null | undefined): T | null =>
  isOlder ? (held ?? told ?? null) : (told ?? held)

const earliest = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b))

/** The instant and address are left out: a picture that says the same again is not a change. */
const samePicture = (a: PaymentRecord, b: PaymentRecord): boolean =>
  JSON.stringify({ ...a, asOf: 0 }) === JSON.stringify({ ...b, asOf: 0 })

function factsOf(held: PaymentRecord, payment: PaymentRecord): FactToNote[] {
  const facts: FactToNote[] = []
  const platformReference = payment.platformReference ?? ''
  const at = payment.paidAt ?? payment.asOf
  const captured = payment.capturedMinor - held.capturedMinor
  if (captured > 0) {
    // A first capture is dated by the platform; a further one by the picture that told it.
    const capturedAt = held.capturedMinor === 0 ? at : payment.asOf
    facts.push({ kind: 'payment', minor: captured, currency: payment.currency, at: capturedAt, platformReference })
  }
  if (payment.feeMinor !== null && payment.feeCurrency !== null) {
    const known = held.feeCurrency === payment.feeCurrency ? (held.feeMinor ?? 0) : 0
    const fee = payment.feeMinor - known
    if (fee !== 0) facts.push({ kind: fee > 0 ? 'fee' : 'fee_refund', minor: -fee, currency: payment.feeCurrency, at, platformReference })
  }
  return facts
}

const refundRank: Record<RefundState, number> = { requested: 0, unknown: 0, refused: 0, pending: 1, succeeded: 2, failed: 3 }

export interface MergedRefund {
  readonly state: RefundState
  readonly facts: readonly FactToNote[]
}

/** A refund only moves on: asked, pending, paid out, or, at any time, failed, which puts the money back. */
export function mergeRefund(held: RefundRecord, told: RefundSnapshot): MergedRefund | null {
  if (refundRank[told.status] <= refundRank[held.state]) return null
  const facts: FactToNote[] = []
  const { currency } = held
  const platformReference = told.platformReference
  if (told.status === 'succeeded') {
    facts.push({ kind: 'refund', minor: -told.amount.minor, currency, at: told.at, platformReference })
    if (told.feeReturned !== null && told.feeReturned.minor !== 0) {
      facts.push({ kind: 'fee_refund', minor: told.feeReturned.minor, currency: told.feeReturned.currency, at: told.at, platformReference })
    }
  }
  if (told.status === 'failed' && held.state === 'succeeded') {
    facts.push({ kind: 'refund_returned', minor: held.amountMinor, currency, at: told.at, platformReference })
    if (told.feeReturned !== null && told.feeReturned.minor !== 0) {
      facts.push({ kind: 'fee', minor: -told.feeReturned.minor, currency: told.feeReturned.currency, at: told.at, platformReference })
    }
  }
  return { state: told.status, facts }
}

const disputeRank: Record<DisputeSnapshot['status'], number> = { needs_response: 0, under_review: 1, won: 2, lost: 2, closed: 2 }

/** Money that a dispute moved since it was last told. The platform takes the amount when it opens and gives it back when it is won. */
export function mergeDispute(held: DisputeRecord | null, told: DisputeSnapshot, currency: CurrencyCode): readonly FactToNote[] | null {
  if (held !== null && disputeRank[told.status] <= disputeRank[held.state]) return null
  const facts: FactToNote[] = []
  const platformReference = told.platformReference
  if (held === null) {
    facts.push({ kind: 'chargeback', minor: -told.amount.minor, currency, at: told.openedAt, platformReference })
    if (told.fee !== null && told.fee.minor !== 0) {
      facts.push({ kind: 'dispute_fee', minor: -told.fee.minor, currency: told.fee.currency, at: told.openedAt, platformReference })
    }
  }
  const isGivenBack = told.status === 'won' || told.status === 'closed'
  if (isGivenBack) {
    facts.push({ kind: 'chargeback_reversal', minor: told.amount.minor, currency, at: told.closedAt ?? told.openedAt, platformReference })
  }
  return facts.filter((fact) => fact.minor !== 0)
}
