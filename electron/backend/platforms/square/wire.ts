import type { z } from 'zod'
import { ok, type Result } from '../../../../shared/result.ts'
import type { HttpRequest, Outcome, PlatformHttp } from '../platform.ts'
import {
  dated, Disputes, Links, OneOrder, OnePayment, OneRefund, Orders, Payments, Refunds,
  type DisputeAnswer, type LinkAnswer, type OrderAnswer, type PaymentAnswer, type RefundAnswer,
} from './answers.ts'
import { instantText } from './answer-values.ts'
import { done, implausible, outcomeOf } from './outcomes.ts'
import { Entries, OnePayout, Payouts, type EntryAnswer, type PayoutAnswer } from './payout-answers.ts'

/** One page of a list; `serverAt` is the platform's clock when it answered, UTC ms. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
  readonly serverAt: number
}

/** Which part of a list: changed at or after the instant (null: from its beginning), on from a page's end. */
export interface Place {
  readonly from: number | null
  readonly page: string | null
}

type SortOrder = 'ASC' | 'DESC'

/** A list that does not end after this many pages is not one. */
const MOST_PAGES = 1_000

export type Wire = ReturnType<typeof createWire>

/** Square's questions by name, each answered with what was asked for or with why not. Changes nothing there. */
export function createWire(http: PlatformHttp, locationId: string) {
  const location_id = locationId === '' ? null : locationId
  const ask = async <A, T>(request: HttpRequest, schema: z.ZodType<A>, read: (answer: A, serverAt: number) => T): Promise<Outcome<T>> =>
    outcomeOf(await http.send(request), schema, (answer, serverAt): Result<T, never> => ok(read(answer, serverAt)))
  const get = <A, T>(path: string, query: Query, schema: z.ZodType<A>, read: (answer: A, serverAt: number) => T): Promise<Outcome<T>> =>
    ask({ method: 'GET', path: path + queryText(query) }, schema, read)

  return {
    order: (orderId: string): Promise<Outcome<OrderAnswer>> => get(`/v2/orders/${encodeURIComponent(orderId)}`, {}, OneOrder, ({ order }, serverAt) => dated(order, serverAt)),
    payment: (paymentId: string): Promise<Outcome<PaymentAnswer>> => get(`/v2/payments/${encodeURIComponent(paymentId)}`, {}, OnePayment, ({ payment }, serverAt) => dated(payment, serverAt)),
    refund: (refundId: string): Promise<Outcome<RefundAnswer>> => get(`/v2/refunds/${encodeURIComponent(refundId)}`, {}, OneRefund, ({ refund }, serverAt) => dated(refund, serverAt)),

    /** At most a hundred; those that are not known are left out. */
    ordersById: (orderIds: readonly string[]): Promise<Outcome<readonly OrderAnswer[]>> =>
      ask({ method: 'POST', path: '/v2/orders/batch-retrieve', json: { order_ids: orderIds }, isSafe: true }, Orders, ({ orders }, serverAt) => orders.map((order) => dated(order, serverAt))),

    paymentsChanged: ({ from, page }: Place, order: SortOrder = 'ASC', limit = 100): Promise<Outcome<Page<PaymentAnswer>>> =>
      get('/v2/payments', {
        // Without a location this list would be the main location's only.
        location_id, updated_at_begin_time: timeText(from), sort_field: 'UPDATED_AT', sort_order: order, limit: String(limit), cursor: page,
      }, Payments, ({ payments, cursor }, serverAt) => ({ items: payments.map((payment) => dated(payment, serverAt)), next: cursor, serverAt })),

    refundsChanged: ({ from, page }: Place): Promise<Outcome<Page<RefundAnswer>>> =>
      get('/v2/refunds', { location_id, updated_at_begin_time: timeText(from), sort_field: 'UPDATED_AT', sort_order: 'ASC', limit: '100', cursor: page },
        Refunds, ({ refunds, cursor }, serverAt) => ({ items: refunds.map((refund) => dated(refund, serverAt)), next: cursor, serverAt })),

    /** There is no filter by time. The rows are few. */
    disputes: ({ page }: Pick<Place, 'page'>): Promise<Outcome<Page<DisputeAnswer>>> =>
      get('/v2/disputes', { location_id, cursor: page }, Disputes, ({ disputes, cursor }, serverAt) => ({ items: disputes.map((dispute) => dated(dispute, serverAt)), next: cursor, serverAt })),

    /** The sort field must be the field that is filtered by. A hundred orders a page keep the answer of a large shop readable. */
    searchOrders: (field: 'created_at' | 'updated_at', { from, page }: Place): Promise<Outcome<Page<OrderAnswer>>> =>
      ask({
        method: 'POST', path: '/v2/orders/search', isSafe: true,
        json: {
          location_ids: [locationId], limit: 100, return_entries: false, ...(page === null ? {} : { cursor: page }),
          query: {
            ...(from === null ? {} : { filter: { date_time_filter: { [field]: { start_at: instantText(from) } } } }),
            sort: { sort_field: field.toUpperCase(), sort_order: 'ASC' },
          },
        },
      }, Orders, ({ orders, cursor }, serverAt) => ({ items: orders.map((order) => dated(order, serverAt)), next: cursor, serverAt })),

    links: ({ page }: Pick<Place, 'page'>): Promise<Outcome<Page<LinkAnswer>>> =>
      get('/v2/online-checkout/payment-links', { limit: '1000', cursor: page }, Links, ({ payment_links, cursor }, serverAt) => ({ items: payment_links, next: cursor, serverAt })),

    /** By the time of making. */
    payouts: ({ from, page }: Place, order: SortOrder = 'ASC', limit = 100): Promise<Outcome<Page<PayoutAnswer>>> =>
      get('/v2/payouts', { location_id, begin_time: timeText(from), sort_order: order, limit: String(limit), cursor: page },
        Payouts, ({ payouts, cursor }, serverAt) => ({ items: payouts, next: cursor, serverAt })),

    payout: (payoutId: string): Promise<Outcome<PayoutAnswer>> => get(`/v2/payouts/${encodeURIComponent(payoutId)}`, {}, OnePayout, ({ payout }) => payout),

    payoutEntries: (payoutId: string, page: string | null): Promise<Outcome<Page<EntryAnswer>>> =>
      get(`/v2/payouts/${encodeURIComponent(payoutId)}/payout-entries`, { sort_order: 'ASC', limit: '100', cursor: page },
        Entries, ({ payout_entries, cursor }, serverAt) => ({ items: payout_entries, next: cursor, serverAt })),
  }
}

/** Reads a list page by page until `enough` says so or it ends; what `enough` gave, or null at the end. */
export async function through<T, F>(list: (page: string | null) => Promise<Outcome<Page<T>>>, enough: (items: readonly T[]) => F | null): Promise<Outcome<F | null>> {
  let page: string | null = null
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const outcome: Outcome<Page<T>> = await list(page)
    if (outcome.kind !== 'done') return outcome
    const found = enough(outcome.value.items)
    if (found !== null || outcome.value.next === null) return done(found)
    page = outcome.value.next
  }
  return implausible('the list does not end')
}

/** Each of them in its turn, or the first that could not be had. */
export async function each<T, R>(items: Iterable<T>, ask: (item: T) => Promise<Outcome<R>>): Promise<Outcome<R[]>> {
  const answers: R[] = []
  for (const item of items) {
    const outcome = await ask(item)
    if (outcome.kind !== 'done') return outcome
    answers.push(outcome.value)
  }
  return done(answers)
}

type Query = Readonly<Record<string, string | null>>

const timeText = (at: number | null): string | null => (at === null ? null : instantText(at))

function queryText(query: Query): string {
  const parameters = new URLSearchParams(Object.entries(query).flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]])))
  return parameters.size === 0 ? '' : `?${parameters.toString()}`
}
