import type { CurrencyCode } from '../../../../shared/currency.ts'
import { money, type Money } from '../../../../shared/money.ts'
import { fail, ok, type Result } from '../../../../shared/result.ts'
import type { PaymentSnapshot } from '../platform.ts'
import type { DisputeAnswer, OrderAnswer, PaymentAnswer, RefundAnswer } from './answers.ts'
import { disputeOf, feeOf, isInquiry, refundOf } from './beside.ts'
import type { Implausible } from './outcomes.ts'
import { customerOf, methodOf } from './payment-method.ts'
import { isLinkDeletedIn, withPayments, type PlatformData } from './platform-data.ts'
import { expiresAtOf, standingOf } from './standing.ts'

/** Everything that was read of one order. */
export interface OrderParts {
  readonly order: OrderAnswer
  readonly payments: readonly PaymentAnswer[]
  readonly refunds: readonly RefundAnswer[]
  readonly disputes: readonly DisputeAnswer[]
  /** What was kept from earlier looks. */
  readonly data: PlatformData
  /** Where the customer pays, when this look tells it. */
  readonly payUrl: string | null
}

/** What the caller knows of the order it asked about. */
export interface Expected {
  readonly platformReference?: string
  readonly merchantReference?: string
  readonly currency?: CurrencyCode
}

/** One order with its payments as the program knows a payment, or why the answers cannot be true together. */
export function snapshotOf(parts: OrderParts, expected: Expected): Result<PaymentSnapshot, Implausible> {
  const { order, refunds, disputes, data } = parts
  const amount = order.total_money ?? order.net_amounts?.total_money ?? amountOfLine(order)
  if (amount === null) return fail({ kind: 'implausible', detail: `${order.id}: no total` })
  const doubt = mismatch(order, amount, expected) ?? contradiction(parts, amount)
  if (doubt !== null) return fail({ kind: 'implausible', detail: `${order.id}: ${doubt}` })

  const payments = parts.payments.toSorted((a, b) => a.created_at - b.created_at || (a.id < b.id ? -1 : 1))
  const having = (status: string): readonly PaymentAnswer[] => payments.filter((payment) => payment.status === status)
  const [taken, held] = [having('COMPLETED'), having('APPROVED')]
  const telling = taken.at(0) ?? held.at(0) ?? having('PENDING').at(0) ?? payments.at(-1)
  const { status, detail } = standingOf(order, payments, isLinkDeletedIn(data))
  const inquiry = disputes.find(isInquiry)
  return ok({
    platformReference: order.id,
    merchantReference: order.reference_id ?? null,
    status,
    asOf: asOf(parts),
    amount,
    authorized: held.length === 0 ? null : sumOf(held.map((payment) => payment.approved_money ?? moneyOf(payment)), amount.currency),
    captured: sumOf(taken.map(moneyOf), amount.currency),
    fee: feesOf(taken, amount.currency),
    method: telling === undefined ? null : methodOf(telling),
    customer: telling === undefined ? null : customerOf(telling),
    paidAt: earliest(taken.map((payment) => payment.card_details?.card_payment_timeline?.captured_at ?? payment.created_at)),
    authorizedAt: earliest(held.map((payment) => payment.card_details?.card_payment_timeline?.authorized_at ?? payment.created_at)),
    captureBefore: earliest(held.flatMap(({ delayed_until }) => delayed_until ?? [])),
    expiresAt: expiresAtOf(order),
    payUrl: status === 'awaiting_payment' ? parts.payUrl : null,
    detail: inquiry === undefined ? detail : `${inquiry.state}: ${inquiry.reason ?? ''}`,
    refunds: refunds.map(refundOf),
    disputes: disputes.filter((dispute) => !isInquiry(dispute)).map(disputeOf),
    platformData: withPayments(data, payments),
  })
}

/** With the tip, if there is one: that is what was taken and what a payout tells. */
const moneyOf = ({ total_money, amount_money }: PaymentAnswer): Money | null => total_money ?? amount_money ?? null

const sumOf = (amounts: readonly (Money | null)[], currency: CurrencyCode): Money =>
  money(amounts.reduce((sum, amount) => sum + (amount?.minor ?? 0), 0), currency)

/** Known once every payment has its own. Appears some seconds to minutes after the payment (forum thread 10528). */
function feesOf(taken: readonly PaymentAnswer[], currency: CurrencyCode): Money | null {
  const fees = taken.map(({ processing_fee }) => feeOf(processing_fee))
  return fees.length === 0 || fees.includes(null) ? null : sumOf(fees, currency)
}

const earliest = (instants: readonly number[]): number | null => (instants.length === 0 ? null : Math.min(...instants))

/** The youngest of everything that the picture shows: it cannot be older than any of its parts. */
function asOf({ order, payments, refunds, disputes }: OrderParts): number {
  return [order, ...payments, ...refunds, ...disputes].reduce((latest, { created_at, updated_at }) => Math.max(latest, updated_at ?? created_at), 0)
}

/** An order of ours is one line of one piece; its price is the total where none is told. */
function amountOfLine({ line_items: lines }: OrderAnswer): Money | null {
  const [line, ...others] = lines
  return line === undefined || others.length > 0 || (line.quantity ?? '1') !== '1' ? null : (line.total_money ?? line.base_price_money ?? null)
}

function mismatch(order: OrderAnswer, amount: Money, { platformReference, merchantReference, currency }: Expected): string | null {
  if (platformReference !== undefined && order.id !== platformReference) return `asked for ${platformReference}`
  const isOther = typeof order.reference_id === 'string' && order.reference_id !== merchantReference
  if (merchantReference !== undefined && merchantReference !== '' && isOther) return `asked for the reference ${merchantReference}`
  return currency !== undefined && amount.currency !== currency ? `not in ${currency}` : null
}

function contradiction({ order, payments, refunds, disputes }: OrderParts, { currency }: Money): string | null {
  const amounts = [
    ...payments.flatMap((payment) => [moneyOf(payment), payment.approved_money, payment.refunded_money, ...chargesOf(payment)]),
    ...refunds.flatMap((refund) => [refund.amount_money, ...chargesOf(refund)]), ...disputes.map(({ amount_money }) => amount_money),
  ]
  if (amounts.some((amount) => amount !== null && amount !== undefined && amount.currency !== currency)) return 'several currencies'
  const other = payments.find(({ order_id }) => typeof order_id === 'string' && order_id !== order.id)
  if (other !== undefined) return `${other.id} is of another order`
  const empty = payments.find((payment) => payment.status === 'COMPLETED' && (moneyOf(payment)?.minor ?? 0) === 0)
  return empty === undefined ? null : `${empty.id} is COMPLETED with nothing taken`
}

const chargesOf = ({ processing_fee }: PaymentAnswer | RefundAnswer) => processing_fee.map(({ amount_money }) => amount_money)
