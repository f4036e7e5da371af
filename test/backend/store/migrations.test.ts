import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase, type Database } from '../../../electron/backend/store/database.ts'
import { lockFolder } from '../../../electron/backend/store/lock.ts'
import { migrate, type Migration } from '../../../electron/backend/store/migrate.ts'
import { migrations } from '../../../electron/backend/store/migrations.ts'
import { openShopFile } from '../../../electron/backend/store/shop-file.ts'
import { rowsOf, writeRowsOf } from './rows-of-versions.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-store-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const newest = migrations.at(-1)!.version
const file = (): string => path.join(folder, 'counterfoil.db')
const versionOf = (db: Database): unknown => db.pragma('user_version', { simple: true })
const schemaOf = (db: Database): unknown[] => db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all()
const upTo = (version: number): readonly Migration[] => migrations.filter((step) => step.version <= version)

/** The shop's file as a program of that version left it, with a few rows. */
function leftBy(version: number): void {
  const db = openDatabase(file())
  migrate(db, upTo(version), () => undefined)
  writeRowsOf(version, db)
  db.close()
}

/** Opens the folder as the program does when it starts, looks, and closes it. */
function opened<T>(look: (db: Database) => T, steps = migrations): T {
  const lock = lockFolder(folder, 'test')
  if (!lock.ok) throw new Error(`held by ${lock.failure.holder}`)
  const result = openShopFile(folder, lock.value, steps)
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  const seen = look(result.value)
  result.value.close()
  lock.value.release()
  return seen
}

/** Whether the folder can be opened by another; a failed start must not keep it. */
function isFree(): boolean {
  const lock = lockFolder(folder, 'another')
  if (lock.ok) lock.value.release()
  return lock.ok
}

describe('the steps', () => {
  test('rise, and none has the number of another', () => {
    const versions = migrations.map(({ version }) => version)
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b))
  })
})

describe('an empty file', () => {
  test('gets all steps, and no copy of nothing is kept', () => {
    expect(opened((db) => [versionOf(db), db.pragma('integrity_check', { simple: true })])).toEqual([newest, 'ok'])
    expect(existsSync(path.join(folder, 'before-migration-from-0.db'))).toBe(false)
  })

  test('opened again is not changed', () => {
    const before = opened(schemaOf)
    expect(opened(schemaOf)).toEqual(before)
  })
})

describe.each(migrations.slice(0, -1).map(({ version, name }) => [version, name] as const))('a file of version %i (%s)', (version) => {
  test('becomes the newest with the rows that it had, and the schema of a new file', () => {
    const fresh = openDatabase(':memory:')
    migrate(fresh, migrations, () => undefined)
    leftBy(version)
    expect(opened((db) => ({ version: versionOf(db), schema: schemaOf(db), rows: rowsOf(version, db), orphans: db.pragma('foreign_key_check') }))).toEqual({
      version: newest, schema: schemaOf(fresh), rows: rowsOf(version), orphans: [],
    })
  })

  test('is kept beside it as it was', () => {
    leftBy(version)
    opened(versionOf)
    const copy = openDatabase(path.join(folder, `before-migration-from-${version}.db`), { readonly: true })
    expect([versionOf(copy), rowsOf(version, copy)]).toEqual([version, rowsOf(version)])
    copy.close()
  })
})

describe('a file of a newer version', () => {
  test('is refused with both numbers, and not a byte of it changes', () => {
    leftBy(newest)
    const db = openDatabase(file())
    db.pragma(`user_version = ${newest + 10}`)
    db.close()
    const [before, touchedAt] = [readFileSync(file()), statSync(file()).mtimeMs]
    const lock = lockFolder(folder, 'test')
    const result = openShopFile(folder, lock.ok ? lock.value : { release: () => undefined }, migrations)
    expect(result).toEqual({ ok: false, failure: { kind: 'schema-from-the-future', found: newest + 10, known: newest } })
    expect([readFileSync(file()).equals(before), statSync(file()).mtimeMs]).toEqual([true, touchedAt])
    expect(isFree()).toBe(true)
  })
})

describe('a step that fails', () => {
  const works: Migration = { version: newest + 10, name: 'works', up: (db) => void db.exec("CREATE TABLE later (x); UPDATE shop SET name = 'changed'") }
  const breaks: Migration = { version: newest + 20, name: 'breaks', up: (db) => void db.exec('DELETE FROM settings; CREATE TABLE shop (x)') }
  const orphans: Migration = {
    version: newest + 20, name: 'orphans',
    up: (db) => void db.exec("CREATE TABLE child (shop INTEGER REFERENCES shop (only) DEFERRABLE INITIALLY DEFERRED); INSERT INTO child VALUES (7)"),
  }

  test.each([[breaks, /already exists/u], [orphans, /without their parent|FOREIGN KEY/u]])('takes the steps before it back: %o', (broken, words) => {
    leftBy(newest)
    const before = opened((db) => [versionOf(db), schemaOf(db), rowsOf(newest, db)])
    expect(() => opened(versionOf, [...migrations, works, broken])).toThrow(words)
    expect(opened((db) => [versionOf(db), schemaOf(db), rowsOf(newest, db)])).toEqual(before)
    expect(rowsOf(newest)).toEqual(before[2])
  })

  test('can be tried again, and says the same; put right, it goes through', () => {
    leftBy(newest)
    for (const attempt of [1, 2]) expect(() => opened(versionOf, [...migrations, works, breaks]), `attempt ${attempt}`).toThrow(/already exists/u)
    expect(opened(versionOf, [...migrations, works])).toBe(newest + 10)
  })

  test('lets the folder go', () => {
    leftBy(newest)
    expect(() => opened(versionOf, [...migrations, breaks])).toThrow(/already exists/u)
    expect(isFree()).toBe(true)
  })
})
