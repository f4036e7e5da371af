import { open, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Day } from '../../../shared/business-day.ts'
import { Manifest } from '../../../shared/contract/exports.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Actor, AuditService } from '../audit/audit.service.ts'
import type { Changes } from '../changes.ts'
import type { Host } from '../host.ts'
import { JobCancelled, type JobService } from '../jobs/jobs.service.ts'
import type { Store } from '../store/store.ts'
import { checkExport, type ExportCheck } from './check-export.ts'
import { manifestPathOf } from './export.task.ts'
import type { ExportSubjectName } from './subjects.ts'

export interface ExportWish {
  readonly subject: ExportSubjectName
  readonly from: Day
  readonly to: Day
  readonly environment: 'test' | 'live' | null
  readonly withByteOrderMark: boolean
  readonly path: string | null
}

export interface ExportRecord {
  readonly exportId: string
  readonly madeAt: number
  readonly madeBy: string
  readonly manifest: Manifest
}

export type ExportFailure =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'bad-range' }
  | { readonly kind: 'cannot-write'; readonly path: string; readonly why: string }
  | { readonly kind: 'journal-does-not-balance'; readonly currency: string; readonly minor: number }

export interface ExportParts {
  readonly store: Store
  readonly host: Host
  readonly jobs: JobService
  readonly audit: AuditService
  readonly changes: Changes
  readonly zone: () => { zone: string; cutoffHour: number }
}

export type ExportService = ReturnType<typeof createExportService>

const pieceBytes = 1024 * 1024

export function createExportService({ store, host, jobs, audit, changes, zone }: ExportParts) {
  const { db } = store
  const insert = db.prepare('INSERT INTO exports (export_id, made_at, made_by, path, manifest) VALUES (?, ?, ?, ?, ?)')
  const select = db.prepare<[string], StoredExport>('SELECT export_id AS exportId, made_at AS madeAt, made_by AS madeBy, path, manifest FROM exports WHERE export_id = ?')
  const selectPage = db.prepare<[string, number], StoredExport>(
    'SELECT export_id AS exportId, made_at AS madeAt, made_by AS madeBy, path, manifest FROM exports WHERE export_id < ? ORDER BY export_id DESC LIMIT ?',
  )

  const make = async (wish: ExportWish, by: Actor): Promise<Result<ExportRecord, ExportFailure>> => {
    if (wish.from > wish.to) return fail({ kind: 'bad-range' })
    const exportId = host.newId()
    const name = `${wish.subject}-${wish.from}-to-${wish.to}.csv`
    const file = wish.path ?? path.join(host.dataFolder, 'exports', exportId, name)
    try {
      const { zone: timeZone, cutoffHour } = zone()
      const manifest = await jobs.run('export', name, {
        subject: wish.subject, scope: { from: wish.from, to: wish.to, environment: wish.environment }, zone: timeZone, cutoffHour,
        withByteOrderMark: wish.withByteOrderMark, file, version: host.version,
      }).output
      const off = wish.subject === 'journal' ? imbalanceOf(manifest) : null
      if (off !== null) {
        await rm(file, { force: true })
        return fail({ kind: 'journal-does-not-balance', ...off })
      }
      const madeAt = host.clock.now()
      store.inTransaction(() => {
        insert.run(exportId, madeAt, by.id, wish.path, JSON.stringify(manifest))
        audit.note(by, 'export.make', exportId, { subject: wish.subject, from: wish.from, to: wish.to, rows: manifest.rows, sha256: manifest.sha256 })
      })
      changes.announce('exports', exportId)
      return ok({ exportId, madeAt, madeBy: by.id, manifest })
    } catch (error) {
      if (error instanceof JobCancelled) return fail({ kind: 'cancelled' })
      const why = writeProblemOf(error)
      if (why === null) throw error
      return fail({ kind: 'cannot-write', path: file, why })
    }
  }

  const fileOf = (row: StoredExport): string =>
    row.path ?? path.join(host.dataFolder, 'exports', row.exportId, (JSON.parse(row.manifest) as Manifest).fileName)

  return {
    make,
    find: (exportId: string): ExportRecord | null => {
      const row = select.get(exportId)
      return row === undefined ? null : recordOf(row)
    },
    /** Newest first. */
    list: (before: string | null, limit: number): ExportRecord[] => selectPage.all(before ?? '~', limit).map(recordOf),
    /** A piece of a kept export, as base64, and where the next begins. */
    read: async (exportId: string, part: 'file' | 'manifest', offset: number): Promise<Result<{ base64: string; next: number | null }, { kind: 'export-not-found' }>> => {
      const row = select.get(exportId)
      if (row === undefined) return fail({ kind: 'export-not-found' })
      try {
        const handle = await open(part === 'file' ? fileOf(row) : manifestPathOf(fileOf(row)))
        try {
          const { bytesRead, buffer } = await handle.read(Buffer.alloc(pieceBytes), 0, pieceBytes, offset)
          const { size } = await handle.stat()
          return ok({ base64: buffer.subarray(0, bytesRead).toString('base64'), next: offset + bytesRead < size ? offset + bytesRead : null })
        } finally {
          await handle.close()
        }
      } catch {
        return fail({ kind: 'export-not-found' })
      }
    },
    /** Recomputes a file against the manifest that lies beside it. */
    check: async (file: string): Promise<Result<ExportCheck, { kind: 'file-not-readable'; path: string; why: string }>> => {
      try {
        const manifest = Manifest.safeParse(JSON.parse(await readFile(manifestPathOf(file), 'utf8')))
        return ok(await checkExport(file, manifest.success ? manifest.data : null))
      } catch (error) {
        return fail({ kind: 'file-not-readable', path: file, why: (error as NodeJS.ErrnoException).code ?? String(error) })
      }
    },
  }
}

interface StoredExport {
  exportId: string
  madeAt: number
  madeBy: string
  path: string | null
  manifest: string
}

const recordOf = ({ exportId, madeAt, madeBy, manifest }: StoredExport): ExportRecord => ({ exportId, madeAt, madeBy, manifest: JSON.parse(manifest) as Manifest })

/** The first currency in which debits and credits differ. */
function imbalanceOf({ sums }: Manifest): { currency: string; minor: number } | null {
  for (const { column, currency, minor } of sums) {
    if (column !== 'debit') continue
    const credit = sums.find((sum) => sum.column === 'credit' && sum.currency === currency)?.minor ?? 0
    if (minor !== credit) return { currency, minor: minor - credit }
  }
  return null
}

const fileErrors = ['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EISDIR', 'ENOSPC', 'EROFS', 'EDQUOT', 'ENAMETOOLONG']

/** The system's word for why a file could not be written, wherever in the error it stands; null for anything else. */
function writeProblemOf(error: unknown): string | null {
  const words = `${String(error)} ${error instanceof Error ? (error.cause instanceof Error ? error.cause.message : '') : ''}`
  return fileErrors.find((code) => words.includes(code)) ?? null
}
