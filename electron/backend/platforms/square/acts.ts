import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { isMore, isSame } from '../../../../shared/money.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import { withOwnRefund } from '../own-refund.ts'
import type { CaptureAct, HttpRequest, Outcome, PaymentAct, PaymentSnapshot, PlatformHttp, RefundAct, RefusalReason } from '../platform.ts'
import { dated, DeletedLink, OneOrder, OnePayment, OneRefund, type PaymentAnswer } from './answers.ts'
import { expectedOf, look, pictureOf, readOrder } from './looking.ts'
import { implausible, notBegun, outcomeOf, type NotGood } from './outcomes.ts'
import type { OrderParts } from './pictures.ts'
import { linkIdIn, withDeletedLink } from './platform-data.ts'
import { reasonWith, referenceIn } from './refund-reason.ts'
import { REFUND_KEY_LENGTH } from './terms.ts'
import type { Wire } from './wire.ts'

/** What changes something at Square. Each asks first where the act depends on it, and answers with the order as it then stands. */
export function createActs(http: PlatformHttp, wire: Wire) {
  const send = async <A, T>(request: HttpRequest, schema: z.ZodType<A>, read: (answer: A, serverAt: number) => T): Promise<Outcome<T>> =>
    outcomeOf(await http.send(request), schema, (answer, serverAt): Result<T, never> => ok(read(answer, serverAt)))

  /** Deletes the link, which cancels its order, unless the customer was faster or an attempt to pay had failed. */
  async function cancel(act: PaymentAct): Promise<Outcome<PaymentSnapshot>> {
    const linkId = linkIdIn(act.platformData)
    if (linkId === null) return look(wire, act)
    const deleted = await send({ method: 'DELETE', path: `/v2/online-checkout/payment-links/${encodeURIComponent(linkId)}` }, DeletedLink, (answer) => answer?.cancelled_order_id ?? null)
    const isGone = deleted.kind === 'refused' && deleted.refusal.reason === 'not-found'
    if (deleted.kind === 'refused' && !isGone) return orHasEnded(deleted, await look(wire, act))
    if (deleted.kind !== 'done' && !isGone) return deleted
    const cancelledOrderId = deleted.kind === 'done' ? deleted.value : null
    if (cancelledOrderId !== null && cancelledOrderId !== act.platformReference) return implausible(`deleting the link cancelled ${cancelledOrderId}`)
    // Without its name the order was not cancelled: the picture says whether it was paid, or still could be.
    return look(wire, { ...act, platformData: withDeletedLink(act.platformData, linkId) })
  }

  async function refund(act: RefundAct): Promise<Outcome<PaymentSnapshot>> {
    const before = await readOrder(wire, act)
    if (before.kind !== 'done') return notBegun(before)
    const parts = before.value
    if (parts.refunds.some(({ reason }) => referenceIn(reason) === act.refundReference)) return pictureOf(parts, expectedOf(act))
    const paymentId = paymentToRefund(parts, act)
    if (paymentId === null) return refused('wrong-state', 'no completed payment to refund')
    const refunded = await send({
      method: 'POST', path: '/v2/refunds',
      json: {
        idempotency_key: shortKey(act.idempotencyKey), payment_id: paymentId, amount_money: { amount: act.amount.minor, currency: act.amount.currency },
        reason: reasonWith(act.reason, act.refundReference),
      },
    }, OneRefund, ({ refund: made }, serverAt) => dated(made, serverAt))
    if (refunded.kind !== 'done') return withoutAnswer(refunded)
    if (!isSame(refunded.value.amount_money, act.amount)) return implausible('not the amount that was to be refunded')
    const after = pictureOf({ ...parts, refunds: [...parts.refunds.filter(({ id }) => id !== refunded.value.id), refunded.value] }, expectedOf(act))
    return withOwnRefund(after, refunded.value.id, act.refundReference)
  }

  /** Completes or cancels what is APPROVED. Links capture at once, so this is for payments that were made on the order elsewhere. */
  async function settleHolds(act: PaymentAct, verb: 'complete' | 'cancel'): Promise<Outcome<PaymentSnapshot>> {
    const before = await readOrder(wire, act)
    if (before.kind !== 'done') return notBegun(before)
    const held = before.value.payments.filter(({ status }) => status === 'APPROVED')
    if (held.length === 0) return refused('wrong-state', 'no payment is APPROVED')
    const settled: PaymentAnswer[] = []
    for (const { id } of held) {
      const answer = await send({ method: 'POST', path: `/v2/payments/${encodeURIComponent(id)}/${verb}`, ...(verb === 'complete' ? { json: {} } : {}) }, OnePayment, ({ payment }, serverAt) => dated(payment, serverAt))
      // What went before is done, so the whole is in doubt as soon as a part of it is.
      if (answer.kind !== 'done') return settled.length === 0 ? answer : implausible(`${verb} of ${id} after others: ${answer.kind}`)
      settled.push(answer.value)
    }
    const payments = before.value.payments.map((payment) => settled.find(({ id }) => id === payment.id) ?? payment)
    return pictureOf({ ...before.value, payments }, expectedOf(act))
  }

  async function capture(act: CaptureAct): Promise<Outcome<PaymentSnapshot>> {
    if (isMore(act.amount, act.authorized)) return refused('exceeds-authorized', 'more than was authorized')
    return isSame(act.amount, act.authorized) ? settleHolds(act, 'complete') : refused('not-supported', 'Square completes a payment whole')
  }

  /** Finishes the order's fulfilments, without which a paid order stays OPEN for ever. */
  async function handOver(act: PaymentAct, isSecondTry = false): Promise<Outcome<PaymentSnapshot>> {
    const before = await readOrder(wire, act)
    if (before.kind !== 'done') return notBegun(before)
    const { order } = before.value
    const open = order.fulfillments.filter(({ uid, state }) => typeof uid === 'string' && !isFinal(state))
    if (open.length === 0 || order.state !== 'OPEN' || typeof order.version !== 'number') return pictureOf(before.value, expectedOf(act))
    const updated = await send({
      method: 'PUT', path: `/v2/orders/${encodeURIComponent(order.id)}`,
      json: {
        // Another version is another request, and a key goes with one request only.
        idempotency_key: `${act.idempotencyKey}:${order.version}`,
        order: { location_id: order.location_id, version: order.version, fulfillments: open.map(({ uid }) => ({ uid, state: 'COMPLETED' })) },
      },
    }, OneOrder, ({ order: changed }, serverAt) => dated(changed, serverAt))
    const isOutdated = updated.kind === 'refused' && updated.refusal.code === 'VERSION_MISMATCH'
    if (isOutdated) return isSecondTry ? { kind: 'not-done', why: 'busy', retryAt: null, detail: updated.refusal.words } : handOver(act, true)
    return updated.kind === 'done' ? pictureOf({ ...before.value, order: updated.value }, expectedOf(act)) : updated
  }

  return { cancel, refund, capture, void: (act: PaymentAct) => settleHolds(act, 'cancel'), handOver: (act: PaymentAct) => handOver(act) }
}

/** A refusal to end what has ended already, by a payment or otherwise, is not news; how it ended is. */
const orHasEnded = (refusal: NotGood, now: Outcome<PaymentSnapshot>): Outcome<PaymentSnapshot> =>
  now.kind === 'done' && now.value.status !== 'awaiting_payment' ? now : refusal

const isFinal = (state: string | null | undefined): boolean => state === 'COMPLETED' || state === 'CANCELED' || state === 'FAILED'

/** The payment with enough left; else the one with the most, so that Square says itself why it will not do. */
function paymentToRefund({ payments }: OrderParts, { amount }: RefundAct): string | null {
  const leftOf = ({ total_money, amount_money, refunded_money }: PaymentAnswer): number => (total_money ?? amount_money)!.minor - (refunded_money?.minor ?? 0)
  const refundable = payments.filter(({ status, total_money, amount_money }) => status === 'COMPLETED' && (total_money ?? amount_money)?.currency === amount.currency)
  const byMost = refundable.toSorted((a, b) => leftOf(b) - leftOf(a))
  return (refundable.find((payment) => leftOf(payment) >= amount.minor) ?? byMost[0])?.id ?? null
}

/** A key that was used for another body proves that an earlier send arrived: it has to be found, not given up. */
const withoutAnswer = (outcome: NotGood): NotGood =>
  outcome.kind === 'refused' && outcome.refusal.reason === 'key-reused'
    ? implausible(`${outcome.refusal.code}: ${outcome.refusal.words}`) : outcome

/** The key, or its digest where Square takes only short ones: the same key gives the same again. */
const shortKey = (key: string): string => (key.length <= REFUND_KEY_LENGTH ? key : createHash('sha256').update(key).digest('base64url'))

const refused = (reason: RefusalReason, words: string): NotGood => ({ kind: 'refused', refusal: { reason, code: 'not_sent', words, subject: null } })
