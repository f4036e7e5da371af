import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { fail, ok, type Result } from '../../../shared/result.ts'

export interface FolderLock {
  release(): void
}

export interface FolderInUse {
  readonly kind: 'folder-in-use'
  /** Who holds it, as they wrote it down: program, process id, since when. */
  readonly holder: string
}

/**
 * One process writes to a data folder. The lock is a transaction held open on a tiny database beside the real one:
 * the operating system lets go of it when the holder dies, even by `kill -9`, and two users of one machine see each other.
 */
export function lockFolder(dataFolder: string, holder: string): Result<FolderLock, FolderInUse> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const noteFile = path.join(dataFolder, 'in-use.txt')
  const db = new BetterSqlite3(path.join(dataFolder, 'lock.db'), { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      return fail({ kind: 'folder-in-use', holder: readNote(noteFile) })
    }
    throw error
  }
  writeFileSync(noteFile, `${holder}\n`, { mode: 0o600 })
  return ok({
    release: () => {
      db.exec('ROLLBACK')
      db.close()
    },
  })
}

function readNote(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}
