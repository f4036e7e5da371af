import { money } from '../../../../../../shared/money.ts'
import { ok, type Result } from '../../../../../../shared/result.ts'
import { LATE_MONEY_MS } from '../../terms.ts'
import type { Books } from '../books/books.ts'
import { channelFee } from '../books/fees.ts'
import type { Merchant } from '../books/merchants.ts'
import { findChoice, type MethodChoice } from '../books/methods.ts'
import type { BankVisit } from '../books/bank-visits.ts'
import type { Payment } from '../books/payments.ts'
import { payoutCutAt } from '../payouts/calendar.ts'
import { newToken, type RandomSource } from '../randomness.ts'
import { refuse, type ChannelRefusal } from './refusal.ts'

/** What a customer can do on the bank's page. */
export const decisions = ['approve', 'decline', 'freeze', 'leave'] as const
export type Decision = (typeof decisions)[number]

export interface CustomerAct {
  readonly choice: MethodChoice
  readonly decision: Decision
  /** Name or e-mail that the bank passes on. */
  readonly customer: string | null
  /** When the bank's page was opened. */
  readonly openedAt: number
}

const HOLD_MS = 604_800_000
const DECLINED = 'Declined by the bank: insufficient funds'

/** Sends the customer to the bank's page. */
export function openBank({ books, random }: { books: Books; random: RandomSource }, payment: Payment, choice: MethodChoice, at: number): Result<BankVisit, ChannelRefusal> {
  if (payment.state !== 'awaiting_payment') return refuse('wrong_state', `This payment is ${payment.state}.`, payment.state)
  const visit = { visitToken: newToken(random), paymentId: payment.paymentId, choice: choice.code, openedAt: at, decision: null }
  books.visits.insert(visit)
  return ok(visit)
}

/** The customer's word on the bank's page. A visit decides once: pressing twice pays once. */
export function decideVisit(parts: { books: Books }, merchant: Merchant, visit: BankVisit, decision: Decision, at: number): Result<Payment, ChannelRefusal> {
  const payment = parts.books.payments.get(visit.paymentId)
  if (visit.decision !== null) return ok(payment)
  const choice = findChoice(visit.choice)
  if (choice === undefined) throw new Error(`no such way to pay: ${visit.choice}`)
  const done = actAsCustomer(parts, merchant, payment, { choice, decision, customer: null, openedAt: visit.openedAt }, at)
  // Who walks away has not decided: the page may be opened again, or still be open.
  if (done.ok && decision !== 'leave') parts.books.visits.saveDecision(visit.visitToken, decision)
  return done
}

/** Applies what the customer did at the bank to the payment. */
export function actAsCustomer({ books }: { books: Books }, merchant: Merchant, payment: Payment, act: CustomerAct, at: number): Result<Payment, ChannelRefusal> {
  if (act.decision === 'leave') return ok(payment)
  if (!isPayable(merchant, payment, act.openedAt, at)) return refuse('wrong_state', `This payment is ${payment.state}.`, payment.state)
  const paidWith = { choice: act.choice.code, customer: act.customer }
  if (act.decision === 'decline') {
    return ok(payment.state === 'expired' ? payment : books.payments.change(payment, { ...paidWith, detail: DECLINED }, at))
  }
  const minor = Math.max(1, payment.amountMinor + merchant.switches.payOtherByMinor)
  if (act.decision === 'approve' && payment.captureMode === 'automatic') return ok(take({ books }, merchant, { ...payment, ...paidWith }, minor, at))

  const captureBefore = at + HOLD_MS
  books.timers.set({ at: captureBefore, kind: 'hold-lapse', subject: payment.paymentId })
  return ok(books.payments.change(payment, { ...paidWith, detail: null, state: 'authorized', authorizedMinor: minor, authorizedAt: at, captureBefore }, at))
}

/** An open order is payable; one that expired while the bank's page was open is so for a day, if the merchant's sandbox is told to be late. */
export function isPayable(merchant: Merchant, payment: Payment, openedAt: number, at: number): boolean {
  if (payment.state === 'awaiting_payment') return true
  return payment.state === 'expired' && merchant.switches.latePayment && openedAt < payment.expiresAt && at < payment.expiresAt + LATE_MONEY_MS
}

/** Takes the money: from a customer who approved, or from a hold. */
export function take({ books }: { books: Books }, merchant: Merchant, payment: Payment, minor: number, at: number): Payment {
  const choice = findChoice(payment.choice ?? '')
  if (choice === undefined) throw new Error(`money without a way to pay: ${payment.paymentId}`)
  const fee = channelFee(money(minor, payment.currency), merchant.fees[choice.method])
  const { feePendingMs } = merchant.switches
  const feeKnownAt = feePendingMs === null ? null : at + feePendingMs
  if (feeKnownAt !== null) books.timers.set({ at: feeKnownAt, kind: 'fee-known', subject: payment.paymentId })
  const movement = books.movements.insert(merchant, {
    type: 'payment', merchantReference: payment.merchantReference, paymentId: payment.paymentId, reference: null, grossMinor: minor, feeMinor: fee.minor,
    currency: payment.currency, method: choice.method, description: payment.description, occurredAt: at,
  })
  books.timers.set({ at: payoutCutAt(movement.businessDay, merchant.rule), kind: 'payout-cut', subject: `${merchant.merchantId} ${movement.businessDay}` })
  return books.payments.change(payment, { choice: payment.choice, customer: payment.customer, detail: null, state: 'paid', capturedMinor: minor, feeMinor: fee.minor, feeKnownAt, paidAt: at }, at)
}

/** The fee is told from now on: the payment is worth another look. */
export function tellFee({ books }: { books: Books }, paymentId: string, at: number): void {
  books.payments.change(books.payments.get(paymentId), { feeKnownAt: null }, at)
}
