import type { Day } from '../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../shared/currency.ts'
import { insertInto, selectList } from '../store/columns.ts'
import type { Database } from '../store/database.ts'

export type PayoutStatus = 'pending' | 'in_transit' | 'paid' | 'failed' | 'cancelled'

export interface PayoutRecord {
  readonly payoutId: string
  readonly accountId: string
  readonly platformReference: string
  /** Null while only lines of it are known and no total. Negative: taken from the bank. */
  readonly amountMinor: number | null
  readonly currency: CurrencyCode
  readonly status: PayoutStatus
  readonly createdAt: number | null
  readonly arrivesOn: Day | null
  readonly bankReferences: readonly string[]
  readonly isItemised: boolean
  readonly asOf: number
  readonly entryId: string | null
  /** What the lines inside add up to, payout rows left out, and how many they are. */
  readonly linesNetMinor: number
  readonly linesCount: number
  /** What of it has been found at the bank. */
  readonly depositedMinor: number
}

const fields = [
  'payoutId', 'accountId', 'platformReference', 'amountMinor', 'currency', 'status', 'createdAt', 'arrivesOn', 'bankReferences', 'isItemised', 'asOf', 'entryId',
  'linesNetMinor', 'linesCount', 'depositedMinor',
] as const

type Row = Omit<PayoutRecord, 'bankReferences' | 'isItemised'> & { bankReferences: string; isItemised: 0 | 1 }
const payoutOf = (row: Row): PayoutRecord => ({ ...row, bankReferences: JSON.parse(row.bankReferences) as string[], isItemised: row.isItemised === 1 })
const stored = (payout: PayoutRecord) => ({ ...payout, bankReferences: JSON.stringify(payout.bankReferences), isItemised: payout.isItemised ? 1 : 0 })

export type PayoutRepository = ReturnType<typeof createPayoutRepository>

export function createPayoutRepository(db: Database) {
  const columns = selectList(fields)
  const upsert = db.prepare(
    `${insertInto('payouts', fields)} ON CONFLICT (payout_id) DO UPDATE SET amount_minor = excluded.amount_minor, status = excluded.status,
       created_at = excluded.created_at, arrives_on = excluded.arrives_on, bank_references = excluded.bank_references,
       is_itemised = excluded.is_itemised, as_of = excluded.as_of, entry_id = excluded.entry_id`,
  )
  const selectByReference = db.prepare<[string, string, string], Row>(`SELECT ${columns} FROM payouts WHERE account_id = ? AND platform_reference = ? AND currency = ?`)
  const selectById = db.prepare<[string], Row>(`SELECT ${columns} FROM payouts WHERE payout_id = ?`)
  const selectPage = db.prepare<[{ accountId: string | null; beforeDay: string; beforeId: string; limit: number }], Row>(
    `SELECT ${columns} FROM payouts
      WHERE (@accountId IS NULL OR account_id = @accountId)
        AND (COALESCE(arrives_on, '9999-12-31'), payout_id) < (@beforeDay, @beforeId)
      ORDER BY COALESCE(arrives_on, '9999-12-31') DESC, payout_id DESC LIMIT @limit`,
  )
  const addLines = db.prepare('UPDATE payouts SET lines_net_minor = lines_net_minor + ?, lines_count = lines_count + ? WHERE payout_id = ?')
  const found = (row: Row | undefined): PayoutRecord | null => (row === undefined ? null : payoutOf(row))
  return {
    addLines: (payoutId: string, netMinor: number, count: number): void => void addLines.run(netMinor, count, payoutId),
    save: (payout: PayoutRecord): void => void upsert.run(stored(payout)),
    find: (payoutId: string): PayoutRecord | null => found(selectById.get(payoutId)),
    findByReference: (accountId: string, reference: string, currency: CurrencyCode): PayoutRecord | null => found(selectByReference.get(accountId, reference, currency)),
    /** Newest arrival first; payouts without a day come first of all. */
    page: (accountId: string | null, before: { day: string; id: string } | null, limit: number): PayoutRecord[] =>
      selectPage.all({ accountId, beforeDay: before?.day ?? '9999-99-99', beforeId: before?.id ?? '~', limit }).map(payoutOf),
  }
}
