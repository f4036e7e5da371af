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
  /** When it was seen to have ended (UTC ms): the event's time, or the answer's. */
  readonly seenAt: number
  /** An earlier picture already said that it was cancelled, and not expired. */
  readonly wasCancelled: boolean
}

/** Ended by a person in the last minute is as good as expired, and clocks differ. */
const LAST_MINUTE_MS = 60_000

const standing = (status: Standing['status'], detail: string | null = null): Standing => ({ status, detail })

/**
 * A session says when it ends and not who ended it. What ended before its time was cancelled, for nobody else can end it.
 * The same goes for a link that is not active.
 */
function ended(metadata: Session['metadata'], { seenAt, wasCancelled }: Ending): Standing {
  const deadline = deadlineIn(metadata)
  return standing(wasCancelled || (deadline !== null && seenAt < deadline - LAST_MINUTE_MS) ? 'cancelled' : 'expired')
}

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
      return ended(session.metadata, ending)
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
  return link.active ? standing('awaiting_payment') : ended(link.metadata, ending)
}

/** "card_declined (insufficient_funds): Your card has insufficient funds." */
function failureOf(intent: Intent | null): string | null {
  const error = intent?.last_payment_error ?? null
  if (error === null) return null
  const code = [error.code, error.decline_code === null ? null : `(${error.decline_code})`].filter((part) => part !== null).join(' ')
  return [code, error.message].filter((part) => part !== null && part !== '').join(': ').slice(0, 500) || null
}
