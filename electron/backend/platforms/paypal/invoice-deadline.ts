import type { Invoice } from './invoice-answers.ts'

/**
 * Until when the customer may pay by our wish. PayPal's due date is a day, and paying later is allowed, so the instant stands in
 * the memo, which only the merchant sees; we keep it by cancelling.
 */
export const deadlineMemo = (expiresAt: number): string => `To be paid by ${new Date(expiresAt).toISOString()}`

/** UTC ms; null on an invoice of somebody else. */
export function deadlineOf({ detail: { memo } }: Invoice): number | null {
  const at = Date.parse(/^To be paid by (\S+)$/.exec(memo ?? '')?.[1] ?? '')
  return Number.isSafeInteger(at) ? at : null
}

/** How far our clock and PayPal's may differ before an expiry looks like a cancellation. */
const CLOCKS_APART_MS = 60_000

/** An invoice never ends by itself: what was cancelled at its deadline was cancelled because of it. */
export function wasOverdue(invoice: Invoice, at: number): boolean {
  const deadline = deadlineOf(invoice)
  return deadline !== null && (invoice.detail.metadata?.cancel_time ?? at) >= deadline - CLOCKS_APART_MS
}
