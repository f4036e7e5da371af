import type { CreatePayment } from '../platform.ts'

/**
 * What we write into the metadata of sessions, links and, through them, payment intents and charges. Report columns are named
 * after these keys (`payment_metadata[order_id]`).
 */
export const paymentMarks = ({ merchantReference, expiresAt }: Pick<CreatePayment, 'merchantReference' | 'expiresAt'>) =>
  ({ order_id: merchantReference, order_deadline: new Date(expiresAt).toISOString() })

type Metadata = Readonly<Record<string, string>>

/** Our reference; null on what other programs made in the same account. */
export const referenceIn = (metadata: Metadata): string | null => metadata['order_id'] ?? null

/** Until when the customer may pay by our wish, UTC ms. Stripe's own end of a session may be later, and a link has none. */
export function deadlineIn(metadata: Metadata): number | null {
  const at = Date.parse(metadata['order_deadline'] ?? '')
  return Number.isNaN(at) ? null : at
}

/** On refunds: our id of the refund and the shop's reason. */
export const refundMarks = (refundReference: string, reason: string) => ({ refund_id: refundReference, refund_reason: reason === '' ? undefined : reason.slice(0, 500).toWellFormed() })
export const refundReferenceIn = (metadata: Metadata): string | null => metadata['refund_id'] ?? null
