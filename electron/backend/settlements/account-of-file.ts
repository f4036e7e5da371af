import type { Database } from '../store/database.ts'

/** Platforms that the console can ask itself; the files of all others belong to an account of files. */
const ownFilesOf = ['sandbox', 'stripe', 'paypal', 'square'] as const

/** The account that a settlement file must be of, when only one account can have such files. */
export function onlyAccountFor(db: Database, format: string): string | null {
  const platform = ownFilesOf.find((name) => format === name || format.startsWith(`${name}-`)) ?? 'files'
  const accounts = db.prepare<[string], { accountId: string }>('SELECT account_id AS accountId FROM accounts WHERE platform = ?').all(platform)
  return accounts.length === 1 ? accounts[0]!.accountId : null
}
