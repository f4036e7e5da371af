import type { AuthorizationEntry, Books, OrderEntry } from './books.ts'
import { amountText, invalid, isReply, notFound, readAmount, reply, timeText, unprocessable, type Call, type Json, type Reply } from './call.ts'
import { take } from './money-acts.ts'
import { authorizationJson, captureJson, refundJson } from './payment-json.ts'

const HOUR = 3_600_000

export interface OrderMoods {
  /** Captures stay pending for this reason. */
  pendingFor: string | null
  /** The account refuses an invoice id that was used before. */
  isInvoiceIdUnique: boolean
}

/** Gone: three hours to approve, three more to capture. What was captured stays. */
export const isGone = ({ status, createdAt, approvedAt }: OrderEntry, now: number): boolean =>
  status === 'APPROVED' ? now >= approvedAt! + 3 * HOUR : (status === 'CREATED' || status === 'PAYER_ACTION_REQUIRED') && now >= (approvedAt ?? createdAt) + 3 * HOUR

export function orderRoutes(books: Books, moods: OrderMoods) {
  const orderJson = (order: OrderEntry, origin: string): Json => {
    const self = `${origin}/v2/checkout/orders/${order.id}`
    const refunds = [...books.refunds.values()].filter(({ captureId }) => order.captureIds.includes(captureId))
    const payments = {
      ...(order.authorizationIds.length === 0 ? {} : { authorizations: order.authorizationIds.map((id) => authorizationJson(books.authorizations.get(id)!)) }),
      ...(order.captureIds.length === 0 ? {} : { captures: order.captureIds.map((id) => captureJson(books.captures.get(id)!)) }),
      ...(refunds.length === 0 ? {} : { refunds: refunds.map((one) => refundJson(one, books)) }),
    }
    const isOpen = order.status === 'CREATED' || order.status === 'PAYER_ACTION_REQUIRED'
    return {
      id: order.id, intent: order.intent, status: order.status, create_time: timeText(order.createdAt), ...(order.updatedAt === null ? {} : { update_time: timeText(order.updatedAt) }),
      ...(order.source === null ? {} : { payment_source: { [order.source]: order.approvedAt === null ? {} : { email_address: 'ada@example.com', account_id: 'QYR5Z8XDVJNXQ', account_status: 'VERIFIED', name: { given_name: 'Ada', surname: 'Example' } } } }),
      purchase_units: [{
        reference_id: 'default', amount: amountText(order.amount), ...(order.customId === undefined ? {} : { custom_id: order.customId }),
        ...(order.invoiceNumber === undefined ? {} : { invoice_id: order.invoiceNumber }), ...(order.description === undefined ? {} : { description: order.description }),
        ...(Object.keys(payments).length === 0 ? {} : { payments }),
      }],
      links: [{ href: self, rel: 'self', method: 'GET' }, ...(isOpen ? [{ href: `${origin}/checkoutnow?token=${order.id}`, rel: order.source === null ? 'approve' : 'payer-action', method: 'GET' }] : [])],
    }
  }
  const told = (order: OrderEntry, { headers, origin }: Call, status: number): Reply => {
    const whole = orderJson(order, origin)
    return reply(status, /return=representation/.test(String(headers['prefer'] ?? '')) ? whole : { id: whole['id'], status: whole['status'], links: whole['links'] })
  }

  function create(call: Call): Reply {
    const [unit] = (call.json['purchase_units'] ?? []) as { amount?: unknown; custom_id?: string; invoice_id?: string; description?: string }[]
    if (unit === undefined) return invalid('MISSING_REQUIRED_PARAMETER', 'A required field / parameter is missing.', '/purchase_units')
    const amount = readAmount(unit.amount)
    if (isReply(amount)) return amount
    const source = Object.keys(call.json['payment_source'] ?? {})[0] ?? null
    const order: OrderEntry = {
      id: books.newId(), intent: String(call.json['intent']), amount, customId: unit.custom_id, invoiceNumber: unit.invoice_id, description: unit.description, source,
      status: source === null ? 'CREATED' : 'PAYER_ACTION_REQUIRED', createdAt: books.now(), approvedAt: null, updatedAt: null, declines: 0, captureIds: [], authorizationIds: [],
    }
    books.orders.set(order.id, order)
    return told(order, call, source === null ? 201 : 200)
  }

  const found = (call: Call, act: (order: OrderEntry) => Reply): Reply => {
    const order = books.orders.get(call.id)
    return order === undefined || isGone(order, books.now()) ? notFound() : act(order)
  }

  /** What both steps after the approval have in common; null: go on. */
  function objectionTo(order: OrderEntry, intent: string, already: string): Reply | null {
    if (order.intent !== intent) return unprocessable('ACTION_DOES_NOT_MATCH_INTENT')
    if (order.status === 'COMPLETED') return unprocessable(already)
    if (order.status !== 'APPROVED') return unprocessable('ORDER_NOT_APPROVED')
    if (order.declines > 0) {
      order.declines -= 1
      Object.assign(order, { status: 'PAYER_ACTION_REQUIRED', updatedAt: books.now() })
      return unprocessable('INSTRUMENT_DECLINED')
    }
    const isTaken = moods.isInvoiceIdUnique && [...books.captures.values()].some(({ invoiceNumber }) => invoiceNumber !== undefined && invoiceNumber === order.invoiceNumber)
    return isTaken ? unprocessable('DUPLICATE_INVOICE_ID') : null
  }

  const capture = (call: Call): Reply => found(call, (order) => {
    const objection = objectionTo(order, 'CAPTURE', 'ORDER_ALREADY_CAPTURED')
    if (objection !== null) return objection
    const { id } = take(books, { amount: order.amount, invoiceNumber: order.invoiceNumber, customId: order.customId, orderId: order.id, invoiceId: null, authorizationId: null }, moods.pendingFor)
    order.captureIds.push(id)
    Object.assign(order, { status: 'COMPLETED', updatedAt: books.now() })
    return told(order, call, 201)
  })

  const authorize = (call: Call): Reply => found(call, (order) => {
    const objection = objectionTo(order, 'AUTHORIZE', 'ORDER_ALREADY_AUTHORIZED')
    if (objection !== null) return objection
    const hold: AuthorizationEntry = { id: books.newId(), orderId: order.id, amount: order.amount, status: 'CREATED', createdAt: books.now(), updatedAt: books.now() }
    books.authorizations.set(hold.id, hold)
    order.authorizationIds.push(hold.id)
    Object.assign(order, { status: 'COMPLETED', updatedAt: books.now() })
    return told(order, call, 201)
  })

  return [
    ['POST', '/v2/checkout/orders', create],
    ['GET', '/v2/checkout/orders/:id', (call: Call): Reply => found(call, (order) => reply(200, orderJson(order, call.origin)))],
    ['POST', '/v2/checkout/orders/:id/capture', capture],
    ['POST', '/v2/checkout/orders/:id/authorize', authorize],
  ] as const
}
