import type { PaymentAnswer } from './answers.ts'

/**
 * What is kept with a payment between two looks, as ids by name: the link to delete, and every payment of the order, because
 * payouts and the exports of the Dashboard name only those.
 */
export type PlatformData = Readonly<Record<string, string>>

const PAYMENT = 'payment:'

export const linkIdIn = (data: PlatformData): string | null => data['linkId'] ?? null

/** Set once the link is known to be gone; an order whose first payment failed does not tell (forum thread 21874). */
export const isLinkDeletedIn = (data: PlatformData): boolean => data['deletedLinkId'] !== undefined

export const withLink = (linkId: string): PlatformData => ({ linkId })
export const withDeletedLink = (data: PlatformData, linkId: string): PlatformData => ({ ...data, deletedLinkId: linkId })

/** Failed payments are not among an order's tenders, so the last one is kept by itself; more would be a card tester's trail. */
export const paymentIdsIn = (data: PlatformData): readonly string[] =>
  Object.entries(data).flatMap(([name, id]) => (name.startsWith(PAYMENT) || name === 'failedPaymentId' ? [id] : []))

export function withPayments(data: PlatformData, payments: readonly PaymentAnswer[]): PlatformData {
  const kept: Record<string, string> = { ...data }
  for (const { id, status } of payments) kept[status === 'FAILED' ? 'failedPaymentId' : `${PAYMENT}${id}`] = id
  return kept
}
