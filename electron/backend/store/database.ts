import BetterSqlite3 from 'better-sqlite3'

export type Database = BetterSqlite3.Database
export type Statement<Parameters extends unknown[] = unknown[], Row = unknown> = BetterSqlite3.Statement<Parameters, Row>

/**
 * Opens a database file with the settings that money needs. `synchronous = FULL` is set on every opening because the
 * library's own default drops to NORMAL from the second opening on, and a power cut could then lose the last commits.
 */
export function openDatabase(file: string, options: { readonly?: boolean } = {}): Database {
  const db = new BetterSqlite3(file, { timeout: 5_000, readonly: options.readonly ?? false })
  if (options.readonly !== true) {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
  }
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('cache_size = -32768') // 32 MiB
  return db
}

/**
 * A connection for long work in many small transactions, all of which can be done again from their source: a power cut may
 * lose the last of them, never their order. What is told to be done is made lasting first, by `makeLasting`.
 */
export function openForLongWork(file: string): Database {
  const db = openDatabase(file)
  db.pragma('synchronous = NORMAL')
  db.pragma('wal_autocheckpoint = 8000')
  db.pragma('cache_size = -8192') // 8 MiB: such work goes through the tables in order
  return db
}

/**
 * Brings everything committed so far to the disk: a commit that waits for the disk takes all earlier ones with it. The log is
 * written into the file here as well; else the next to commit would do it, and that is the thread that answers the page.
 */
export function makeLasting(db: Database): void {
  db.pragma('synchronous = FULL')
  db.exec('UPDATE visible_lines SET below = below')
  db.pragma('wal_checkpoint(PASSIVE)')
  db.pragma('synchronous = NORMAL')
}

export type StoreProblem = 'busy' | 'full' | 'unwritable' | 'corrupt' | 'other'

/** What an exception from SQLite means for the person in front of the screen. */
export function storeProblemOf(error: unknown): StoreProblem | null {
  if (!(error instanceof BetterSqlite3.SqliteError)) return null
  const { code } = error
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'busy'
  if (code.startsWith('SQLITE_FULL')) return 'full'
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) return 'unwritable'
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return 'corrupt'
  return 'other'
}
