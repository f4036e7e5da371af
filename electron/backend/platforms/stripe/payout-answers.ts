import { z } from 'zod'
import { isCurrencyCode } from '../../../../shared/currency.ts'
import { Currency, Id, IdOf, idOrWhole, Instant, InstantOrNull, listOf, Metadata, Mode, pricing, Units, UnitsOrNull, Words } from './answer-values.ts'

/** Stripe's answers about payouts and what they consist of. */

const SIGNED = Number.MIN_SAFE_INTEGER

export const Payout = z.object({
  id: Id, amount: Units, currency: Currency, created: Instant, arrival_date: InstantOrNull, status: z.string().max(100), automatic: z.boolean().nullish(), livemode: Mode,
  reconciliation_status: Words, trace_id: z.object({ value: Words }).nullish().catch(null),
}).transform((payout, context) => ({ ...payout, amount: pricing(payout.currency, context)(payout.amount, SIGNED) }))
export type Payout = z.infer<typeof Payout>

/** Payouts in something that is no currency of ISO 4217, such as a stablecoin, reach no bank that we know and are left out. */
export const Payouts = listOf(z.union([Payout, z.object({ id: Id, currency: z.string().refine((code) => !isCurrencyCode(code.toUpperCase())) })]))

/** A charge, refund, dispute or payout behind a line, as far as it says whose it is. */
const Source = z.object({
  id: Id, object: Words, metadata: Metadata, payment_intent: IdOf, charge: IdOf, currency: Words, amount: UnitsOrNull,
  payment_method_details: z.object({ type: Words }).nullish().catch(null),
})
export type Source = z.infer<typeof Source>

export const Line = z.object({
  id: Id, amount: Units, fee: Units, net: UnitsOrNull, currency: Currency, created: Instant, available_on: InstantOrNull, type: Words, reporting_category: Words,
  description: Words, exchange_rate: z.number().nullish().catch(null), source: idOrWhole(Source),
}).refine(({ amount, fee, net }) => net === null || amount - fee === net, 'net is not gross less fee').transform((line, context) => {
  const price = pricing(line.currency, context)
  return { ...line, amount: price(line.amount, SIGNED), fee: price(line.fee, SIGNED), net: price(line.amount - line.fee, SIGNED) }
})
export type Line = z.infer<typeof Line>
export const Lines = listOf(Line)
