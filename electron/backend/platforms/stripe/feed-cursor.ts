import { z } from 'zod'
import { EVENT_OVERLAP_S } from './terms.ts'

/** Where the feed was read to. All times are Stripe's, in whole seconds, as events tell them. */
export const Cursor = z.strictObject({
  v: z.literal(1),
  /** The youngest event of the last complete look. */
  mark: z.int().min(0),
  /** Events looked at already that are young enough to be told again. */
  seen: z.array(z.string().max(255)).max(5_000),
  /** Set in the middle of a look: the last event of the page before, and the youngest event of this look. */
  page: z.strictObject({ after: z.string().max(255), newest: z.int().min(0) }).nullable(),
})
export type Cursor = z.infer<typeof Cursor>

/** More events than a shop makes in two minutes; beyond, some are looked at twice, which is harmless. */
const MOST_SEEN = 2_000

export function readCursor(text: string): Cursor | null {
  try {
    const parsed = Cursor.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export const cursorText = (cursor: Cursor): string => JSON.stringify(cursor)

export const firstCursor = (at: number): Cursor => ({ v: 1, mark: Math.floor(at / 1_000), seen: [], page: null })

export interface SeenEvent {
  readonly id: string
  /** Seconds. */
  readonly created: number
}

/**
 * The cursor after one more page, newest first; `at` is Stripe's clock in UTC ms. The mark moves only when the look has come to
 * its end, and then also without any event, so that a quiet account is not asked about weeks.
 */
export function cursorAfter(cursor: Cursor, events: readonly SeenEvent[], settled: readonly SeenEvent[], hasMore: boolean, at: number): Cursor {
  const newest = events.reduce((latest, { created }) => Math.max(latest, created), cursor.page?.newest ?? cursor.mark)
  const isYoung = ({ created }: SeenEvent): boolean => created >= newest - EVENT_OVERLAP_S
  const seen = [...new Set([...cursor.seen, ...settled.filter(isYoung).map(({ id }) => id)])]
  const last = events.at(-1)
  if (hasMore && last !== undefined) return { ...cursor, seen: seen.slice(-MOST_SEEN), page: { after: last.id, newest } }
  // A look of one page has told again everything that it could tell again; the rest need not be remembered.
  const young = new Set(events.filter(isYoung).map(({ id }) => id))
  const kept = cursor.page === null ? seen.filter((id) => young.has(id)) : seen
  return { v: 1, mark: Math.max(newest, Math.floor(at / 1_000) - EVENT_OVERLAP_S), seen: kept.slice(-MOST_SEEN), page: null }
}
