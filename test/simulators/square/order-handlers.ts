import { badRequest, notFound, ok, type Reply } from './api-errors.ts'
import type { Books, SquareOrder } from './books.ts'
import { isReply, listReply, once, pageOf, record, withinTime, words, type Call, type Handler } from './call.ts'

/** /v2/orders */
export const orderHandler: Handler = (books, call) => {
  const [id] = call.path
  if (id === 'search') return searchOrders(books, call)
  if (id === 'batch-retrieve') return ok({ orders: (call.body['order_ids'] as readonly string[]).flatMap((one) => books.tables.orders.get(one) ?? []) })
  const order = books.tables.orders.get(id ?? '')
  if (order === undefined) return notFound(`Order ${id ?? ''}`)
  return call.method === 'PUT' ? updateOrder(books, order, call) : ok({ order })
}

function searchOrders(books: Books, { body }: Call): Reply {
  const locations = body['location_ids'] as readonly string[] | undefined
  if (locations === undefined || locations.length === 0) return badRequest('MISSING_REQUIRED_PARAMETER', 'Missing required parameter.', 'location_ids')
  const query = record(body['query'])
  const times = record(record(query['filter'])['date_time_filter'])
  const sort = record(query['sort'])
  const [field = words(sort['sort_field']).toLowerCase() || 'created_at', range] = Object.entries(times)[0] ?? []
  if (field.toUpperCase() !== (words(sort['sort_field']) || 'CREATED_AT')) return badRequest('BAD_REQUEST', 'Sort field must match the date time filter.', 'query.sort.sort_field')
  const { start_at, end_at } = record(range)
  const inside = withinTime(books, books.listed('orders').filter(({ location_id }) => locations.includes(location_id)), field as 'updated_at', words(start_at), words(end_at), words(sort['sort_order']))
  const page = pageOf(books, inside, { cursor: words(body['cursor']), limit: Math.min(Number(body['limit'] ?? 500), 1_000), filters: JSON.stringify(query) })
  return isReply(page) ? page : listReply('orders', page)
}

function updateOrder(books: Books, order: SquareOrder, { body }: Call): Reply {
  return once(books, body['idempotency_key'], 192, body, () => {
    const change = record(body['order'])
    if (books.moods.versionConflicts > 0) {
      books.moods.versionConflicts -= 1
      order.version += 1
    }
    if (change['version'] === undefined) return badRequest('BAD_REQUEST', 'Missing required parameter.', 'order.version')
    if (change['version'] !== order.version) {
      return badRequest('VERSION_MISMATCH', `Supplied version ${Number(change['version'])} does not match the current version ${order.version} of order ${order.id}.`, 'order.version')
    }
    if (order.state === 'COMPLETED' || order.state === 'CANCELED') return badRequest('BAD_REQUEST', `Orders in state ${order.state} cannot be updated.`)
    for (const { uid, state } of (change['fulfillments'] ?? []) as readonly { uid: string; state: string }[]) {
      const fulfillment = order.fulfillments.find((one) => one.uid === uid)
      if (fulfillment === undefined) return badRequest('BAD_REQUEST', 'Unknown fulfillment.', 'order.fulfillments')
      fulfillment.state = state
    }
    const isPaid = [...books.tables.payments.values()].some(({ order_id, status }) => order_id === order.id && status === 'COMPLETED')
    if (isPaid && order.fulfillments.every(({ state }) => state === 'COMPLETED')) {
      order.state = 'COMPLETED'
      order.closed_at = books.timeText(books.now())
    }
    order.version += 1
    books.changed('orders', order)
    return ok({ order })
  })
}
