import { z } from 'zod'
import { orderStates } from '../order-state.ts'
import { AccountNotFound, CaptureMode, MethodKind } from './accounts.ts'
import {
  Charge, counter, Currency, Day, decider, Environment, eventIterator, Instant, LongText, Money, PageSize, readers, resultOf, ShortText, Ulid,
} from './values.ts'

const OrderState = z.enum(orderStates)
const AmountVerdict = z.enum(['exact', 'underpaid', 'overpaid', 'accepted'])

/** An order as lists and the counter show it. */
export const Order = z.object({
  orderId: Ulid,
  number: z.number().int(),
  reference: z.string(),
  accountId: Ulid,
  environment: Environment,
  amount: Money,
  description: z.string(),
  customer: z.string(),
  note: z.string(),
  methodHint: MethodKind.nullable(),
  captureMode: CaptureMode,
  state: OrderState,
  stateAt: Instant,
  detail: z.string().nullable(),
  isDisputed: z.boolean(),
  hasLateMoney: z.boolean(),
  unknownCalls: z.number().int(),
  amountVerdict: AmountVerdict,
  captured: Money,
  refunded: Money,
  /** In the currency of the settlement, which may be another one. Null until the platform tells it. */
  fee: Money.nullable(),
  /** captured − refunded − fee, when the fee is known and in the same currency. */
  net: Money.nullable(),
  methodKind: MethodKind.nullable(),
  methodLabel: z.string().nullable(),
  createdAt: Instant,
  businessDay: Day,
  createdBy: z.string(),
  till: z.string(),
  expiresAt: Instant,
  paidAt: Instant.nullable(),
  handedOverAt: Instant.nullable(),
})
export type Order = z.infer<typeof Order>

export const Act = z.enum([
  'ask_now', 'cancel', 'capture', 'void', 'refund', 'hand_over', 'retry', 'attach_late_money', 'accept_amount', 'describe',
])
export type Act = z.infer<typeof Act>

export const Payment = z.object({
  paymentId: Ulid,
  attempt: z.number().int(),
  accountId: Ulid,
  merchantReference: z.string(),
  platformReference: z.string().nullable(),
  amount: Money,
  state: OrderState,
  detail: z.string().nullable(),
  authorized: Money,
  captured: Money,
  fee: Money.nullable(),
  methodKind: MethodKind.nullable(),
  methodLabel: z.string().nullable(),
  methodLast4: z.string().nullable(),
  payUrl: z.string().nullable(),
  createdAt: Instant,
  expiresAt: Instant,
  paidAt: Instant.nullable(),
  captureBefore: Instant.nullable(),
  nextAskAt: Instant.nullable(),
  watchUntil: Instant.nullable(),
})
export type Payment = z.infer<typeof Payment>

export const Refund = z.object({
  refundId: Ulid,
  amount: Money,
  reason: z.string(),
  state: z.enum(['requested', 'unknown', 'pending', 'succeeded', 'failed', 'refused']),
  detail: z.string().nullable(),
  platformReference: z.string().nullable(),
  requestedAt: Instant,
  requestedBy: z.string(),
  settledAt: Instant.nullable(),
})
export type Refund = z.infer<typeof Refund>

export const Dispute = z.object({
  disputeId: Ulid,
  platformReference: z.string(),
  amount: Money,
  state: z.enum(['needs_response', 'under_review', 'won', 'lost', 'closed']),
  reason: z.string(),
  openedAt: Instant,
  respondBy: Instant.nullable(),
  closedAt: Instant.nullable(),
})
export type Dispute = z.infer<typeof Dispute>

export const Call = z.object({
  callId: Ulid,
  kind: z.enum(['create', 'capture', 'void', 'cancel', 'refund', 'hand_over']),
  state: z.enum(['pending', 'in_flight', 'succeeded', 'refused', 'unknown']),
  amount: Money.nullable(),
  wishedAt: Instant,
  sends: z.number().int(),
  asks: z.number().int(),
  /** Next time the program sends or asks by itself; null: it waits for a person or is over. */
  dueAt: Instant.nullable(),
  reason: z.string().nullable(),
  words: z.string().nullable(),
})
export type Call = z.infer<typeof Call>

/** One entry of the order's time line: acts, calls, answers, files and bank lines in one row of time. */
export const TimelineEntry = z.object({
  id: z.string(),
  at: Instant,
  kind: z.string(),
  /** Person id, "platform" or "system". */
  actor: z.string(),
  /** JSON of what happened, for the words and for the folded evidence. */
  facts: z.record(z.string(), z.unknown()),
  /** Set for an exchange with the platform that was kept. */
  exchangeId: z.string().nullable(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const OrderDetail = z.object({
  order: Order,
  payments: z.array(Payment),
  refunds: z.array(Refund),
  disputes: z.array(Dispute),
  calls: z.array(Call),
  timeline: z.array(TimelineEntry),
  /** What this person may do with the order now. */
  acts: z.array(Act),
  refundable: Money,
  /** Link that the customer opens, while the order can be paid. */
  payUrl: z.string().nullable(),
})
export type OrderDetail = z.infer<typeof OrderDetail>

export const CreateOrder = z.object({
  orderId: Ulid,
  accountId: Ulid,
  amount: Charge,
  description: ShortText,
  customer: ShortText,
  note: LongText,
  methodHint: MethodKind.nullable(),
  captureMode: CaptureMode,
  expiresInMinutes: z.number().int().min(1).max(43_200).nullable(),
  till: z.string().trim().min(1).max(40),
  reference: z.string().regex(/^[A-Za-z0-9_-]{1,22}$/u).nullable(),
  despite: z.object({ orderId: Ulid, reason: z.string().trim().min(1).max(200) }).nullable(),
})
export type CreateOrder = z.infer<typeof CreateOrder>

export const SimilarOpenOrder = z.object({
  kind: z.literal('similar-open-order'),
  orderId: Ulid,
  number: z.number().int(),
  state: OrderState,
  createdAt: Instant,
})
export const CreateFailure = z.discriminatedUnion('kind', [
  AccountNotFound,
  SimilarOpenOrder,
  z.object({ kind: z.literal('reference-taken'), number: z.number().int() }),
  z.object({ kind: z.literal('currency-not-supported'), currency: z.string(), supported: z.array(z.string()) }),
  z.object({ kind: z.literal('capture-mode-not-supported') }),
  z.object({ kind: z.literal('expiry-out-of-range'), leastMinutes: z.number().int(), mostMinutes: z.number().int() }),
])

const OrderNotFound = z.object({ kind: z.literal('order-not-found') })
const WrongState = z.object({ kind: z.literal('wrong-state'), state: z.string() })
const AlreadyAsked = z.object({ kind: z.literal('already-asked'), callId: Ulid })
const NotSupported = z.object({ kind: z.literal('not-supported') })
const ActFailure = z.discriminatedUnion('kind', [OrderNotFound, WrongState, AlreadyAsked, NotSupported])
const CaptureFailure = z.discriminatedUnion('kind', [
  ...ActFailure.options, z.object({ kind: z.literal('exceeds-authorized'), authorized: Money }),
])
const RefundFailure = z.discriminatedUnion('kind', [
  ...ActFailure.options,
  z.object({ kind: z.literal('exceeds-refundable'), refundable: Money }),
  z.object({ kind: z.literal('mixed-currency'), currency: Currency }),
])

export const OrderFilter = z.object({
  search: z.string().max(100).default(''),
  states: z.array(OrderState).default([]),
  accountId: Ulid.nullable().default(null),
  createdBy: z.string().max(60).nullable().default(null),
  from: Day.nullable().default(null),
  to: Day.nullable().default(null),
  onlyFlagged: z.boolean().default(false),
})
export type OrderFilter = z.infer<typeof OrderFilter>

const byId = z.object({ orderId: Ulid })

export const orders = {
  create: counter.input(CreateOrder).output(resultOf(Order, CreateFailure)),
  list: readers
    .input(z.object({ filter: OrderFilter, before: z.number().int().nullable(), limit: PageSize }))
    .output(z.object({ orders: z.array(Order), next: z.number().int().nullable() })),
  get: readers.input(byId).output(resultOf(OrderDetail, OrderNotFound)),
  /** By number or reference, as people say it. */
  find: readers.input(z.object({ name: z.string().trim().min(1).max(60) })).output(resultOf(OrderDetail, OrderNotFound)),
  /** Asks the platform about the order's latest payment at once. */
  askNow: counter.input(byId).output(resultOf(z.object({ result: z.enum(['changed', 'unchanged', 'no-answer', 'nothing-to-ask']) }), OrderNotFound)),
  /** While this feed is open, the order is on a screen and asked about in a quick rhythm. Yields when it changes. */
  watch: readers.input(byId).output(eventIterator(z.object({ orderId: Ulid }))),

  retry: counter
    .input(byId.extend({ accountId: Ulid.nullable(), expiresInMinutes: z.number().int().min(1).max(43_200).nullable() }))
    .output(resultOf(Order, z.discriminatedUnion('kind', [
      ...ActFailure.options,
      /** The platform does not say at this moment what has come of the earlier attempts: a new one could charge twice. */
      z.object({ kind: z.literal('earlier-not-known') }),
    ]))),
  cancel: counter.input(byId).output(resultOf(Order, ActFailure)),
  capture: decider.input(byId.extend({ amount: Charge.nullable() })).output(resultOf(Order, CaptureFailure)),
  void: decider.input(byId).output(resultOf(Order, ActFailure)),
  refund: decider
    .input(byId.extend({ refundId: Ulid, amount: Charge.nullable(), reason: z.string().trim().max(200) }))
    .output(resultOf(Order, RefundFailure)),
  handOver: counter.input(byId).output(resultOf(Order, z.discriminatedUnion('kind', [OrderNotFound, WrongState]))),
  attachLateMoney: decider.input(byId).output(resultOf(Order, z.discriminatedUnion('kind', [OrderNotFound, WrongState]))),
  acceptAmount: decider.input(byId).output(resultOf(Order, z.discriminatedUnion('kind', [OrderNotFound, WrongState]))),
  describe: counter.input(byId.extend({ customer: ShortText, note: LongText })).output(resultOf(Order, OrderNotFound)),

  /** A person ends the asking about an unknown call, with the evidence in front of them. */
  decideCall: decider
    .input(z.object({ callId: Ulid, decision: z.enum(['it_happened', 'it_did_not_happen']), reason: z.string().trim().min(1).max(500) }))
    .output(resultOf(z.null(), z.object({ kind: z.literal('not-unknown') }))),
  /** What was said and answered in one kept exchange. Secrets and card data were never in it. */
  exchange: decider
    .input(z.object({ exchangeId: Ulid }))
    .output(resultOf(
      z.object({
        requestHeaders: z.record(z.string(), z.string()), requestBody: z.string(),
        responseHeaders: z.record(z.string(), z.string()), responseText: z.string(), detail: z.string().nullable(),
      }),
      z.object({ kind: z.literal('exchange-not-found') }),
    )),
  /** Everything about the order as one JSON text, for the platform's support. */
  caseFile: decider.input(byId).output(resultOf(z.object({ fileName: z.string(), text: z.string() }), OrderNotFound)),
}

