/** What Stripe promises and asks, and what we make of it. Durations in ms. Source: docs.stripe.com unless another is named. */

/** The version of the interface that this adapter is written for; without the header an account's own default would apply. */
export const STRIPE_VERSION = '2026-10-28.endive'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A Checkout Session lives at least 30 minutes and at most a day, counted by Stripe's clock from its creation (api/checkout/sessions/create, expires_at). */
export const SESSION_LEAST_MS = 30 * MINUTE
export const SESSION_MOST_MS = DAY
/** Room for the way to Stripe and for clocks that differ. */
export const CLOCK_ROOM_MS = 5 * MINUTE

/** Keys may be forgotten from this age on (api/idempotent_requests). */
export const KEY_LIFETIME_MS = DAY

/** The longest life of a session that a link has opened, should it survive the link's end. */
export const LATE_MONEY_MS = DAY

/** Events are kept for 30 days (api/events). */
export const EVENTS_KEPT_MS = 30 * DAY

/**
 * An event may become visible after younger ones. Others hold their cursor a minute behind for that
 * (github.com/estuary/connectors/pull/2731); twice that is cheap, because what was seen is not looked at again.
 */
export const EVENT_OVERLAP_S = 120

/** A payout that was paid can bounce for about five business days (api/payouts/object, status). */
export const PAYOUT_BOUNCES_MS = 7 * DAY

/** How far an answer may be ahead of the clock of the platform that gave it. */
export const FUTURE_MS = 5 * MINUTE

export const PAGE_SIZE = '100'
/** A list that has not ended after so many pages is not one. */
export const MOST_PAGES = 200
