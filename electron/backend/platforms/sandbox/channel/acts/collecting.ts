import type { Money } from '../../../../../../shared/money.ts'
import { ok, type Result } from '../../../../../../shared/result.ts'
import { LONGEST_LIFE_MS } from '../../terms.ts'
import type { Books } from '../books/books.ts'
import type { Merchant } from '../books/merchants.ts'
import type { Payment } from '../books/payments.ts'
import { newId, newToken, type RandomSource } from '../randomness.ts'
import { refuse, type ChannelRefusal } from './refusal.ts'

export interface NewOrder {
  readonly merchantReference: string
  readonly idempotencyKey: string
  readonly amount: Money
  readonly description: string
  readonly captureMode: 'automatic' | 'manual'
  readonly methodHint: string | null
  readonly locale: string
  /** UTC ms; null: half an hour from now. */
  readonly expiresAt: number | null
}

const USUAL_LIFE_MS = 1_800_000
const LARGEST_MINOR = 10_000_000_000

/** Opens a payment that a customer can pay on its page. */
export function createPayment({ books, random }: { books: Books; random: RandomSource }, merchant: Merchant, order: NewOrder, at: number): Result<Payment, ChannelRefusal> {
  const { amount, merchantReference } = order
  const expiresAt = order.expiresAt ?? at + USUAL_LIFE_MS
  if (!merchant.currencies.includes(amount.currency)) return refuse('currency_not_supported', `This merchant takes ${merchant.currencies.join(', ')}.`, amount.currency)
  if (amount.minor < 1) return refuse('amount_too_small', 'The least amount is one minor unit.', '1')
  if (amount.minor > LARGEST_MINOR) return refuse('amount_too_large', 'The amount is above the limit.', String(LARGEST_MINOR))
  if (expiresAt <= at || expiresAt > at + LONGEST_LIFE_MS) return refuse('invalid_request', 'An order ends within seven days, and not in the past.', 'expires_at')
  const known = books.payments.findByReference(merchant.merchantId, merchantReference)
  if (known !== undefined) return refuse('duplicate_reference', `The reference ${merchantReference} belongs to ${known.paymentId}.`, known.paymentId)

  const payment = books.payments.insert({
    paymentId: newId('pay', random), merchantId: merchant.merchantId, merchantReference, idempotencyKey: order.idempotencyKey, pageToken: newToken(random),
    amountMinor: amount.minor, currency: amount.currency, description: order.description, captureMode: order.captureMode, methodHint: order.methodHint,
    locale: order.locale, state: 'awaiting_payment', authorizedMinor: null, capturedMinor: 0, feeMinor: null, feeKnownAt: null, choice: null, customer: null,
    detail: null, createdAt: at, expiresAt, authorizedAt: null, captureBefore: null, paidAt: null, handedOverAt: null,
  })
  books.timers.set({ at: expiresAt, kind: 'expire', subject: payment.paymentId })
  return ok(payment)
}

/** Ends an order that nobody has paid. Loses the race against a customer who paid a moment before. */
export function cancelPayment({ books }: { books: Books }, payment: Payment, at: number): Result<Payment, ChannelRefusal> {
  if (payment.state !== 'awaiting_payment') return refuse('wrong_state', `A payment that is ${payment.state} cannot be cancelled.`, payment.state)
  return ok(books.payments.change(payment, { state: 'cancelled', detail: null }, at))
}

export function expirePayment({ books }: { books: Books }, paymentId: string, at: number): void {
  const payment = books.payments.get(paymentId)
  if (payment.state === 'awaiting_payment') books.payments.change(payment, { state: 'expired' }, at)
}
