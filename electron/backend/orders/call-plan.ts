const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** When an unknown call is asked about, after the moment it became unknown. Past the end, a person decides. */
const askCurve = [1, 3, 8, 20, 45].map((s) => s * second).concat([2, 5, 10, 20, 40].map((m) => m * minute), [1, 2, 4, 8, 16, 24].map((h) => h * hour))

/** The next instant to ask about a call that was sent last at `sentAt`, or null when asking has come to its end. */
export const nextAskAt = (sentAt: number, now: number): number | null =>
  askCurve.map((after) => sentAt + after).find((at) => at > now) ?? null

/** A call that certainly was not carried out is sent again after this long, if the platform named no time. */
export function nextSendAt(sends: number, now: number, random: () => number): number {
  const wait = Math.min(second * 2 ** Math.min(sends, 8), 5 * minute)
  return now + Math.round(wait * (0.75 + random() / 2))
}

/**
 * How long a platform may take to show what it has accepted. Only after this, and after being told twice that it does not
 * know a call, is the call sent again, with its own key.
 */
export const settleMs: Record<'reference' | 'listing' | 'none', number> = { reference: 4 * second, listing: 60 * second, none: 0 }

/** A call is sent at most this often. */
export const mostSends = 5
