import type { ChannelDatabase } from '../store/channel-file.ts'

export interface Refund {
  readonly refundId: string
  readonly merchantId: string
  readonly paymentId: string
  readonly refundReference: string
  readonly amountMinor: number
  readonly reason: string
  readonly at: number
}

export interface RefundRepository {
  insert(refund: Refund): void
  findByReference(merchantId: string, refundReference: string): Refund | undefined
  /** Oldest first. */
  ofPayment(paymentId: string): readonly Refund[]
}

export function createRefundRepository(db: ChannelDatabase): RefundRepository {
  const columns = 'refund_id AS refundId, merchant_id AS merchantId, payment_id AS paymentId, refund_reference AS refundReference, amount_minor AS amountMinor, reason, at'
  const insert = db.prepare(`
    INSERT INTO refunds (refund_id, merchant_id, payment_id, refund_reference, amount_minor, reason, at)
    VALUES (@refundId, @merchantId, @paymentId, @refundReference, @amountMinor, @reason, @at)`)
  const byReference = db.prepare<[string, string], Refund>(`SELECT ${columns} FROM refunds WHERE merchant_id = ? AND refund_reference = ?`)
  const ofPayment = db.prepare<[string], Refund>(`SELECT ${columns} FROM refunds WHERE payment_id = ? ORDER BY rowid`)
  return {
    insert: (refund) => void insert.run(refund),
    findByReference: (merchantId, refundReference) => byReference.get(merchantId, refundReference),
    ofPayment: (paymentId) => ofPayment.all(paymentId),
  }
}
