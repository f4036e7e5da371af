import { notFound, ok, type Reply } from './api-errors.ts'
import type { Books } from './books.ts'
import { listReply, pageOf, withinTime, type Call, type Handler } from './call.ts'

/** /v2/disputes */
export const disputeHandler: Handler = (books, { path, query }) => {
  const [id] = path
  if (id !== undefined) return books.tables.disputes.has(id) ? ok({ dispute: books.tables.disputes.get(id) }) : notFound(`Dispute ${id}`)
  const at = query.get('location_id')
  const rows = books.listed('disputes').filter(({ location_id }) => at === null || location_id === at).toReversed()
  return listReply('disputes', pageOf(books, rows, { cursor: query.get('cursor') ?? '', limit: 50, filters: `disputes ${at}` }))
}

/** /v2/payouts */
export const payoutHandler: Handler = (books, call) => {
  const [id, part] = call.path
  if (id === undefined) return inItsWords(books, listPayouts(books, call))
  const payout = books.tables.payouts.get(id)
  if (payout === undefined) return notFound(`Payout ${id}`)
  if (part === undefined) return inItsWords(books, ok({ payout }))
  const entries = books.entriesOf.get(id) ?? []
  const limit = Math.min(Number(call.query.get('limit') ?? 100), 100)
  return inItsWords(books, listReply('payout_entries', pageOf(books, entries, { cursor: call.query.get('cursor') ?? '', limit, filters: `entries ${id}` })))
}

function listPayouts(books: Books, { query }: Call): Reply {
  const at = query.get('location_id') ?? books.locations[0]!.id
  const inside = withinTime(books, books.listed('payouts').filter(({ location_id }) => location_id === at), 'created_at', query.get('begin_time') ?? '', query.get('end_time') ?? '', query.get('sort_order') ?? 'DESC')
  const filters = new URLSearchParams(query)
  filters.delete('cursor')
  return listReply('payouts', pageOf(books, inside, { cursor: query.get('cursor') ?? '', limit: Math.min(Number(query.get('limit') ?? 100), 100), filters: filters.toString() }))
}

function inItsWords(books: Books, reply: Reply): Reply {
  if (!books.moods.saysCurrencyCode || reply.status >= 400) return reply
  return { ...reply, body: JSON.parse(JSON.stringify(reply.body).replaceAll('"currency":', '"currency_code":')) as unknown }
}

/** /v2/locations */
export const locationHandler: Handler = (books, { path }) => {
  const [id] = path
  if (id === undefined) return ok({ locations: books.locations })
  const location = books.locations.find((one) => one.id === id)
  return location === undefined ? notFound(`Location ${id}`) : ok({ location })
}
