import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { badRequest, no, notFound, ok, type Reply } from './api-errors.ts'
import { enter, payOut, type PayoutWish } from './balance.ts'
import { createBooks, type Books, type SquareDispute, type SquareLocation } from './books.ts'
import { record, type Handler } from './call.ts'
import { pay, payOnPage, sellAtTill, type PaymentChanges } from './checkout.ts'
import { linkHandler } from './link-handlers.ts'
import { orderHandler } from './order-handlers.ts'
import { giveBack, paymentHandler, refundHandler } from './payment-handlers.ts'
import { disputeHandler, locationHandler, payoutHandler } from './report-handlers.ts'

/** A token and what it may do. */
export interface Token {
  readonly scopes: readonly string[]
  readonly applicationId?: string
  readonly state?: 'expired' | 'revoked'
}

export interface SquareSimulatorOptions {
  readonly startAt?: number
  readonly locations?: readonly Partial<SquareLocation>[]
  /** False: it has no /oauth2/token/status, or keeps it from this token. */
  readonly tellsTokenStatus?: boolean
}

export type SquareSimulator = Awaited<ReturnType<typeof startSquareSimulator>>

const everyScope = [
  'MERCHANT_PROFILE_READ', 'PAYMENTS_READ', 'PAYMENTS_WRITE', 'ORDERS_READ', 'ORDERS_WRITE', 'DISPUTES_READ', 'PAYOUTS_READ', 'INVOICES_READ', 'CUSTOMERS_READ',
]

/** Which permission a resource needs for questions, and which for acts. */
const resources: Readonly<Record<string, readonly [Handler, string, string]>> = {
  'online-checkout': [linkHandler, 'ORDERS_READ', 'ORDERS_WRITE'], orders: [orderHandler, 'ORDERS_READ', 'ORDERS_WRITE'],
  payments: [paymentHandler, 'PAYMENTS_READ', 'PAYMENTS_WRITE'], refunds: [refundHandler, 'PAYMENTS_READ', 'PAYMENTS_WRITE'],
  disputes: [disputeHandler, 'DISPUTES_READ', 'DISPUTES_WRITE'], payouts: [payoutHandler, 'PAYOUTS_READ', 'PAYOUTS_READ'],
  locations: [locationHandler, 'MERCHANT_PROFILE_READ', 'MERCHANT_PROFILE_WRITE'],
}

/** True for requests that change something; searches and token questions are POSTs too. */
export const isSquareWrite = (method: string, path: string): boolean =>
  method !== 'GET' && !/^\/(?:v2\/orders\/(?:search|batch-retrieve)|oauth2\/)/.test(path)

/** Square on 127.0.0.1: links, orders, payments, refunds, disputes and payouts in memory, with a clock that stands until advanced. */
export async function startSquareSimulator({ startAt = Date.UTC(2026, 9, 14, 10), locations = [{}], tellsTokenStatus = true }: SquareSimulatorOptions = {}) {
  const books = createBooks(startAt, locations.map((change, index): SquareLocation => ({
    id: `LOC${index + 1}`, name: `Shop ${index + 1}`, business_name: 'Corner Café', currency: 'USD', status: 'ACTIVE', timezone: 'America/Los_Angeles',
    capabilities: ['CREDIT_CARD_PROCESSING', 'AUTOMATIC_TRANSFERS'], ...change,
  })))
  const tokens = new Map<string, Token>([['EAAAl-simulated-token-0001', { scopes: everyScope, applicationId: 'sandbox-sq0idb-simulated' }]])
  const failing = new Map<string, number>()

  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const text = await textOf(request)
    const [, version, resource = '', ...path] = url.pathname.split('/').map(decodeURIComponent)
    const failure = failing.get(resource)
    if (failure !== undefined) return failure < 500 ? no(failure, 'INVALID_REQUEST_ERROR', 'BAD_REQUEST', 'Refused.') : no(failure, 'API_ERROR', 'INTERNAL_SERVER_ERROR', 'An internal error occurred.')
    const token = tokens.get((request.headers.authorization ?? '').replace(/^Bearer /, ''))
    const objection = objectionTo(token, request.headers['square-version'])
    if (objection !== null) return objection
    if (url.pathname === '/oauth2/token/status') return tellsTokenStatus ? tokenStatus(token!) : notFound('Resource')
    const known = version === 'v2' ? resources[resource] : undefined
    if (known === undefined) return notFound('Resource')
    const [handle, readScope, writeScope] = known
    const scope = isSquareWrite(request.method ?? '', url.pathname) ? writeScope : readScope
    if (!token!.scopes.includes(scope)) return insufficient(scope)
    const body = bodyOf(text)
    return body === null ? badRequest('EXPECTED_JSON_BODY', 'The request body is not a JSON object.') : handle(books, { method: request.method ?? '', path, query: url.searchParams, body })
  }

  const server = createServer((request, response) => {
    answer(request).then((reply) => send(books, response, reply), (error: unknown) => send(books, response, no(500, 'API_ERROR', 'INTERNAL_SERVER_ERROR', String(error))))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    baseUrl: `http://127.0.0.1:${port}`,
    books, tokens, moods: books.moods,
    accessToken: 'EAAAl-simulated-token-0001',
    locationId: books.locations[0]!.id,
    now: () => books.now(),
    advance: (ms: number) => books.advance(ms),
    /** Answers every request about the resource ("disputes") with the status; null: no more. */
    breakDown: (resource: string, status: number | null): void => void (status === null ? failing.delete(resource) : failing.set(resource, status)),
    pay: (orderId: string, changes?: PaymentChanges) => pay(books, orderId, changes),
    payOnPage: (orderId: string, changes?: PaymentChanges) => payOnPage(books, orderId, changes),
    decline: (orderId: string) => pay(books, orderId, { status: 'FAILED', card_details: { status: 'FAILED', errors: [{ category: 'PAYMENT_METHOD_ERROR', code: 'CARD_DECLINED', detail: 'Declined.' }] } }),
    /** Somebody cancels the order in the Dashboard. */
    cancelElsewhere: (orderId: string): void => cancelElsewhere(books, orderId),
    sellAtTill: (amount: number) => sellAtTill(books, amount),
    giveBack: (paymentId: string, amount: number, reason = '') => giveBack(books, books.tables.payments.get(paymentId)!, amount, reason),
    payOut: (wish?: PayoutWish) => payOut(books, wish),
    openDispute: (paymentId: string, state = 'EVIDENCE_REQUIRED'): SquareDispute => openDispute(books, paymentId, state),
    decideDispute: (disputeId: string, state: string): void => decideDispute(books, disputeId, state),
    stop: (): Promise<void> => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}

function objectionTo(token: Token | undefined, version: string | string[] | undefined): Reply | null {
  if (token === undefined) return no(401, 'AUTHENTICATION_ERROR', 'UNAUTHORIZED', 'This request could not be authorized.')
  if (token.state === 'expired') return no(401, 'AUTHENTICATION_ERROR', 'ACCESS_TOKEN_EXPIRED', 'The provided access token has expired.')
  if (token.state === 'revoked') return no(401, 'AUTHENTICATION_ERROR', 'ACCESS_TOKEN_REVOKED', 'The provided access token has been revoked.')
  return /^\d{4}-\d{2}-\d{2}$/.test(String(version)) ? null : badRequest('INVALID_SQUARE_VERSION_FORMAT', 'The provided Square-Version is incorrectly formatted.')
}

const insufficient = (scope: string): Reply => no(403, 'AUTHENTICATION_ERROR', 'INSUFFICIENT_SCOPES',
  `The merchant has not given your application sufficient permissions to do that. The merchant must authorize your application for the following scopes: ${scope}`)

const tokenStatus = ({ scopes, applicationId }: Token): Reply => ok({ scopes, client_id: applicationId ?? 'sandbox-sq0idb-simulated', merchant_id: 'MLSIMULATED1' })

function cancelElsewhere(books: Books, orderId: string): void {
  const order = books.tables.orders.get(orderId)!
  order.state = 'CANCELED'
  order.version += 1
  order.closed_at = books.timeText(books.now())
  books.changed('orders', order)
}

function openDispute(books: Books, paymentId: string, state: string): SquareDispute {
  const payment = books.tables.payments.get(paymentId)!
  const at = books.timeText(books.now())
  const dispute: SquareDispute = {
    id: books.newId('dsp'), state, amount_money: payment.total_money, reason: 'NOT_RECEIVED', due_at: books.timeText(books.now() + 14 * 86_400_000), disputed_payment: { payment_id: paymentId },
    location_id: payment.location_id, created_at: at, updated_at: at, version: 1,
  }
  books.changed('disputes', dispute)
  if (!state.startsWith('INQUIRY')) enter(books, 'OPEN_DISPUTE', -payment.total_money.amount, 0, payment.total_money.currency, { payment_id: paymentId, dispute_id: dispute.id })
  return dispute
}

function decideDispute(books: Books, disputeId: string, state: string): void {
  const dispute = books.tables.disputes.get(disputeId)!
  dispute.state = state
  dispute.version += 1
  books.changed('disputes', dispute)
  const { amount, currency } = dispute.amount_money
  if (state === 'WON') enter(books, 'OPEN_DISPUTE', amount, 0, currency, { payment_id: dispute.disputed_payment.payment_id, dispute_id: dispute.id })
}

function bodyOf(text: string): Readonly<Record<string, unknown>> | null {
  if (text === '') return {}
  try {
    return record(JSON.parse(text))
  } catch {
    return null
  }
}

function send(books: Books, response: ServerResponse, { status, body }: Reply): void {
  response.sendDate = false
  response.writeHead(status, { 'content-type': 'application/json', date: new Date(books.now()).toUTCString() }).end(JSON.stringify(body))
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
