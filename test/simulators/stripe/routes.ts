import { createHash } from 'node:crypto'
import type { Books } from './books.ts'
import { createLink, createSession, expireSession, updateLink, type Fields } from './checkout.ts'
import { createRefund } from './giving-back.ts'
import { expansionsOf, inRange, listed } from './listing.ts'
import { cancelIntent, capture, type Habits } from './paying.ts'
import { found, Refused } from './refusing.ts'
import { rendered } from './rendering.ts'
import type { Happening, Refund, Thing } from './things.ts'

export interface Moods extends Habits {
  /** What becomes of the next refunds. */
  refundStatus: Refund['status']
  /** The feed tells things in another order than they happened. */
  isShuffled: boolean
}

interface Call {
  readonly method: string
  readonly path: string
  readonly query: Fields
  readonly form: Fields
}

interface Route {
  readonly method: 'GET' | 'POST'
  readonly pattern: RegExp
  /** The permission that a restricted key needs: "checkout_session". */
  readonly permission: string
  readonly answer: (call: Call, id: string) => Record<string, unknown>
}

export function createRoutes(books: Books, moods: Moods): readonly Route[] {
  const whole = (thing: Thing, { query, form }: Call): Record<string, unknown> => rendered(books, thing, [...expansionsOf(query), ...expansionsOf(form)])
  const one = <T extends Thing>(things: ReadonlyMap<string, T>, what: string, param: string) => (call: Call, id: string) => whole(found(things, what, id, param), call)
  const is = (query: Fields, name: string, value: unknown): boolean => query[name] === undefined || query[name] === value
  const list = <T extends Thing>(url: string, things: ReadonlyMap<string, T>, filter: (thing: T, query: Fields) => boolean) =>
    ({ query }: Call) => listed(books, { url, things: [...things.values()], filter }, query)

  const eventList = ({ query }: Call): Record<string, unknown> => {
    const types = Array.isArray(query['types']) ? (query['types'] as string[]) : null
    if (types !== null && types.length > 20) throw new Refused(400, { param: 'types', message: 'You may specify at most 20 event types.' })
    const visible = [...books.events.values()].filter(({ isHidden }) => !isHidden)
    return listed(books, { url: '/v1/events', things: moods.isShuffled ? shuffled(visible) : visible, filter: ({ type }) => types === null || types.includes(type) }, query)
  }

  const payoutLines = (call: Call): Record<string, unknown> => {
    const payout = typeof call.query['payout'] === 'string' ? found(books.payouts, 'payout', call.query['payout'], 'payout') : null
    if (payout?.automatic === false) throw new Refused(400, { param: 'payout', message: 'Balance transaction history can only be filtered on automatic transfers, not manual.' })
    return list('/v1/balance_transactions', books.balance, (entry) => payout === null || entry.payout === payout.id)(call)
  }

  return [
    { method: 'POST', pattern: /^\/v1\/checkout\/sessions$/, permission: 'checkout_session', answer: (call) => whole(createSession(books, call.form), call) },
    { method: 'GET', pattern: /^\/v1\/checkout\/sessions$/, permission: 'checkout_session', answer: list('/v1/checkout/sessions', books.sessions, (session, query) => is(query, 'status', session.status) && is(query, 'payment_intent', session.payment_intent) && is(query, 'payment_link', session.payment_link)) },
    { method: 'GET', pattern: /^\/v1\/checkout\/sessions\/([^/]+)$/, permission: 'checkout_session', answer: one(books.sessions, 'checkout.session', 'session') },
    { method: 'POST', pattern: /^\/v1\/checkout\/sessions\/([^/]+)\/expire$/, permission: 'checkout_session', answer: (call, id) => whole(expireSession(books, id), call) },
    { method: 'POST', pattern: /^\/v1\/payment_links$/, permission: 'payment_links', answer: (call) => whole(createLink(books, call.form), call) },
    { method: 'GET', pattern: /^\/v1\/payment_links$/, permission: 'payment_links', answer: list('/v1/payment_links', books.links, () => true) },
    { method: 'GET', pattern: /^\/v1\/payment_links\/([^/]+)$/, permission: 'payment_links', answer: one(books.links, 'payment_link', 'payment_link') },
    { method: 'POST', pattern: /^\/v1\/payment_links\/([^/]+)$/, permission: 'payment_links', answer: (call, id) => whole(updateLink(books, id, call.form), call) },
    // Prices and products come into being with the order; whether a key may make them is asked without making one.
    { method: 'POST', pattern: /^\/v1\/prices$/, permission: 'price', answer: () => { throw new Refused(400, { code: 'parameter_missing', param: 'currency', message: 'Missing required param: currency.' }) } },
    { method: 'POST', pattern: /^\/v1\/products$/, permission: 'product', answer: () => { throw new Refused(400, { code: 'parameter_missing', param: 'name', message: 'Missing required param: name.' }) } },
    { method: 'GET', pattern: /^\/v1\/payment_intents$/, permission: 'payment_intent', answer: list('/v1/payment_intents', books.intents, () => true) },
    { method: 'GET', pattern: /^\/v1\/payment_intents\/([^/]+)$/, permission: 'payment_intent', answer: one(books.intents, 'payment_intent', 'intent') },
    { method: 'POST', pattern: /^\/v1\/payment_intents\/([^/]+)\/capture$/, permission: 'payment_intent', answer: (call, id) => whole(capture(books, moods, id, call.form), call) },
    { method: 'POST', pattern: /^\/v1\/payment_intents\/([^/]+)\/cancel$/, permission: 'payment_intent', answer: (call, id) => whole(cancelIntent(books, id, call.form), call) },
    { method: 'GET', pattern: /^\/v1\/charges$/, permission: 'charge', answer: list('/v1/charges', books.charges, () => true) },
    { method: 'GET', pattern: /^\/v1\/charges\/([^/]+)$/, permission: 'charge', answer: one(books.charges, 'charge', 'charge') },
    { method: 'POST', pattern: /^\/v1\/refunds$/, permission: 'refund', answer: (call) => whole(createRefund(books, call.form, moods.refundStatus), call) },
    { method: 'GET', pattern: /^\/v1\/refunds$/, permission: 'refund', answer: list('/v1/refunds', books.refunds, (refund, query) => is(query, 'charge', refund.charge) && is(query, 'payment_intent', refund.payment_intent)) },
    { method: 'GET', pattern: /^\/v1\/disputes$/, permission: 'dispute', answer: list('/v1/disputes', books.disputes, (dispute, query) => is(query, 'charge', dispute.charge) && is(query, 'payment_intent', dispute.payment_intent)) },
    { method: 'GET', pattern: /^\/v1\/events$/, permission: 'event', answer: eventList },
    { method: 'GET', pattern: /^\/v1\/payouts$/, permission: 'payout', answer: list('/v1/payouts', books.payouts, (payout, query) => is(query, 'status', payout.status) && inRange(payout.arrival_date, query['arrival_date'])) },
    { method: 'GET', pattern: /^\/v1\/balance_transactions$/, permission: 'balance_transaction_source', answer: payoutLines },
    { method: 'GET', pattern: /^\/v1\/balance_transactions\/([^/]+)$/, permission: 'balance_transaction_source', answer: one(books.balance, 'balance_transaction', 'id') },
    { method: 'GET', pattern: /^\/v1\/balance$/, permission: 'balance', answer: () => ({ object: 'balance', livemode: false, available: [{ amount: 0, currency: 'usd', source_types: { card: 0 } }], pending: [{ amount: 0, currency: 'usd', source_types: { card: 0 } }] }) },
    {
      method: 'GET', pattern: /^\/v1\/account$/, permission: 'accounts_kyc_basic',
      answer: () => ({ id: 'acct_1simulated', object: 'account', default_currency: 'usd', email: 'shop@example.com', business_profile: { name: 'Corner Café' }, charges_enabled: true, country: 'US' }),
    },
  ]
}

/** The same disorder every time. */
const shuffled = (events: readonly Happening[]): readonly Happening[] => events.toSorted((a, b) => scrambled(a.id).localeCompare(scrambled(b.id)))
const scrambled = (id: string): string => createHash('sha256').update(id).digest('hex')
