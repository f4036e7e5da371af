import { z } from 'zod'
import { isDay } from '../../../../shared/business-day.ts'
import { isCurrencyCode } from '../../../../shared/currency.ts'
import { money } from '../../../../shared/money.ts'
import { settlementLineTypes } from '../../../../shared/settlement-line-type.ts'
import { instantFrom } from './signature.ts'

/** The channel's answers as the adapter accepts them. Whatever does not fit is not believed. */

const Currency = z.string().refine(isCurrencyCode)
const Amount = z.object({ minor: z.int().min(0), currency: Currency }).transform(({ minor, currency }) => money(minor, currency))
const SignedAmount = z.object({ minor: z.int(), currency: Currency }).transform(({ minor, currency }) => money(minor, currency))
const Day = z.string().refine(isDay)
const Time = z.string().transform((text, context) => {
  const at = instantFrom(text)
  if (at === null) context.addIssue({ code: 'custom', message: 'not a time' })
  return at ?? 0
})
const Id = z.string().min(1).max(100)

export const PaymentAnswer = z.object({
  id: Id,
  merchant_reference: Id,
  state: z.enum(['awaiting_payment', 'authorized', 'paid', 'cancelled', 'voided', 'expired', 'lapsed']),
  amount: Amount,
  authorized: Amount.nullable(),
  captured: Amount,
  fee: Amount.nullable(),
  method: z.object({ kind: z.enum(['card', 'unionpay', 'wallet']), label: z.string().max(100), last4: z.string().regex(/^\d{4}$/).nullable() }).nullable(),
  customer: z.string().max(200).nullable(),
  detail: z.string().max(500).nullable(),
  created_at: Time,
  updated_at: Time,
  expires_at: Time,
  authorized_at: Time.nullable(),
  capture_before: Time.nullable(),
  paid_at: Time.nullable(),
  pay_url: z.url({ protocol: /^https?$/ }).nullable(),
  refunds: z.array(z.object({ id: Id, refund_reference: Id, amount: Amount, state: z.enum(['pending', 'succeeded', 'failed']), at: Time })),
  disputes: z.array(z.object({
    id: Id, amount: Amount, fee: Amount, state: z.enum(['needs_response', 'under_review', 'won', 'lost']), reason: z.string().max(200),
    opened_at: Time, respond_by: Time, closed_at: Time.nullable(),
  })),
})
export type PaymentAnswer = z.infer<typeof PaymentAnswer>

export const FoundAnswer = z.object({ payment: PaymentAnswer.nullable() })

export const ChangesAnswer = z.object({
  payments: z.array(PaymentAnswer),
  payouts_changed: z.boolean(),
  cursor: z.string().min(1).max(200),
  more: z.boolean(),
  complete_until: Time.nullable(),
})

export const PayoutAnswer = z.object({
  id: Id,
  amount: SignedAmount,
  state: z.enum(['pending', 'in_transit', 'paid', 'failed']),
  created_at: Time,
  updated_at: Time,
  arrives_on: Day,
  bank_reference: Id,
})
export type PayoutAnswer = z.infer<typeof PayoutAnswer>

export const PayoutsAnswer = z.object({ payouts: z.array(PayoutAnswer), next: Id.nullable() })

export const LineAnswer = z.object({
  id: Id,
  type: z.string().max(40),
  merchant_reference: Id.nullable(),
  payment_id: Id.nullable(),
  reference: Id.nullable(),
  gross_minor: z.int(),
  fee_minor: z.int(),
  net_minor: z.int(),
  currency: Currency,
  method: z.string().max(40).nullable(),
  description: z.string().max(1_000),
  occurred_at: Time,
}).refine(({ gross_minor, fee_minor, net_minor }) => gross_minor - fee_minor === net_minor, 'net is not gross less fee')
export type LineAnswer = z.infer<typeof LineAnswer>

export const LinesAnswer = z.object({ lines: z.array(LineAnswer), next: Id.nullable() })

export const MerchantAnswer = z.object({ label: z.string(), environment: z.literal('test'), currencies: z.array(Currency).min(1) })

export const ErrorAnswer = z.object({ error: z.object({ code: z.string(), message: z.string(), subject: z.string().nullable() }) })

export const lineTypeOf = (type: string): (typeof settlementLineTypes)[number] => settlementLineTypes.find((known) => known === type) ?? 'unknown_type'
