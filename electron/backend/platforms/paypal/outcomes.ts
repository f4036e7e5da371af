import { z } from 'zod'
import type { Result } from '../../../../shared/result.ts'
import type { HttpAnswer, HttpOutcome, HttpRequest, Outcome, PlatformHttp, RefusalReason } from '../platform.ts'
import { busyCodes, reasonOf } from './refusal-reasons.ts'

/** A good answer and the platform's clock when it was given, UTC ms. */
export interface Heard<T> {
  readonly body: T
  readonly at: number
}

/** An answer that has the right form and cannot be true. */
export interface Implausible {
  readonly kind: 'implausible'
  readonly detail: string
}

export type NotDone = Exclude<Outcome<never>, { kind: 'done' }>
export type Refused = Extract<NotDone, { kind: 'refused' }>

export const done = <T>(value: T): Outcome<T> => ({ kind: 'done', value })

export const refused = (reason: RefusalReason, code: string, words: string, subject: string | null = null): Refused =>
  ({ kind: 'refused', refusal: { reason, code, words, subject } })

export const implausible = (detail: string): NotDone => ({ kind: 'unknown', why: 'implausible-answer', detail })

export const believed = <T>(result: Result<T, Implausible>): Outcome<T> => (result.ok ? done(result.value) : implausible(result.failure.detail))

/** A request that acts, with the key that makes a repeat harmless. PayPal answers in full only when asked to. */
export const act = (path: string, json: unknown, requestId: string): HttpRequest =>
  ({ method: 'POST', path, json, headers: { prefer: 'return=representation', 'paypal-request-id': requestId } })

/** Sends a request; `schema` is what a good answer looks like. */
export const ask = async <T>(http: PlatformHttp, request: HttpRequest, schema: z.ZodType<T>): Promise<Outcome<Heard<T>>> =>
  heardIn(await http.send(request), request.path, schema)

/** What an answer to a request at `path` is worth. */
export function heardIn<T>(answer: HttpOutcome, path: string, schema: z.ZodType<T>): Outcome<Heard<T>> {
  if (answer.kind !== 'answered') return unanswered(answer)
  if (answer.status >= 400) return refusalOf(answer, path)
  const parsed = schema.safeParse(withoutNulls(answer.body))
  return parsed.success ? done({ body: parsed.data, at: clockOf(answer) }) : implausible(issuesOf(parsed.error))
}

/** PayPal leaves out what it does not tell; null says the same. */
const withoutNulls = (told: unknown): unknown => {
  if (Array.isArray(told)) return told.map(withoutNulls)
  if (typeof told !== 'object' || told === null) return told
  return Object.fromEntries(Object.entries(told).flatMap(([name, value]) => (value === null ? [] : [[name, withoutNulls(value)]])))
}

/** A request that PayPal has not answered: certainly not carried out, or perhaps. */
export const unanswered = (answer: Exclude<HttpOutcome, HttpAnswer>): NotDone =>
  answer.kind === 'not-sent' ? { kind: 'not-done', why: answer.why, retryAt: answer.retryAt, detail: answer.detail } : { kind: 'unknown', why: answer.why, detail: answer.detail }

/** Asks for something beside the matter: `null` where PayPal does not show it to us. */
export async function askBeside<T>(http: PlatformHttp, request: HttpRequest, schema: z.ZodType<T>): Promise<Outcome<Heard<T> | null>> {
  const answer = await http.send(request)
  // Whatever says 404 to a question does not show what was asked for.
  if (answer.kind === 'answered' && answer.status === 404) return done(null)
  const outcome = heardIn(answer, request.path, schema)
  return outcome.kind === 'refused' && notShown.has(outcome.refusal.reason) ? done(null) : outcome
}

const notShown: ReadonlySet<RefusalReason> = new Set(['not-found', 'missing-permission', 'invalid-request', 'not-supported'])

/** The platform's clock at an answer, UTC ms. */
export const clockOf = ({ serverAt, receivedAt }: HttpAnswer): number => serverAt ?? receivedAt

const Envelope = z.object({
  name: z.string(),
  message: z.string().nullish(),
  debug_id: z.string().nullish(),
  details: z.array(z.object({ issue: z.string().nullish(), description: z.string().nullish(), field: z.string().nullish() })).nullish(),
})
const TokenError = z.object({ error: z.string(), error_description: z.string().nullish() })

function refusalOf({ status, body }: HttpAnswer, path: string): NotDone {
  const token = TokenError.safeParse(body)
  if (token.success) {
    const { error, error_description: words } = token.data
    return refused(reasonOf(error) ?? (status === 401 ? 'bad-credentials' : (reasonByStatus[status] ?? 'invalid-request')), error, words ?? '')
  }
  const envelope = Envelope.safeParse(body)
  // A gateway's 404 or 400 says nothing of what PayPal itself has done.
  if (!envelope.success) return { kind: 'unknown', why: 'malformed-answer', detail: `HTTP ${status} without a reason` }
  const { name, message, debug_id: debugId, details } = envelope.data
  const detail = details?.[0]
  const issue = detail?.issue ?? name
  const words = [detail?.description ?? message ?? '', debugId === undefined || debugId === null ? '' : `(debug id ${debugId})`].filter((part) => part !== '').join(' ')
  if (status === 409 || busyCodes.has(issue)) return { kind: 'not-done', why: 'busy', retryAt: null, detail: `${issue}: ${words}` }
  const reason = reasonOf(issue) ?? takenNumber(detail) ?? reasonOf(name) ?? reasonByStatus[status] ?? 'invalid-request'
  const subject = reason === 'missing-permission' ? featureOf(path) : (detail?.field ?? null)
  return refused(reason, /^\w+$/.test(issue) ? issue : name, words, subject)
}

const reasonByStatus: Readonly<Partial<Record<number, RefusalReason>>> = { 401: 'expired-credentials', 403: 'missing-permission', 404: 'not-found' }

/** A number that is taken is told in words as well as in codes. */
const takenNumber = (detail: { field?: string | null | undefined; description?: string | null | undefined } | undefined): RefusalReason | null =>
  /invoice_?number/i.test(detail?.field ?? '') && /already|duplicate|exist|unique/i.test(detail?.description ?? '') ? 'duplicate-reference' : null

/** The box that must be ticked for the app at developer.paypal.com, in PayPal's words. */
const featureOf = (path: string): string => features.find(([prefix]) => path.startsWith(prefix))?.[1] ?? path.split('?')[0]!

const features: readonly (readonly [string, string])[] = [
  ['/v2/invoicing', 'Invoicing'], ['/v1/reporting', 'Transaction Search'], ['/v1/customer/disputes', 'Disputes'], ['/v1/shipping', 'Tracking'],
  ['/v2/checkout', 'Accept Payments'], ['/v2/payments', 'Accept Payments'],
]

const issuesOf = ({ issues }: z.core.$ZodError): string => issues.slice(0, 3).map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ').slice(0, 300)
