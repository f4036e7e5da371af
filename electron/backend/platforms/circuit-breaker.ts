/**
 * Spares a platform that does not answer, and the people who wait for it. After several failures in a row the circuit
 * opens: calls are refused here. When the cool-down is over, a single call may try; if it fails, the next cool-down is longer.
 */
export interface CircuitBreaker {
  failures: number
  /** UTC ms; null: closed. */
  openUntil: number | null
  coolDownMs: number
  isProbing: boolean
}

const FAILURES_TO_OPEN = 5
const FIRST_COOL_DOWN_MS = 10_000
/** One probe a minute harms no platform; after an outage the counter should not wait for much longer than that. */
const LONGEST_COOL_DOWN_MS = 60_000

export const createCircuitBreaker = (): CircuitBreaker =>
  ({ failures: 0, openUntil: null, coolDownMs: FIRST_COOL_DOWN_MS, isProbing: false })

/** When a call may be tried again (UTC ms), or null when it may go now. Claims nothing. */
export function closedUntil(breaker: CircuitBreaker, now: number): number | null {
  if (breaker.openUntil === null) return null
  // A clock that was put back must not keep the circuit open for longer than one cool-down.
  const until = Math.min(breaker.openUntil, now + breaker.coolDownMs)
  if (until > now) return until
  return breaker.isProbing ? now + FIRST_COOL_DOWN_MS : null
}

/** Takes the right to make a call; while the circuit is half open only one caller gets it. */
export function claimCall(breaker: CircuitBreaker, now: number): boolean {
  if (closedUntil(breaker, now) !== null) return false
  if (breaker.openUntil !== null) breaker.isProbing = true
  return true
}

export function noteSuccess(breaker: CircuitBreaker): void {
  Object.assign(breaker, createCircuitBreaker())
}

export function noteFailure(breaker: CircuitBreaker, now: number): void {
  const failedProbe = breaker.isProbing
  breaker.failures += 1
  breaker.isProbing = false
  if (failedProbe) breaker.coolDownMs = Math.min(breaker.coolDownMs * 2, LONGEST_COOL_DOWN_MS)
  if (failedProbe || (breaker.openUntil === null && breaker.failures >= FAILURES_TO_OPEN)) breaker.openUntil = now + breaker.coolDownMs
}

/** The call was stopped by us: it says nothing about the platform. */
export function giveBackCall(breaker: CircuitBreaker): void {
  breaker.isProbing = false
}
