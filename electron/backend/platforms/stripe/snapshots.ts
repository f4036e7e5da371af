import { add, isMore, isSame, money, zero, type Money } from '../../../../shared/money.ts'
import { fail, ok, type Result } from '../../../../shared/result.ts'
import type { PaymentHandle, PaymentSnapshot } from '../platform.ts'
import { disputeOf, isDispute, moneyRefunds, refundOf } from './beside.ts'
import { deadlineIn, referenceIn } from './marks.ts'
import { captureBeforeOf, methodOf } from './payment-method.ts'
import type { LinkPicture, Picture } from './pictures.ts'
import { standingOf, standingOfUnusedLink, type Ending, type Standing } from './standing.ts'
import { FUTURE_MS } from './terms.ts'

/** An answer that has the right form and cannot be true. */
export interface Implausible { readonly kind: 'implausible'; readonly detail: string }

/** What the asker knows of the payment. */
export interface Expected {
  readonly isLive: boolean
  readonly platformReference?: string
  readonly merchantReference?: string
  readonly currency?: string
  readonly amount?: Money
  readonly wasCancelled?: boolean
  readonly isOurEnd?: boolean
}

/** `cancelled` says that the payment did not simply expire. Its value is an id, like every other value here. */
const wasCancelled = (data: PaymentHandle['platformData']): boolean => data['cancelled'] !== undefined

export const expectedOf = ({ platformReference, merchantReference, currency, platformData }: PaymentHandle, isLive: boolean): Expected =>
  ({ isLive, platformReference, merchantReference, currency, wasCancelled: wasCancelled(platformData) })

export function snapshotOf(picture: Picture, expected: Expected): Result<PaymentSnapshot, Implausible> {
  const standing = standingOf(picture.session, picture.intent, endingOf(picture.at, expected))
  const snapshot = paymentOf(picture, standing)
  const doubt = contradiction(picture, snapshot) ?? mismatch(snapshot, picture.session.livemode, expected)
  return doubt === null ? ok(withEnd(snapshot)) : fail({ kind: 'implausible', detail: `${picture.session.id}: ${doubt}` })
}

/** The payment that a link stands for: its completed session, or the link itself while there is none. */
export function snapshotOfLink({ link, completed, at }: LinkPicture, expected: Expected): Result<PaymentSnapshot, Implausible> {
  const amount = link.line_items?.data[0]
  if (amount === undefined) return fail({ kind: 'implausible', detail: `${link.id}: a link without a line` })
  const beside = { platformReference: link.id, merchantReference: referenceIn(link.metadata), expiresAt: deadlineIn(link.metadata), platformData: { paymentLink: link.id } }
  if (completed.length === 0) {
    const standing = standingOfUnusedLink(link, endingOf(at, expected))
    const snapshot: PaymentSnapshot = { ...unpaid(amount, at), ...standing, ...beside, payUrl: standing.status === 'awaiting_payment' ? link.url : null }
    const doubt = mismatch(snapshot, link.livemode, expected)
    return doubt === null ? ok(withEnd(snapshot)) : fail({ kind: 'implausible', detail: `${link.id}: ${doubt}` })
  }
  const read = completed.map((picture) => snapshotOf(picture, { ...expected, platformReference: picture.session.id }))
  const doubtful = read.find((result) => !result.ok)
  if (doubtful !== undefined && !doubtful.ok) return doubtful
  const joined = joinedOf(read.flatMap((result) => (result.ok ? [result.value] : [])))
  return ok({ ...joined, ...beside, payUrl: null, platformData: { ...joined.platformData, ...beside.platformData } })
}

const endingOf = (seenAt: number, { wasCancelled = false, isOurEnd = false }: Expected): Ending => ({ seenAt, wasCancelled, isOurEnd })

const unpaid = (amount: Money, at: number): Omit<PaymentSnapshot, 'platformReference' | 'merchantReference' | 'status' | 'expiresAt' | 'payUrl' | 'platformData'> => ({
  asOf: at, amount, authorized: null, captured: zero(amount.currency), fee: null, method: null, customer: null, paidAt: null, authorizedAt: null, captureBefore: null,
  detail: null, refunds: [], disputes: [],
})

function paymentOf({ session, intent, charge, balance, refunds, disputes, at }: Picture, { status, detail }: Standing): PaymentSnapshot {
  const isPaid = status === 'paid'
  const isHeld = intent?.capture_method === 'manual' && (status === 'authorized' || isPaid)
  const inquiry = disputes.find((dispute) => dispute.status === 'warning_needs_response')
  const hidden = charge?.disputed === true && disputes.length === 0 ? 'disputed; Stripe does not show us how' : null
  return {
    ...unpaid(session.amount_total, at),
    platformReference: session.id,
    merchantReference: referenceIn(session.metadata) ?? session.client_reference_id,
    status,
    authorized: isHeld ? (charge?.amount ?? intent.amount_capturable) : null,
    captured: isPaid ? (intent?.amount_received ?? session.amount_total) : zero(session.amount_total.currency),
    // The currency is that of the payout, which may be another one than the customer's.
    fee: isPaid ? (balance?.fee ?? null) : null,
    method: charge === null ? null : methodOf(charge),
    customer: customerOf(session, charge),
    // A charge is as old as its hold; the money moved when the balance did.
    paidAt: isPaid ? (isHeld ? (balance?.created ?? null) : (charge?.created ?? null)) : null,
    authorizedAt: isHeld ? (charge?.created ?? null) : null,
    captureBefore: status === 'authorized' && charge !== null ? captureBeforeOf(charge) : null,
    expiresAt: earliest(deadlineIn(session.metadata), session.expires_at),
    payUrl: status === 'awaiting_payment' ? session.url : null,
    detail: inquiry === undefined ? (hidden ?? detail) : `inquiry ${inquiry.id} (${inquiry.reason ?? 'no reason'}) needs a response`,
    refunds: moneyRefunds(charge, refunds, balance).map((refund) => refundOf(refund, at)),
    disputes: disputes.filter(isDispute).map((dispute) => disputeOf(dispute, at)),
    platformData: {
      session: session.id,
      ...(intent === null ? {} : { paymentIntent: intent.id }),
      ...(charge === null ? {} : { charge: charge.id }),
      ...(balance === null ? {} : { balanceTransaction: balance.id }),
    },
  }
}

const customerOf = ({ customer_details }: Picture['session'], charge: Picture['charge']): string | null =>
  (customer_details?.name ?? customer_details?.email ?? charge?.billing_details?.name ?? charge?.billing_details?.email ?? null)?.slice(0, 200) ?? null

const earliest = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b))

/** Later answers no longer show who ended a payment; the handle remembers it. */
const withEnd = (snapshot: PaymentSnapshot): PaymentSnapshot =>
  snapshot.status === 'cancelled' ? { ...snapshot, platformData: { ...snapshot.platformData, cancelled: snapshot.platformReference } } : snapshot

const furthest: readonly PaymentSnapshot['status'][] = ['paid', 'authorized', 'awaiting_payment', 'failed', 'cancelled', 'expired']

/** Should a link have been paid twice, all the money shows: the order is overpaid, and nothing is lost. */
function joinedOf(snapshots: readonly PaymentSnapshot[]): PaymentSnapshot {
  const [first, ...others] = snapshots.toSorted((a, b) => furthest.indexOf(a.status) - furthest.indexOf(b.status))
  if (others.length === 0) return first!
  const furtherIds = others.flatMap(({ platformData }, index) => Object.entries(platformData).map(([name, id]) => [`${name}${index + 2}`, id]))
  return {
    ...first!,
    captured: others.reduce((sum, { captured }) => add(sum, captured), first!.captured),
    // One fee of several would be a wrong fee; the payout's lines tell each.
    fee: null,
    refunds: [first!, ...others].flatMap(({ refunds }) => refunds),
    disputes: [first!, ...others].flatMap(({ disputes }) => disputes),
    platformData: { ...Object.fromEntries(furtherIds), ...first!.platformData },
  }
}

function contradiction({ session, intent, charge, at }: Picture, { status, captured, amount, refunds }: PaymentSnapshot): string | null {
  if ([intent, charge].some((one) => one !== null && one.currency !== session.currency)) return 'several currencies'
  if (refunds.some((refund) => refund.amount.currency !== session.currency)) return 'a refund in another currency'
  if (amount.minor === 0) return 'an amount of nothing'
  if ((status === 'paid') !== captured.minor > 0) return `${status} with ${captured.minor} taken`
  if (session.payment_status === 'paid' && status !== 'paid' && status !== 'authorized') return `payment_status paid, and the intent is ${intent?.status ?? 'missing'}`
  const givenBack = refunds.reduce((sum, refund) => (refund.status === 'failed' ? sum : add(sum, refund.amount)), money(0, session.currency))
  if (isMore(givenBack, captured)) return 'more given back than taken'
  const times = [session.created ?? 0, charge?.created ?? 0, ...refunds.map((refund) => refund.at)]
  return times.some((time) => time > at + FUTURE_MS) ? 'from the future' : null
}

function mismatch(snapshot: PaymentSnapshot, livemode: boolean | null, expected: Expected): string | null {
  const { platformReference, merchantReference, currency, amount } = expected
  if (livemode !== null && livemode !== expected.isLive) return `livemode is ${livemode}`
  if (platformReference !== undefined && snapshot.platformReference !== platformReference) return `asked for ${platformReference}`
  if (merchantReference !== undefined && snapshot.merchantReference !== null && snapshot.merchantReference !== merchantReference) return `asked for the reference ${merchantReference}`
  if (currency !== undefined && snapshot.amount.currency !== currency) return `not in ${currency}`
  return amount !== undefined && !isSame(snapshot.amount, amount) ? 'not the amount that was asked for' : null
}
