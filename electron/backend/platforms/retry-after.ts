/** A platform that asks for more is mistaken, and the account would be mute for ever. */
const LONGEST_PAUSE_MS = 3_600_000

/**
 * When the platform wants to be asked again (UTC ms), from a Retry-After header: whole seconds or an HTTP date (RFC 9110,
 * section 10.2.3). A date is counted from the platform's own clock when its Date header tells it. At most an hour. Null: absent or unreadable.
 */
export function retryAfterOf(headers: Readonly<Record<string, string>>, now: number): number | null {
  const text = headers['retry-after']?.trim()
  if (text === undefined) return null
  const latest = now + LONGEST_PAUSE_MS
  if (/^\d+$/.test(text)) return Math.min(now + Number(text) * 1_000, latest)
  const until = httpDate(text)
  if (until === null) return null
  const serverAt = httpDate(headers['date'] ?? '')
  return Math.min(Math.max(now, serverAt === null ? until : now + until - serverAt), latest)
}

/** The three forms of RFC 9110, section 5.6.7: all begin with the weekday, and only the oldest leaves out that it is GMT. */
const dated = /^[A-Z][a-z]{2,8}(?:,| [A-Z][a-z]{2} ).*?( GMT)?$/

/** An HTTP date as UTC ms (its grain is a second), or null. */
export function httpDate(text: string): number | null {
  const match = dated.exec(text)
  if (match === null) return null
  const at = Date.parse(match[1] === undefined ? `${text} GMT` : text)
  return Number.isNaN(at) ? null : at
}
