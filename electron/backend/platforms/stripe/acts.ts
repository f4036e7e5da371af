import { withOwnRefund } from '../own-refund.ts'
import type { CaptureAct, Outcome, PaymentAct, PaymentHandle, PaymentSnapshot, RefundAct, Refusal } from '../platform.ts'
import { Named, Sketches } from './answers.ts'
import { isLink, look, type Account } from './looking.ts'
import { refundMarks } from './marks.ts'
import { toWire } from './wire-amounts.ts'
import { done, pathTo, type NotDone, type Wire } from './wire.ts'

/** What changes something at Stripe. Each answers with the payment as it stands afterwards, read anew: a repeated key gets an old answer. */
export function createActs(wire: Wire, account: Account) {
  const now = (handle: PaymentHandle): Promise<Outcome<PaymentSnapshot>> => look(wire, account, handle)

  /** The intent of a payment, from the handle or, when it has come into being since, from Stripe. */
  async function intentOf(handle: PaymentHandle): Promise<Outcome<string>> {
    const known = handle.platformData['paymentIntent']
    if (known !== undefined) return done(known)
    const picture = await now(handle)
    if (picture.kind !== 'done') return picture.kind === 'unknown' ? notBegun(picture) : picture
    const intent = picture.value.platformData['paymentIntent']
    return intent === undefined ? refused('wrong-state', 'Nobody has paid yet.') : done(intent)
  }

  async function capture(act: CaptureAct): Promise<Outcome<PaymentSnapshot>> {
    const units = toWire(act.amount)
    if (!units.ok) return refused('invalid-request', `Stripe cannot take this amount in ${act.amount.currency}.`)
    const intent = await intentOf(act)
    if (intent.kind !== 'done') return intent
    const answer = await wire.post(pathTo('payment_intents', intent.value, '/capture'), { amount_to_capture: units.value }, act.idempotencyKey, Named, 'capturing')
    return answer.kind === 'done' ? now(act) : answer
  }

  async function giveUpHold(act: PaymentAct): Promise<Outcome<PaymentSnapshot>> {
    const intent = await intentOf(act)
    if (intent.kind !== 'done') return intent
    const answer = await wire.post(pathTo('payment_intents', intent.value, '/cancel'), { cancellation_reason: 'requested_by_customer' }, act.idempotencyKey, Named, 'ending')
    return answer.kind === 'done' ? now(act) : answer
  }

  async function refund(act: RefundAct): Promise<Outcome<PaymentSnapshot>> {
    const units = toWire(act.amount)
    if (!units.ok) return refused('invalid-request', `Stripe cannot give back this amount in ${act.amount.currency}.`)
    const intent = await intentOf(act)
    if (intent.kind !== 'done') return intent
    const form = { payment_intent: intent.value, amount: units.value, reason: 'requested_by_customer', metadata: refundMarks(act.refundReference, act.reason) }
    const answer = await wire.post('/v1/refunds', form, act.idempotencyKey, Named, 'refunding')
    return answer.kind === 'done' ? withOwnRefund(await now(act), answer.value.answer.id, act.refundReference) : answer
  }

  /**
   * Closes the page. When Stripe says no, the customer may have been faster, or the page was closed already: the payment
   * itself tells which.
   */
  async function cancel(act: PaymentAct): Promise<Outcome<PaymentSnapshot>> {
    const closed = isLink(act.platformReference) ? await closeLink(act) : await expire(act.platformReference, act.idempotencyKey)
    if (closed.kind !== 'done' && closed.kind !== 'refused') return closed
    const picture = await look(wire, account, act, closed.kind === 'done')
    if (picture.kind !== 'done') return picture
    const { status, platformData } = picture.value
    if (status === 'cancelled' || status === 'expired') return picture
    // A voucher that was handed out and not paid: the session is complete, and its intent is free to be cancelled.
    if (status === 'awaiting_payment' && platformData['paymentIntent'] !== undefined) {
      const stopped = await giveUpHold({ ...act, platformData, idempotencyKey: `${act.idempotencyKey}:intent` })
      if (stopped.kind !== 'refused') return stopped
    }
    return closed.kind === 'refused' ? closed : refused('wrong-state', `The payment is ${status}.`)
  }

  const expire = (sessionId: string, key: string) => wire.post(pathTo('checkout/sessions', sessionId, '/expire'), {}, key, Named, 'ending')

  /** No new pages, then the open ones: a page that was open when its link ended is not known to close by itself. */
  async function closeLink({ platformReference, idempotencyKey }: PaymentAct): Promise<Outcome<unknown>> {
    const ended = await wire.post(pathTo('payment_links', platformReference), { active: 'false' }, idempotencyKey, Named, 'ending')
    if (ended.kind !== 'done') return ended
    const open = await wire.all('/v1/checkout/sessions', { payment_link: platformReference, status: 'open' }, Sketches)
    if (open.kind !== 'done') return open
    for (const { id } of open.value.answer.filter(({ status }) => status === 'open')) {
      const closed = await expire(id, `${idempotencyKey}:${id}`)
      if (closed.kind !== 'done' && closed.kind !== 'refused') return closed
    }
    return ended
  }

  return { capture, void: giveUpHold, refund, cancel }
}

/** The look before an act gave nothing to go by, and the act itself was not sent. */
const notBegun = ({ detail }: Extract<NotDone, { kind: 'unknown' }>): NotDone => ({ kind: 'not-done', why: 'unreachable', retryAt: null, detail })

const refused = (reason: Refusal['reason'], words: string): NotDone => ({ kind: 'refused', refusal: { reason, code: 'not_sent', words, subject: null } })
