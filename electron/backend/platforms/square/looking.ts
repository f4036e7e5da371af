import type { Outcome, PaymentHandle, PaymentSnapshot } from '../platform.ts'
import type { DisputeAnswer, OrderAnswer, PaymentAnswer, RefundAnswer } from './answers.ts'
import { done, implausible, type NotGood } from './outcomes.ts'
import { snapshotOf, type Expected, type OrderParts } from './pictures.ts'
import { paymentIdsIn, type PlatformData } from './platform-data.ts'
import { each, through, type Wire } from './wire.ts'

/** What is already at hand and need not be asked for. */
export interface AtHand {
  readonly payments: readonly PaymentAnswer[]
  readonly refunds: readonly RefundAnswer[]
  readonly disputes: readonly DisputeAnswer[]
}

const nothing: AtHand = { payments: [], refunds: [], disputes: [] }

/** The whole of one order: its payments, and their refunds. Disputes only as far as they are at hand. */
export async function readParts(wire: Wire, order: OrderAnswer, data: PlatformData, atHand: AtHand = nothing): Promise<Outcome<OrderParts>> {
  const known = new Map(atHand.payments.filter(({ order_id }) => order_id === order.id).map((payment) => [payment.id, payment]))
  // A payment may be told before its order names it, and the tender of an order is named like its payment.
  const paymentIds = new Set([...order.tenders.flatMap(({ id, payment_id }) => payment_id ?? id ?? []), ...known.keys(), ...paymentIdsIn(data)])
  const payments = await each(paymentIds, (id) => orAsk(known.get(id), () => wire.payment(id)))
  if (payments.kind !== 'done') return notThere(payments)

  const isOfOrder = (paymentId: string | null | undefined): boolean => payments.value.some(({ id }) => id === paymentId)
  const knownRefunds = new Map(atHand.refunds.filter(({ payment_id }) => isOfOrder(payment_id)).map((refund) => [refund.id, refund]))
  const refundIds = new Set([...payments.value.flatMap(({ refund_ids }) => refund_ids), ...knownRefunds.keys()])
  const refunds = await each(refundIds, (id) => orAsk(knownRefunds.get(id), () => wire.refund(id)))
  if (refunds.kind !== 'done') return notThere(refunds)
  return done({
    order, payments: payments.value, refunds: refunds.value, data, payUrl: null,
    disputes: atHand.disputes.filter(({ disputed_payment }) => isOfOrder(disputed_payment?.payment_id)),
  })
}

const orAsk = <T>(atHand: T | undefined, ask: () => Promise<Outcome<T>>): Promise<Outcome<T>> => (atHand === undefined ? ask() : Promise.resolve(done(atHand)))

/** The order of a handle with its payments and refunds. */
export async function readOrder(wire: Wire, { platformReference, platformData }: PaymentHandle): Promise<Outcome<OrderParts>> {
  const order = await wire.order(platformReference)
  return order.kind === 'done' ? readParts(wire, order.value, platformData) : order
}

/** What was read of an order, with the disputes about its payments; they stand in a list of their own, without a filter. */
export async function withDisputes(wire: Wire, parts: OrderParts): Promise<OrderParts> {
  if (!parts.payments.some(({ status }) => status === 'COMPLETED')) return parts
  const disputes: DisputeAnswer[] = []
  const listed = await through((page) => wire.disputes({ page }), (items) => {
    disputes.push(...items.filter(({ disputed_payment }) => parts.payments.some(({ id }) => id === disputed_payment?.payment_id)))
    return null
  })
  // What is known of the money does not wait for a list that cannot be read; the feed will tell what stands in it.
  return listed.kind === 'done' ? { ...parts, disputes } : parts
}

/** The order as the program knows a payment. */
export async function look(wire: Wire, handle: PaymentHandle): Promise<Outcome<PaymentSnapshot>> {
  const parts = await readOrder(wire, handle)
  return parts.kind === 'done' ? pictureOf(await withDisputes(wire, parts.value), expectedOf(handle)) : parts
}

export function pictureOf(parts: OrderParts, expected: Expected): Outcome<PaymentSnapshot> {
  const snapshot = snapshotOf(parts, expected)
  return snapshot.ok ? done(snapshot.value) : implausible(snapshot.failure.detail)
}

export const expectedOf = ({ platformReference, merchantReference, currency }: PaymentHandle): Expected => ({ platformReference, merchantReference, currency })

/** An order that names a payment which cannot be found is shown half: it is asked for again, never believed. */
const notThere = (outcome: NotGood): NotGood =>
  outcome.kind === 'refused' && outcome.refusal.reason === 'not-found' ? implausible(`a part of the order cannot be found: ${outcome.refusal.words}`) : outcome
