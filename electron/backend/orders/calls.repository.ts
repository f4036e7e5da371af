import type { Database } from '../store/database.ts'
import { assignments, insertInto, selectList } from '../store/columns.ts'
import type { CallOutcome, CallRecord } from './records.ts'

type CallRow = Omit<CallRecord, 'outcome'> & { outcome: string | null }

const fixedFields = [
  'callId', 'kind', 'accountId', 'orderId', 'paymentId', 'refundId', 'idempotencyKey', 'amountMinor', 'currency', 'wishedAt', 'wishedBy',
] as const
const changingFields = [
  'state', 'sends', 'firstSentAt', 'lastSentAt', 'dueAt', 'asks', 'notFound', 'answeredAt', 'outcome', 'decidedBy', 'decision',
] as const
const columns = selectList([...fixedFields, ...changingFields])

const callOf = (row: CallRow): CallRecord => ({ ...row, outcome: row.outcome === null ? null : (JSON.parse(row.outcome) as CallOutcome) })
const stored = (call: CallRecord) => ({ ...call, outcome: call.outcome === null ? null : JSON.stringify(call.outcome) })

export type CallRepository = ReturnType<typeof createCallRepository>

export function createCallRepository(db: Database) {
  const insert = db.prepare(insertInto('platform_calls', [...fixedFields, ...changingFields]))
  const update = db.prepare(`UPDATE platform_calls SET ${assignments(changingFields)} WHERE call_id = @callId`)
  const selectById = db.prepare<[string], CallRow>(`SELECT ${columns} FROM platform_calls WHERE call_id = ?`)
  const selectByOrder = db.prepare<[string], CallRow>(`SELECT ${columns} FROM platform_calls WHERE order_id = ? ORDER BY wished_at, call_id`)
  const selectDue = db.prepare<[number, number], CallRow>(
    `SELECT ${columns} FROM platform_calls WHERE due_at <= ? AND state IN ('pending', 'unknown') ORDER BY due_at LIMIT ?`,
  )
  const selectNextDue = db.prepare<[], { at: number | null }>('SELECT MIN(due_at) AS at FROM platform_calls WHERE due_at IS NOT NULL')
  const selectOpenOfPayment = db.prepare<[string], CallRow>(
    `SELECT ${columns} FROM platform_calls WHERE payment_id = ? AND state IN ('pending', 'in_flight', 'unknown') ORDER BY wished_at, call_id`,
  )
  const selectInFlight = db.prepare<[], CallRow>(`SELECT ${columns} FROM platform_calls WHERE state = 'in_flight'`)
  const selectUnknown = db.prepare<[], CallRow>(`SELECT ${columns} FROM platform_calls WHERE state = 'unknown' ORDER BY wished_at`)
  const countUnknown = db.prepare<[string], { count: number }>(
    `SELECT COUNT(*) AS count FROM platform_calls WHERE order_id = ? AND state = 'unknown'`,
  )
  const found = (row: CallRow | undefined): CallRecord | null => (row === undefined ? null : callOf(row))
  return {
    insert: (call: CallRecord): void => void insert.run(stored(call)),
    update: (call: CallRecord): void => void update.run(stored(call)),
    find: (callId: string): CallRecord | null => found(selectById.get(callId)),
    ofOrder: (orderId: string): CallRecord[] => selectByOrder.all(orderId).map(callOf),
    /** To send or to ask about by now, most overdue first. */
    due: (now: number, limit: number): CallRecord[] => selectDue.all(now, limit).map(callOf),
    nextDueAt: (): number | null => selectNextDue.get()?.at ?? null,
    openOfPayment: (paymentId: string): CallRecord[] => selectOpenOfPayment.all(paymentId).map(callOf),
    inFlight: (): CallRecord[] => selectInFlight.all().map(callOf),
    unknown: (): CallRecord[] => selectUnknown.all().map(callOf),
    countUnknown: (orderId: string): number => countUnknown.get(orderId)?.count ?? 0,
  }
}
