import type { CurrencyCode } from '../../../shared/currency.ts'
import { money, type Money } from '../../../shared/money.ts'
import { isEnded, isPaid, type OrderState } from '../../../shared/order-state.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Actor, AuditService } from '../audit/audit.service.ts'
import type { Changes } from '../changes.ts'
import type { Clock } from '../host.ts'
import type { Capabilities, CaptureMode, MethodKind } from '../platforms/platform.ts'
import type { BusinessDays } from '../shop/business-days.ts'
import type { FigureCounter } from '../statistics/figures.repository.ts'
import type { Store } from '../store/store.ts'
import type { CallRepository } from './calls.repository.ts'
import type { OrderEvents } from './order-events.ts'
import { orderWords } from './order-words.ts'
import type { OrderRepository } from './orders.repository.ts'
import type { PaymentRepository } from './payments.repository.ts'
import type { OrderRecord, PaymentRecord } from './records.ts'
import type { RefundRepository } from './refunds.repository.ts'
import type { SnapshotService } from './snapshot.service.ts'
import type { Wishes } from './wishes.ts'

/** An account as order-taking needs it. */
export interface ChargingAccount {
  readonly accountId: string
  readonly label: string
  readonly environment: 'test' | 'live'
  readonly capabilities: Capabilities
}

export interface CreateOrder {
  /** Made by whoever asks: the same id asked twice is one order. */
  readonly orderId: string
  readonly accountId: string
  readonly amount: Money
  readonly description: string
  readonly customer: string
  readonly note: string
  readonly methodHint: MethodKind | null
  readonly captureMode: CaptureMode
  readonly expiresInMinutes: number | null
  readonly till: string
  /** Chosen by the caller, or made from the order's number. */
  readonly reference: string | null
  /** Why this is charged although a like order at the same till is not resolved; a reason is on record for good. */
  readonly despite: { readonly orderId: string; readonly reason: string } | null
}

export type CreateFailure =
  | { readonly kind: 'account-not-found' }
  | { readonly kind: 'similar-open-order'; readonly orderId: string; readonly number: number; readonly state: OrderState; readonly createdAt: number }
  | { readonly kind: 'reference-taken'; readonly number: number }
  | { readonly kind: 'currency-not-supported'; readonly currency: string; readonly supported: string[] }
  | { readonly kind: 'capture-mode-not-supported' }
  | { readonly kind: 'expiry-out-of-range'; readonly leastMinutes: number; readonly mostMinutes: number }

type OrderNotFound = { readonly kind: 'order-not-found' }
type WrongState = { readonly kind: 'wrong-state'; readonly state: string }
type AlreadyAsked = { readonly kind: 'already-asked'; readonly callId: string }
type NotSupported = { readonly kind: 'not-supported' }
export type ActFailure = OrderNotFound | WrongState | AlreadyAsked | NotSupported
export type CaptureFailure = ActFailure | { readonly kind: 'exceeds-authorized'; readonly authorized: Money }
export type RefundFailure = ActFailure | { readonly kind: 'exceeds-refundable'; readonly refundable: Money } | { readonly kind: 'mixed-currency'; readonly currency: string }

/** Minutes within which a like order that is not resolved stops the till. */
export interface GuardSettings {
  readonly windowMinutes: number
}

export interface OrderParts {
  readonly store: Store
  readonly clock: Clock
  readonly newId: () => string
  readonly orders: OrderRepository
  readonly payments: PaymentRepository
  readonly refunds: RefundRepository
  readonly calls: CallRepository
  readonly events: OrderEvents
  readonly wishes: Wishes
  readonly snapshots: SnapshotService
  readonly figures: FigureCounter
  readonly audit: AuditService
  readonly days: () => BusinessDays
  readonly referencePrefix: () => string
  readonly account: (accountId: string) => ChargingAccount | null
  readonly guard: () => GuardSettings
  readonly changes: Changes
  /** Sends the call soon, without being waited for. */
  readonly kick: (callId: string) => void
}

const defaultExpiryMinutes = 15
const minuteMs = 60_000

export type OrderService = ReturnType<typeof createOrderService>

export function createOrderService(parts: OrderParts) {
  const { store, clock, orders, payments, refunds, calls, events, wishes, audit } = parts

  const create = (wish: CreateOrder, by: Actor): Result<OrderRecord, CreateFailure> =>
    store.inTransaction(() => {
      const earlier = orders.find(wish.orderId)
      if (earlier !== null) return ok(earlier)
      const objection = objectionTo(wish)
      if (objection !== null) return fail(objection)
      const account = parts.account(wish.accountId)!
      const now = clock.now()
      const number = orders.nextNumber()
      const reference = wish.reference ?? firstFree(wish.accountId, (turn) => `${parts.referencePrefix()}${String(number).padStart(6, '0')}${turn === 0 ? '' : `_${turn}`}`)
      const payment = newPayment({
        orderId: wish.orderId, attempt: 1, accountId: wish.accountId, merchantReference: reference, amount: wish.amount,
        captureMode: wish.captureMode, createdAt: now, expiresAt: now + expiryMinutes(wish.expiresInMinutes, account.capabilities) * minuteMs,
      })
      const order: Omit<OrderRecord, 'row'> = {
        orderId: wish.orderId, number, reference, accountId: wish.accountId, environment: account.environment,
        amountMinor: wish.amount.minor, expectedMinor: wish.amount.minor, currency: wish.amount.currency,
        description: wish.description, customer: wish.customer, note: wish.note, methodHint: wish.methodHint, captureMode: wish.captureMode,
        state: 'created', stateAt: now, detail: null, isDisputed: false, hasLateMoney: false, unknownCalls: 0, amountVerdict: 'exact',
        capturedMinor: 0, refundedMinor: 0, feeMinor: null, feeCurrency: null, methodKind: null, methodLabel: null,
        paymentId: payment.paymentId, createdAt: now, businessDay: parts.days().dayOf(now), createdBy: by.id, till: wish.till,
        expiresAt: payment.expiresAt, paidAt: null, paidDay: null, handedOverAt: null, handedOverBy: null,
      }
      orders.insert(order, orderWords(order))
      payments.insert(payment)
      events.note({ orderId: order.orderId, kind: 'created', actor: by.id, facts: { amount: wish.amount, reference, account: account.label } })
      if (wish.despite !== null) events.note({ orderId: order.orderId, kind: 'charged_despite', actor: by.id, facts: { ...wish.despite } })
      send(wishes.write({ kind: 'create', payment, amount: wish.amount, by: by.id }).callId)
      countCreated(order)
      audit.note(by, 'order.create', order.orderId, { number, amount: wish.amount, account: account.label, despite: wish.despite })
      announce(order.orderId)
      return ok(orders.find(order.orderId)!)
    })

  const objectionTo = (wish: CreateOrder): CreateFailure | null => {
    const account = parts.account(wish.accountId)
    if (account === null) return { kind: 'account-not-found' }
    const { currencies, captureModes, expiryMinutes: range } = account.capabilities
    if (currencies !== null && !currencies.includes(wish.amount.currency)) {
      return { kind: 'currency-not-supported', currency: wish.amount.currency, supported: [...currencies] }
    }
    if (!captureModes.includes(wish.captureMode)) return { kind: 'capture-mode-not-supported' }
    if (range !== null && wish.expiresInMinutes !== null && (wish.expiresInMinutes < range.least || wish.expiresInMinutes > range.most)) {
      return { kind: 'expiry-out-of-range', leastMinutes: range.least, mostMinutes: range.most }
    }
    const taken = wish.reference === null ? null : orderOfReference(wish.accountId, wish.reference)
    if (taken !== null) return { kind: 'reference-taken', number: taken.number }
    const since = clock.now() - parts.guard().windowMinutes * minuteMs
    const similar = orders.findSimilarOpen({ amountMinor: wish.amount.minor, currency: wish.amount.currency, till: wish.till, since })
    if (similar !== null && wish.despite?.orderId !== similar.orderId) {
      return { kind: 'similar-open-order', orderId: similar.orderId, number: similar.number, state: similar.state, createdAt: similar.createdAt }
    }
    return null
  }

  /** Another payment for an order that ended unpaid, or for the rest of one that was paid in part. */
  const retry = (orderId: string, wish: { accountId: string | null; expiresInMinutes: number | null }, by: Actor): Result<OrderRecord, ActFailure> =>
    store.inTransaction(() => {
      const order = orders.find(orderId)
      if (order === null) return fail({ kind: 'order-not-found' })
      const isForTheRest = order.amountVerdict === 'underpaid'
      if (!isForTheRest && (!isEnded(order.state) || order.hasLateMoney)) return fail({ kind: 'wrong-state', state: order.state })
      if (order.unknownCalls > 0) return fail({ kind: 'wrong-state', state: order.state })
      const account = parts.account(wish.accountId ?? order.accountId)
      if (account === null || account.environment !== order.environment) return fail({ kind: 'not-supported' })
      const attempt = payments.ofOrder(orderId).length + 1
      const now = clock.now()
      const rest = order.expectedMinor - order.capturedMinor
      const payment = newPayment({
        orderId, attempt, accountId: account.accountId, merchantReference: firstFree(account.accountId, (turn) => `${order.reference}-${attempt + turn}`),
        amount: money(rest, order.currency), captureMode: order.captureMode,
        createdAt: now, expiresAt: now + expiryMinutes(wish.expiresInMinutes, account.capabilities) * minuteMs,
      })
      payments.insert(payment)
      events.note({ orderId, kind: 'new_attempt', actor: by.id, paymentId: payment.paymentId, facts: { attempt, account: account.label } })
      send(wishes.write({ kind: 'create', payment, amount: money(rest, order.currency), by: by.id }).callId)
      audit.note(by, 'order.retry', orderId, { attempt })
      return ok(parts.snapshots.settle(orderId))
    })

  const act = (orderId: string, kind: 'void' | 'cancel', by: Actor): Result<OrderRecord, ActFailure> =>
    store.inTransaction(() => {
      const ready = readyFor(orderId, kind)
      if (!ready.ok) return ready
      const { order, payment } = ready.value
      send(wishes.write({ kind, payment, by: by.id }).callId)
      audit.note(by, `order.${kind}`, orderId, {})
      announce(orderId)
      return ok(order)
    })

  /** What must hold before an act on the latest payment: the order is in a state for it and the same act is not under way. */
  const readyFor = (orderId: string, kind: 'void' | 'cancel' | 'capture'): Result<{ order: OrderRecord; payment: PaymentRecord }, ActFailure> => {
    const order = orders.find(orderId)
    if (order === null) return fail({ kind: 'order-not-found' })
    const payment = payments.find(order.paymentId)!
    const open = calls.openOfPayment(payment.paymentId)
    // A hold is either taken or given back: while one is under way, the other is not begun.
    const rivals = kind === 'cancel' ? ['cancel'] : ['capture', 'void']
    const rival = open.find((call) => rivals.includes(call.kind))
    if (rival !== undefined) return fail({ kind: 'already-asked', callId: rival.callId })
    const { canCancel, canVoid } = parts.account(payment.accountId)?.capabilities ?? { canCancel: false, canVoid: false }
    if ((kind === 'cancel' && !canCancel) || (kind === 'void' && !canVoid)) return fail({ kind: 'not-supported' })
    const isReady = kind === 'cancel' ? order.state === 'created' || order.state === 'awaiting_payment' : order.state === 'authorized'
    return isReady ? ok({ order, payment }) : fail({ kind: 'wrong-state', state: order.state })
  }

  /** Takes what is on hold, wholly or in part; the rest is released. */
  const capture = (orderId: string, amount: Money | null, by: Actor): Result<OrderRecord, CaptureFailure> =>
    store.inTransaction(() => {
      const ready = readyFor(orderId, 'capture')
      if (!ready.ok) return ready
      const { order, payment } = ready.value
      const authorized = money(payment.authorizedMinor, payment.currency)
      const wanted = amount ?? authorized
      if (wanted.currency !== authorized.currency || wanted.minor > authorized.minor) return fail({ kind: 'exceeds-authorized', authorized })
      const isPart = wanted.minor < authorized.minor
      if (isPart && parts.account(payment.accountId)?.capabilities.canCaptureInPart !== true) return fail({ kind: 'not-supported' })
      if (isPart) orders.update({ ...order, expectedMinor: wanted.minor })
      send(wishes.write({ kind: 'capture', payment, amount: wanted, by: by.id }).callId)
      audit.note(by, 'order.capture', orderId, { amount: wanted })
      announce(orderId)
      return ok(orders.find(orderId)!)
    })

  /** Records the wish to pay money back, once per refundId. Unknown and pending refunds count as spent. */
  const refund = (
    wish: { refundId: string; orderId: string; amount: Money | null; reason: string },
    by: Actor,
  ): Result<OrderRecord, RefundFailure> =>
    store.inTransaction(() => {
      const order = orders.find(wish.orderId)
      if (order === null) return fail({ kind: 'order-not-found' })
      if (refunds.find(wish.refundId) !== null) return ok(order) // the same wish, asked again
      if (order.capturedMinor === 0) return fail({ kind: 'wrong-state', state: order.state })
      if (wish.amount !== null && wish.amount.currency !== order.currency) return fail({ kind: 'mixed-currency', currency: order.currency })
      const source = payments
        .ofOrder(wish.orderId)
        .map((payment) => ({ payment, leftMinor: payment.capturedMinor - refunds.spentOfPayment(payment.paymentId) }))
        .reduce((a, b) => (b.leftMinor > a.leftMinor ? b : a)) // one payment pays one refund
      const refundable = money(source.leftMinor, order.currency)
      const amount = wish.amount ?? refundable
      if (amount.minor <= 0 || amount.minor > refundable.minor) return fail({ kind: 'exceeds-refundable', refundable })
      const canRefundInPart = parts.account(source.payment.accountId)?.capabilities.canRefundInPart ?? true
      if (!canRefundInPart && amount.minor !== source.payment.capturedMinor) return fail({ kind: 'not-supported' })
      refunds.insert({
        refundId: wish.refundId, orderId: order.orderId, paymentId: source.payment.paymentId, amountMinor: amount.minor, currency: order.currency,
        reason: wish.reason, state: 'requested', platformReference: null, detail: null, requestedAt: clock.now(), requestedBy: by.id, settledAt: null,
      })
      events.note({ orderId: order.orderId, kind: 'refund', actor: by.id, paymentId: source.payment.paymentId, facts: { refundId: wish.refundId, state: 'requested', amount, reason: wish.reason } })
      send(wishes.write({ kind: 'refund', payment: source.payment, amount, refundId: wish.refundId, by: by.id }).callId)
      audit.note(by, 'order.refund', order.orderId, { refundId: wish.refundId, amount, reason: wish.reason })
      announce(order.orderId)
      return ok(order)
    })

  /** The goods have left the shop. Told to the platform where it wants to know. */
  const handOver = (orderId: string, by: Actor): Result<OrderRecord, OrderNotFound | WrongState> =>
    store.inTransaction(() => {
      const order = orders.find(orderId)
      if (order === null) return fail({ kind: 'order-not-found' })
      if (order.handedOverAt !== null) return ok(order)
      if (!isPaid(order.state)) return fail({ kind: 'wrong-state', state: order.state })
      orders.update({ ...order, handedOverAt: clock.now(), handedOverBy: by.id })
      events.note({ orderId, kind: 'handed_over', actor: by.id })
      const payment = payments.ofOrder(orderId).findLast(({ capturedMinor }) => capturedMinor > 0)!
      if (parts.account(payment.accountId)?.capabilities.wantsHandOver === true) send(wishes.write({ kind: 'hand_over', payment, by: by.id }).callId)
      audit.note(by, 'order.hand-over', orderId)
      announce(orderId)
      return ok(orders.find(orderId)!)
    })

  /** A person takes late money for the order: it is paid after all. Sending it back is an ordinary refund. */
  const attachLateMoney = (orderId: string, by: Actor): Result<OrderRecord, OrderNotFound | WrongState> =>
    store.inTransaction(() => {
      const order = orders.find(orderId)
      if (order === null) return fail({ kind: 'order-not-found' })
      if (!order.hasLateMoney) return fail({ kind: 'wrong-state', state: order.state })
      events.note({ orderId, kind: 'attached', actor: by.id, facts: { from: order.state, capturedMinor: order.capturedMinor } })
      // Dated to the end itself: from here on the money is no longer "after the end".
      const firstPaidAt = Math.min(...payments.ofOrder(orderId).flatMap(({ paidAt }) => (paidAt === null ? [] : [paidAt])))
      orders.update({ ...order, stateAt: firstPaidAt, hasLateMoney: false })
      audit.note(by, 'order.attach-late-money', orderId, { from: order.state })
      return ok(parts.snapshots.settle(orderId))
    })

  /** A person takes the amount as it came, more or less than asked. */
  const acceptAmount = (orderId: string, by: Actor): Result<OrderRecord, OrderNotFound | WrongState> =>
    store.inTransaction(() => {
      const order = orders.find(orderId)
      if (order === null) return fail({ kind: 'order-not-found' })
      if (order.amountVerdict !== 'underpaid' && order.amountVerdict !== 'overpaid') return fail({ kind: 'wrong-state', state: order.amountVerdict })
      orders.update({ ...order, amountVerdict: 'accepted' })
      events.note({ orderId, kind: 'accepted', actor: by.id, facts: { was: order.amountVerdict, capturedMinor: order.capturedMinor, expectedMinor: order.expectedMinor } })
      audit.note(by, 'order.accept-amount', orderId, { was: order.amountVerdict })
      return ok(parts.snapshots.settle(orderId))
    })

  const describe = (orderId: string, words: { customer: string; note: string }, by: Actor): Result<OrderRecord, OrderNotFound> =>
    store.inTransaction(() => {
      const order = orders.find(orderId)
      if (order === null) return fail({ kind: 'order-not-found' })
      const after = { ...order, ...words }
      orders.update(after)
      orders.saveWords(after, orderWords(after))
      events.note({ orderId, kind: 'noted', actor: by.id, facts: words })
      announce(orderId)
      return ok(after)
    })

  /** The order that has this reference, or had an attempt under it on the account. */
  const orderOfReference = (accountId: string, reference: string): OrderRecord | null => {
    const payment = payments.findByMerchantReference(accountId, reference)
    return orders.findByReference(reference) ?? (payment === null ? null : orders.find(payment.orderId))
  }

  /** People choose references too, and may have chosen the one that comes next. */
  const firstFree = (accountId: string, referenceOf: (turn: number) => string): string => {
    for (let turn = 0; ; turn += 1) {
      const reference = referenceOf(turn)
      if (orderOfReference(accountId, reference) === null) return reference
    }
  }

  const newPayment = (wish: {
    orderId: string; attempt: number; accountId: string; merchantReference: string; amount: Money
    captureMode: CaptureMode; createdAt: number; expiresAt: number
  }): PaymentRecord => ({
    paymentId: parts.newId(), orderId: wish.orderId, attempt: wish.attempt, accountId: wish.accountId, merchantReference: wish.merchantReference,
    platformReference: null, platformData: {}, amountMinor: wish.amount.minor, currency: wish.amount.currency, captureMode: wish.captureMode,
    state: 'created', asOf: 0, detail: null, authorizedMinor: 0, capturedMinor: 0, feeMinor: null, feeCurrency: null,
    methodKind: null, methodLabel: null, methodLast4: null, customer: null, payUrl: null, createdAt: wish.createdAt, expiresAt: wish.expiresAt,
    authorizedAt: null, paidAt: null, captureBefore: null, nextAskAt: null, asks: 0, watchUntil: null,
  })

  const countCreated = (order: { environment: string; currency: CurrencyCode; businessDay: string; accountId: string }): void =>
    parts.figures.countOrders({
      environment: order.environment, currency: order.currency, businessDay: order.businessDay, accountId: order.accountId, created: 1, paid: 0, unpaid: 0,
    })

  const send = (callId: string): void => store.afterCommit(() => parts.kick(callId))
  const announce = (orderId: string): void => store.afterCommit(() => parts.changes.announce('orders', orderId))

  return { create, retry, act, capture, refund, handOver, attachLateMoney, acceptAmount, describe }
}

function expiryMinutes(wished: number | null, { expiryMinutes: range }: Capabilities): number {
  const minutes = wished ?? defaultExpiryMinutes
  return range === null ? minutes : Math.min(Math.max(minutes, range.least), range.most)
}
