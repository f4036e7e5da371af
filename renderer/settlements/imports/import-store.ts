import { ulid } from 'ulid'
import { create } from 'zustand'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { ask, backend } from '../../backend-client.ts'
import { type Answers, canComeIn, type ImportFailure, type ImportItem, noAnswers } from './import-item.ts'
import { uploadFile } from './upload-file.ts'

/**
 * The files that somebody brought, the newest last. They are kept while other pages are looked at and gone with the window:
 * nothing of them is written before they come in.
 */
export const useImports = create<{ items: readonly ImportItem[] }>(() => ({ items: [] }))

const stops = new Map<string, AbortController>()
/** One file after the other: the backend reads one at a time anyway. */
let queue: Promise<unknown> = Promise.resolve()

const itemOf = (itemId: string): ImportItem | undefined => useImports.getState().items.find((item) => item.itemId === itemId)

function change(itemId: string, changed: Partial<ImportItem>): void {
  useImports.setState(({ items }) => ({ items: items.map((item) => (item.itemId === itemId ? { ...item, ...changed } : item)) }))
}

/** Takes files and looks at each of them. What is known of them beforehand is not asked. */
export function bringFiles(files: readonly File[], known: Partial<Answers> = {}): void {
  const items = files.map((file): ImportItem => ({ itemId: ulid(), file, phase: 'waiting', uploaded: 0, uploadId: null, answers: { ...noAnswers, ...known }, found: [], failure: null }))
  useImports.setState((state) => ({ items: [...state.items, ...items] }))
  for (const { itemId } of items) enqueue(itemId, true, null)
}

/** Looks again with what was answered. */
export function answerFor(itemId: string, answers: Partial<Answers>): void {
  const item = itemOf(itemId)
  if (item === undefined) return
  change(itemId, { answers: { ...item.answers, ...answers }, phase: 'waiting' })
  enqueue(itemId, true, null)
}

/** Brings the file in. With a note it is taken although it does not add up; without one, such a file is held. */
export function comeIn(itemId: string, acceptNote: string | null): void {
  change(itemId, { phase: 'waiting' })
  enqueue(itemId, false, acceptNote)
}

export function comeInAll(): void {
  for (const item of useImports.getState().items.filter(canComeIn)) comeIn(item.itemId, null)
}

/** Takes a file off the list, and stops the work on it. */
export function putAway(itemId: string): void {
  stops.get(itemId)?.abort()
  useImports.setState(({ items }) => ({ items: items.filter((item) => item.itemId !== itemId) }))
}

export const putAwayDone = (): void => useImports.setState(({ items }) => ({ items: items.filter(({ phase }) => phase !== 'done') }))

/** Ends the work on a file; what was written of it is taken back by the backend. */
export async function stopWork(itemId: string): Promise<void> {
  const item = itemOf(itemId)
  stops.get(itemId)?.abort()
  if (item === undefined) return
  const jobs = await backend.jobs.list().catch(() => [])
  const job = jobs.find(({ name, subject, state }) => name === 'import' && subject === item.file.name && (state === 'running' || state === 'waiting'))
  if (job !== undefined) await ask(backend.jobs.cancel({ jobId: job.jobId }))
}

function enqueue(itemId: string, isDryRun: boolean, acceptNote: string | null): void {
  queue = queue.then(() => work(itemId, isDryRun, acceptNote)).catch((error: unknown) => {
    change(itemId, { phase: 'failed', failure: { kind: 'file-not-readable' } }) // the browser could not read it: moved or taken away meanwhile
    if (!(error instanceof DOMException)) throw error
  })
}

async function work(itemId: string, isDryRun: boolean, acceptNote: string | null): Promise<void> {
  if (itemOf(itemId) === undefined) return
  const stop = new AbortController()
  stops.set(itemId, stop)
  change(itemId, { phase: isDryRun ? 'looking' : 'importing', failure: null })
  try {
    change(itemId, await outcomeOf(itemId, isDryRun, acceptNote, stop.signal))
  } catch (error) {
    if (!stop.signal.aborted) throw error
    change(itemId, { phase: 'failed', failure: { kind: 'cancelled' } })
  } finally {
    stops.delete(itemId)
  }
}

async function outcomeOf(itemId: string, isDryRun: boolean, acceptNote: string | null, signal: AbortSignal): Promise<Partial<ImportItem>> {
  const before = itemOf(itemId)?.uploadId ?? null
  const upload = await handOver(itemId, signal)
  if (!upload.ok) return { phase: 'failed', failure: upload.failure }
  signal.throwIfAborted()
  const item = itemOf(itemId)
  if (item === undefined) return {}
  const answer = await ask(backend.settlements.import(
    { source: { from: 'upload', uploadId: upload.value }, name: item.file.name, side: null, ...item.answers, isDryRun, acceptNote }, { context: { isLong: true } },
  ))
  if (answer.ok) return isDryRun ? { phase: 'ready', found: answer.value } : { phase: 'done', found: answer.value, uploadId: null }
  if (answer.failure.kind === 'upload-not-found') change(itemId, { uploadId: null })
  // It lay there for too long and was forgotten: it is handed over once more.
  if (answer.failure.kind === 'upload-not-found' && before !== null) return outcomeOf(itemId, isDryRun, acceptNote, signal)
  return { phase: 'failed', failure: answer.failure }
}

/** The name by which the backend has the file; it is handed over when it is not there yet. */
export async function handOver(itemId: string, signal: AbortSignal): Promise<Result<string, ImportFailure>> {
  const item = itemOf(itemId)
  if (item === undefined) return fail({ kind: 'file-not-readable' })
  if (item.uploadId !== null) return ok(item.uploadId)
  change(itemId, { uploaded: 0 })
  const upload = await uploadFile(item.file, signal, (uploaded) => change(itemId, { uploaded }))
  if (upload.ok) change(itemId, { uploadId: upload.value })
  return upload
}

/** The backend has forgotten the file; it will be handed over again. */
export const forgetUpload = (itemId: string): void => change(itemId, { uploadId: null })
