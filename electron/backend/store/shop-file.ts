import { renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ok, type Result } from '../../../shared/result.ts'
import { openDatabase, type Database } from './database.ts'
import type { FolderLock } from './lock.ts'
import { migrate, type Migration, type SchemaFromTheFuture } from './migrate.ts'

/** Opens the shop's file with today's schema. When that cannot be, file and folder are free again. */
export function openShopFile(dataFolder: string, lock: FolderLock, migrations: readonly Migration[]): Result<Database, SchemaFromTheFuture> {
  let db: Database | null = null
  try {
    const opened = (db = openDatabase(path.join(dataFolder, 'counterfoil.db')))
    const migrated = migrate(opened, migrations, (from) => keepCopy(opened, path.join(dataFolder, `before-migration-from-${from}.db`)))
    if (migrated.ok) return ok(opened)
    letGo(db, lock)
    return migrated
  } catch (error) {
    letGo(db, lock)
    throw error
  }
}

/** A copy from an attempt before is replaced: that attempt failed, and the file may have changed since. */
function keepCopy(db: Database, file: string): void {
  const partial = `${file}.partial`
  rmSync(partial, { force: true })
  db.prepare('VACUUM INTO ?').run(partial)
  renameSync(partial, file)
}

function letGo(db: Database | null, lock: FolderLock): void {
  db?.close()
  lock.release()
}
