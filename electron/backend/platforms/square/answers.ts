import { z } from 'zod'
import { Amount, Id, Instant, listOf, PageEnd, SignedMoney, Words } from './answer-values.ts'

/** Square's answers about orders and payments as the adapter accepts them. Whatever does not fit is not believed. */

type Dated<T> = Omit<T, 'created_at'> & { readonly created_at: number }

/** What is told without a time is as young as the answer that told it. */
export const dated = <T extends { readonly created_at?: number | null | undefined; readonly updated_at?: number | null | undefined }>(told: T, serverAt: number): Dated<T> =>
  ({ ...told, created_at: told.created_at ?? told.updated_at ?? serverAt })

export const OrderAnswer = z.object({
  id: Id,
  location_id: Id.nullish(),
  reference_id: z.string().max(40).nullish(),
  /** DRAFT, OPEN, COMPLETED, CANCELED: tells whether the order was ended, never whether it was paid. */
  state: Words,
  version: z.int().nullish(),
  total_money: Amount.nullish(),
  net_amounts: z.object({ total_money: Amount.nullish() }).nullish().catch(null),
  line_items: listOf(z.object({ quantity: Words, base_price_money: Amount.nullish(), total_money: Amount.nullish() })).catch([]),
  tenders: listOf(z.object({ id: Id.nullish(), payment_id: Id.nullish() })),
  fulfillments: listOf(z.object({ uid: Id.nullish(), state: Words })),
  metadata: z.record(z.string(), z.string()).nullish().catch(null),
  created_at: Instant.nullish(),
  updated_at: Instant.nullish(),
  closed_at: Instant.nullish(),
})
export type OrderAnswer = Dated<z.infer<typeof OrderAnswer>>

const Failure = z.object({ code: Words, detail: Words })

export const PaymentAnswer = z.object({
  id: Id,
  order_id: Id.nullish(),
  status: z.string().min(1).max(50),
  amount_money: Amount.nullish(),
  /** With the tip. */
  total_money: Amount.nullish(),
  approved_money: Amount.nullish(),
  refunded_money: Amount.nullish(),
  processing_fee: listOf(z.object({ amount_money: SignedMoney.nullish() })),
  delay_action: Words,
  delayed_until: Instant.nullish(),
  source_type: Words,
  card_details: z.object({
    status: Words,
    card: z.object({ card_brand: Words, last_4: Words, cardholder_name: Words }).nullish().catch(null),
    card_payment_timeline: z.object({ authorized_at: Instant.nullish(), captured_at: Instant.nullish(), voided_at: Instant.nullish() }).nullish().catch(null),
    errors: listOf(Failure).catch([]),
  }).nullish().catch(null),
  wallet_details: z.object({ brand: Words }).nullish().catch(null),
  buy_now_pay_later_details: z.object({ brand: Words }).nullish().catch(null),
  bank_account_details: z.object({ bank_name: Words, errors: listOf(Failure).catch([]) }).nullish().catch(null),
  external_details: z.object({ type: Words }).nullish().catch(null),
  buyer_email_address: Words,
  billing_address: z.object({ first_name: Words, last_name: Words }).nullish().catch(null),
  refund_ids: listOf(Id),
  created_at: Instant.nullish(),
  updated_at: Instant.nullish(),
})
export type PaymentAnswer = Dated<z.infer<typeof PaymentAnswer>>

export const RefundAnswer = z.object({
  id: Id,
  status: Words,
  amount_money: Amount,
  processing_fee: listOf(z.object({ amount_money: SignedMoney.nullish() })),
  payment_id: Id.nullish(),
  reason: Words,
  created_at: Instant.nullish(),
  updated_at: Instant.nullish(),
})
export type RefundAnswer = Dated<z.infer<typeof RefundAnswer>>

export const DisputeAnswer = z.object({
  id: Id.nullish(),
  /** The name of `id` in older answers. */
  dispute_id: Id.nullish(),
  amount_money: Amount,
  reason: Words,
  state: z.string().min(1).max(50),
  due_at: Instant.nullish(),
  disputed_payment: z.object({ payment_id: Id.nullish() }).nullish(),
  created_at: Instant.nullish(),
  updated_at: Instant.nullish(),
}).transform(({ id, dispute_id, ...rest }, context) => {
  const known = id ?? dispute_id ?? null
  if (known !== null) return { ...rest, id: known }
  context.addIssue({ code: 'custom', message: 'a dispute without an id' })
  return z.NEVER
})
export type DisputeAnswer = Dated<z.infer<typeof DisputeAnswer>>

export const LinkAnswer = z.object({
  id: Id,
  order_id: Id.nullish(),
  url: z.url({ protocol: /^https?$/ }).nullish().catch(null),
  long_url: z.url({ protocol: /^https?$/ }).nullish().catch(null),
  payment_note: Words,
  created_at: Instant.nullish(),
})
export type LinkAnswer = z.infer<typeof LinkAnswer>

export const OneOrder = z.object({ order: OrderAnswer })
export const OnePayment = z.object({ payment: PaymentAnswer })
export const OneRefund = z.object({ refund: RefundAnswer })
export const Orders = z.object({ orders: listOf(OrderAnswer), cursor: PageEnd })
export const Payments = z.object({ payments: listOf(PaymentAnswer), cursor: PageEnd })
export const Refunds = z.object({ refunds: listOf(RefundAnswer), cursor: PageEnd })
export const Disputes = z.object({ disputes: listOf(DisputeAnswer), cursor: PageEnd })
export const Links = z.object({ payment_links: listOf(LinkAnswer), cursor: PageEnd })
export const NewLink = z.object({ payment_link: LinkAnswer, related_resources: z.object({ orders: listOf(OrderAnswer) }).nullish() })
/** The order is named when the deletion cancelled it; some gateways answer with nothing at all. */
export const DeletedLink = z.object({ cancelled_order_id: Id.nullish() }).optional()
