import { z } from 'zod'
import type { Result } from '../../../../shared/result.ts'
import type { HttpAnswer, HttpOutcome, Outcome } from '../platform.ts'
import { refusalReasonOf, subjectOf, type SquareError } from './refusals.ts'

/** An answer that has the right form and cannot be true. */
export interface Implausible { readonly kind: 'implausible'; readonly detail: string }

/** Every ending but the good one. */
export type NotGood = Exclude<Outcome<never>, { kind: 'done' }>

const Errors = z.object({
  errors: z.array(z.object({
    category: z.string().max(100).nullish(), code: z.string().min(1).max(100), detail: z.string().nullish(), field: z.string().nullish(),
  })).min(1),
})

/** What became of a call: `read` turns a good answer into what was asked for, or says why it cannot be true. */
export function outcomeOf<A, T>(http: HttpOutcome, schema: z.ZodType<A>, read: (answer: A, serverAt: number) => Result<T, Implausible>): Outcome<T> {
  if (http.kind === 'not-sent') return { kind: 'not-done', why: http.why, retryAt: http.retryAt, detail: http.detail }
  if (http.kind === 'no-answer') return { kind: 'unknown', why: http.why, detail: http.detail }
  if (http.status >= 400) return refusalOf(http)
  // Square leaves empty lists out, so a list of nothing looks like any object; other kinds of answers are none of its.
  if (Array.isArray(http.body)) return implausible('a list instead of an object')
  if (Errors.safeParse(http.body).success) return implausible(`HTTP ${http.status} with errors`)
  const parsed = schema.safeParse(http.body)
  if (!parsed.success) return implausible(issuesOf(parsed.error))
  const value = read(parsed.data, http.serverAt ?? http.receivedAt)
  return value.ok ? done(value.value) : implausible(value.failure.detail)
}

export const done = <T>(value: T): Outcome<T> => ({ kind: 'done', value })

export const implausible = (detail: string): NotGood => ({ kind: 'unknown', why: 'implausible-answer', detail })

/** What ends a call that would have been sent after a question that was not answered: certain not to have been carried out. */
export const notBegun = (outcome: NotGood): NotGood =>
  outcome.kind === 'unknown' ? { kind: 'not-done', why: 'busy', retryAt: null, detail: `asked first: ${outcome.why}: ${outcome.detail}`.slice(0, 300) } : outcome

function refusalOf({ status, body }: HttpAnswer): NotGood {
  const parsed = Errors.safeParse(body)
  if (!parsed.success) {
    // Without proof of who asks, nothing is carried out, whoever says so.
    if (status === 401) return refused({ category: 'AUTHENTICATION_ERROR', code: 'UNAUTHORIZED', detail: `HTTP ${status}`, field: null })
    return { kind: 'unknown', why: 'malformed-answer', detail: `HTTP ${status} without a reason` }
  }
  const errors = parsed.data.errors.map(({ category, code, detail, field }): SquareError => ({ category: category ?? '', code, detail: detail ?? '', field: field ?? null }))
  // Of several reasons, the one that is not certain counts.
  const doubtful = errors.find((error) => refusalReasonOf(error) === null)
  if (doubtful === undefined) return refused(errors[0]!)
  if (doubtful.code === 'RATE_LIMITED') return { kind: 'not-done', why: 'rate-limited', retryAt: null, detail: doubtful.detail }
  return { kind: 'unknown', why: 'server-error', detail: `HTTP ${status}: ${doubtful.code}: ${doubtful.detail}`.slice(0, 300) }
}

function refused(error: SquareError): NotGood {
  return {
    kind: 'refused',
    refusal: { reason: refusalReasonOf(error) ?? 'invalid-request', code: error.code, words: error.detail === '' ? error.code : error.detail, subject: subjectOf(error) },
  }
}

const issuesOf = ({ issues }: z.core.$ZodError): string => issues.slice(0, 3).map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ').slice(0, 300)
