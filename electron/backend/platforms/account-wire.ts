import { healthOf, type Call, type ChannelHealth } from './channel-health.ts'
import { closedUntil, createCircuitBreaker, type CircuitBreaker } from './circuit-breaker.ts'
import { createClockSkew, skewMsOf, type ClockSkew } from './clock-skew.ts'
import { createRateLimit, type RateLimit } from './rate-limit.ts'

/** What all requests of one account share, for as long as the program runs. Lost at exit without harm. */
export interface AccountWire {
  readonly rateLimit: RateLimit
  readonly breaker: CircuitBreaker
  readonly clockSkew: ClockSkew
  /** The last half hour, for the dot beside the method. */
  calls: readonly Call[]
}

export const createAccountWire = (): AccountWire =>
  ({ rateLimit: createRateLimit(), breaker: createCircuitBreaker(), clockSkew: createClockSkew(), calls: [] })

export interface WireState {
  readonly health: ChannelHealth
  /** Our clock minus the platform's; null when not known. */
  readonly skewMs: number | null
  /** Set while calls are held back because the platform does not answer. */
  readonly openUntil: number | null
  /** Set while the platform asked us to stay away. */
  readonly pausedUntil: number | null
}

/** The account's connection as the page shows it, at `now` (UTC ms). */
export function wireStateOf(wire: AccountWire, now: number): WireState {
  return {
    health: healthOf(wire.calls, now),
    skewMs: skewMsOf(wire.clockSkew),
    openUntil: closedUntil(wire.breaker, now),
    pausedUntil: wire.rateLimit.pausedUntil > now ? wire.rateLimit.pausedUntil : null,
  }
}
