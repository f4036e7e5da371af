import { z } from 'zod'
import { Capture } from './captures.ts'
import { PaymentSource } from './payment-method.ts'
import { Refund } from './refunds.ts'
import { Amount, Id, Links, Time } from './wire.ts'

/** Funds reserved at the customer's. */
export const Authorization = z.object({
  id: Id,
  status: z.string().max(40),
  status_details: z.object({ reason: z.string().max(64).optional() }).optional(),
  amount: Amount.optional(),
  expiration_time: Time.optional(),
  create_time: Time.optional(),
  update_time: Time.optional(),
})
export type Authorization = z.infer<typeof Authorization>

const PurchaseUnit = z.object({
  id: z.string().max(40).optional(),
  amount: Amount.optional(),
  custom_id: z.string().max(127).optional(),
  payments: z.object({ authorizations: z.array(Authorization).optional(), captures: z.array(Capture).optional(), refunds: z.array(Refund).optional() }).optional(),
})

/** A checkout order. Short answers leave out the purchase units, or their amounts. */
export const Order = z.object({
  id: Id,
  status: z.string().max(255),
  intent: z.string().max(40).optional(),
  payment_source: PaymentSource.optional(),
  payer: z.object({ email_address: z.string().max(254).optional() }).optional(),
  purchase_units: z.array(PurchaseUnit).max(1).optional(),
  create_time: Time.optional(),
  update_time: Time.optional(),
  links: Links,
})
export type Order = z.infer<typeof Order>
