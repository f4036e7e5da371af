import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { isDay } from '../business-day.ts'
import { isCurrencyCode, isCurrentCurrency } from '../currency.ts'
import type { Role } from '../role.ts'

/**
 * What crosses between page and backend: whole numbers, strings, booleans, null, arrays, plain objects. Parsed on both
 * ends. Who may call a procedure is written on it and checked at the one door; without a word it is the owner alone.
 */
const procedure = oc.$meta<ProcedureMeta>({ roles: ['owner'], practice: false })

export interface ProcedureMeta {
  /** `anyone` needs nobody signed in. */
  readonly roles: readonly Role[] | 'anyone'
  /** True when it also works in practice mode, on the practice desk's own store. */
  readonly practice: boolean
}

export const anyone = procedure.meta({ roles: 'anyone', practice: true })
export const everybody = procedure.meta({ roles: ['staff', 'owner', 'accountant'], practice: false })
/** Work at the counter, which can be practised. */
export const counter = procedure.meta({ roles: ['staff', 'owner'], practice: true })
/** Reading orders, which can be practised. */
export const readers = procedure.meta({ roles: ['staff', 'owner', 'accountant'], practice: true })
/** Totals and reconciliation. */
export const books = procedure.meta({ roles: ['owner', 'accountant'], practice: false })
export const owner = procedure.meta({ roles: ['owner'], practice: false })
/** Money out and decisions, which can be practised by whoever may do them. */
export const decider = procedure.meta({ roles: ['owner'], practice: true })

/** The two endings of a call are one schema, so that a Result goes from service to screen unchanged. */
export const resultOf = <T extends z.ZodType, F extends z.ZodType>(value: T, failure: F) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), failure }),
  ])

export { eventIterator }

export const Ulid = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/u)
export const Currency = z.string().refine(isCurrencyCode, 'not an ISO 4217 currency')
export const Minor = z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER)
export const Money = z.object({ minor: Minor, currency: Currency })
/** An amount to charge or pay back: more than nothing. */
export const Charge = z.object({
  minor: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  currency: z.string().refine(isCurrentCurrency, 'not a currency of today'),
})
export const Instant = z.number().int().nonnegative()
export const Day = z.string().refine(isDay, 'not a calendar day YYYY-MM-DD')
export const ShortText = z.string().trim().max(200)
export const LongText = z.string().trim().max(2000)
export const Name = z.string().trim().min(1).max(80)
export const PageSize = z.number().int().min(1).max(200)
export const Environment = z.enum(['test', 'live'])
