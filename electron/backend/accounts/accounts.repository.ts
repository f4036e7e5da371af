import type { CurrencyCode } from '../../../shared/currency.ts'
import type { PlatformId } from '../platforms/platform.ts'
import { assignments, insertInto, selectList } from '../store/columns.ts'
import type { Database } from '../store/database.ts'

/** A connected account at a platform. Its secrets lie in the host's secret store, never here. */
export interface AccountRecord {
  readonly accountId: string
  readonly platform: PlatformId
  readonly label: string
  readonly environment: 'test' | 'live'
  /** Null: the platform's own address, or the embedded sandbox. */
  readonly baseUrl: string | null
  readonly settings: Readonly<Record<string, string>>
  readonly currency: CurrencyCode | null
  readonly feedCursor: string | null
  /** Until when the change feed is known to be complete, platform time. */
  readonly feedCompleteUntil: number | null
  readonly payoutsPulledUntil: number | null
  readonly createdAt: number
  readonly closedAt: number | null
}

type AccountRow = Omit<AccountRecord, 'settings'> & { settings: string }

const fixedFields = ['accountId', 'platform', 'environment', 'createdAt'] as const
const changingFields = [
  'label', 'baseUrl', 'settings', 'currency', 'feedCursor', 'feedCompleteUntil', 'payoutsPulledUntil', 'closedAt',
] as const
const columns = selectList([...fixedFields, ...changingFields])

const accountOf = (row: AccountRow): AccountRecord => ({ ...row, settings: JSON.parse(row.settings) as Record<string, string> })
const stored = (account: AccountRecord) => ({ ...account, settings: JSON.stringify(account.settings) })

export type AccountRepository = ReturnType<typeof createAccountRepository>

export function createAccountRepository(db: Database) {
  const insert = db.prepare(insertInto('accounts', [...fixedFields, ...changingFields]))
  const update = db.prepare(`UPDATE accounts SET ${assignments(changingFields)} WHERE account_id = @accountId`)
  const selectAll = db.prepare<[], AccountRow>(`SELECT ${columns} FROM accounts ORDER BY created_at, account_id`)
  const selectById = db.prepare<[string], AccountRow>(`SELECT ${columns} FROM accounts WHERE account_id = ?`)
  const selectByLabel = db.prepare<[string], AccountRow>(`SELECT ${columns} FROM accounts WHERE label = ?`)
  const updateCursor = db.prepare('UPDATE accounts SET feed_cursor = ?, feed_complete_until = ? WHERE account_id = ?')
  const forgetCursor = db.prepare('UPDATE accounts SET feed_cursor = NULL WHERE account_id = ?')
  const updatePayouts = db.prepare('UPDATE accounts SET payouts_pulled_until = ? WHERE account_id = ?')
  const found = (row: AccountRow | undefined): AccountRecord | null => (row === undefined ? null : accountOf(row))
  return {
    insert: (account: AccountRecord): void => void insert.run(stored(account)),
    update: (account: AccountRecord): void => void update.run(stored(account)),
    list: (): AccountRecord[] => selectAll.all().map(accountOf),
    find: (accountId: string): AccountRecord | null => found(selectById.get(accountId)),
    findByLabel: (label: string): AccountRecord | null => found(selectByLabel.get(label)),
    saveCursor: (accountId: string, cursor: string, completeUntil: number | null): void =>
      void updateCursor.run(cursor, completeUntil, accountId),
    forgetCursor: (accountId: string): void => void forgetCursor.run(accountId),
    savePayoutsPulled: (accountId: string, until: number): void => void updatePayouts.run(until, accountId),
  }
}
