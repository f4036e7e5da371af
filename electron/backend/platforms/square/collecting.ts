import type { z } from 'zod'
import { isSame, zero } from '../../../../shared/money.ts'
import { fail, ok, type Result } from '../../../../shared/result.ts'
import type { CreatePayment, FindPayment, Outcome, PaymentSnapshot, PlatformHttp } from '../platform.ts'
import { dated, NewLink, type LinkAnswer, type OrderAnswer } from './answers.ts'
import { instantText } from './answer-values.ts'
import { pictureOf, readParts, withDisputes } from './looking.ts'
import { done, implausible, outcomeOf, type Implausible } from './outcomes.ts'
import { withLink } from './platform-data.ts'
import { NAME_LENGTH, SEARCH_BACK_MS } from './terms.ts'
import { through, type Wire } from './wire.ts'

/**
 * Opens a payment link. The order carries our reference and deadline; the note comes back on the payment itself, where the
 * Dashboard shows it. Tips and coupons stay off, or the customer would pay another amount than was asked for.
 */
export async function openLink(http: PlatformHttp, locationId: string, wish: CreatePayment): Promise<Outcome<PaymentSnapshot>> {
  const answer = await http.send({ method: 'POST', path: '/v2/online-checkout/payment-links', json: linkRequest(locationId, wish) })
  return outcomeOf(answer, NewLink, ({ payment_link, related_resources }, serverAt) =>
    newSnapshot(wish, payment_link, orderIn(related_resources?.orders ?? [], payment_link.order_id, serverAt), serverAt))
}

/** The same wish always makes the same request: Square compares a repeated key with its body. */
const linkRequest = (locationId: string, { idempotencyKey, merchantReference, amount, description, expiresAt }: CreatePayment) => ({
  idempotency_key: idempotencyKey,
  description: merchantReference,
  order: {
    location_id: locationId,
    reference_id: merchantReference,
    metadata: { expires_at: instantText(expiresAt) },
    line_items: [{
      name: (description.trim() === '' ? merchantReference : description.trim()).slice(0, NAME_LENGTH).toWellFormed(),
      quantity: '1',
      base_price_money: { amount: amount.minor, currency: amount.currency },
    }],
  },
  payment_note: merchantReference,
  checkout_options: { allow_tipping: false, enable_coupon: false, enable_loyalty: false, ask_for_shipping_address: false },
})

function orderIn(orders: readonly z.infer<typeof OrderAnswer>[], orderId: string | null | undefined, serverAt: number): OrderAnswer | null {
  const order = orders.find(({ id }) => id === orderId)
  return order === undefined ? null : dated(order, serverAt)
}

function newSnapshot(wish: CreatePayment, link: LinkAnswer, order: OrderAnswer | null, serverAt: number): Result<PaymentSnapshot, Implausible> {
  const doubt = objectionTo(wish, link, order)
  if (doubt !== null) return fail({ kind: 'implausible', detail: doubt })
  return ok({
    platformReference: link.order_id!,
    merchantReference: wish.merchantReference,
    status: 'awaiting_payment',
    asOf: order?.updated_at ?? order?.created_at ?? link.created_at ?? serverAt,
    amount: wish.amount,
    authorized: null, captured: zero(wish.amount.currency), fee: null, method: null, customer: null, paidAt: null, authorizedAt: null, captureBefore: null,
    expiresAt: wish.expiresAt,
    payUrl: urlOf(link),
    detail: null, refunds: [], disputes: [],
    platformData: withLink(link.id),
  })
}

function objectionTo({ amount, merchantReference }: CreatePayment, link: LinkAnswer, order: OrderAnswer | null): string | null {
  if (typeof link.order_id !== 'string') return 'a link without an order'
  if (urlOf(link) === null) return 'a link without an address'
  if (typeof order?.reference_id === 'string' && order.reference_id !== merchantReference) return `not the order ${merchantReference}`
  const total = order?.total_money ?? null
  return total !== null && !isSame(total, amount) ? 'not the amount that was asked for' : null
}

const urlOf = ({ url, long_url }: LinkAnswer): string | null => url ?? long_url ?? null

/**
 * Square has no search by reference. A link is known by its note; an order whose link is gone, by its reference among the
 * orders made since. Both lists show a new entry some seconds late.
 */
export async function findOrder(wire: Wire, { merchantReference, createdAt }: FindPayment): Promise<Outcome<PaymentSnapshot | null>> {
  const link = await through((page) => wire.links({ page }), (links) =>
    links.find(({ payment_note, order_id }) => payment_note === merchantReference && typeof order_id === 'string') ?? null)
  if (link.kind !== 'done') return link
  const order = link.value === null
    ? await through((page) => wire.searchOrders('created_at', { from: createdAt - SEARCH_BACK_MS, page }), (orders) =>
        orders.find(({ reference_id }) => reference_id === merchantReference) ?? null)
    : await wire.order(link.value.order_id!)
  if (order.kind !== 'done') return order
  if (order.value === null) return done(null)
  const parts = await readParts(wire, order.value, link.value === null ? {} : withLink(link.value.id))
  if (parts.kind !== 'done') return parts
  const found = pictureOf({ ...await withDisputes(wire, parts.value), payUrl: link.value === null ? null : urlOf(link.value) }, { merchantReference })
  // Nobody could be sent to pay, and nothing could be deleted: the list of links is behind that of orders.
  const isHalf = found.kind === 'done' && found.value.status === 'awaiting_payment' && link.value === null
  return isHalf ? implausible(`the link of order ${order.value.id} does not show yet`) : found
}
