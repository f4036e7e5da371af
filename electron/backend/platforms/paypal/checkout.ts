import { parseMoney, zero } from '../../../../shared/money.ts'
import { withOwnRefund } from '../own-refund.ts'
import type { Capabilities, CreatePayment, HttpAnswer, Outcome, PaymentHandle, PaymentSnapshot, PlatformAccount, PlatformHttp, RefundAct } from '../platform.ts'
import { isFinal, settleApproved } from './approved-order.ts'
import { disputesAbout } from './disputes.ts'
import { Order } from './order-answers.ts'
import { expectedOf, orderAfter, orderFromParts, orderPath } from './order-reading.ts'
import { orderSnapshot } from './order-snapshot.ts'
import { act, ask, believed, clockOf, done, heardIn, implausible, refused, type Heard, type NotDone } from './outcomes.ts'
import { captureIdsOf, giveBack } from './refunds.ts'
import { currencies, ORDER_KEY_MS, ORDER_LIFE_MS } from './terms.ts'
import { noDecimals, wireAmount } from './wire.ts'

/** An order cannot be cancelled, it lapses; and nothing tells of orders but asking for each. */
export const checkoutCapabilities: Capabilities = {
  methods: ['wallet', 'card'],
  captureModes: ['automatic', 'manual'],
  canVoid: true,
  canCancel: false,
  canRefundInPart: true,
  canCaptureInPart: true,
  wantsHandOver: false,
  expiryMinutes: { least: ORDER_LIFE_MS / 60_000, most: ORDER_LIFE_MS / 60_000 },
  // A lapsed order brings no money; the hour is for an answer that was wrong.
  lateMoneyMs: 3_600_000,
  feed: 'none',
  findBy: 'none',
  keyLifetimeMs: ORDER_KEY_MS,
  clockLimitMs: null,
  payouts: 'itemised',
  currencies,
}

/** Where a customer lands who has no shop's page to go back to. */
const NEUTRAL_PAGE = 'https://www.paypal.com/'

/** Payments as PayPal Checkout orders (Orders v2): the customer approves, then we take the money. */
export function createCheckout(http: PlatformHttp, { settings }: PlatformAccount) {
  const page = (settings['returnUrl'] ?? '') === '' ? NEUTRAL_PAGE : settings['returnUrl']!

  async function create(wish: CreatePayment): Promise<Outcome<PaymentSnapshot>> {
    const amount = wireAmount(wish.amount)
    if (amount === null) return noDecimals(wish.amount)
    if (wish.amount.minor <= 0) return refused('amount-too-small', 'CANNOT_BE_ZERO_OR_NEGATIVE', 'the amount must be more than nothing', 'amount')
    const outcome = await ask(http, act('/v2/checkout/orders', bodyOf(wish, amount, page), wish.idempotencyKey), Order)
    if (outcome.kind !== 'done') return outcome
    const { merchantReference, amount: asked } = wish
    return believed(orderSnapshot(outcome.value, { merchantReference, currency: asked.currency, amount: asked, createdAt: outcome.value.at }))
  }

  async function query(handle: PaymentHandle): Promise<Outcome<PaymentSnapshot>> {
    const path = orderPath(handle.platformReference)
    const answer = await http.send({ method: 'GET', path })
    const heard = heardIn(answer, path, Order)
    if (heard.kind === 'refused' && heard.refusal.reason === 'not-found') return forgotten(handle, heard, answer as HttpAnswer)
    if (heard.kind !== 'done') return heard
    return heard.value.body.status === 'APPROVED' ? approved(heard.value, handle) : withDisputes(heard.value, handle)
  }

  async function forgotten(handle: PaymentHandle, refusal: NotDone, answer: HttpAnswer): Promise<Outcome<PaymentSnapshot>> {
    const made = await orderFromParts(http, handle)
    if (made === null) return lapsed(handle, answer) ?? refusal
    return made.kind === 'done' ? withDisputes(made.value, handle) : made
  }

  async function approved(order: Heard<Order>, handle: PaymentHandle): Promise<Outcome<PaymentSnapshot>> {
    const before = orderSnapshot(order, expectedOf(handle))
    if (!before.ok) return implausible(before.failure.detail) // never take money for what cannot be true
    const outcome = await settleApproved(http, order, handle)
    if (outcome.kind !== 'done') return outcome
    const { order: after, detail, data } = outcome.value
    const snapshot = orderSnapshot(after, expectedOf(handle), { data, ...(detail === null ? {} : { detail }) })
    if (!snapshot.ok || !isFinal(detail)) return believed(snapshot)
    return done({ ...snapshot.value, status: 'failed', asOf: after.at, payUrl: null })
  }

  async function withDisputes(order: Heard<Order>, handle: PaymentHandle): Promise<Outcome<PaymentSnapshot>> {
    const picture = orderSnapshot(order, expectedOf(handle))
    if (!picture.ok || picture.value.captured.minor === 0) return believed(picture)
    const disputes = await disputesAbout(http, captureIdsOf(picture.value.platformData))
    return disputes.kind === 'done' ? believed(orderSnapshot(order, expectedOf(handle), { disputes: disputes.value })) : disputes
  }

  async function refund(wish: RefundAct): Promise<Outcome<PaymentSnapshot>> {
    const made = await giveBack(http, wish)
    return made.kind === 'done' ? withOwnRefund(await orderAfter(http, wish, { refund: made.value }), made.value.id, wish.refundReference) : made
  }

  return { create, query, refund }
}

const bodyOf = ({ captureMode, merchantReference, description, locale }: CreatePayment, amount: unknown, page: string): unknown => ({
  intent: captureMode === 'manual' ? 'AUTHORIZE' : 'CAPTURE',
  // Both are repeated in reports; the second is the one that PayPal keeps unique.
  purchase_units: [{ amount, custom_id: merchantReference, invoice_id: merchantReference, ...(description === '' ? {} : { description: description.slice(0, 127) }) }],
  payment_source: {
    paypal: {
      experience_context: {
        return_url: page, cancel_url: page, user_action: 'PAY_NOW', shipping_preference: 'NO_SHIPPING', locale: locale.startsWith('zh') ? 'zh-CN' : 'en-US',
        // Without e-checks, which take days: the goods leave the shop at once.
        payment_method_preference: 'IMMEDIATE_PAYMENT_REQUIRED',
      },
    },
  },
})

/**
 * PayPal forgets an order that lapsed instead of saying so (github.com/shopware/shopware/issues/6850). Before its time is over,
 * or when we do not know its age, "not found" means what it says (null). What was paid or held does not lapse.
 */
function lapsed(handle: PaymentHandle, answer: HttpAnswer): Outcome<PaymentSnapshot> | null {
  const { createdAt, asked = '', authorizationId } = handle.platformData
  if (createdAt === undefined || authorizationId !== undefined || captureIdsOf(handle.platformData).length > 0) return null
  const at = clockOf(answer)
  const amount = parseMoney(asked, handle.currency)
  if (at < Number(createdAt) + ORDER_LIFE_MS) return null
  return done({
    platformReference: handle.platformReference, merchantReference: null, status: 'expired', asOf: at, amount: amount.ok ? amount.value : zero(handle.currency), authorized: null,
    captured: zero(handle.currency), fee: null, method: null, customer: null, paidAt: null, authorizedAt: null, captureBefore: null, expiresAt: null, payUrl: null,
    detail: null, refunds: [], disputes: [], platformData: {},
  })
}
