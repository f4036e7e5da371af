import type { Reply } from './api-errors.ts'
import { badRequest } from './api-errors.ts'
import type { Books } from './books.ts'

/** One authenticated request as the handlers see it. */
export interface Call {
  readonly method: string
  /** Parts of the path after the resource: "/v2/orders/abc" has ["abc"]. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

export type Handler = (books: Books, call: Call) => Reply

export const record = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {})
export const words = (value: unknown): string => (typeof value === 'string' ? value : '')

interface PageWish { readonly cursor: string; readonly limit: number; readonly filters: string }

/** A page of a list, or the refusal of a cursor that belongs to another question. Page ends are opaque and carry the question. */
export function pageOf<T>(books: Books, items: readonly T[], { cursor, limit, filters }: PageWish): { items: readonly T[]; cursor?: string } | Reply {
  const place = cursor === '' ? { start: 0, filters } : (JSON.parse(Buffer.from(cursor, 'base64url').toString()) as { start: number; filters: string })
  if (cursor !== '' && (books.moods.forgetsCursors || place.filters !== filters)) return badRequest('INVALID_CURSOR', 'Invalid cursor.', 'cursor')
  const end = place.start + Math.min(limit, books.moods.pageSize)
  const page = items.slice(place.start, end)
  return end >= items.length ? { items: page } : { items: page, cursor: Buffer.from(JSON.stringify({ start: end, filters })).toString('base64url') }
}

export const isReply = (page: object): page is Reply => 'status' in page

/** A list answer as Square gives it: nothing at all where there is nothing. */
export function listReply(name: string, page: { items: readonly unknown[]; cursor?: string } | Reply): Reply {
  if (isReply(page)) return page
  return { status: 200, body: { ...(page.items.length === 0 ? {} : { [name]: page.items }), ...(page.cursor === undefined ? {} : { cursor: page.cursor }) } }
}

/** Those changed (or made) within the bounds, sorted as asked for; the lower bound is inclusive. */
export function withinTime<T extends { readonly created_at: string; readonly updated_at: string }>(
  books: Books, items: readonly T[], by: 'created_at' | 'updated_at', from: string, to: string, order: string,
): T[] {
  const inside = items.filter((item) => (from === '' || Date.parse(item[by]) >= Date.parse(from)) && (to === '' || Date.parse(item[by]) < Date.parse(to)))
  const sorted = inside.toSorted((a, b) => Date.parse(a[by]) - Date.parse(b[by]))
  if (books.moods.isShuffled) return sorted.toSorted((a, b) => (a.updated_at.at(-2) ?? '').localeCompare(b.updated_at.at(-2) ?? '')).toReversed()
  return order === 'ASC' ? sorted : sorted.toReversed()
}

/** The same key and body get the same answer again; the same key with another body is refused. A failure is not remembered. */
export function once(books: Books, key: unknown, limit: number, request: unknown, act: () => Reply): Reply {
  if (typeof key !== 'string' || key === '') return act()
  if (key.length > limit) return badRequest('VALUE_TOO_LONG', `Field must not be greater than ${limit} length`, 'idempotency_key')
  const text = JSON.stringify(request)
  const earlier = books.answered.get(key)
  if (earlier !== undefined) {
    return earlier.request === text ? earlier : badRequest('IDEMPOTENCY_KEY_REUSED', 'Different request parameters used for the same idempotency_key.', 'idempotency_key')
  }
  const reply = act()
  if (reply.status < 400) books.answered.set(key, { request: text, ...structuredClone(reply) })
  return reply
}
