import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openBooks } from './books.ts'
import { invalid, notFound, reply, type Call, type Json, type Reply } from './call.ts'
import { createCounterparts } from './counterparts.ts'
import { invoiceRoutes } from './invoice-routes.ts'
import { openAccess } from './oauth.ts'
import { orderRoutes } from './order-routes.ts'
import { pageRoutes } from './pages.ts'
import { paymentRoutes } from './payment-routes.ts'
import { disputeRoutes, reportRoutes } from './report-routes.ts'
import { openSearchIndex } from './search-index.ts'

const HOUR = 3_600_000
const ORDER_KEY_MS = 6 * HOUR
const PAYMENT_KEY_MS = 45 * 24 * HOUR

export interface PayPalOptions {
  /** UTC ms; a whole second. */
  readonly startAt: number
  readonly appId?: string
}

export type PayPalSimulator = Awaited<ReturnType<typeof startPayPal>>

type Route = readonly [method: string, path: string, answer: (call: Call) => Reply]

/**
 * PayPal on 127.0.0.1: an app's token, invoices, orders, captures, refunds, disputes, reports and the customer's pages. Time
 * stands still unless it is advanced.
 */
export async function startPayPal({ startAt, appId = 'APP-80W284485P519543T' }: PayPalOptions) {
  let clock = startAt
  let origin = ''
  const now = (): number => clock
  const app = { id: 'AY-client-of-the-simulator-0123456789', secret: 'EL-secret-of-the-simulator-0123456789', appId }
  const access = openAccess(now, app)
  const books = openBooks(now)
  const index = openSearchIndex(now, () => origin)
  const moods = { pendingFor: null as string | null, isInvoiceIdUnique: false, hidesCaptures: false, offersInvoices: true, lagMs: 3 * HOUR, mostRows: 10_000 }
  const counterparts = createCounterparts(books, index, moods)
  const answers = new Map<string, { readonly reply: Reply; readonly until: number }>()

  const track = ({ json }: Call): Reply => {
    const trackers = (json['trackers'] ?? []) as { transaction_id: string; status: string }[]
    const unknown = trackers.filter(({ transaction_id: id }) => !books.captures.has(id))
    books.trackers.push(...trackers.filter((one) => !unknown.includes(one)).map(({ transaction_id: transactionId, status }) => ({ transactionId, status })))
    return reply(200, {
      tracker_identifiers: trackers.filter((one) => !unknown.includes(one)).map(({ transaction_id: id }) => ({ transaction_id: id, links: [] })),
      ...(unknown.length === 0 ? {} : { errors: unknown.map(() => ({ name: 'RESOURCE_NOT_FOUND', message: 'The specified resource does not exist.', debug_id: 'f0', details: [{ issue: 'INVALID_TRANSACTION_ID' }] })) }),
    })
  }

  const open: readonly Route[] = [['POST', '/v1/oauth2/token', access.giveToken], ...pageRoutes(counterparts.customer)]
  const closed: readonly Route[] = [
    ...invoiceRoutes(books, index), ...orderRoutes(books, moods), ...paymentRoutes(books, index, moods), ...reportRoutes(books, moods), ...disputeRoutes(books),
    ['POST', '/v1/shipping/trackers-batch', track],
  ]

  function answer(call: Call): Reply {
    const known = routed(open, call)
    if (known !== null) return known.route[2]({ ...call, id: known.id })
    const objection = access.objectionTo(call)
    if (objection !== null) return objection
    if (!moods.offersInvoices && call.path.startsWith('/v2/invoicing')) return notFound()
    const found = routed(closed, call)
    if (found === null) return notFound()
    const requestId = call.headers['paypal-request-id']
    // Invoicing knows no request ids.
    if (call.method !== 'POST' || typeof requestId !== 'string' || call.path.startsWith('/v2/invoicing')) return found.route[2]({ ...call, id: found.id })
    if (requestId.length > 108) return invalid('INVALID_STRING_LENGTH', 'PayPal-Request-Id')
    const key = `${call.path} ${requestId}`
    const earlier = answers.get(key)
    if (earlier !== undefined && earlier.until > clock) return earlier.reply
    const made = found.route[2]({ ...call, id: found.id })
    if (made.status < 300) answers.set(key, { reply: made, until: clock + (call.path.startsWith('/v2/checkout') ? ORDER_KEY_MS : PAYMENT_KEY_MS) })
    return made
  }

  const server = createServer((request, response) => {
    void heard(request, origin).then((call) => send(response, typeof call === 'string' ? invalid('MALFORMED_REQUEST_JSON', call) : answer(call), clock))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    baseUrl: origin, app, access, books, index, moods, ...counterparts, now,
    advance: (ms: number): void => void (clock += ms),
    stop: (): Promise<void> => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}

function routed(routes: readonly Route[], { method, path }: Call): { readonly route: Route; readonly id: string } | null {
  for (const route of routes) {
    const match = new RegExp(`^${route[1].replace(':id', '([^/]+)')}$`).exec(path)
    if (route[0] === method && match !== null) return { route, id: decodeURIComponent(match[1] ?? '') }
  }
  return null
}

/** The call, or why it cannot be read. */
async function heard(request: IncomingMessage, origin: string): Promise<Call | string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  const url = new URL(request.url ?? '/', origin)
  const isJson = (request.headers['content-type'] ?? '').startsWith('application/json')
  try {
    return { method: request.method ?? '', path: url.pathname, query: url.searchParams, headers: request.headers, text, json: isJson && text !== '' ? (JSON.parse(text) as Json) : {}, id: '', origin }
  } catch {
    return 'The request JSON is not well formed.'
  }
}

function send(response: ServerResponse, { status, json, html }: Reply, at: number): void {
  response.sendDate = false
  const body = html ?? (json === undefined ? '' : JSON.stringify(json))
  response.writeHead(status, {
    date: new Date(at).toUTCString(), 'paypal-debug-id': 'f2a4c6e8', 'caller_acct_num': 'T8QFSWQ29LCYJ',
    ...(body === '' ? {} : { 'content-type': html === undefined ? 'application/json;charset=UTF-8' : 'text/html' }),
  }).end(body)
}
