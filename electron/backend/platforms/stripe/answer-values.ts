import { z } from 'zod'
import { isCurrencyCode, type CurrencyCode } from '../../../../shared/currency.ts'
import { zero, type Money } from '../../../../shared/money.ts'
import { fromWire } from './wire-amounts.ts'

/** The pieces that Stripe's answers are made of. Whatever money and identity hang on is strict; what only informs is not. */

export const Id = z.string().min(1).max(255)
/** A word of an open list, or free text; what is neither is as good as missing. */
export const Words = z.string().max(5_000).nullish().catch(null).transform((text) => text ?? null)
/** Seconds on the wire, UTC ms inside. */
export const Instant = z.int().min(0).max(100_000_000_000).transform((seconds) => seconds * 1_000)
export const InstantOrNull = Instant.nullish().transform((at) => at ?? null)
/** A time that informs and decides nothing. */
export const Moment = Instant.nullish().catch(null).transform((at) => at ?? null)
export const Units = z.int()
export const UnitsOrNull = z.int().nullish().transform((units) => units ?? null)
export const Currency = z.string().transform((code) => code.toUpperCase()).refine(isCurrencyCode)
/** Entries that are not text are none of ours; they must not cost the others. */
export const Metadata = z.record(z.string(), z.unknown()).nullish().catch(null)
  .transform((metadata) => Object.fromEntries(Object.entries(metadata ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string')))
export const Mode = z.boolean().nullish().catch(null).transform((isLive) => isLive ?? null)

/** The id of another object, or the whole object where it was asked for. */
export const idOrWhole = <T extends z.ZodType>(whole: T) => z.union([Id, whole]).nullish().transform((value) => value ?? null)
export const IdOf = z.union([Id, z.object({ id: Id }).transform(({ id }) => id)]).nullish().transform((value) => value ?? null)

export const listOf = <T extends z.ZodType>(item: T) => z.object({ data: z.array(item), has_more: z.boolean().nullish().transform((more) => more === true) })

/** Reads whole numbers of an object as money of its own currency; one that cannot be makes the answer unbelievable. */
export function pricing(currency: CurrencyCode, context: { addIssue(issue: { code: 'custom'; message: string }): void }) {
  return (units: number, least = 0): Money => {
    const read = units < least ? null : fromWire(units, currency)
    if (read?.ok === true) return read.value
    context.addIssue({ code: 'custom', message: `not an amount in ${currency}: ${units}` })
    return zero(currency)
  }
}
