import type { Database } from '../store/database.ts'
import { assignments, insertInto, selectList } from '../store/columns.ts'
import type { DisputeRecord, RefundRecord } from './records.ts'

const refundFixed = ['refundId', 'orderId', 'paymentId', 'amountMinor', 'currency', 'reason', 'requestedAt', 'requestedBy'] as const
const refundChanging = ['state', 'platformReference', 'detail', 'settledAt'] as const
const refundColumns = selectList([...refundFixed, ...refundChanging])

const disputeFixed = ['disputeId', 'orderId', 'paymentId', 'accountId', 'platformReference', 'currency', 'openedAt'] as const
const disputeChanging = ['amountMinor', 'feeMinor', 'state', 'reason', 'respondBy', 'closedAt'] as const
const disputeColumns = selectList([...disputeFixed, ...disputeChanging])

export type RefundRepository = ReturnType<typeof createRefundRepository>
export type DisputeRepository = ReturnType<typeof createDisputeRepository>

export function createRefundRepository(db: Database) {
  const insert = db.prepare(insertInto('refunds', [...refundFixed, ...refundChanging]))
  const update = db.prepare(`UPDATE refunds SET ${assignments(refundChanging)} WHERE refund_id = @refundId`)
  const selectById = db.prepare<[string], RefundRecord>(`SELECT ${refundColumns} FROM refunds WHERE refund_id = ?`)
  const selectByOrder = db.prepare<[string], RefundRecord>(
    `SELECT ${refundColumns} FROM refunds WHERE order_id = ? ORDER BY requested_at, refund_id`,
  )
  const sums = db.prepare<[string], { spent: number | null; settled: number | null }>(
    `SELECT SUM(CASE WHEN state NOT IN ('failed', 'refused') THEN amount_minor END) AS spent,
            SUM(CASE WHEN state = 'succeeded' THEN amount_minor END) AS settled
       FROM refunds WHERE order_id = ?`,
  )
  const spentOfPayment = db.prepare<[string], { spent: number | null }>(
    `SELECT SUM(amount_minor) AS spent FROM refunds WHERE payment_id = ? AND state NOT IN ('failed', 'refused')`,
  )
  return {
    insert: (refund: RefundRecord): void => void insert.run(refund),
    update: (refund: RefundRecord): void => void update.run(refund),
    find: (refundId: string): RefundRecord | null => selectById.get(refundId) ?? null,
    ofOrder: (orderId: string): RefundRecord[] => selectByOrder.all(orderId),
    /** Paid back for certain, and paid back or perhaps paid back, in minor units. */
    sumsOf: (orderId: string): { settledMinor: number; spentMinor: number } => {
      const row = sums.get(orderId)
      return { settledMinor: row?.settled ?? 0, spentMinor: row?.spent ?? 0 }
    },
    spentOfPayment: (paymentId: string): number => spentOfPayment.get(paymentId)?.spent ?? 0,
  }
}

export function createDisputeRepository(db: Database) {
  const insert = db.prepare(insertInto('disputes', [...disputeFixed, ...disputeChanging]))
  const update = db.prepare(`UPDATE disputes SET ${assignments(disputeChanging)} WHERE dispute_id = @disputeId`)
  const selectByReference = db.prepare<[string, string], DisputeRecord>(
    `SELECT ${disputeColumns} FROM disputes WHERE account_id = ? AND platform_reference = ?`,
  )
  const selectByOrder = db.prepare<[string], DisputeRecord>(`SELECT ${disputeColumns} FROM disputes WHERE order_id = ? ORDER BY opened_at`)
  const selectOpen = db.prepare<[], DisputeRecord>(
    `SELECT ${disputeColumns} FROM disputes WHERE state IN ('needs_response', 'under_review') ORDER BY respond_by`,
  )
  return {
    insert: (dispute: DisputeRecord): void => void insert.run(dispute),
    update: (dispute: DisputeRecord): void => void update.run(dispute),
    findByReference: (accountId: string, reference: string): DisputeRecord | null => selectByReference.get(accountId, reference) ?? null,
    ofOrder: (orderId: string): DisputeRecord[] => selectByOrder.all(orderId),
    open: (): DisputeRecord[] => selectOpen.all(),
  }
}
