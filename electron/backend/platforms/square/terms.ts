/** What Square promises and what it asks of its callers. Durations in ms. */

/** The version that the answers are read as. Square keeps each version for two years. */
export const SQUARE_VERSION = '2026-09-16'

/**
 * A link has no expiry of its own, and a page that was open when its link was deleted has taken money later
 * (developer.squareup.com/forums/t/21874), so an ended order is listened to for a week.
 */
export const LATE_MONEY_MS = 604_800_000

/**
 * How long Square keeps an idempotency key is not published (forum threads 28303, 28309). A day is what its advice to send the
 * same request again after a time-out needs; a call that is older is looked for and never repeated.
 */
export const KEY_LIFETIME_MS = 86_400_000

/** Lists show a change some seconds late ("eventually consistent", ListPayments), so each look begins this much earlier. */
export const OVERLAP_MS = 120_000

/** Where the feed begins again when its own place in it cannot be read. */
export const FALL_BACK_MS = 604_800_000

/** Payouts come once a day; their list is looked at no more often than this. */
export const PAYOUT_LOOK_MS = 600_000

/** A payout is sent, paid or returned within this time after it was made; the list can only be asked by the time of making. */
export const PAYOUT_LIFE_MS = 2_592_000_000

/** A search for an order begins this much before our create call, because our clock may be ahead of Square's. */
export const SEARCH_BACK_MS = 600_000

/** Longest `idempotency_key` of a refund; the other requests take 128 and more. */
export const REFUND_KEY_LENGTH = 45

/** Longest `reason` of a refund. */
export const REASON_LENGTH = 192

/** Longest `name` of a line item. */
export const NAME_LENGTH = 512

/** What the console needs to be allowed, in Square's words (developer.squareup.com/docs/oauth-api/square-permissions). */
export const NEEDED_PERMISSIONS = [
  'MERCHANT_PROFILE_READ', 'PAYMENTS_READ', 'PAYMENTS_WRITE', 'ORDERS_READ', 'ORDERS_WRITE', 'DISPUTES_READ', 'PAYOUTS_READ',
] as const
