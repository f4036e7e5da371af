import type { Money } from '../../../../../../shared/money.ts'
import { ok, type Result } from '../../../../../../shared/result.ts'
import type { Books } from '../books/books.ts'
import type { Merchant } from '../books/merchants.ts'
import type { Payment } from '../books/payments.ts'
import { take } from './paying.ts'
import { refuse, type ChannelRefusal } from './refusal.ts'

/** Takes all or a part of a hold, once. What is left of it goes back to the customer. */
export function capturePayment(parts: { books: Books }, merchant: Merchant, payment: Payment, amount: Money, at: number): Result<Payment, ChannelRefusal> {
  if (payment.state !== 'authorized') return refuse('wrong_state', `A payment that is ${payment.state} cannot be captured.`, payment.state)
  if (amount.currency !== payment.currency) return refuse('currency_not_supported', `The hold is in ${payment.currency}.`, amount.currency)
  if (amount.minor < 1) return refuse('amount_too_small', 'The least amount is one minor unit.', '1')
  const held = payment.authorizedMinor ?? 0
  if (amount.minor > held) return refuse('exceeds_authorized', `Only ${held} minor units are on hold.`, String(held))
  return ok(take(parts, merchant, payment, amount.minor, at))
}

/** Gives a whole hold back. */
export function voidPayment({ books }: { books: Books }, payment: Payment, at: number): Result<Payment, ChannelRefusal> {
  if (payment.state !== 'authorized') return refuse('wrong_state', `A payment that is ${payment.state} cannot be voided.`, payment.state)
  return ok(books.payments.change(payment, { state: 'voided' }, at))
}

/** A hold that nobody captured falls back to the customer by itself. */
export function lapseHold({ books }: { books: Books }, paymentId: string, at: number): void {
  const payment = books.payments.get(paymentId)
  if (payment.state === 'authorized') books.payments.change(payment, { state: 'lapsed', detail: 'The hold has lapsed' }, at)
}

/** Notes that the goods were handed over. Saying it twice changes nothing. */
export function handOver({ books }: { books: Books }, payment: Payment, at: number): Result<Payment, ChannelRefusal> {
  if (payment.handedOverAt !== null) return ok(payment)
  if (payment.state !== 'paid' && payment.state !== 'authorized') return refuse('wrong_state', `A payment that is ${payment.state} has no goods to hand over.`, payment.state)
  return ok(books.payments.change(payment, { handedOverAt: at }, at))
}
