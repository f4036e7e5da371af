/** What the sandbox promises its merchants; the channel keeps to it and the adapter reports it. Durations in ms. */

/** Accepted distance between the merchant's clock and the channel's. */
export const CLOCK_LIMIT_MS = 300_000

/** How long an idempotency key is remembered. */
export const KEY_LIFETIME_MS = 2_592_000_000

/** How long an unpaid order may live. */
export const LONGEST_LIFE_MS = 604_800_000

/** How long after its end an order can still be paid on a bank page that stayed open. */
export const LATE_MONEY_MS = 86_400_000
