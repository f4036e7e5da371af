import type { PaymentSnapshot } from '../platform.ts'
import type { Intent, Link, Session } from './answers.ts'
import { deadlineIn } from './marks.ts'

/** Where a payment stands, with Stripe's own word where that says more. */
export interface Standing {
  readonly status: PaymentSnapshot['status']
  readonly detail: string | null
}

/** What is known about the end of a payment beside the answer itself. */
export interface Ending {
  /** When the answer said so, UTC ms. */
  readonly seenAt: number
  /** An earlier picture already said that it was cancelled, and not expired. */
  readonly wasCancelled: boolean
  /** We have just ended it. */
  readonly isOurEnd: boolean
}

/** Ended by a person in the last minute is as good as expired, and clocks differ. */
const LAST_MINUTE_MS = 60_000

const standing = (status: Standing['status'], detail: string | null = null): Standing => ({ status, detail })

const isBeforeTime = (metadata: Session['metadata'], seenAt: number): boolean => {
  const deadline = deadlineIn(metadata)
  return deadline !== null && seenAt < deadline - LAST_MINUTE_MS
}

/** A session does not say who ended it: only our own wish, before its time, makes it cancelled. */
const endedSession = ({ metadata }: Session, { seenAt, wasCancelled, isOurEnd }: Ending): Standing =>
  standing(wasCancelled || (isOurEnd && isBeforeTime(metadata, seenAt)) ? 'cancelled' : 'expired')

/** A link has no end of its own: before its time it was somebody's wish, ours or in the Dashboard. */
const endedLink = ({ metadata }: Link, { seenAt, wasCancelled }: Ending): Standing =>
  standing(wasCancelled || isBeforeTime(metadata, seenAt) ? 'cancelled' : 'expired')

/** The hold ran out by itself; every other reason to cancel an intent is somebody's wish. */
const lapses: ReadonlySet<string | null> = new Set(['automatic', 'expired'])

/**
 * One session with its intent (null until the customer confirms). Money decides before words: an intent that succeeded is paid
 * whatever the session says, and a declined attempt on an open page is a detail, not a failure.
 */
export function standingOf(session: Session, intent: Intent | null, ending: Ending): Standing {
  if (intent?.status === 'succeeded') return standing('paid')
  if (intent?.status === 'requires_capture') return standing('authorized')
  switch (session.status) {
    case 'expired':
      return endedSession(session, ending)
    case 'open':
      return standing('awaiting_payment', failureOf(intent))
    case 'complete':
      return standingOfComplete(session, intent)
    case null:
      return session.payment_status === 'paid' ? standing('paid') : standing('awaiting_payment', failureOf(intent))
    default:
      return standing('awaiting_payment', `session ${session.status}`)
  }
}

/** Complete and the intent did not succeed: a delayed method (bank debit, voucher), or a hold that is no more. */
function standingOfComplete(session: Session, intent: Intent | null): Standing {
  if (intent === null) return session.payment_status === 'paid' ? standing('paid') : standing('awaiting_payment', `session complete, ${session.payment_status}`)
  switch (intent.status) {
    case 'canceled':
      return lapses.has(intent.cancellation_reason) ? standing('expired', 'the hold has lapsed') : standing('cancelled', intent.cancellation_reason)
    case 'requires_payment_method':
      return standing('failed', failureOf(intent) ?? 'the payment failed afterwards')
    case 'processing':
    case 'requires_action':
    case 'requires_confirmation':
      return standing('awaiting_payment', intent.status)
    default:
      return standing('awaiting_payment', `intent ${intent.status}`)
  }
}

/** A link nobody has completed a payment on. */
export function standingOfUnusedLink(link: Link, ending: Ending): Standing {
  return link.active ? standing('awaiting_payment') : endedLink(link, ending)
}

/** "card_declined (insufficient_funds): Your card has insufficient funds." */
function failureOf(intent: Intent | null): string | null {
  const error = intent?.last_payment_error ?? null
  if (error === null) return null
  const code = [error.code, error.decline_code === null ? null : `(${error.decline_code})`].filter((part) => part !== null).join(' ')
  return [code, error.message].filter((part) => part !== null && part !== '').join(': ').slice(0, 500) || null
}
