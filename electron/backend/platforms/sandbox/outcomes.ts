import type { z } from 'zod'
import type { Result } from '../../../../shared/result.ts'
import type { HttpAnswer, HttpOutcome, Outcome, Refusal, RefusalReason } from '../platform.ts'
import { ErrorAnswer } from './answers.ts'
import type { Implausible } from './snapshots.ts'

/** The channel's words for no. */
const reasons: Readonly<Record<string, RefusalReason>> = {
  invalid_request: 'invalid-request', too_large: 'invalid-request', not_found: 'not-found', cursor_unknown: 'not-found', wrong_state: 'wrong-state',
  duplicate_reference: 'duplicate-reference', key_reused: 'key-reused', currency_not_supported: 'currency-not-supported',
  amount_too_small: 'amount-too-small', amount_too_large: 'amount-too-large', exceeds_authorized: 'exceeds-authorized', exceeds_refundable: 'exceeds-refundable',
  unknown_key: 'bad-credentials', bad_signature: 'bad-credentials',
}

/** What became of a call: `read` turns a good answer into what was asked for, or says why it cannot be true. */
export function outcomeOf<A, T>(http: HttpOutcome, schema: z.ZodType<A>, read: (answer: A, serverAt: number) => Result<T, Implausible>): Outcome<T> {
  if (http.kind === 'not-sent') return { kind: 'not-done', why: http.why, retryAt: http.retryAt, detail: http.detail }
  if (http.kind === 'no-answer') return { kind: 'unknown', why: http.why, detail: http.detail }
  if (http.status >= 400) return refusalOf(http)
  const parsed = schema.safeParse(http.body)
  if (!parsed.success) return { kind: 'unknown', why: 'implausible-answer', detail: issueOf(parsed.error) }
  const value = read(parsed.data, http.serverAt ?? http.receivedAt)
  return value.ok ? { kind: 'done', value: value.value } : { kind: 'unknown', why: 'implausible-answer', detail: value.failure.detail }
}

function refusalOf({ status, body }: HttpAnswer): Exclude<Outcome<never>, { kind: 'done' }> {
  const parsed = ErrorAnswer.safeParse(body)
  if (!parsed.success) return { kind: 'unknown', why: 'malformed-answer', detail: `HTTP ${status} without a reason` }
  const { code, message, subject } = parsed.data.error
  if (code === 'clock_skew') return { kind: 'not-done', why: 'clock-skew', retryAt: null, detail: message }
  const reason = reasons[code]
  // A no that we do not understand is not a certain no.
  if (reason === undefined) return { kind: 'unknown', why: 'implausible-answer', detail: `HTTP ${status}: ${code}` }
  return { kind: 'refused', refusal: { reason, code, words: message, subject } satisfies Refusal }
}

const issueOf = ({ issues }: z.core.$ZodError): string => issues.slice(0, 3).map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ').slice(0, 300)
