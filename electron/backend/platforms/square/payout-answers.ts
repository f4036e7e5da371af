import { z } from 'zod'
import { Day, Id, Instant, listOf, PageEnd, SignedMoney, Words } from './answer-values.ts'

/** Square's answers about payouts and what is inside them, as the adapter accepts them. */

export const PayoutAnswer = z.object({
  id: Id,
  status: Words,
  created_at: Instant,
  updated_at: Instant.nullish(),
  /** Negative: taken from the merchant's bank. */
  amount_money: SignedMoney,
  /** BATCH, or SIMPLE: made at once, without entries of its own. */
  type: Words,
  payout_fee: listOf(z.object({ amount_money: SignedMoney.nullish(), effective_at: Instant.nullish(), type: Words })),
  arrival_date: Day.nullish().catch(null),
  /** Stands on the bank statement too. */
  end_to_end_id: Words,
}).refine(({ amount_money, payout_fee }) => payout_fee.every((charge) => (charge.amount_money?.currency ?? amount_money.currency) === amount_money.currency), 'several currencies')
export type PayoutAnswer = z.infer<typeof PayoutAnswer>

const Details = z.object({ payment_id: Id.nullish(), refund_id: Id.nullish(), dispute_id: Id.nullish(), payout_id: Id.nullish() })

const Entry = z.object({
  id: Id,
  type: z.string().max(100).nullish(),
  effective_at: Instant.nullish(),
  gross_amount_money: SignedMoney,
  fee_amount_money: SignedMoney.nullish(),
  net_amount_money: SignedMoney,
}).refine(({ gross_amount_money: gross, fee_amount_money: fee, net_amount_money: net }) =>
  gross.currency === net.currency && (fee?.currency ?? net.currency) === net.currency && gross.minor - (fee?.minor ?? 0) === net.minor, 'net is not gross less fee')

/** One entry of a payout with its own text, whose `type_…_details` say what it is about. */
export const EntryAnswer = z.unknown().transform((raw, context) => {
  const entry = Entry.safeParse(raw)
  if (!entry.success) {
    context.addIssue({ code: 'custom', message: entry.error.issues.slice(0, 2).map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') })
    return z.NEVER
  }
  const told = Object.entries(raw as object).find(([name, value]) => /^type_\w+_details$/.test(name) && typeof value === 'object' && value !== null)
  return { ...entry.data, details: Details.safeParse(told?.[1] ?? {}).data ?? {}, raw: JSON.stringify(raw) }
})
export type EntryAnswer = z.infer<typeof EntryAnswer>

export const OnePayout = z.object({ payout: PayoutAnswer })
export const Payouts = z.object({ payouts: listOf(PayoutAnswer), cursor: PageEnd })
export const Entries = z.object({ payout_entries: listOf(EntryAnswer), cursor: PageEnd })
