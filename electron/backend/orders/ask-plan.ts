import { assertNever } from '../../../shared/result.ts'
import type { Capabilities } from '../platforms/platform.ts'
import type { PaymentRecord } from './records.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** When a payment that no feed covers is asked about: often at first, then slower. Milliseconds after its creation. */
const unfedCurve = [2, 4, 7, 10, 15, 20, 30, 45, 60].map((s) => s * second)
const unfedSteadyMs = 5 * minute

/** A fee that the platform had not fixed yet is asked for again, this long after the payment. */
const feeCurve = [3 * second, 15 * second, minute, 5 * minute, hour, 6 * hour, 24 * hour]

/** An ended payment is looked at again this long after its end, as long as it may bring late money. */
const lateCurve = [minute, 15 * minute, hour, 6 * hour, 24 * hour]

/** The platform's own expiry is looked at this long after it, so that its clock has passed it for certain. */
const expiryMarginMs = 3 * second

/**
 * When to ask the platform about a payment by itself, beside the feed: next instant, or null when nothing more is
 * expected from asking. `watchUntil` is the last moment at which money may still come.
 */
export function planAsk(payment: PaymentRecord, capabilities: Capabilities, now: number): { nextAskAt: number | null; watchUntil: number | null } {
  switch (payment.state) {
    case 'created':
      return { nextAskAt: null, watchUntil: null } // the call behind it is being resolved
    case 'awaiting_payment':
      return { nextAskAt: askWhileOpen(payment, capabilities, now), watchUntil: payment.expiresAt + capabilities.lateMoneyMs }
    case 'authorized':
      return { nextAskAt: askWhileHeld(payment, capabilities, now), watchUntil: null }
    case 'paid':
      return { nextAskAt: payment.feeMinor === null ? next(feeCurve, payment.paidAt ?? now, now) : null, watchUntil: null }
    case 'cancelled':
    case 'expired':
    case 'failed':
      return watchAfterEnd(payment, capabilities, now)
    default:
      return assertNever(payment.state)
  }
}

/** The first moment of the curve that is still to come. */
const next = (curve: readonly number[], since: number, now: number): number | null =>
  curve.map((after) => since + after).find((at) => at > now) ?? null

function askWhileOpen(payment: PaymentRecord, capabilities: Capabilities, now: number): number {
  const afterExpiry = payment.expiresAt + expiryMarginMs
  // Overdue and still open in the platform's eyes: it takes its time to expire things, so keep asking, gently.
  if (now >= afterExpiry) return now + minute
  if (capabilities.feed !== 'none') return afterExpiry
  return Math.min(next(unfedCurve, payment.createdAt, now) ?? now + unfedSteadyMs, afterExpiry)
}

function askWhileHeld(payment: PaymentRecord, capabilities: Capabilities, now: number): number | null {
  const lapse = payment.captureBefore === null ? null : payment.captureBefore + expiryMarginMs
  if (capabilities.feed !== 'none') return lapse === null ? null : Math.max(lapse, now + minute)
  return lapse === null || lapse <= now ? now + hour : Math.min(lapse, now + hour)
}

function watchAfterEnd(payment: PaymentRecord, capabilities: Capabilities, now: number): { nextAskAt: number | null; watchUntil: number | null } {
  const watchUntil = Math.max(payment.asOf, payment.expiresAt) + capabilities.lateMoneyMs
  if (payment.platformReference === null || capabilities.lateMoneyMs === 0 || now >= watchUntil) return { nextAskAt: null, watchUntil }
  // Where a live feed would tell, one last look at the end is enough.
  const byCurve = capabilities.feed === 'live' ? null : next(lateCurve, payment.asOf, now)
  return { nextAskAt: Math.min(byCurve ?? watchUntil, watchUntil), watchUntil }
}
