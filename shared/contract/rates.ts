import { z } from 'zod'
import { AccountNotFound, MethodKind } from './accounts.ts'
import { books, Currency, Day, Minor, Money, owner, resultOf, Ulid } from './values.ts'

export const Rounding = z.enum(['half_up', 'half_even', 'up', 'down'])

/** What the shop has agreed to pay: so many thousandths of a per cent of the amount, and a fixed part. */
export const RateTerms = z.object({
  accountId: Ulid,
  /** Null: all methods that have no rate of their own. */
  methodKind: MethodKind.nullable(),
  currency: Currency,
  /** Per cent with three decimals: 2900 is 2.900 %. */
  ratePer100k: z.number().int().min(0).max(100_000),
  fixedMinor: z.number().int().min(0).max(1_000_000_000),
  leastMinor: z.number().int().min(0).max(1_000_000_000),
  mostMinor: z.number().int().min(0).max(1_000_000_000_000).nullable(),
  rounding: Rounding,
  validFrom: Day,
  /** Last day; null: until further notice. */
  validTo: Day.nullable(),
  /** The platform gives its share of the fee back with a refund. */
  refundsReturnFee: z.boolean(),
})
export type RateTerms = z.infer<typeof RateTerms>

export const Rate = RateTerms.extend({ rateId: Ulid, savedAt: z.number().int(), savedBy: z.string() })
export type Rate = z.infer<typeof Rate>

export const Claim = z.object({
  lineId: z.number().int(),
  /** What the platform calls the payment or refund. */
  reference: z.string(),
  orderNumber: z.number().int().nullable(),
  occurredOn: Day.nullable(),
  kind: z.enum(['fee', 'fee_return']),
  gross: Money,
  charged: Money,
  agreed: Money,
  /** Charged too much; minus: too little. */
  difference: Money,
  fileName: z.string(),
  sourceLine: z.number().int(),
})
export type Claim = z.infer<typeof Claim>

export const rates = {
  list: books.output(z.array(Rate)),
  save: owner
    .input(z.object({ rateId: Ulid.nullable(), terms: RateTerms }))
    .output(resultOf(Rate, z.discriminatedUnion('kind', [
      AccountNotFound, z.object({ kind: z.literal('rate-not-found') }), z.object({ kind: z.literal('ends-before-it-begins') }),
      z.object({ kind: z.literal('least-over-most') }),
      /** Another rate for the same account, method and currency holds on some of these days. */
      z.object({ kind: z.literal('overlaps'), validFrom: Day, validTo: Day.nullable() }),
    ]))),
  remove: owner.input(z.object({ rateId: Ulid })).output(resultOf(z.null(), z.object({ kind: z.literal('rate-not-found') }))),
  /** What to claim from a platform for a month, with the text to send. */
  claims: books
    .input(z.object({ accountId: Ulid, month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/u), language: z.enum(['en', 'zh-CN']) }))
    .output(resultOf(
      z.object({
        claims: z.array(Claim), more: z.number().int(),
        totals: z.array(z.object({ currency: Currency, lines: z.number().int(), overMinor: Minor, underMinor: Minor })), text: z.string(),
      }),
      AccountNotFound,
    )),
}
