import { z } from 'zod'
import { Currency, Id, IdOf, idOrWhole, InstantOrNull, listOf, Metadata, Mode, Moment, pricing, Units, UnitsOrNull, Words } from './answer-values.ts'
import { fromWire } from './wire-amounts.ts'

/** Stripe's answers about payments as the adapter accepts them. Whatever does not fit is not believed. */

/** The fee is null where the balance is kept in something that is no currency of ISO 4217, such as a stablecoin: it is not worth the payment. */
export const BalanceTransaction = z.object({ id: Id, amount: Units, fee: Units, net: UnitsOrNull, currency: z.string(), created: Moment })
  .refine(({ amount, fee, net }) => net === null || amount - fee === net, 'net is not gross less fee')
  .transform(({ id, fee, currency, created }) => {
    const read = fromWire(fee, currency.toUpperCase())
    return { id, created, fee: read.ok ? read.value : null }
  })
export type BalanceTransaction = z.infer<typeof BalanceTransaction>

export const Refund = z.object({
  id: Id, amount: Units, currency: Currency, created: Moment, status: Words, reason: Words, pending_reason: Words, failure_reason: Words, metadata: Metadata,
  charge: IdOf, payment_intent: IdOf,
}).transform((refund, context) => ({ ...refund, amount: pricing(refund.currency, context)(refund.amount) }))
export type Refund = z.infer<typeof Refund>

export const Dispute = z.object({
  id: Id, amount: Units, currency: Currency, created: Moment, status: z.string().max(100), reason: Words, charge: IdOf, payment_intent: IdOf,
  evidence_details: z.object({ due_by: InstantOrNull }).nullish(),
  balance_transactions: z.array(z.object({ amount: Units, fee: Units, currency: Currency, created: Moment })).nullish().catch(null),
}).transform((dispute, context) => ({ ...dispute, amount: pricing(dispute.currency, context)(dispute.amount) }))
export type Dispute = z.infer<typeof Dispute>

const MethodDetails = z.object({ type: z.string().max(100) }).catchall(z.unknown()).nullish().catch(null)

export const Charge = z.object({
  id: Id, amount: Units, amount_captured: UnitsOrNull, amount_refunded: UnitsOrNull, currency: Currency, created: Moment, status: Words, captured: z.boolean().nullish(),
  disputed: z.boolean().nullish(), balance_transaction: idOrWhole(BalanceTransaction), refunds: listOf(Refund).nullish(), payment_method_details: MethodDetails,
  billing_details: z.object({ name: Words, email: Words }).nullish().catch(null),
}).transform((charge, context) => {
  const price = pricing(charge.currency, context)
  const captured = charge.captured ?? (charge.amount_captured ?? charge.amount) > 0
  return {
    ...charge, captured, amount: price(charge.amount), amount_refunded: price(charge.amount_refunded ?? 0),
    amount_captured: price(charge.amount_captured ?? (captured ? charge.amount : 0)),
  }
})
export type Charge = z.infer<typeof Charge>

export const Intent = z.object({
  id: Id, amount: Units, amount_received: UnitsOrNull, amount_capturable: UnitsOrNull, currency: Currency, created: Moment, status: z.string().max(100),
  capture_method: Words, cancellation_reason: Words, latest_charge: idOrWhole(Charge), metadata: Metadata,
  last_payment_error: z.object({ code: Words, decline_code: Words, message: Words }).nullish().catch(null),
}).transform((intent, context) => {
  const price = pricing(intent.currency, context)
  const received = intent.amount_received ?? (intent.status === 'succeeded' ? intent.amount : 0)
  return { ...intent, amount: price(intent.amount), amount_received: price(received), amount_capturable: price(intent.amount_capturable ?? 0) }
})
export type Intent = z.infer<typeof Intent>

const PayUrl = z.url({ protocol: /^https?$/ }).nullish().catch(null).transform((url) => url ?? null)

export const Session = z.object({
  id: Id, amount_total: Units, currency: Currency, created: Moment, expires_at: InstantOrNull, livemode: Mode, url: PayUrl, metadata: Metadata,
  client_reference_id: Words, status: Words, payment_status: Words, payment_intent: idOrWhole(Intent), payment_link: IdOf,
  customer_details: z.object({ name: Words, email: Words }).nullish().catch(null),
}).transform((session, context) => ({ ...session, amount_total: pricing(session.currency, context)(session.amount_total) }))
export type Session = z.infer<typeof Session>

export const LinkLines = listOf(z.object({ amount_total: Units, currency: Currency }).transform((line, context) => pricing(line.currency, context)(line.amount_total)))

/** `created` does not exist on links. `line_items` only comes where it was asked for. */
export const Link = z.object({ id: Id, active: z.boolean(), livemode: Mode, url: PayUrl, metadata: Metadata, line_items: LinkLines.nullish() })
export type Link = z.infer<typeof Link>

export const Sessions = listOf(Session)

/** Enough to recognise a payment of ours in a list where other programs' sessions stand too, some without an amount. */
export const Sketches = listOf(z.object({ id: Id, status: Words, client_reference_id: Words, metadata: Metadata, payment_link: IdOf }))
export const Refunds = listOf(Refund)
export const Disputes = listOf(Dispute)

/** Enough of an answer to a write whose result is looked at afterwards. */
export const Named = z.object({ id: Id })
