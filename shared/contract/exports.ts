import { z } from 'zod'
import { books, Currency, Day, Environment, Instant, Minor, PageSize, resultOf, Ulid } from './values.ts'
import { JobCancelled } from './jobs.ts'

export const ExportSubject = z.enum(['orders', 'settlements', 'exceptions', 'journal'])
export const ExportFormat = z.enum(['csv'])

export const Manifest = z.object({
  product: z.string(),
  version: z.string(),
  subject: ExportSubject,
  format: ExportFormat,
  fileName: z.string(),
  filters: z.record(z.string(), z.unknown()),
  zone: z.string(),
  cutoffHour: z.number().int(),
  snapshotAt: z.string(),
  rows: z.number().int(),
  sums: z.array(z.object({ column: z.string(), currency: Currency, minor: Minor, amount: z.string() })),
  sha256: z.string(),
  bytes: z.number().int(),
  hasByteOrderMark: z.boolean(),
  /** Text cells that begin like a formula carry a leading apostrophe. */
  formulasEscaped: z.boolean(),
})
export type Manifest = z.infer<typeof Manifest>

export const ExportRecord = z.object({ exportId: Ulid, madeAt: Instant, madeBy: z.string(), manifest: Manifest })
export type ExportRecord = z.infer<typeof ExportRecord>

export const exports_ = {
  make: books
    .input(z.object({
      subject: ExportSubject, from: Day, to: Day, format: ExportFormat, environment: Environment.nullable(), withByteOrderMark: z.boolean(),
      /** Where to write; only for hosts that may name files. Null: kept with the program and fetched by `read`. */
      path: z.string().max(4_000).nullable(),
    }))
    .output(resultOf(ExportRecord, z.discriminatedUnion('kind', [
      JobCancelled, z.object({ kind: z.literal('no-local-files') }), z.object({ kind: z.literal('cannot-write'), path: z.string(), why: z.string() }),
      z.object({ kind: z.literal('bad-range') }), z.object({ kind: z.literal('journal-does-not-balance'), currency: Currency, minor: Minor }),
    ]))),
  one: books.input(z.object({ exportId: Ulid })).output(resultOf(ExportRecord, z.object({ kind: z.literal('export-not-found') }))),
  /** Newest first. */
  list: books.input(z.object({ before: Ulid.nullable(), limit: PageSize })).output(z.object({ exports: z.array(ExportRecord), next: Ulid.nullable() })),
  /** A piece of a kept export or of its manifest. */
  read: books
    .input(z.object({ exportId: Ulid, part: z.enum(['file', 'manifest']), offset: z.number().int().min(0) }))
    .output(resultOf(z.object({ base64: z.string(), next: z.number().int().nullable() }), z.object({ kind: z.literal('export-not-found') }))),
  /** Recomputes a file against its manifest. */
  check: books
    .input(z.object({ path: z.string().max(4_000) }))
    .output(resultOf(z.object({ holds: z.boolean(), problems: z.array(z.string()) }), z.discriminatedUnion('kind', [z.object({ kind: z.literal('no-local-files') }), z.object({ kind: z.literal('file-not-readable'), path: z.string(), why: z.string() })]))),
}
