import type { Database } from './database.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'

export interface Migration {
  /** Rises in tens; never reused. */
  readonly version: number
  readonly name: string
  up(db: Database): void
}

export interface SchemaFromTheFuture {
  readonly kind: 'schema-from-the-future'
  readonly found: number
  readonly known: number
}

const schemaVersionOf = (db: Database): number => db.pragma('user_version', { simple: true }) as number

/**
 * Brings the schema up to date. All steps and the version number are one transaction, so that a step that fails leaves the
 * file exactly as the program before knew it. `beforeChange` runs first when an existing file is about to be changed: the
 * place for a backup.
 */
export function migrate(
  db: Database,
  migrations: readonly Migration[],
  beforeChange: (fromVersion: number) => void,
): Result<{ from: number; to: number }, SchemaFromTheFuture> {
  const from = schemaVersionOf(db)
  const known = migrations.at(-1)?.version ?? 0
  if (from > known) return fail({ kind: 'schema-from-the-future', found: from, known })
  const pending = migrations.filter(({ version }) => version > from)
  if (pending.length === 0) return ok({ from, to: from })
  if (from > 0) beforeChange(from)
  db.transaction(() => {
    for (const migration of pending) migration.up(db)
    const broken = db.pragma('foreign_key_check') as unknown[]
    if (broken.length > 0) throw new Error(`migration left ${broken.length} rows without their parent`)
    db.pragma(`user_version = ${known}`)
  }).exclusive()
  db.pragma('optimize')
  return ok({ from, to: known })
}
