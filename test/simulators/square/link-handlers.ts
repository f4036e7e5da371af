import { badRequest, no, notFound, ok, type Reply } from './api-errors.ts'
import type { Books, SquareLink, SquareOrder } from './books.ts'
import { listReply, once, pageOf, record, words, type Call, type Handler } from './call.ts'

const MOST_AMOUNT = 5_000_000

/** /v2/online-checkout/payment-links */
export const linkHandler: Handler = (books, call) => {
  const [, id] = call.path
  if (id === undefined) return call.method === 'POST' ? createLink(books, call) : listLinks(books, call)
  const link = books.tables.links.get(id)
  if (link === undefined) return notFound(`Payment link ${id}`)
  return call.method === 'DELETE' ? deleteLink(books, link) : ok({ payment_link: link })
}

function createLink(books: Books, { body }: Call): Reply {
  return once(books, body['idempotency_key'], 192, body, () => {
    const wish = record(body['order'])
    const objection = objectionTo(books, wish, body)
    if (objection !== null) return objection
    const [item] = wish['line_items'] as readonly Record<string, unknown>[]
    const price = record(item?.['base_price_money']) as unknown as SquareOrder['total_money']
    const at = books.timeText(books.now())
    const order: SquareOrder = {
      id: books.newId('order'), location_id: words(wish['location_id']), created_at: at, updated_at: at, state: 'DRAFT', version: 1, total_money: price,
      line_items: [{ ...item, uid: books.newId('item'), total_money: price }], fulfillments: [{ uid: books.newId('ful'), type: books.moods.fulfillmentType, state: 'PROPOSED' }],
      ...(words(wish['reference_id']) === '' ? {} : { reference_id: words(wish['reference_id']) }),
      ...(wish['metadata'] === undefined ? {} : { metadata: record(wish['metadata']) as Record<string, string> }),
    }
    const id = books.newId('LINK')
    const link: SquareLink = {
      id, version: 1, order_id: order.id, url: `https://sandbox.square.link/u/${id}`, long_url: `https://connect.squareupsandbox.com/checkout/${id}`, created_at: at, updated_at: at,
      ...(words(body['payment_note']) === '' ? {} : { payment_note: words(body['payment_note']) }),
      ...(words(body['description']) === '' ? {} : { description: words(body['description']) }),
      checkout_options: record(body['checkout_options']),
    }
    books.changed('orders', order)
    books.changed('links', link)
    return ok({ payment_link: link, related_resources: { orders: [order] } })
  })
}

function objectionTo(books: Books, order: Readonly<Record<string, unknown>>, body: Call['body']): Reply | null {
  const location = books.locations.find(({ id }) => id === order['location_id'])
  if (location === undefined) return badRequest('NOT_FOUND', 'Location not found.', 'order.location_id')
  if (words(order['reference_id']).length > 40) return badRequest('VALUE_TOO_LONG', 'Field must not be greater than 40 length', 'order.reference_id')
  if (words(body['payment_note']).length > 500) return badRequest('VALUE_TOO_LONG', 'Field must not be greater than 500 length', 'payment_note')
  const metadata = Object.entries(record(order['metadata']))
  if (metadata.some(([key, value]) => !/^[\w-]{1,60}$/.test(key) || words(value).length > 255)) return badRequest('INVALID_VALUE', 'Invalid metadata', 'order.metadata')
  const items = order['line_items'] as readonly Record<string, unknown>[] | undefined
  const price = record(items?.[0]?.['base_price_money'])
  const place = 'order.line_items[0].base_price_money'
  if (!Number.isInteger(price['amount'])) return badRequest('EXPECTED_INTEGER', 'Expected an integer value.', `${place}.amount`)
  if ((price['amount'] as number) < 1) return badRequest('VALUE_TOO_LOW', 'Value must be at least 1.', `${place}.amount`)
  if ((price['amount'] as number) > MOST_AMOUNT) return badRequest('VALUE_TOO_HIGH', `Value must be at most ${MOST_AMOUNT}.`, `${place}.amount`)
  if (price['currency'] !== location.currency) return badRequest('INVALID_VALUE', `Currency must be ${location.currency}.`, `${place}.currency`)
  return location.status === 'ACTIVE' ? null : no(403, 'AUTHENTICATION_ERROR', 'FORBIDDEN', 'The location is not active.')
}

function listLinks(books: Books, { query }: Call): Reply {
  const limit = query.get('limit') === null ? 100 : Number(query.get('limit'))
  return listReply('payment_links', pageOf(books, books.listed('links').toReversed(), { cursor: query.get('cursor') ?? '', limit, filters: 'links' }))
}

/** Deleting the link cancels its order, unless somebody paid it, or tried to and the order is one of those that survive. */
function deleteLink(books: Books, link: SquareLink): Reply {
  books.removed('links', link.id)
  const order = books.tables.orders.get(link.order_id)!
  const attempts = [...books.tables.payments.values()].filter(({ order_id }) => order_id === order.id)
  const isPaid = attempts.some(({ status }) => status !== 'FAILED')
  if (isPaid || (attempts.length > 0 && books.moods.failedAttemptKeepsOrder)) return ok({ id: link.id })
  order.state = 'CANCELED'
  order.version += 1
  order.closed_at = books.timeText(books.now())
  books.changed('orders', order)
  return ok({ id: link.id, cancelled_order_id: order.id })
}
