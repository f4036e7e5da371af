import type { Database } from '../store/database.ts'
import { assignments, insertInto, selectList } from '../store/columns.ts'
import type { PaymentRecord } from './records.ts'

type PaymentRow = Omit<PaymentRecord, 'platformData'> & { platformData: string }

const fixedFields = [
  'paymentId', 'orderId', 'attempt', 'accountId', 'merchantReference', 'amountMinor', 'currency', 'captureMode', 'createdAt',
] as const
const changingFields = [
  'platformReference', 'platformData', 'state', 'asOf', 'detail', 'authorizedMinor', 'capturedMinor', 'feeMinor', 'feeCurrency',
  'methodKind', 'methodLabel', 'methodLast4', 'customer', 'payUrl', 'expiresAt', 'authorizedAt', 'paidAt', 'captureBefore',
  'nextAskAt', 'asks', 'watchUntil',
] as const
const columns = selectList([...fixedFields, ...changingFields])

const paymentOf = (row: PaymentRow): PaymentRecord => ({ ...row, platformData: JSON.parse(row.platformData) as Record<string, string> })
const stored = (payment: PaymentRecord) => ({ ...payment, platformData: JSON.stringify(payment.platformData) })

export type PaymentRepository = ReturnType<typeof createPaymentRepository>

export function createPaymentRepository(db: Database) {
  const insert = db.prepare(insertInto('payments', [...fixedFields, ...changingFields]))
  const update = db.prepare(`UPDATE payments SET ${assignments(changingFields)} WHERE payment_id = @paymentId`)
  const selectById = db.prepare<[string], PaymentRow>(`SELECT ${columns} FROM payments WHERE payment_id = ?`)
  const selectByOrder = db.prepare<[string], PaymentRow>(`SELECT ${columns} FROM payments WHERE order_id = ? ORDER BY attempt`)
  const selectByPlatform = db.prepare<[string, string], PaymentRow>(
    `SELECT ${columns} FROM payments WHERE account_id = ? AND platform_reference = ?`,
  )
  const selectByMerchant = db.prepare<[string, string], PaymentRow>(
    `SELECT ${columns} FROM payments WHERE account_id = ? AND merchant_reference = ?`,
  )
  const selectDue = db.prepare<[{ accountId: string; now: number; limit: number }], PaymentRow>(
    `SELECT ${columns} FROM payments WHERE next_ask_at <= @now AND account_id = @accountId ORDER BY next_ask_at LIMIT @limit`,
  )
  const selectNextAsk = db.prepare<[string], { at: number | null }>(
    'SELECT MIN(next_ask_at) AS at FROM payments WHERE next_ask_at IS NOT NULL AND account_id = ?',
  )
  const selectHasAwaited = db.prepare<[string], { one: 1 }>(
    `SELECT 1 AS one FROM orders INDEXED BY orders_by_account
      WHERE account_id = ? AND state IN ('created', 'awaiting_payment') LIMIT 1`,
  )
  const askOpen = db.prepare(
    `UPDATE payments SET next_ask_at = ?
      WHERE account_id = ?
        AND platform_reference IS NOT NULL
        AND (state IN ('awaiting_payment', 'authorized') OR payment_id IN (SELECT payment_id FROM refunds WHERE state = 'pending'))`,
  )
  const makeDue = db.prepare(
    `UPDATE payments SET next_ask_at = ? WHERE platform_reference IS NOT NULL AND payment_id IN (SELECT value FROM json_each(?))`,
  )
  const selectHolds = db.prepare<[number], PaymentRow>(
    `SELECT ${columns} FROM payments WHERE state = 'authorized' AND capture_before <= ? ORDER BY capture_before`,
  )
  const found = (row: PaymentRow | undefined): PaymentRecord | null => (row === undefined ? null : paymentOf(row))
  return {
    insert: (payment: PaymentRecord): void => void insert.run(stored(payment)),
    update: (payment: PaymentRecord): void => void update.run(stored(payment)),
    find: (paymentId: string): PaymentRecord | null => found(selectById.get(paymentId)),
    ofOrder: (orderId: string): PaymentRecord[] => selectByOrder.all(orderId).map(paymentOf),
    findByPlatformReference: (accountId: string, reference: string) => found(selectByPlatform.get(accountId, reference)),
    findByMerchantReference: (accountId: string, reference: string) => found(selectByMerchant.get(accountId, reference)),
    /** Payments of the account that the platform should be asked about by now, most overdue first. */
    due: (accountId: string, now: number, limit: number): PaymentRecord[] => selectDue.all({ accountId, now, limit }).map(paymentOf),
    nextAskAt: (accountId: string): number | null => selectNextAsk.get(accountId)?.at ?? null,
    /** Whether a customer may be paying now. A hold is no reason to hurry: what becomes of it is our own act. */
    hasAwaited: (accountId: string): boolean => selectHasAwaited.get(accountId) !== undefined,
    /** Makes every open payment of the account due, and those with a refund under way; returns how many. */
    askAboutOpen: (accountId: string, at: number): number => askOpen.run(at, accountId).changes,
    makeDue: (paymentIds: readonly string[], at: number): number => makeDue.run(at, JSON.stringify(paymentIds)).changes,
    /** Holds that lapse before the instant, soonest first. */
    holdsLapsingBefore: (instant: number): PaymentRecord[] => selectHolds.all(instant).map(paymentOf),
  }
}
