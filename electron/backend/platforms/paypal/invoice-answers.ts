import { z } from 'zod'
import { Address, Amount, Day, Id, linkOf, Links, Time } from './wire.ts'

const Payment = z.object({
  type: z.string().max(40).optional(),
  payment_id: z.string().max(127).optional(),
  payment_date: Day.optional(),
  method: z.string().max(40).optional(),
  amount: Amount.optional(),
})
export type InvoicePayment = z.infer<typeof Payment>

const InvoiceRefund = z.object({
  type: z.string().max(40).optional(),
  refund_id: z.string().max(127).optional(),
  refund_date: Day.optional(),
  amount: Amount.optional(),
})
export type InvoiceRefund = z.infer<typeof InvoiceRefund>

/** An invoice of ours is one item of one piece; its price is the amount where none is told. */
const Item = z.object({ quantity: z.coerce.string().optional(), unit_amount: Amount.optional() })

export const Invoice = z.object({
  id: Id,
  status: z.string().max(40),
  detail: z.object({
    invoice_number: z.string().max(127).optional(),
    currency_code: z.string().max(3),
    memo: z.string().optional(),
    metadata: z.object({
      create_time: Time.optional(), last_update_time: Time.optional(), cancel_time: Time.optional(), first_sent_time: Time.optional(), last_sent_time: Time.optional(),
      recipient_view_url: Address.optional(),
    }).optional(),
  }),
  amount: Amount.optional(),
  items: z.array(Item).optional().catch(undefined),
  payments: z.object({ paid_amount: Amount.optional(), transactions: z.array(Payment).optional() }).optional(),
  refunds: z.object({ refund_amount: Amount.optional(), transactions: z.array(InvoiceRefund).optional() }).optional(),
  links: Links,
}).transform((invoice, context) => {
  const { amount, items, ...told } = invoice
  const [item, ...others] = items ?? []
  const total = amount ?? (others.length === 0 && (item?.quantity ?? '1') === '1' ? item?.unit_amount : undefined)
  if (total !== undefined) return { ...told, amount: total }
  context.addIssue({ code: 'custom', path: ['amount'], message: 'no amount' })
  return z.NEVER
})
export type Invoice = z.infer<typeof Invoice>

/** The answer to a create call: the invoice, or its id, or only where it is when PayPal does not answer in full. */
export const NewInvoice = z.union([Invoice, z.object({ id: Id, amount: z.undefined().optional(), items: z.undefined().optional() }), z.object({ href: z.string(), rel: z.string() })])

/** The answer to a send call: where the customer sees it. */
export const SentInvoice = z.object({ href: Address.optional(), links: Links }).optional().catch(undefined)
  .transform((told) => ({ href: told?.href ?? linkOf(told?.links, 'payer-view', 'recipient-view') }))

/** A line of a search: enough to recognise an invoice and to see that it has changed. */
export const FoundInvoice = z.object({
  id: Id,
  status: z.string().max(40),
  detail: z.object({ invoice_number: z.string().max(127).optional(), reference: z.string().max(120).optional() }).optional(),
  due_amount: z.unknown().optional(),
  payments: z.unknown().optional(),
  refunds: z.unknown().optional(),
})
export type FoundInvoice = z.infer<typeof FoundInvoice>

export const FoundInvoices = z.object({ items: z.array(FoundInvoice).optional(), total_pages: z.int().min(0).optional() })
