import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { CurrencyCode } from '../../../shared/currency.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { AccountService } from '../accounts/accounts.service.ts'
import type { Actor, AuditService } from '../audit/audit.service.ts'
import type { Changes } from '../changes.ts'
import type { Clock } from '../host.ts'
import { JobCancelled, type JobService } from '../jobs/jobs.service.ts'
import type { Store } from '../store/store.ts'
import { fileToRead, type FileSource, type NotReadable } from './file-to-read.ts'
import type { ImportedFile, ImportInput } from './import.task.ts'
import type { PullPayouts, PullReport } from './pull.ts'
import { createSourceFileRepository, type FileAnswers, type SourceFile } from './source-files.repository.ts'
import type { Uploads } from './uploads.ts'

export interface ImportWish extends FileAnswers {
  readonly source: FileSource
  readonly name: string
  readonly side: 'statement' | 'settlement' | null
  readonly accountId: string | null
  readonly format: string | null
  readonly encoding: string | null
  readonly isDryRun: boolean
  readonly acceptNote: string | null
}

type Cancelled = { readonly kind: 'cancelled' }
type AccountNotFound = { readonly kind: 'account-not-found' }
type FileNotHeld = { readonly kind: 'file-not-held' }
export type ImportFailure = AccountNotFound | NotReadable | Cancelled

export interface SettlementParts {
  readonly store: Store
  readonly dataFolder: string
  readonly clock: Clock
  readonly zone: () => string
  readonly currency: () => CurrencyCode | null
  readonly accounts: AccountService
  readonly jobs: JobService
  readonly uploads: Uploads
  readonly pull: PullPayouts
  readonly audit: AuditService
  readonly changes: Changes
}

export type SettlementService = ReturnType<typeof createSettlementService>

export function createSettlementService(parts: SettlementParts) {
  const { store, accounts, jobs, audit, changes } = parts
  const files = createSourceFileRepository(store.db)

  const run = async (input: ImportInput, by: Actor): Promise<Result<readonly ImportedFile[], Cancelled>> => {
    try {
      const imported = await jobs.run('import', input.name, input).output
      if (!input.isDryRun) {
        store.inTransaction(() => {
          for (const file of imported) {
            audit.note(by, `settlements.${file.state}`, file.fileId ?? file.name, { name: file.name, side: file.report.side, format: file.report.format, inserted: file.inserted, known: file.known, note: input.acceptNote })
          }
        })
        changes.announce('settlements')
      }
      return ok(imported)
    } catch (error) {
      if (error instanceof JobCancelled) return fail({ kind: 'cancelled' })
      throw error
    }
  }

  return {
    import: async (wish: ImportWish, by: Actor): Promise<Result<readonly ImportedFile[], ImportFailure>> => {
      if (wish.accountId !== null && accounts.find(wish.accountId) === null) return fail({ kind: 'account-not-found' })
      const file = await fileToRead(wish.source, parts.uploads)
      if (!file.ok) return file
      const { name, side, accountId, format, currency, dateOrder, decimal, encoding, isDryRun, acceptNote } = wish
      const result = await run({ file: file.value, name, side, accountId, format, currency, dateOrder, decimal, encoding, isDryRun, acceptNote, zone: parts.zone(), fallbackCurrency: parts.currency(), by: by.id }, by)
      // A file that was only looked at, refused or put off stays for the next try: with answers, an account or a mapping.
      if (wish.source.from === 'upload' && result.ok && result.value.every(({ state }) => isDone(state))) parts.uploads.drop(wish.source.uploadId)
      return result
    },

    files: (before: number | null, limit: number): SourceFile[] => files.page(before, limit),

    acceptHeld: async (fileId: string, note: string, by: Actor): Promise<Result<readonly ImportedFile[], FileNotHeld | Cancelled>> => {
      const held = files.find(fileId)
      if (held?.state !== 'held') return fail({ kind: 'file-not-held' })
      const result = await run(
        {
          ...held.answers, file: { path: heldPath(parts.dataFolder, fileId) }, name: held.name, side: held.side, accountId: held.accountId, format: held.format, encoding: held.encoding,
          zone: parts.zone(), fallbackCurrency: parts.currency(), isDryRun: false, acceptNote: note, by: by.id,
        },
        by,
      )
      if (result.ok && result.value.every(({ state }) => state === 'imported' || state === 'known-already')) await letGo(held, note, by)
      return result
    },

    discardHeld: async (fileId: string, note: string, by: Actor): Promise<Result<null, FileNotHeld>> => {
      const held = files.find(fileId)
      if (held?.state !== 'held') return fail({ kind: 'file-not-held' })
      await letGo(held, note, by)
      return ok(null)
    },

    pull: async (accountId: string, since: number | null): Promise<Result<PullReport, AccountNotFound | Cancelled>> => {
      const account = accounts.find(accountId)
      if (account === null) return fail({ kind: 'account-not-found' })
      try {
        const report = await jobs.runHere('pull', account.label, (signal) => parts.pull(accountId, since, signal)).output
        changes.announce('settlements')
        return ok(report)
      } catch (error) {
        if (error instanceof JobCancelled) return fail({ kind: 'cancelled' })
        throw error
      }
    },
  }

  async function letGo(held: SourceFile, note: string, by: Actor): Promise<void> {
    store.inTransaction(() => {
      files.finish({ ...held, state: 'discarded', decidedBy: by.id, note })
      audit.note(by, 'settlements.held-decided', held.fileId, { name: held.name, note })
    })
    await rm(heldPath(parts.dataFolder, held.fileId), { force: true })
    changes.announce('settlements')
  }
}

const isDone = (state: ImportedFile['state']): boolean => state === 'imported' || state === 'known-already' || state === 'held'

const heldPath = (dataFolder: string, fileId: string): string => path.join(dataFolder, 'held', fileId)
