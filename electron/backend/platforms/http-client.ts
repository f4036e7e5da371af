import type { AccountWire } from './account-wire.ts'
import { withCall } from './channel-health.ts'
import { claimCall, closedUntil, giveBackCall, noteFailure, noteSuccess } from './circuit-breaker.ts'
import { bestLook, isBeyond, noteClock, sampleOf, skewMsOf } from './clock-skew.ts'
import { exchangeOnce, type Exchange, type WireRequest } from './exchange.ts'
import type { HttpOutcome, HttpRequest, PlatformHttp, RequestSigner } from './platform.ts'
import { pauseUntil, takeToken, type Rate } from './rate-limit.ts'
import { createRedaction } from './redaction.ts'

export interface PlatformHttpOptions {
  readonly baseUrl: string
  /** Further origins that an absolute URL may name ("https://files.example.com"). */
  readonly origins?: readonly string[]
  readonly signer: RequestSigner
  readonly rateLimit: Rate
  /** A signed request is not made when the clocks differ by more; null: the platform does not look. Read at each request. */
  readonly clockLimitMs: number | null
  readonly wire: AccountWire
  readonly fetch: typeof globalThis.fetch
  readonly clock: { now(): number }
  /** 0 to 1, for the jitter. */
  readonly random: () => number
  /** Ends early, without an error, when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>
  /** Called once for every request that was tried, secrets and card data removed. */
  readonly record: (evidence: ExchangeEvidence) => void
  /** The account's secrets, to be removed literally from the evidence. */
  readonly secrets?: readonly string[]
  /** Aborted when the program stops. */
  readonly signal?: AbortSignal
  readonly limits?: Partial<HttpLimits>
}

interface HttpLimits {
  readonly readTimeoutMs: number
  /** Longer than for reads: giving up on a write leaves its outcome unknown. */
  readonly writeTimeoutMs: number
  readonly answerBytes: number
  /** How often a safe request is tried at most. */
  readonly safeTries: number
  /** First back-off; doubles with each try, with full jitter. */
  readonly backOffMs: number
  /** Longest wait for the rate limit or a Retry-After inside a call; what would take longer is given back with `retryAt`. */
  readonly longestWaitMs: number
  readonly clockProbeTimeoutMs: number
}

const defaultLimits: HttpLimits = {
  readTimeoutMs: 30_000, writeTimeoutMs: 80_000, answerBytes: 5_000_000, safeTries: 3, backOffMs: 300, longestWaitMs: 10_000, clockProbeTimeoutMs: 5_000,
}

/** One try on the wire, fit to be kept. */
export interface ExchangeEvidence {
  readonly method: string
  /** Path and query; with the origin when it is not the platform's base URL. */
  readonly path: string
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly requestBody: string
  /** Null when no answer came. */
  readonly status: number | null
  readonly responseHeaders: Readonly<Record<string, string>>
  readonly responseText: string
  readonly sentAt: number
  readonly receivedAt: number
  readonly outcome: { readonly kind: HttpOutcome['kind']; readonly why: string | null; readonly detail: string | null }
  /** 1 for the first. */
  readonly attempt: number
}

/** The platform's clock is asked again at most this often while it forbids requests. */
const CLOCK_PROBE_EVERY_MS = 5_000

const noProof: RequestSigner = { sign: () => Promise.resolve({ ok: true, headers: {} }), verify: () => true, renew: () => false }

export function createPlatformHttp(options: PlatformHttpOptions): PlatformHttp {
  const limits = { ...defaultLimits, ...options.limits }
  const { wire, clock, signal } = options
  const base = options.baseUrl.replace(/\/+$/, '')
  const baseOrigin = new URL(base).origin
  const origins = new Set([baseOrigin, ...(options.origins ?? [])])
  const redaction = createRedaction(options.secrets)

  function targetOf(path: string): { readonly url: URL } | NotSent {
    const text = path.startsWith('/') ? base + path : path
    if (!URL.canParse(text)) return notSent('unreachable', `not a URL: ${text.slice(0, 100)}`)
    const url = new URL(text)
    if (!origins.has(url.origin) || url.username !== '' || url.password !== '') return notSent('unreachable', `not an address of this platform: ${url.origin}`)
    if (url.protocol !== 'https:' && !isLoopback(url)) return notSent('unreachable', `not encrypted: ${url.origin}`)
    return { url }
  }

  function keep(request: WireRequest, exchange: Exchange, attempt: number): void {
    const { outcome } = exchange
    const path = request.url.pathname + request.url.search
    options.record({
      method: request.method,
      path: redaction.path(request.url.origin === baseOrigin ? path : request.url.origin + path),
      requestHeaders: redaction.headers(request.headers),
      requestBody: redaction.body(request.body),
      status: exchange.status,
      responseHeaders: redaction.headers(exchange.headers),
      responseText: redaction.body(exchange.text),
      sentAt: exchange.sentAt,
      receivedAt: exchange.receivedAt,
      outcome: { kind: outcome.kind, why: outcome.kind === 'answered' ? null : outcome.why, detail: outcome.kind === 'answered' ? null : redaction.body(outcome.detail) },
      attempt,
    })
  }

  /** What an exchange teaches about the platform: its health, its clock, whether to spare it. */
  function learn(exchange: Exchange): void {
    const { outcome, sentAt, receivedAt, retryAfterAt } = exchange
    if (signal?.aborted === true && outcome.kind !== 'answered') return giveBackCall(wire.breaker)
    const isOk = outcome.kind === 'answered'
    wire.calls = withCall(wire.calls, { at: receivedAt, tookMs: receivedAt - sentAt, isOk })
    const isRefusedForRate = outcome.kind === 'not-sent' && outcome.why === 'rate-limited'
    if (isOk || isRefusedForRate) noteSuccess(wire.breaker)
    else noteFailure(wire.breaker, receivedAt)
    if (isRefusedForRate) pauseUntil(wire.rateLimit, retryAfterAt ?? outcome.retryAt ?? receivedAt)
    if (outcome.kind !== 'no-answer' || outcome.why !== 'bad-signature') lookAtClock(exchange)
  }

  function lookAtClock({ sentAt, receivedAt, serverClock }: Exchange): void {
    if (serverClock !== null) noteClock(wire.clockSkew, sampleOf(sentAt, receivedAt, serverClock.at, serverClock.resolutionMs))
  }

  const partsWith = (signer: RequestSigner) => ({ fetch: options.fetch, clock, signer, answerLimitBytes: limits.answerBytes, signal })

  async function exchange(request: WireRequest, signer: RequestSigner, attempt: number): Promise<Exchange> {
    const result = await exchangeOnce(request, partsWith(signer)).catch((bug: unknown) => {
      giveBackCall(wire.breaker)
      throw bug
    })
    learn(result)
    keep(request, result, attempt)
    return result
  }

  /** Null: the clocks agree well enough. Otherwise asks an unsigned, harmless question first, because somebody may have put the clock right. */
  async function clockForbids(): Promise<NotSent | null> {
    if (!isBeyond(wire.clockSkew, options.clockLimitMs)) return null
    const sinceLook = Math.abs(clock.now() - (bestLook(wire.clockSkew)?.at ?? 0))
    if (sinceLook >= CLOCK_PROBE_EVERY_MS) {
      const probe: WireRequest = { method: 'GET', url: new URL(`${base}/`), headers: {}, body: '', expect: 'none', timeoutMs: limits.clockProbeTimeoutMs }
      // Only its time counts: a 404 or a redirect is no sign of ill health.
      const answer = await exchangeOnce(probe, partsWith(noProof))
      lookAtClock(answer)
      keep(probe, answer, 1)
      if (!isBeyond(wire.clockSkew, options.clockLimitMs)) return null
    }
    const seconds = Math.round((skewMsOf(wire.clockSkew) ?? 0) / 1_000)
    return notSent('clock-skew', `this machine's clock is ${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} the platform's`)
  }

  /** Everything that can hold a request back before it is signed. Null: go. */
  async function heldBack(isSigned: boolean): Promise<NotSent | null> {
    if (signal?.aborted === true) return notSent('busy', 'the program is stopping')
    const openUntil = closedUntil(wire.breaker, clock.now())
    if (openUntil !== null) return circuitOpen(openUntil)
    const forbidden = isSigned ? await clockForbids() : null
    if (forbidden !== null) return forbidden
    const { waitMs, isTaken } = takeToken(wire.rateLimit, options.rateLimit, clock.now(), limits.longestWaitMs)
    if (!isTaken) return notSent('rate-limited', 'too many requests', clock.now() + waitMs)
    if (waitMs === 0) return null
    await options.sleep(waitMs, signal)
    if (signal?.aborted) return notSent('busy', 'the program is stopping')
    // While this call waited, another may have been told to stay away.
    const { pausedUntil } = wire.rateLimit
    return pausedUntil > clock.now() ? notSent('rate-limited', 'too many requests', pausedUntil) : null
  }

  async function tryOnce(request: HttpRequest, signer: RequestSigner, attempt: number): Promise<HttpOutcome | Exchange> {
    const target = targetOf(request.path)
    if (!('url' in target)) return target
    const held = await heldBack(signer !== noProof)
    if (held !== null) return held

    const body = bodyOf(request)
    const path = target.url.pathname + target.url.search
    const proof = await signer.sign({ method: request.method, path, body, at: clock.now() }, unsigned)
    if (!proof.ok) return proof.outcome
    if (!claimCall(wire.breaker, clock.now())) return circuitOpen(closedUntil(wire.breaker, clock.now()))
    return exchange({
      method: request.method,
      url: target.url,
      headers: { accept: request.expect === undefined || request.expect === 'json' ? 'application/json' : '*/*', ...contentType(request), ...request.headers, ...proof.headers },
      body,
      expect: request.expect ?? 'json',
      timeoutMs: request.timeoutMs ?? (isSafe(request) ? limits.readTimeoutMs : limits.writeTimeoutMs),
    }, signer, attempt)
  }

  async function send(request: HttpRequest, signer: RequestSigner): Promise<HttpOutcome> {
    const startedAt = clock.now()
    let isRenewed = false
    let tries = 0
    for (let attempt = 1; ; attempt += 1) {
      const result = await tryOnce(request, signer, attempt)
      if ('kind' in result) return result
      // A 401 was not carried out, so even a write may be sent once more with fresh proof.
      if (result.status === 401 && !isRenewed && signer.renew()) {
        isRenewed = true
        continue
      }
      tries += 1
      const pauseMs = isSafe(request) && tries < limits.safeTries ? pauseBeforeRetry(result, tries) : null
      if (pauseMs === null || clock.now() + pauseMs - startedAt > (request.timeoutMs ?? limits.readTimeoutMs)) return result.outcome
      await options.sleep(pauseMs, signal)
      if (signal?.aborted) return result.outcome
    }
  }

  /** How long to wait before a safe request is repeated; null when repeating would not help or would be impolite. */
  function pauseBeforeRetry({ outcome, retryAfterAt }: Exchange, tries: number): number | null {
    if (outcome.kind === 'answered' || (outcome.kind === 'no-answer' && !passing.has(outcome.why))) return null
    const askedMs = Math.max(0, (retryAfterAt ?? (outcome.kind === 'not-sent' ? outcome.retryAt : null) ?? 0) - clock.now())
    const jitteredMs = Math.round(limits.backOffMs * 2 ** (tries - 1) * (0.5 + options.random() / 2))
    return askedMs > limits.longestWaitMs ? null : Math.max(askedMs, jitteredMs)
  }

  const unsigned: PlatformHttp = { send: (request) => send(request, noProof) }
  return { send: (request) => send(request, options.signer) }
}

type NotSent = Extract<HttpOutcome, { kind: 'not-sent' }>

/** Failures that often pass by themselves. The others (a wrong signature, no JSON) will be the same a second later. */
const passing = new Set(['timeout', 'connection-lost', 'server-error'])

const notSent = (why: NotSent['why'], detail: string, retryAt: number | null = null): NotSent => ({ kind: 'not-sent', why, retryAt, detail })

const circuitOpen = (until: number | null): NotSent => notSent('circuit-open', 'the platform has not answered several times in a row', until)

const isSafe = (request: HttpRequest): boolean => request.isSafe ?? request.method === 'GET'

const isLoopback = ({ hostname }: URL): boolean => hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)

function bodyOf({ json, form }: HttpRequest): string {
  if (form !== undefined) return form.toString()
  return json === undefined ? '' : JSON.stringify(json)
}

function contentType({ json, form }: HttpRequest): Record<string, string> {
  if (form !== undefined) return { 'content-type': 'application/x-www-form-urlencoded' }
  return json === undefined ? {} : { 'content-type': 'application/json' }
}
