const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** How long to wait before the first, second, … question about an unknown call: close together at first, about a day in all. */
const askWaits = [1, 2, 5, 12, 25, 75].map((s) => s * second).concat([3, 5, 10, 20, 20].map((m) => m * minute), [1, 2, 4, 8, 8].map((h) => h * hour))

/** However long ago the wish was written (the program may have been off), so many questions are asked before a person has to decide. */
const leastAsks = 6
const longestSearchMs = 24 * hour

/**
 * The next instant to ask about a call that was wished at `wishedAt` and has been asked about `asks` times, or null when
 * asking has come to its end. Counted in questions, so that neither time without the program nor time without a line to
 * the platform uses them up; a call that is sent again goes on where it was, which bounds how often that happens.
 */
export function nextAskAt({ wishedAt, asks }: { readonly wishedAt: number; readonly asks: number }, now: number): number | null {
  const wait = askWaits[asks]
  const isOver = wait === undefined || (asks >= leastAsks && now - wishedAt >= longestSearchMs)
  return isOver ? null : now + wait
}

/** A call that certainly was not carried out is sent again after this long, if the platform named no time. */
export function nextSendAt(sends: number, now: number, random: () => number): number {
  const wait = Math.min(second * 2 ** Math.min(sends, 8), 5 * minute)
  return now + Math.round(wait * (0.75 + random() / 2))
}

/**
 * How long a platform may take to show what it has accepted. Only after this, and after being told twice that it does not
 * know a call, is the call sent again, with its own key. The key keeps a repeat harmless should a list be later still, so the
 * wait is short: until the call is known, the customer has no page to pay on.
 */
export const settleMs: Record<'reference' | 'listing' | 'none', number> = { reference: 4 * second, listing: 10 * second, none: 0 }
