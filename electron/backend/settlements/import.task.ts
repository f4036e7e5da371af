import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { CurrencyCode } from '../../../shared/currency.ts'
import { breathe, type Task, type TaskContext } from '../jobs/task.ts'
import type { AcceptanceReport } from './acceptance.ts'
import { fileSource, memorySource, type ByteSource } from './formats/byte-source.ts'
import type { PayoutNotice, ReadEvent } from './formats/reader.ts'
import { onlyAccountFor } from './account-of-file.ts'
import { inspectFile, type InspectedFile, type InspectedSource } from './inspect-file.ts'
import { linesPerFile } from './line-ids.ts'
import { linesByPayout, notePayoutsOfFile } from './payouts-of-file.ts'
import { createLineWriter, type LineWriter, type WriterCounts } from './settlement-writer.ts'
import { createSourceFileRepository, noAnswers, type FileAnswers, type SourceFile } from './source-files.repository.ts'
import { createStatementWriter, type StatementWriter } from './statement-writer.ts'
import { formatWithProfileId, readersWithProfiles } from './csv-profiles.ts'

export interface ImportInput extends FileAnswers {
  /** A path on this machine, or the bytes themselves. */
  readonly file: { readonly path: string } | { readonly bytes: Uint8Array }
  readonly name: string
  /** Null: whichever it turns out to be. */
  readonly side: 'statement' | 'settlement' | null
  /** Whose settlement it is; null: the only account it can be of. */
  readonly accountId: string | null
  readonly format: string | null
  readonly encoding: string | null
  readonly zone: string
  /** The shop's own: where a file does not say its currency, with a warning. */
  readonly fallbackCurrency: CurrencyCode | null
  readonly isDryRun: boolean
  /** Why the file is taken although a proof failed or rows could not be read; null: it is held back then. */
  readonly acceptNote: string | null
  readonly by: string
}

export type ImportState = 'imported' | 'checked' | 'held' | 'refused' | 'known-already' | 'wrong-side' | 'account-needed'

export interface ImportedFile {
  readonly name: string
  readonly state: ImportState
  readonly fileId: string | null
  /** Whose settlement it is taken for. */
  readonly accountId: string | null
  readonly report: AcceptanceReport
  readonly inserted: number
  /** Rows that were there already. */
  readonly known: number
  readonly changed: number
  /** When the same bytes were imported before. */
  readonly importedBeforeAt: number | null
}

/** Rows written in one transaction: short enough that the counter's own writes never wait noticeably. */
const rowsPerTransaction = 1_500

/** Reads a file, proves it and writes its rows, all of them or none. An archive brings one result for each file in it. */
export const importTask: Task<ImportInput, readonly ImportedFile[]> = async (context, input) => {
  const source = 'path' in input.file ? await fileSource(input.file.path, input.name) : memorySource(input.name, input.file.bytes)
  const sha256 = await hashOf(source, context.signal)
  const files = createSourceFileRepository(context.store.db)
  const before = files.findAccepted(sha256)
  /** In the order in which the files came; an archive may hold two of one name. */
  const imports = new Map<InspectedSource, FileImport>()

  const importOf = (file: InspectedSource): FileImport => {
    let one = imports.get(file)
    if (one === undefined) {
      const accountId = file.side === 'statement' ? null : (input.accountId ?? onlyAccountFor(context.store.db, file.format))
      const isUnfit = (input.side !== null && input.side !== file.side) || (file.side === 'settlement' && accountId === null)
      imports.set(
        file,
        (one = createFileImport(context, input, {
          file, accountId, sha256: imports.size === 0 ? sha256 : `${sha256}/${file.name}`, isOnlyLooked: input.isDryRun || before !== null || isUnfit,
        })),
      )
    }
    return one
  }

  try {
    const inspected = await inspectFile(source, {
      options: {
        zone: input.zone,
        ...(input.currency === null ? {} : { currency: input.currency }),
        ...(input.dateOrder === null ? {} : { dateOrder: input.dateOrder }),
        ...(input.decimal === null ? {} : { decimal: input.decimal }),
      },
      ...(input.fallbackCurrency === null ? {} : { fallbackCurrency: input.fallbackCurrency }),
      ...(input.format === null ? {} : { format: formatWithProfileId(context.store.db, input.format) }),
      ...(input.encoding === null ? {} : { encoding: input.encoding }),
      readers: readersWithProfiles(context.store.db),
      signal: context.signal,
      onProgress: ({ step, bytes, totalBytes }) => context.report({ step, done: bytes, total: totalBytes }),
      onEvents: (events, file) => importOf(file).take(events),
    })
    const results: ImportedFile[] = []
    const waiting = [...imports]
    for (const one of inspected) {
      // A file that was refused before it was read has written nothing.
      const at = waiting.findIndex(([file]) => file.name === one.name)
      const [own] = at < 0 ? [] : waiting.splice(at, 1)
      results.push(await conclude(context, input, one, own?.[1], before))
    }
    return results
  } catch (error) {
    for (const one of imports.values()) await one.undo()
    throw error
  }
}

/** Decides what becomes of one inspected file: shown, held, or taken back. */
async function conclude(
  context: TaskContext, input: ImportInput, inspected: InspectedFile, fileImport: FileImport | undefined, before: SourceFile | null,
): Promise<ImportedFile> {
  const { name, report } = inspected
  const accountId = fileImport?.accountId ?? null
  const result = (state: ImportState, fileId: string | null = null, counts: WriterCounts = nothingWritten): ImportedFile => ({
    name, state, fileId, accountId, report, ...counts, importedBeforeAt: before?.importedAt ?? null,
  })
  if (report.refused !== null) {
    await fileImport?.undo()
    return result('refused')
  }
  if (input.side !== null && report.side !== input.side) {
    await fileImport?.undo()
    return result('wrong-side')
  }
  if (input.isDryRun) return result('checked', null, await fileImport?.compared())
  if (before !== null) return result('known-already', before.fileId, { inserted: 0, known: before.inserted + before.known, changed: 0 })
  if (report.side === 'settlement' && accountId === null) return result('account-needed')
  const isSound = report.findings.length === 0 && report.rowErrorCount === 0
  if (!isSound && input.acceptNote === null) {
    await fileImport!.undo()
    return result('held', hold(context, { ...input, accountId }, inspected))
  }
  const { fileId, counts } = await fileImport!.show(inspected)
  return result('imported', fileId, counts)
}

async function hashOf(source: ByteSource, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  let pieces = 0
  for await (const piece of source.open()) {
    hash.update(piece)
    if ((pieces += 1) % 256 === 0) await breathe(signal)
  }
  return hash.digest('hex')
}

interface FileImport {
  readonly accountId: string | null
  take(events: readonly ReadEvent[]): Promise<void>
  /** How the rows compare with what is there. */
  compared(): Promise<WriterCounts>
  /** Makes the rows visible and the file accepted. */
  show(inspected: InspectedFile): Promise<{ readonly fileId: string; readonly counts: WriterCounts }>
  /** Takes back every row; nothing is left behind. */
  undo(): Promise<void>
}

interface FileToImport {
  readonly file: InspectedSource
  readonly accountId: string | null
  readonly sha256: string
  /** Counted and compared, and nothing is kept of it. */
  readonly isOnlyLooked: boolean
}

function createFileImport(context: TaskContext, input: ImportInput, { file, accountId, sha256, isOnlyLooked }: FileToImport): FileImport {
  const { store, clock, newId, signal } = context
  const files = createSourceFileRepository(store.db)
  const fileNo = files.nextNo()
  const fileId = newId()
  const target = { fileNo, firstLineId: fileNo * linesPerFile, isDryRun: isOnlyLooked, now: clock.now(), newId }
  let lines: LineWriter | null = null
  let statements: StatementWriter | null = null
  let waiting: ReadEvent[] = []
  const notices: PayoutNotice[] = []

  if (!isOnlyLooked) {
    files.insert({
      fileNo, fileId, sha256, name: input.name === file.name ? input.name : `${input.name}: ${file.name}`, source: 'file', side: file.side, format: file.format,
      encoding: file.encoding, bytes: 0, accountId, state: 'importing', report: noReport, answers: noAnswers, inserted: 0, known: 0, changed: 0,
      importedAt: clock.now(), importedBy: input.by, decidedBy: null, note: null,
    })
  }

  const write = (event: ReadEvent): void => {
    switch (event.kind) {
      case 'line':
        lines ??= createLineWriter(store.db, { ...target, accountId: accountId ?? '' })
        lines.add(event)
        break
      case 'payout-notice':
        notices.push(event)
        break
      case 'statement':
        if (file.side === 'statement') (statements ??= createStatementWriter(store.db, target)).start(event)
        break
      case 'entry':
        statements?.add(event)
        break
      case 'statement-end':
        if (file.side === 'statement') statements?.end(event)
        break
      case 'row-error':
      case 'controls':
      case 'warning':
      case 'refused':
        break // what the acceptance report tells
    }
  }

  const flush = async (): Promise<void> => {
    const batch = waiting
    waiting = []
    store.inTransaction(() => {
      for (const event of batch) write(event)
    })
    await breathe(signal)
    if (lines?.isFull() === true) await complete(lines)
  }

  const complete = async (writer: LineWriter): Promise<void> => {
    while (store.inTransaction(() => writer.completeSome())) await breathe(signal)
  }

  const undo = async (): Promise<void> => {
    waiting = []
    if (!isOnlyLooked) await removeFile(context, fileNo)
  }

  const counts = (): WriterCounts => ({ ...(lines?.counts ?? statements?.counts ?? nothingWritten) })

  return {
    accountId,
    take: async (events) => {
      for (const event of events) {
        waiting.push(event)
        if (waiting.length >= rowsPerTransaction) await flush()
      }
    },
    compared: async () => {
      await flush()
      return counts()
    },
    show: async ({ bytes, report }) => {
      await flush()
      if (lines !== null) await complete(lines)
      const told = linesByPayout(store.db, fileNo)
      store.inTransaction(() => {
        files.finish({
          fileNo, state: 'accepted', report, bytes: bytes ?? 0, ...counts(), decidedBy: input.acceptNote === null ? null : input.by, note: input.acceptNote,
        })
        for (const row of lines?.changedRows ?? []) files.keepChangedRow(fileNo, row)
        files.showAccepted()
        if (accountId !== null) notePayoutsOfFile(context, { accountId, told, notices })
      })
      return { fileId, counts: counts() }
    },
    undo,
  }
}

/** Takes away a file that was not completed, a little at a time. */
async function removeFile({ store, signal }: Pick<TaskContext, 'store' | 'signal'>, fileNo: number): Promise<void> {
  const files = createSourceFileRepository(store.db)
  while (store.inTransaction(() => files.deleteSome(fileNo, 5_000)) > 0) {
    if (!signal.aborted) await breathe(signal)
  }
  store.inTransaction(() => {
    files.deleteStatements(fileNo)
    files.remove(fileNo)
  })
}

/** What the end of the program cut short leaves nothing behind: called at the start, before anybody looks. */
export async function cleanUpImports(context: Pick<TaskContext, 'store' | 'signal'>): Promise<void> {
  for (const fileNo of createSourceFileRepository(context.store.db).importing()) await removeFile(context, fileNo)
}

/** Keeps the bytes of a file whose proofs failed, so that a person can accept it later, and none of its rows. */
function hold({ store, dataFolder, clock, newId }: TaskContext, input: ImportInput, { name, bytes, report }: InspectedFile): string {
  const files = createSourceFileRepository(store.db)
  const fileId = newId()
  const folder = path.join(dataFolder, 'held')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if ('path' in input.file) copyFileSync(input.file.path, path.join(folder, fileId))
  else writeFileSync(path.join(folder, fileId), input.file.bytes, { mode: 0o600 })
  store.inTransaction(() => {
    const fileNo = files.nextNo()
    files.insert({
      fileNo, fileId, sha256: '', name, source: 'file', side: report.side ?? 'statement', format: report.format ?? '', encoding: report.encoding ?? '', bytes: bytes ?? 0,
      accountId: input.accountId, state: 'held', report, answers: { currency: input.currency, dateOrder: input.dateOrder, decimal: input.decimal }, inserted: 0, known: 0, changed: 0, importedAt: clock.now(), importedBy: input.by, decidedBy: null, note: null,
    })
    files.showAccepted()
  })
  return fileId
}

const nothingWritten: WriterCounts = { inserted: 0, known: 0, changed: 0 }

const noReport: AcceptanceReport = {
  format: null, side: null, encoding: null, accounts: [], payoutNotices: 0, findings: [], warnings: [], warningCount: 0, rowErrors: [], rowErrorCount: 0, refused: null,
}
