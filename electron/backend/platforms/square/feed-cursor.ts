import { createHash } from 'node:crypto'
import { z } from 'zod'
import { OVERLAP_MS } from './terms.ts'

/**
 * Where we are in one list that is sorted by change. The next window begins at `from`, less the overlap; while pages of a
 * window are still to come, `page` names the next and `high` is the latest change met so far. `seen` are the versions
 * that were told already and can turn up again, by id. Instants are Square's, UTC ms.
 */
const Version = z.tuple([z.int(), z.string().max(20)])

const StreamPlace = z.object({
  from: z.int().nullable(),
  high: z.int().nullable(),
  page: z.string().max(4_096).nullable(),
  seen: z.record(z.string(), Version),
})
export type StreamPlace = z.infer<typeof StreamPlace>

const FeedPlace = z.object({
  payments: StreamPlace,
  refunds: StreamPlace,
  orders: StreamPlace,
  disputes: StreamPlace,
  payouts: z.object({ lookedAt: z.int().nullable(), seen: z.string().max(200) }),
})
export type FeedPlace = z.infer<typeof FeedPlace>

/** Versions kept for one list. More than this within the overlap, and some are told twice. */
const MOST_SEEN = 1_000

export const placeText = (place: FeedPlace): string => JSON.stringify(place)

/** Null: not written by us, or by a version of us that kept it otherwise. */
export function placeFrom(text: string): FeedPlace | null {
  try {
    const parsed = FeedPlace.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** The place from which everything that changes after `from` is told; null: everything that the lists hold. */
export function placeAt(from: number | null): FeedPlace {
  const stream: StreamPlace = { from, high: null, page: null, seen: {} }
  return { payments: stream, refunds: stream, orders: stream, disputes: stream, payouts: { lookedAt: null, seen: '' } }
}

/** First instant of the window that is read now. */
export const windowStart = ({ from }: StreamPlace): number | null => (from === null ? null : from - OVERLAP_MS)

/** The place behind a page. Only the end of a window moves `from` on: a window that breaks off is read again from its start. */
export function behindPage(place: StreamPlace, page: { readonly latest: number | null; readonly next: string | null }): StreamPlace {
  const high = page.latest === null ? place.high : Math.max(place.high ?? page.latest, page.latest)
  if (page.next !== null) return { ...place, high, page: page.next }
  return { from: high === null ? place.from : Math.max(place.from ?? high, high), high: null, page: null, seen: place.seen }
}

/** Something that a list tells. */
export interface Changing {
  readonly id: string
  readonly created_at?: number | null | undefined
  readonly updated_at?: number | null | undefined
}

export const changeOf = ({ created_at, updated_at }: Changing): number => updated_at ?? created_at ?? 0

/** Two changes may carry the same time, so a version is the time and what it looks like then. */
const versionOf = (item: Changing): z.infer<typeof Version> =>
  [changeOf(item), createHash('sha256').update(JSON.stringify(item)).digest('base64url').slice(0, 10)]

export function isSeen(place: StreamPlace, item: Changing): boolean {
  const [changedAt, look] = versionOf(item)
  const seen = place.seen[item.id]
  return seen?.[0] === changedAt && seen[1] === look
}

/** Notes what was told, and forgets what no window will show again. */
export function withSeen(place: StreamPlace, told: readonly Changing[]): StreamPlace {
  const start = windowStart(place)
  const versions = Object.entries({ ...place.seen, ...Object.fromEntries(told.map((item) => [item.id, versionOf(item)])) })
  const repeatable = versions.filter(([, [changedAt]]) => start === null || changedAt >= start)
  return { ...place, seen: Object.fromEntries(repeatable.toSorted(([, [a]], [, [b]]) => b - a).slice(0, MOST_SEEN)) }
}
