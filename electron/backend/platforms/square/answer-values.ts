import { z } from 'zod'
import { isDay } from '../../../../shared/business-day.ts'
import { isCurrencyCode } from '../../../../shared/currency.ts'
import { money } from '../../../../shared/money.ts'

/** The pieces that Square's answers are made of. Whatever money and identity hang on is strict; what only informs is not. */

/** More than a shop takes, and small enough for the sum of a list to stay exact. */
const MOST_MINOR = 10_000_000_000_000

/**
 * Whole minor units. The currency is called `currency` in the API description and `currency_code` in the answers of the
 * payouts API (developer.squareup.com/docs/payouts-api/list-payouts).
 */
export const SignedMoney = z.object({ amount: z.int().min(-MOST_MINOR).max(MOST_MINOR), currency: z.string().nullish(), currency_code: z.string().nullish() })
  .transform(({ amount, currency, currency_code }, context) => {
    const code = currency ?? currency_code ?? ''
    if (isCurrencyCode(code)) return money(amount, code)
    context.addIssue({ code: 'custom', message: `not a currency: ${code.slice(0, 10)}` })
    return z.NEVER
  })

export const Amount = SignedMoney.refine(({ minor }) => minor >= 0, 'an amount below zero')

/** RFC 3339 as UTC ms; without a zone it is UTC, as all of Square's times are. */
export const Instant = z.string().max(40).transform((text, context) => {
  const [, written, zone = 'Z'] = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?)(Z|[+-]\d{2}:\d{2})?$/.exec(text) ?? []
  const at = written === undefined ? Number.NaN : Date.parse(`${written}${zone}`)
  if (Number.isSafeInteger(at)) return at
  context.addIssue({ code: 'custom', message: 'not a time' })
  return z.NEVER
})

export const Id = z.string().min(1).max(255)
export const Day = z.string().refine(isDay)
/** Where a word is missing or of another kind, nothing is lost but the word. */
export const Words = z.string().max(4_096).nullish().catch(null)
/** A list that is left out is empty. */
export const listOf = <T extends z.ZodType>(item: T) => z.array(item).nullish().transform((items) => items ?? [])

/** Where the next page begins; null on the last. */
export const PageEnd = z.string().max(4_096).nullish().transform((cursor) => (cursor === undefined || cursor === null || cursor === '' ? null : cursor))

export const instantText = (at: number): string => new Date(at).toISOString()
