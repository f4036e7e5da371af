import { add, decimalText, isSame, zero, type Money } from '../../../../shared/money.ts'
import { fail, ok, type Result } from '../../../../shared/result.ts'
import type { PaymentSnapshot } from '../platform.ts'
import { earliest, takenBy, type Capture, type Taken } from './captures.ts'
import { disputeSnapshot, type Dispute } from './disputes.ts'
import type { Authorization, Order } from './order-answers.ts'
import type { Heard, Implausible } from './outcomes.ts'
import { customerOfSource, methodOfSource } from './payment-method.ts'
import { captureData, refundSnapshot, type Refund } from './refunds.ts'
import { linkOf } from './wire.ts'

/** What the caller knows of the order it asked about. */
export interface ExpectedOrder {
  readonly orderId?: string
  readonly merchantReference: string
  readonly currency: string
  /** What was wished; also stands in where a short answer leaves the amount out. */
  readonly amount?: Money
  /** PayPal's time of creation, UTC ms, where the answer does not tell it. */
  readonly createdAt?: number
}

export interface OrderFacts {
  readonly disputes?: readonly Dispute[]
  /** Overrules the state's own word. */
  readonly detail?: string
  /** For the ids kept with the payment. */
  readonly data?: Readonly<Record<string, string>>
}

/** A clock of PayPal's may be behind another one by this much. */
const FUTURE_MS = 300_000

export function orderSnapshot({ body: order, at }: Heard<Order>, expected: ExpectedOrder, facts: OrderFacts = {}): Result<PaymentSnapshot, Implausible> {
  const unit = order.purchase_units?.[0]
  const amount = unit?.amount ?? expected.amount
  if (amount === undefined) return doubt(order, 'an order without an amount')
  const { captures = [], authorizations = [], refunds = [] } = unit?.payments ?? {}
  const taken = takenBy(captures, amount.currency)
  if (!taken.ok) return taken
  const objection = mismatch(order, amount, expected) ?? contradiction(amount, taken.value, authorizations, refunds) ?? future(order, captures, refunds, at)
  if (objection !== null) return doubt(order, objection)

  const stand = standOf(order, taken.value, authorizations, at)
  const hold = authorizations.find(({ status }) => status === 'CREATED') ?? authorizations[0]
  const createdAt = order.create_time ?? expected.createdAt
  return ok({
    platformReference: order.id,
    merchantReference: unit?.custom_id ?? null,
    status: stand.status,
    asOf: asOf(order, taken.value, authorizations, refunds) ?? at,
    amount,
    authorized: authorizedBy(authorizations, amount.currency),
    captured: taken.value.captured,
    fee: taken.value.fee,
    method: methodOfSource(order.payment_source),
    customer: customerOfSource(order.payment_source) ?? order.payer?.email_address ?? null,
    paidAt: taken.value.captured.minor === 0 ? null : (taken.value.paidAt ?? at),
    authorizedAt: hold === undefined || !heldStates.has(hold.status) ? null : (earliest(authorizations.map(({ create_time: time }) => time)) ?? at),
    captureBefore: hold?.status === 'CREATED' ? (hold.expiration_time ?? null) : null,
    expiresAt: null,
    payUrl: stand.isPayable ? linkOf(order.links, 'payer-action', 'approve') : null,
    detail: facts.detail ?? stand.detail,
    refunds: refunds.map((refund) => refundSnapshot(refund, at)),
    disputes: (facts.disputes ?? []).filter(({ dispute_amount: disputed }) => disputed.currency === amount.currency).map(disputeSnapshot),
    platformData: {
      asked: decimalText(amount), ...(createdAt === undefined ? {} : { createdAt: String(createdAt) }), ...(unit?.id === undefined ? {} : { purchaseUnitId: unit.id }),
      ...(hold === undefined ? {} : { authorizationId: hold.id }), ...captureData(captures.map(({ id }) => id)), ...facts.data,
    },
  })
}

interface Stand {
  readonly status: PaymentSnapshot['status']
  readonly detail: string | null
  /** The customer can still act on PayPal's page. */
  readonly isPayable: boolean
}

/** Money first, then holds, then the order's own word, which is the least telling: COMPLETED says that the intent was carried out, not that money came. */
function standOf(order: Order, taken: Taken, authorizations: readonly Authorization[], at: number): Stand {
  const stand = (status: Stand['status'], detail: string | null, isPayable = false): Stand => ({ status, detail, isPayable })
  if (taken.captured.minor > 0) return stand('paid', taken.detail)
  if (order.status === 'VOIDED') return stand('cancelled', null)
  if (taken.isPending) return stand('awaiting_payment', taken.detail)
  if (taken.isFailed) return stand('failed', taken.detail)
  const [first] = authorizations
  if (first !== undefined) return standOfHold(authorizations.find(({ status }) => status === 'CREATED') ?? first, at)
  return order.status in openStates ? stand('awaiting_payment', openStates[order.status]!, true) : stand('awaiting_payment', order.status)
}

/** States of an order that nobody has paid, with the word for the page. */
const openStates: Readonly<Record<string, string | null>> = { CREATED: null, PAYER_ACTION_REQUIRED: null, SAVED: 'SAVED', APPROVED: 'APPROVED' }

const heldStates: ReadonlySet<string> = new Set(['CREATED', 'CAPTURED', 'PARTIALLY_CAPTURED'])

function standOfHold({ status, status_details: told, expiration_time: expiresAt }: Authorization, at: number): Stand {
  const stand = (state: Stand['status'], detail: string | null): Stand => ({ status: state, detail, isPayable: false })
  if (status === 'VOIDED') return stand('cancelled', null)
  if (status === 'DENIED') return stand('failed', 'DENIED')
  if (!heldStates.has(status)) return stand('awaiting_payment', [status, told?.reason].filter((word) => word !== undefined).join(': '))
  if (expiresAt !== undefined && expiresAt <= at) return stand('expired', null)
  return stand('authorized', status === 'CREATED' ? null : status)
}

function authorizedBy(authorizations: readonly Authorization[], currency: string): Money | null {
  const held = authorizations.flatMap(({ status, amount }) => (heldStates.has(status) && amount !== undefined ? [amount] : []))
  return held.length === 0 ? null : held.reduce((sum, amount) => add(sum, amount), zero(currency))
}

function mismatch(order: Order, amount: Money, expected: ExpectedOrder): string | null {
  if (expected.orderId !== undefined && order.id !== expected.orderId) return `asked for ${expected.orderId}`
  const reference = order.purchase_units?.[0]?.custom_id
  if (reference !== undefined && expected.merchantReference !== '' && reference !== expected.merchantReference) return `asked for the reference ${expected.merchantReference}`
  if (amount.currency !== expected.currency) return `not in ${expected.currency}`
  return expected.amount !== undefined && !isSame(amount, expected.amount) ? 'not the amount that was asked for' : null
}

function contradiction(amount: Money, taken: Taken, authorizations: readonly Authorization[], refunds: readonly Refund[]): string | null {
  if (amount.minor === 0) return 'an amount of nothing'
  const others = [...authorizations.flatMap((one) => (one.amount === undefined ? [] : [one.amount])), ...refunds.map((one) => one.amount)]
  if (others.some(({ currency }) => currency !== amount.currency)) return 'several currencies'
  const returned = refunds.filter(({ status }) => status === 'COMPLETED').reduce((sum, one) => sum + one.amount.minor, 0)
  return returned > taken.captured.minor ? 'more given back than taken' : null
}

function future(order: Order, captures: readonly Capture[], refunds: readonly Refund[], at: number): string | null {
  const times = [order, ...captures, ...refunds].flatMap(({ create_time: created, update_time: updated }) => [created, updated])
  return times.some((time) => time !== undefined && time > at + FUTURE_MS) ? 'from the future' : null
}

/** The newest time in the picture; null when it has none. */
function asOf(order: Order, taken: Taken, authorizations: readonly Authorization[], refunds: readonly Refund[]): number | null {
  const times = [order, ...authorizations, ...refunds].flatMap(({ create_time: created, update_time: updated }) => [created ?? 0, updated ?? 0])
  const newest = Math.max(taken.asOf, ...times)
  return newest === 0 ? null : newest
}

const doubt = (order: Order, detail: string): Result<never, Implausible> => fail({ kind: 'implausible', detail: `${order.id}: ${detail}` })
