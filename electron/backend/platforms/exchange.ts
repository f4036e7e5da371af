import { parseAnswer, readBody } from './answer-body.ts'
import { networkFailureOf } from './network-failure.ts'
import type { HttpOutcome, HttpRequest, RequestSigner } from './platform.ts'
import { httpDate, retryAfterOf } from './retry-after.ts'

/** One request as it goes on the wire. */
export interface WireRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  /** Empty for none. */
  readonly body: string
  readonly expect: NonNullable<HttpRequest['expect']>
  readonly timeoutMs: number
}

/** How it went, with everything that the evidence, the clock and the retry rule need. Times are ours, UTC ms. */
export interface Exchange {
  readonly outcome: HttpOutcome
  /** Null when no answer came. */
  readonly status: number | null
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly sentAt: number
  readonly receivedAt: number
  /** The platform's clock with the grain it is told in; null when the answer does not tell it. */
  readonly serverClock: { readonly at: number; readonly resolutionMs: number } | null
  /** When the platform wants to be asked again. */
  readonly retryAfterAt: number | null
}

export interface ExchangeParts {
  readonly fetch: typeof globalThis.fetch
  readonly clock: { now(): number }
  readonly signer: Pick<RequestSigner, 'verify' | 'serverAt'>
  readonly answerLimitBytes: number
  readonly signal: AbortSignal | undefined
}

/** How long to leave a platform alone that says "too many requests" without saying for how long. */
const DEFAULT_PAUSE_MS = 1_000

/** Sends one request once and judges what came back. */
export async function exchangeOnce(request: WireRequest, parts: ExchangeParts): Promise<Exchange> {
  const sentAt = parts.clock.now()
  const limit = AbortSignal.timeout(request.timeoutMs)
  const headersToSend = new Headers(request.headers) // throws on a header that cannot be sent: a bug, not an outcome
  let status: number | null = null
  let headers: Record<string, string> = {}
  try {
    const response = await parts.fetch(request.url, {
      method: request.method,
      headers: headersToSend,
      ...(request.body === '' ? {} : { body: request.body }),
      redirect: 'manual',
      signal: parts.signal === undefined ? limit : AbortSignal.any([limit, parts.signal]),
    })
    status = response.status
    headers = Object.fromEntries(response.headers)
    const body = await readBody(response, parts.answerLimitBytes, request.expect !== 'none')
    const answer = { request, status, headers, text: body.ok ? body.value : '', sentAt, receivedAt: parts.clock.now() }
    return judged(answer, body.ok ? null : body.failure, parts)
  } catch (error) {
    const failure = networkFailureOf(error)
    // Once there are headers, the request has been sent, whatever the error is called.
    const outcome: HttpOutcome = failure.kind === 'not-sent' && status === null
      ? { kind: 'not-sent', why: 'unreachable', retryAt: null, detail: failure.detail }
      : { kind: 'no-answer', why: failure.kind === 'no-answer' ? failure.why : 'connection-lost', detail: failure.detail }
    return { outcome, status, headers, text: '', sentAt, receivedAt: parts.clock.now(), serverClock: null, retryAfterAt: null }
  }
}

interface Answer {
  readonly request: WireRequest
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly sentAt: number
  readonly receivedAt: number
}

function judged(answer: Answer, unreadable: { kind: 'too-large-answer' | 'malformed-answer'; detail: string } | null, parts: ExchangeParts): Exchange {
  const { status, headers, text, sentAt, receivedAt } = answer
  const isProved = unreadable === null && parts.signer.verify({ status, headers, text })
  const serverClock = serverClockOf(headers, isProved, parts.signer)
  const retryAfterAt = retryAfterOf(headers, receivedAt)
  const outcome = outcomeOf(answer, unreadable, isProved, serverClock?.at ?? null, retryAfterAt)
  return { outcome, status, headers, text, sentAt, receivedAt, serverClock, retryAfterAt }
}

/**
 * What an answer is worth. The order matters: 429 and 5xx often come from a gateway in front of the platform, unsigned and
 * not as JSON, so their bodies are not looked at. A 5xx (and 408) may hide an act that was carried out.
 */
function outcomeOf(
  answer: Answer, unreadable: { kind: 'too-large-answer' | 'malformed-answer'; detail: string } | null,
  isProved: boolean, serverAt: number | null, retryAfterAt: number | null,
): HttpOutcome {
  const { request, status, headers, text, sentAt, receivedAt } = answer
  if (status === 429) return { kind: 'not-sent', why: 'rate-limited', retryAt: retryAfterAt ?? receivedAt + DEFAULT_PAUSE_MS, detail: 'HTTP 429' }
  if (status >= 500 || status === 408) return { kind: 'no-answer', why: 'server-error', detail: `HTTP ${status}` }
  if (status >= 300 && status < 400) return { kind: 'no-answer', why: 'malformed-answer', detail: `HTTP ${status}: redirects are not followed` }
  if (unreadable !== null) return { kind: 'no-answer', why: unreadable.kind, detail: unreadable.detail }
  if (!isProved) return { kind: 'no-answer', why: 'bad-signature', detail: `HTTP ${status} with a wrong or missing signature` }

  const answered = { kind: 'answered', status, headers, text, sentAt, receivedAt, serverAt } as const
  if (text.trim() === '') return { ...answered, body: undefined }
  const parsed = request.expect === 'json' || status >= 400 ? parseAnswer(text) : null
  if (parsed?.ok === true) return { ...answered, body: parsed.value }
  return parsed !== null && request.expect === 'json' ? { kind: 'no-answer', why: 'malformed-answer', detail: parsed.failure.detail } : { ...answered, body: undefined }
}

/** The signer's time when the answer is proved, else the Date header, which is cut to whole seconds. */
function serverClockOf(headers: Readonly<Record<string, string>>, isProved: boolean, signer: ExchangeParts['signer']): Exchange['serverClock'] {
  const signed = isProved ? (signer.serverAt?.(headers) ?? null) : null
  if (signed !== null) return { at: signed, resolutionMs: 1 }
  const stated = httpDate(headers['date'] ?? '')
  return stated === null ? null : { at: stated, resolutionMs: 1_000 }
}
