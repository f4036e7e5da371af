import { rendered } from './rendering.ts'
import type { Books } from './books.ts'
import type { Fields } from './checkout.ts'
import { missing, Refused } from './refusing.ts'
import type { Thing } from './things.ts'

export interface Listing<T extends Thing> {
  readonly url: string
  /** Oldest first, as they were made. */
  readonly things: readonly T[]
  readonly filter: (thing: T, query: Fields) => boolean
}

/** Newest first, in pages of ten unless asked otherwise. */
export function listed<T extends Thing>(books: Books, { url, things, filter }: Listing<T>, query: Fields): Record<string, unknown> {
  const limit = query['limit'] === undefined ? 10 : Number(query['limit'])
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw new Refused(400, { code: 'parameter_invalid_integer', param: 'limit', message: 'This value must be between 1 and 100.' })
  const matching = things.filter((thing) => inRange(thing.created, query['created']) && filter(thing, query)).toReversed()
  const after = query['starting_after']
  const place = typeof after === 'string' ? matching.findIndex(({ id }) => id === after) : -1
  if (typeof after === 'string' && place < 0) throw missing('object', after, 'starting_after')
  const page = matching.slice(place + 1, place + 1 + limit)
  const expand = expansionsOf(query).filter((path) => path.startsWith('data.')).map((path) => path.slice('data.'.length))
  return { object: 'list', url, has_more: matching.length > place + 1 + limit, data: page.map((thing) => rendered(books, thing, expand)) }
}

export function inRange(seconds: number | undefined, range: unknown): boolean {
  if (range === undefined || seconds === undefined) return true
  if (typeof range === 'string') return seconds === Number(range)
  const { gt, gte, lt, lte } = range as Record<string, string | undefined>
  return (gt === undefined || seconds > Number(gt)) && (gte === undefined || seconds >= Number(gte)) && (lt === undefined || seconds < Number(lt)) && (lte === undefined || seconds <= Number(lte))
}

export function expansionsOf(query: Fields): readonly string[] {
  const paths = Array.isArray(query['expand']) ? (query['expand'] as string[]) : []
  const tooDeep = paths.find((path) => path.split('.').length > 4)
  if (tooDeep !== undefined) throw new Refused(400, { param: 'expand', message: `You cannot expand more than 4 levels of a property: ${tooDeep}` })
  return paths
}
