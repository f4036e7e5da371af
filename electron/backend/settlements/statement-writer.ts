import type { Database } from '../store/database.ts'
import type { BankEntry, StatementEnd, StatementStart } from './formats/reader.ts'
import { entryIdentity, nextIdentity } from './identity.ts'
import type { WriterCounts } from './settlement-writer.ts'

export interface StatementTarget {
  readonly fileNo: number
  readonly firstLineId: number
  readonly isDryRun: boolean
  readonly now: number
  readonly newId: () => string
}

export interface StatementWriter {
  start(statement: StatementStart): void
  add(entry: BankEntry): void
  end(end: StatementEnd): void
  readonly counts: WriterCounts
}

interface OpenStatement {
  readonly start: StatementStart
  readonly bankAccountId: string
  entries: number
  creditsMinor: number
  debitsMinor: number
  lastBookedOn: string | null
}

/** Bank files write one account in several ways; blanks and case are not part of its name. */
const normalIdentifier = (account: string): string => account.replace(/\s+/gu, '').toUpperCase()

/** Writes statements and their entries under one file's ids, leaving out entries that are there already. */
export function createStatementWriter(db: Database, target: StatementTarget): StatementWriter {
  const insert = db.prepare(
    `INSERT INTO all_bank_lines (line_id, identity, bank_account_id, minor, currency, booked_on, value_on, status, native_id, bank_references, text,
       counterparty_name, counterparty_account, type_code, is_reversal, details, original, source_line, raw)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (identity) DO NOTHING`,
  )
  const selectByIdentity = db.prepare<[number], StoredEntry>(
    'SELECT bank_account_id, minor, native_id, bank_references, text, status FROM all_bank_lines WHERE identity = ?',
  )
  const selectAccount = db.prepare<[string, string], { bank_account_id: string }>(
    'SELECT bank_account_id FROM bank_accounts WHERE identifier = ? AND currency = ?',
  )
  const insertAccount = db.prepare(
    'INSERT INTO bank_accounts (bank_account_id, identifier, currency, bank, label, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const insertStatement = db.prepare(
    `INSERT INTO bank_statements (statement_id, file_no, bank_account_id, statement_ref, sequence, page, purpose, from_day, to_day, told_until, opening_minor,
       closing_minor, entries, credits_minor, debits_minor)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const counts: WriterCounts = { inserted: 0, known: 0, changed: 0 }
  const twins = new Map<number, number>()
  let nextLineId = target.firstLineId
  let open: OpenStatement | null = null

  const accountFor = ({ account, currency, bank }: StatementStart): string => {
    const identifier = normalIdentifier(account)
    const known = selectAccount.get(identifier, currency)
    if (known !== undefined) return known.bank_account_id
    const bankAccountId = target.newId()
    if (!target.isDryRun) insertAccount.run(bankAccountId, identifier, currency, bank, account === '' ? currency : account, target.now)
    return bankAccountId
  }

  const twinOf = (bankAccountId: string, purpose: string, entry: BankEntry): number => {
    const first = entryIdentity(bankAccountId, purpose, entry, 0)
    const seen = twins.get(first) ?? 0
    twins.set(first, seen + 1)
    return seen
  }

  const tryInsert = (identity: number, bankAccountId: string, status: string, entry: BankEntry): boolean => {
    if (target.isDryRun) return selectByIdentity.get(identity) === undefined
    const { changes } = insert.run(
      nextLineId, identity, bankAccountId, entry.minor, entry.currency, entry.bookedOn, entry.valueOn, status, entry.nativeId,
      JSON.stringify(entry.references), entry.text, entry.counterpartyName, entry.counterpartyAccount, entry.typeCode, entry.isReversal ? 1 : 0,
      entry.details.length === 0 ? null : JSON.stringify(entry.details), entry.original === null ? null : JSON.stringify(entry.original), entry.line, entry.raw,
    )
    return changes === 1
  }

  return {
    counts,
    start: (start) => {
      open = { start, bankAccountId: accountFor(start), entries: 0, creditsMinor: 0, debitsMinor: 0, lastBookedOn: null }
    },
    add: (entry) => {
      if (open === null) throw new Error('an entry outside a statement')
      const { start, bankAccountId } = open
      // Movements of an interim report or an advice come again in the statement: kept to be seen, never counted.
      const status = start.purpose === 'statement' ? entry.status : 'info'
      if (entry.status === 'booked') {
        open.entries += 1
        if (entry.minor >= 0) open.creditsMinor += entry.minor
        else open.debitsMinor -= entry.minor
        if (entry.bookedOn !== null && entry.bookedOn > (open.lastBookedOn ?? '')) open.lastBookedOn = entry.bookedOn
      }
      let identity = entryIdentity(bankAccountId, start.purpose, entry, twinOf(bankAccountId, start.purpose, entry))
      for (;;) {
        if (tryInsert(identity, bankAccountId, status, entry)) {
          nextLineId += 1
          counts.inserted += 1
          return
        }
        if (isSameEntry(selectByIdentity.get(identity)!, bankAccountId, status, entry)) {
          counts.known += 1
          return
        }
        identity = nextIdentity(identity)
      }
    },
    end: ({ opening, closing }) => {
      if (open === null) throw new Error('a statement ends that did not start')
      const { start, bankAccountId, entries, creditsMinor, debitsMinor, lastBookedOn } = open
      const to = start.to ?? closing?.on ?? null
      open = null
      if (target.isDryRun) return
      insertStatement.run(
        target.newId(), target.fileNo, bankAccountId, start.statementId, start.sequence, start.page, start.purpose, start.from ?? opening?.on ?? null,
        to, to ?? lastBookedOn, opening?.minor ?? null, closing?.minor ?? null, entries, creditsMinor, debitsMinor,
      )
    },
  }
}

interface StoredEntry {
  bank_account_id: string
  minor: number
  native_id: string | null
  bank_references: string
  text: string
  status: string
}

/** The number is the same; so is the row, unless two different rows happen to share a number. */
function isSameEntry(stored: StoredEntry, bankAccountId: string, status: string, entry: BankEntry): boolean {
  if (stored.bank_account_id !== bankAccountId || stored.minor !== entry.minor || stored.native_id !== entry.nativeId || stored.status !== status) return false
  const compact = (text: string): string => text.replace(/\s+/gu, '').toLowerCase()
  return entry.nativeId !== null || (stored.bank_references === JSON.stringify(entry.references) && compact(stored.text) === compact(entry.text))
}
