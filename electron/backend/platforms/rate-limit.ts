/**
 * A token bucket: what one account may ask of its platform in a second, with a burst. Waiting callers are served in the
 * order in which they came, because each takes its token at once and waits until it is really there.
 */
export interface RateLimit {
  tokens: number
  refilledAt: number
  /** The platform told us to stay away until then (UTC ms); 0: it did not. */
  pausedUntil: number
}

export interface Rate {
  readonly perSecond: number
  readonly burst: number
}

export const createRateLimit = (): RateLimit => ({ tokens: Number.POSITIVE_INFINITY, refilledAt: 0, pausedUntil: 0 })

/** Takes a token. Answers how long to wait for it in ms; when that would be longer than `longestWaitMs`, takes none. */
export function takeToken(limit: RateLimit, rate: Rate, now: number, longestWaitMs: number): { readonly waitMs: number; readonly isTaken: boolean } {
  // A clock that was put back refills nothing and takes nothing away.
  const passedMs = Math.max(0, now - limit.refilledAt)
  limit.tokens = Math.min(rate.burst, limit.tokens + (passedMs * rate.perSecond) / 1_000)
  limit.refilledAt = now
  const untilToken = limit.tokens >= 1 ? 0 : Math.ceil(((1 - limit.tokens) * 1_000) / rate.perSecond)
  const waitMs = Math.max(untilToken, limit.pausedUntil - now, 0)
  if (waitMs > longestWaitMs) return { waitMs, isTaken: false }
  limit.tokens -= 1
  return { waitMs, isTaken: true }
}

/** Obeys a "too many requests": nobody asks before `until` (UTC ms). */
export function pauseUntil(limit: RateLimit, until: number): void {
  limit.pausedUntil = Math.max(limit.pausedUntil, until)
}
