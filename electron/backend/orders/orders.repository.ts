import type { Database } from '../store/database.ts'
import { assignments, insertInto, selectList } from '../store/columns.ts'
import type { OrderRecord } from './records.ts'

type OrderRow = Omit<OrderRecord, 'isDisputed' | 'hasLateMoney'> & { isDisputed: 0 | 1; hasLateMoney: 0 | 1 }

const fixedFields = [
  'orderId', 'number', 'reference', 'accountId', 'environment', 'amountMinor', 'currency', 'methodHint', 'captureMode',
  'createdAt', 'businessDay', 'createdBy', 'till',
] as const
const changingFields = [
  'expectedMinor', 'description', 'customer', 'note', 'state', 'stateAt', 'detail', 'isDisputed', 'hasLateMoney', 'unknownCalls',
  'amountVerdict', 'capturedMinor', 'refundedMinor', 'feeMinor', 'feeCurrency', 'methodKind', 'methodLabel', 'paymentId',
  'expiresAt', 'paidAt', 'paidDay', 'handedOverAt', 'handedOverBy',
] as const

/** For a SELECT over orders; rows come out as `orderOf` expects them. */
export const orderColumns = (table = ''): string => selectList(['row', ...fixedFields, ...changingFields], table)

export const orderOf = (row: OrderRow): OrderRecord => ({
  ...row,
  isDisputed: row.isDisputed === 1,
  hasLateMoney: row.hasLateMoney === 1,
})

export type { OrderRow }
export type NewOrder = Omit<OrderRecord, 'row'>
export type OrderRepository = ReturnType<typeof createOrderRepository>

const stored = <T extends { isDisputed: boolean; hasLateMoney: boolean }>(order: T) => ({
  ...order,
  isDisputed: order.isDisputed ? 1 : 0,
  hasLateMoney: order.hasLateMoney ? 1 : 0,
})

export function createOrderRepository(db: Database) {
  const insert = db.prepare(insertInto('orders', [...fixedFields, ...changingFields]))
  const update = db.prepare(`UPDATE orders SET ${assignments(changingFields)} WHERE order_id = @orderId`)
  const selectById = db.prepare<[string], OrderRow>(`SELECT ${orderColumns()} FROM orders WHERE order_id = ?`)
  const selectByReference = db.prepare<[string], OrderRow>(`SELECT ${orderColumns()} FROM orders WHERE reference = ?`)
  const selectByNumber = db.prepare<[number], OrderRow>(`SELECT ${orderColumns()} FROM orders WHERE number = ?`)
  const selectLastNumber = db.prepare<[], { number: number | null }>('SELECT MAX(number) AS number FROM orders')
  const selectSimilar = db.prepare<[number, string, string, number], OrderRow>(
    `SELECT ${orderColumns()} FROM orders
      WHERE amount_minor = ? AND currency = ? AND till = ? AND created_at >= ?
        AND (state IN ('created', 'awaiting_payment', 'authorized') OR unknown_calls > 0)
      ORDER BY row DESC LIMIT 1`,
  )
  const insertWords = db.prepare('INSERT INTO order_words (rowid, words) VALUES (?, ?)')
  const replaceWords = db.prepare('INSERT OR REPLACE INTO order_words (rowid, words) VALUES (?, ?)')

  const found = (row: OrderRow | undefined): OrderRecord | null => (row === undefined ? null : orderOf(row))
  return {
    /** Inserts the order together with the words it can be found by. */
    insert: (order: NewOrder, words: string): void => {
      const { lastInsertRowid } = insert.run(stored(order))
      insertWords.run(lastInsertRowid, words)
    },
    update: (order: OrderRecord): void => void update.run(stored(order)),
    saveWords: (order: OrderRecord, words: string): void => void replaceWords.run(order.row, words),
    find: (orderId: string): OrderRecord | null => found(selectById.get(orderId)),
    findByReference: (reference: string): OrderRecord | null => found(selectByReference.get(reference)),
    findByNumber: (number: number): OrderRecord | null => found(selectByNumber.get(number)),
    nextNumber: (): number => (selectLastNumber.get()?.number ?? 0) + 1,
    /** The newest unresolved order of the same amount at the same till since the instant. */
    findSimilarOpen: (wanted: { amountMinor: number; currency: string; till: string; since: number }): OrderRecord | null =>
      found(selectSimilar.get(wanted.amountMinor, wanted.currency, wanted.till, wanted.since)),
  }
}
