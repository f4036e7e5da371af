import type { ChangePage, Outcome, PaymentSnapshot } from '../platform.ts'
import type { DisputeAnswer, OrderAnswer, PaymentAnswer, RefundAnswer } from './answers.ts'
import { behindPage, changeOf, isSeen, placeAt, placeFrom, placeText, windowStart, withSeen, type Changing, type FeedPlace, type StreamPlace } from './feed-cursor.ts'
import { pictureOf, readParts, type AtHand } from './looking.ts'
import { done } from './outcomes.ts'
import { lookAtPayouts } from './payouts.ts'
import { FALL_BACK_MS, OVERLAP_MS } from './terms.ts'
import { each, type Page, type Place, type Wire } from './wire.ts'

/**
 * The change feed, put together from four lists that are sorted by change. Payments carry the news; refunds, orders and
 * disputes add what does not touch a payment. One look costs one request a list, and more only for orders that changed.
 */
export async function readChanges(wire: Wire, cursor: string | null): Promise<Outcome<ChangePage>> {
  const place = cursor === null ? null : placeFrom(cursor)
  if (place === null) return begin(wire, cursor === null ? 0 : FALL_BACK_MS)

  // A list that has come to its end waits for those that have not; else they would wait for each other for ever.
  const isGoingOn = [place.payments, place.refunds, place.orders, place.disputes].some(({ page }) => page !== null)
  const payments = await readOn(place.payments, isGoingOn, (at) => wire.paymentsChanged(at))
  if (payments.kind !== 'done') return payments
  const refunds = orUnread(place.refunds, await readOn(place.refunds, isGoingOn, (at) => wire.refundsChanged(at)))
  const orders = orUnread(place.orders, await readOn(place.orders, isGoingOn, (at) => wire.searchOrders('updated_at', at)))
  const disputes = orUnread(place.disputes, await readOn(place.disputes, isGoingOn, (at) => wire.disputes(at)))

  const { serverAt } = payments.value
  const payouts = serverAt === null ? { place: place.payouts, hasChanged: false } : await lookAtPayouts(wire, place.payouts, serverAt)
  const read = { payments: payments.value, refunds, orders, disputes }
  const told = await tell(wire, read)
  if (told.kind !== 'done') return told
  const more = Object.values(read).some((list) => list.place.page !== null)
  const isWhole = !isGoingOn && !more && refunds.isRead && orders.isRead && disputes.isRead
  return done({
    snapshots: told.value.snapshots,
    cursor: placeText({ ...told.value.places, payouts: payouts.place }),
    more,
    completeUntil: isWhole && serverAt !== null ? serverAt - OVERLAP_MS : null,
    payoutsChanged: payouts.hasChanged,
  })
}

/**
 * From the latest change that Square knows, less `backMs`. Not from the clock: what Square stamps its changes with is compared
 * with nothing else.
 */
async function begin(wire: Wire, backMs: number): Promise<Outcome<ChangePage>> {
  const latest = await wire.paymentsChanged({ from: null, page: null }, 'DESC', 1)
  if (latest.kind !== 'done') return latest
  const changedAt = latestOf(latest.value)
  return done({
    snapshots: [], cursor: placeText(placeAt(changedAt === null ? null : changedAt - backMs)), more: backMs > 0, completeUntil: null, payoutsChanged: false,
  })
}

interface Reading<T> {
  /** What was not told before. */
  readonly news: readonly T[]
  readonly place: StreamPlace
  /** Null when the list was not asked. */
  readonly serverAt: number | null
  readonly isRead: boolean
}

async function readOn<T extends Changing>(place: StreamPlace, isGoingOn: boolean, list: (at: Place) => Promise<Outcome<Page<T>>>): Promise<Outcome<Reading<T>>> {
  if (isGoingOn && place.page === null) return done({ news: [], place, serverAt: null, isRead: true })
  const from = windowStart(place)
  const outcome = await list({ from, page: place.page })
  // The end of a page is not kept for ever. The window is read again; what was told of it is known.
  if (outcome.kind === 'refused' && place.page !== null) return readOn({ ...place, page: null, high: null }, false, list)
  if (outcome.kind !== 'done') return outcome
  const { items, next, serverAt } = outcome.value
  const news = items.filter((item) => (from === null || changeOf(item) >= from) && !isSeen(place, item))
  return done({ news, place: behindPage(place, { latest: latestOf(outcome.value), next }), serverAt, isRead: true })
}

/** A list that cannot be read holds up nobody who pays: its window is read from its start next time, and the look does not claim to be complete. */
const orUnread = <T>(place: StreamPlace, reading: Outcome<Reading<T>>): Reading<T> =>
  reading.kind === 'done' ? reading.value : { news: [], place: { ...place, page: null, high: null }, serverAt: null, isRead: false }

/** The latest change on a page. One that lies ahead of the platform's own clock must not carry the feed past what is still to come. */
function latestOf<T extends Changing>({ items, serverAt }: Page<T>): number | null {
  const latest = items.reduce<number | null>((last, item) => Math.max(last ?? 0, changeOf(item)), null)
  return latest === null ? null : Math.min(latest, serverAt + OVERLAP_MS)
}

interface News {
  readonly payments: Reading<PaymentAnswer>
  readonly refunds: Reading<RefundAnswer>
  readonly orders: Reading<OrderAnswer>
  readonly disputes: Reading<DisputeAnswer>
}

/** Pictures of the orders that the news are about, and the places with everything noted that the pictures show. */
async function tell(wire: Wire, news: News): Promise<Outcome<{ snapshots: readonly PaymentSnapshot[]; places: Omit<FeedPlace, 'payouts'> }>> {
  const payments = await paymentsBehind(wire, news)
  if (payments.kind !== 'done') return payments
  const orders = await ordersBehind(wire, news.orders.news, payments.value)
  if (orders.kind !== 'done') return orders

  const atHand: AtHand = { payments: payments.value, refunds: news.refunds.news, disputes: news.disputes.news }
  const all = await each(orders.value.filter(isPerhapsOurs), (order) => readParts(wire, order, {}, atHand))
  if (all.kind !== 'done') return all
  const snapshots = await each(all.value, (parts) => Promise.resolve(pictureOf(parts, {})))
  if (snapshots.kind !== 'done') return snapshots

  const found = new Set(orders.value.map(({ id }) => id))
  // A payment whose order cannot be found yet is news again at the next look.
  const settled = payments.value.filter(({ order_id }) => order_id === null || order_id === undefined || found.has(order_id))
  return done({
    snapshots: snapshots.value,
    places: {
      payments: withSeen(news.payments.place, [...settled, ...all.value.flatMap(({ payments }) => payments)]),
      refunds: withSeen(news.refunds.place, [...news.refunds.news, ...all.value.flatMap(({ refunds }) => refunds)]),
      orders: withSeen(news.orders.place, orders.value),
      disputes: withSeen(news.disputes.place, news.disputes.news),
    },
  })
}

/** The changed payments, and those that changed refunds and disputes are about. A refund's own order is not the one that was paid. */
async function paymentsBehind(wire: Wire, { payments, refunds, disputes }: News): Promise<Outcome<readonly PaymentAnswer[]>> {
  const known = new Set(payments.news.map(({ id }) => id))
  const named = [...refunds.news.map(({ payment_id }) => payment_id), ...disputes.news.map(({ disputed_payment }) => disputed_payment?.payment_id)]
  const missing = new Set(named.filter((id) => id !== null && id !== undefined).filter((id) => !known.has(id)))
  const others = await each(missing, (id) => wire.payment(id))
  return others.kind === 'done' ? done([...payments.news, ...others.value]) : others
}

/** The changed orders, and those of the payments: together where Square gives them together, the rest one by one. */
async function ordersBehind(wire: Wire, changed: readonly OrderAnswer[], payments: readonly PaymentAnswer[]): Promise<Outcome<readonly OrderAnswer[]>> {
  const known = new Set(changed.map(({ id }) => id))
  const missing = [...new Set(payments.flatMap(({ order_id }) => order_id ?? []))].filter((id) => !known.has(id))
  const together: OrderAnswer[] = []
  for (let start = 0; start < missing.length; start += 100) {
    const batch = await wire.ordersById(missing.slice(start, start + 100))
    if (batch.kind === 'done') together.push(...batch.value)
  }
  const told = new Set(together.map(({ id }) => id))
  const single = await each(missing.filter((id) => !told.has(id)), async (id): Promise<Outcome<OrderAnswer | null>> => {
    const order = await wire.order(id)
    return order.kind === 'refused' && order.refusal.reason === 'not-found' ? done(null) : order
  })
  return single.kind === 'done' ? done([...changed, ...together, ...single.value.filter((order) => order !== null)]) : single
}

/** Sales at the till of the same shop have no reference, or one that we would not have given: they cost no further questions. */
const isPerhapsOurs = ({ reference_id }: OrderAnswer): boolean => /^[\w-]{1,25}$/.test(reference_id ?? '')
