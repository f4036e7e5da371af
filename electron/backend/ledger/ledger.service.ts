import { addDays, type Day } from '../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../shared/currency.ts'
import type { Database } from '../store/database.ts'

export interface Posting {
  readonly ledgerAccount: string
  /** Plus is debit, minus is credit. */
  readonly minor: number
  readonly currency: CurrencyCode
}

export interface JournalEntry {
  readonly at: number
  readonly businessDay: Day
  /** "payment", "payout", "deposit" ... */
  readonly kind: string
  /** Id of the fact behind the entry. */
  readonly subject: string
  readonly text: string
  /** The entry that this one takes back. */
  readonly counters?: string
  readonly postings: readonly Posting[]
}

export interface LedgerBalance {
  readonly ledgerAccount: string
  readonly currency: CurrencyCode
  readonly minor: number
}

export interface LedgerService {
  /** Writes a balanced entry and returns its id. Throws when debits and credits differ in any currency: that is a bug. */
  post(entry: JournalEntry): string
  /** Takes an entry back by its mirror image. */
  counter(entryId: string, at: number, businessDay: Day, text: string): string
  balances(): LedgerBalance[]
  balanceOf(ledgerAccount: string, currency: CurrencyCode): number
  /** Accounts and currencies whose kept balance is not the sum of their postings, and entries that do not balance. */
  problems(): { unbalancedEntries: number; wrongBalances: LedgerBalance[] }
}

export function createLedgerService(db: Database, newId: () => string): LedgerService {
  const insertEntry = db.prepare(
    'INSERT INTO journal_entries (entry_id, at, business_day, kind, subject, text, counters) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const insertPosting = db.prepare(
    'INSERT INTO postings (entry_id, line, ledger_account, minor, currency) VALUES (?, ?, ?, ?, ?)',
  )
  const addToBalance = db.prepare(
    `INSERT INTO ledger_balances (ledger_account, currency, minor, first_day) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET minor = minor + excluded.minor, first_day = MIN(first_day, excluded.first_day)`,
  )
  const selectEntry = db.prepare<[string], { kind: string; subject: string }>(
    'SELECT kind, subject FROM journal_entries WHERE entry_id = ?',
  )
  const selectPostings = db.prepare<[string], { ledger_account: string; minor: number; currency: string }>(
    'SELECT ledger_account, minor, currency FROM postings WHERE entry_id = ? ORDER BY line',
  )
  const selectBalances = db.prepare<[], { ledger_account: string; currency: string; minor: number }>(
    'SELECT ledger_account, currency, minor FROM ledger_balances ORDER BY ledger_account, currency',
  )
  const selectBalance = db.prepare<[string, string], { minor: number }>(
    'SELECT minor FROM ledger_balances WHERE ledger_account = ? AND currency = ?',
  )
  const countUnbalanced = db.prepare<[], { entries: number }>(
    `SELECT COUNT(*) AS entries FROM (
       SELECT entry_id FROM postings GROUP BY entry_id, currency HAVING SUM(minor) <> 0
       UNION
       SELECT entry_id FROM journal_entries WHERE entry_id NOT IN (SELECT entry_id FROM postings))`,
  )
  const selectWrong = db.prepare<[], { ledger_account: string; currency: string; minor: number }>(
    `SELECT ledger_account, currency, SUM(minor) AS minor FROM (
       SELECT ledger_account, currency, minor FROM postings
       UNION ALL
       SELECT ledger_account, currency, -minor FROM ledger_balances)
     GROUP BY ledger_account, currency HAVING SUM(minor) <> 0`,
  )
  const balanceRow = (row: { ledger_account: string; currency: string; minor: number }): LedgerBalance => ({
    ledgerAccount: row.ledger_account,
    currency: row.currency,
    minor: row.minor,
  })

  const selectClosedUntil = db.prepare<[string], { day: Day }>('SELECT day FROM closed_until WHERE account_id = ?')
  /** A closed day takes nothing any more: what comes late is booked on the first open one, and `at` still tells when it was. */
  const openDay = ({ businessDay, postings }: JournalEntry): Day => {
    const accounts = new Set(postings.map(({ ledgerAccount }) => ledgerAccount.slice(ledgerAccount.indexOf(':') + 1)))
    let day = businessDay
    for (const accountId of accounts) {
      const closed = selectClosedUntil.get(accountId)?.day
      if (closed !== undefined && day <= closed) day = addDays(closed, 1)
    }
    return day
  }

  const post = (entry: JournalEntry): string => {
    assertBalanced(entry)
    const entryId = newId()
    const businessDay = openDay(entry)
    insertEntry.run(entryId, entry.at, businessDay, entry.kind, entry.subject, entry.text, entry.counters ?? null)
    entry.postings.forEach(({ ledgerAccount, minor, currency }, index) => {
      insertPosting.run(entryId, index + 1, ledgerAccount, minor, currency)
      addToBalance.run(ledgerAccount, currency, minor, businessDay)
    })
    return entryId
  }

  return {
    post,
    counter: (entryId, at, businessDay, text) => {
      const entry = selectEntry.get(entryId)
      if (entry === undefined) throw new Error(`no journal entry ${entryId}`)
      const postings = selectPostings
        .all(entryId)
        .map((row) => ({ ledgerAccount: row.ledger_account, minor: -row.minor, currency: row.currency }))
      return post({ at, businessDay, kind: entry.kind, subject: entry.subject, text, counters: entryId, postings })
    },
    balances: () => selectBalances.all().map(balanceRow),
    balanceOf: (ledgerAccount, currency) => selectBalance.get(ledgerAccount, currency)?.minor ?? 0,
    problems: () => ({
      unbalancedEntries: countUnbalanced.get()?.entries ?? 0,
      wrongBalances: selectWrong.all().map(balanceRow),
    }),
  }
}

function assertBalanced({ kind, subject, postings }: JournalEntry): void {
  const sums = new Map<CurrencyCode, number>()
  for (const { minor, currency } of postings) {
    if (!Number.isSafeInteger(minor) || minor === 0) throw new RangeError(`posting of ${minor} in ${kind} ${subject}`)
    sums.set(currency, (sums.get(currency) ?? 0) + minor)
  }
  for (const [currency, sum] of sums) {
    if (sum !== 0) throw new Error(`entry ${kind} ${subject} is off by ${sum} ${currency}`)
  }
  if (postings.length < 2) throw new Error(`entry ${kind} ${subject} has ${postings.length} postings`)
}
