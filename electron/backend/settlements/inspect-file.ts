import type { CurrencyCode } from '../../../shared/currency.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { createAcceptance, type AcceptanceReport } from './acceptance.ts'
import type { ByteSource, ReadingOptions } from './formats/byte-source.ts'
import { withoutCardNumbers } from './formats/card-numbers.ts'
import { decodedFile, surveyFile } from './formats/decode.ts'
import { limits as defaults, type Limits } from './formats/limits.ts'
import type { FormatReader, ReadEvent, ReadOptions, Refused } from './formats/reader.ts'
import { readerFor, recognise } from './formats/recognise.ts'
import { refusalOf } from './formats/refusal.ts'
import { warning } from './formats/reports.ts'
import { readers as allReaders } from './formats/registry.ts'
import { unpack } from './formats/unpack.ts'

export interface InspectOptions {
  /** What the format leaves open: currency, date order, the shop's zone. */
  readonly options: ReadOptions
  /** Taken, with a warning, where a file does not say its currency and nobody has been asked: the shop's own. */
  readonly fallbackCurrency?: CurrencyCode
  /** The format, when the owner has chosen it; absent: recognised by content. */
  readonly format?: string
  /** The encoding, when the owner has chosen it; absent: found out. */
  readonly encoding?: string
  readonly limits?: Partial<Limits>
  readonly readers?: readonly FormatReader[]
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: InspectProgress) => void
  /** Called for each batch of events in file order, and awaited, so that an importer can store in the same pass. */
  readonly onEvents?: (events: readonly ReadEvent[], file: InspectedSource) => void | Promise<void>
}

export interface InspectProgress {
  readonly file: string
  /** Each file is read twice: first for its size and encoding. */
  readonly step: 'survey' | 'read'
  readonly bytes: number
  /** Null while it is not known. */
  readonly totalBytes: number | null
}

export interface InspectedSource {
  /** Of the entry in the archive, or of the file. For display only. */
  readonly name: string
  readonly format: string
  readonly side: FormatReader['side']
  readonly encoding: string
}

export interface InspectedFile {
  readonly name: string
  /** Unpacked; null when it was refused before it was read. */
  readonly bytes: number | null
  readonly report: AcceptanceReport
}

/**
 * Unpacks, decodes, recognises, reads and checks a file, and says what is in it. An archive brings one result for each file in it.
 * Whatever a file can do wrong is in the report; the promise rejects only on cancellation (the signal's reason), on an error
 * of the disk, and on bugs. Memory stays bounded whatever the size.
 */
export async function inspectFile(source: ByteSource, request: InspectOptions): Promise<readonly InspectedFile[]> {
  const limits: Limits = { ...defaults, ...request.limits }
  const reading: ReadingOptions = { limits, signal: request.signal }
  const sources = await orRefusal(unpack(source, reading))
  if (!sources.ok) return [refusedFile(source.name, sources.failure)]
  const files: InspectedFile[] = []
  for (const one of sources.value) {
    const file = await orRefusal(inspectOne(one, request, reading))
    files.push(file.ok ? file.value : refusedFile(one.name, file.failure))
  }
  return files
}

async function orRefusal<T>(step: Promise<T>): Promise<Result<T, Refused>> {
  try {
    return ok(await step)
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === null) throw error
    return fail(refusal)
  }
}

/** The report of a file that was refused before its format was known. */
function refusedFile(name: string, refusal: Refused, bytes: number | null = null): InspectedFile {
  const acceptance = createAcceptance()
  acceptance.refuse(refusal)
  return { name, bytes, report: acceptance.finish({ format: null, side: null, encoding: null }) }
}

async function inspectOne(source: ByteSource, request: InspectOptions, reading: ReadingOptions): Promise<InspectedFile> {
  const { name } = source
  const progress = (step: InspectProgress['step'], totalBytes: number | null): ReadingOptions => ({
    ...reading,
    onBytes: (bytes) => request.onProgress?.({ file: name, step, bytes, totalBytes }),
  })
  const survey = await surveyFile(source, progress('survey', source.size))
  const readers = request.readers ?? allReaders
  const found = request.format === undefined ? recognise(survey, readers, request.encoding) : readerFor(request.format, survey, readers, request.encoding)
  if (found.kind === 'refused') return refusedFile(name, found, survey.size)
  const acceptance = createAcceptance(reading.limits)
  const { reader, encoding } = found
  const file: InspectedSource = { name, format: reader.format, side: reader.side, encoding }
  const passOn = async (batch: readonly ReadEvent[]): Promise<void> => {
    const events = batch.map(withoutCardNumbers)
    acceptance.take(events)
    await request.onEvents?.(events, file)
  }
  const readWith = async (options: ReadOptions): Promise<Refused | null> => {
    for await (const batch of reader.read(decodedFile(survey, encoding, progress('read', survey.size)), { ...options, limits: reading.limits })) {
      const refusal = batch.find((event) => event.kind === 'refused')
      if (refusal !== undefined && batch.length === 1) return refusal
      if (batch.length > 0) await passOn(batch)
      if (acceptance.isRefused()) break
    }
    return null
  }
  const read = async (options: ReadOptions): Promise<Refused | null> => {
    const outcome = await orRefusal(readWith(options))
    return outcome.ok ? outcome.value : outcome.failure
  }
  let refusal = await read(request.options)
  const { fallbackCurrency } = request
  if (refusal?.reason === 'currency-needed' && acceptance.isUntouched() && request.options.currency === undefined && fallbackCurrency !== undefined) {
    await passOn([warning('currency-assumed', null, fallbackCurrency)])
    refusal = await read({ ...request.options, currency: fallbackCurrency })
  }
  if (refusal !== null) await passOn([refusal])
  return { name, bytes: survey.size, report: acceptance.finish({ format: reader.format, side: reader.side, encoding }) }
}
