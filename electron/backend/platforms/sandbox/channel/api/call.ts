import { z } from 'zod'
import { isCurrencyCode } from '../../../../../../shared/currency.ts'
import { money } from '../../../../../../shared/money.ts'
import { ok, type Result } from '../../../../../../shared/result.ts'
import { refuse, type ChannelRefusal } from '../acts/refusal.ts'
import type { Merchant } from '../books/merchants.ts'
import type { Fault } from '../faults.ts'
import { instantFrom } from '../../signature.ts'
import type { Answer } from './answer.ts'

/** A proved request of a merchant. */
export interface ApiCall {
  readonly merchant: Merchant
  readonly method: string
  /** With its query, as it was signed. */
  readonly path: string
  readonly query: URLSearchParams
  /** Parts of the path that the route leaves open. */
  readonly params: readonly string[]
  readonly body: string
  readonly idempotencyKey: string
  readonly faults: readonly Fault[]
  /** Where the channel listens. */
  readonly baseUrl: string
}

export interface Route {
  readonly method: 'GET' | 'POST'
  readonly pattern: RegExp
  /** Runs inside a transaction at `at` (UTC ms). */
  readonly answer: (call: ApiCall, at: number) => Answer
}

export const Amount = z.object({ minor: z.int(), currency: z.string().refine(isCurrencyCode, 'not an ISO 4217 code') }).transform(({ minor, currency }) => money(minor, currency))

/** A time written as in `signature.ts`; becomes UTC ms. */
export const Instant = z.string().transform((text, context) => {
  const at = instantFrom(text)
  if (at === null) context.addIssue({ code: 'custom', message: 'not a time like 2026-01-31T10:15:00.000Z' })
  return at ?? 0
})

/** The request's JSON as the schema wants it, or a refusal that names the first field that does not fit. */
export function bodyOf<T>(schema: z.ZodType<T>, call: ApiCall): Result<T, ChannelRefusal> {
  let json: unknown
  try {
    json = JSON.parse(call.body === '' ? '{}' : call.body)
  } catch {
    return refuse('invalid_request', 'The body is not JSON.', 'body')
  }
  return checked(schema, json)
}

function checked<T>(schema: z.ZodType<T>, value: unknown): Result<T, ChannelRefusal> {
  const result = schema.safeParse(value)
  if (result.success) return ok(result.data)
  const issue = result.error.issues[0]
  return refuse('invalid_request', issue?.message ?? 'The request cannot be read.', issue?.path.join('.') ?? null)
}

/** A page size from the query, within bounds. */
export function limitOf(call: ApiCall, usual: number, most: number): number {
  const text = call.query.get('limit') ?? ''
  return /^\d{1,6}$/.test(text) ? Math.min(Math.max(Number(text), 1), most) : usual
}
