import type { Outcome, PaymentSnapshot } from './platform.ts'

/**
 * The picture after a refund, in which the refund that the platform's answer named is known as ours. A platform need not repeat
 * our reference; taken for somebody else's, the refund would be counted beside our own wish, and the money twice.
 */
export function withOwnRefund(picture: Outcome<PaymentSnapshot>, platformReference: string, refundReference: string): Outcome<PaymentSnapshot> {
  if (picture.kind !== 'done') return picture
  const refunds = picture.value.refunds.map((refund) => (refund.platformReference === platformReference ? { ...refund, merchantReference: refundReference } : refund))
  return { kind: 'done', value: { ...picture.value, refunds } }
}
