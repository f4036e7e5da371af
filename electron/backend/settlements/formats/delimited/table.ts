import type { Delimiter } from '../../../../../shared/csv-mapping.ts'
import { fail, ok, type Result } from '../../../../../shared/result.ts'
import { limits, type Limits } from '../limits.ts'
import { hasControlCharacter } from '../lines.ts'
import type { DecodedFile, FileHead, ReadEvent, ReadOptions, Refused } from '../reader.ts'
import { refused } from '../refusal.ts'
import { rowError, warning } from '../reports.ts'
import { cellText } from './cells.ts'
import type { Dialect } from './csv-text.ts'
import { guessDialect, isSepLine } from './dialect.ts'
import { findHeader, foldName, HEADER_SEARCH_RECORDS, type ColumnPlaces, type ColumnSpec, type ColumnSpecs } from './header.ts'
import { recordsOf, textHead } from './record-stream.ts'
import { cutText, type SourceRecord } from './records.ts'

/** A table whose header has been found. */
export interface Table<Field extends string> {
  readonly at: ColumnPlaces<Field>
  /** The header's cells as written. */
  readonly header: readonly string[]
  readonly headerLine: number
  /** The records before the header. */
  readonly frame: readonly SourceRecord[]
  readonly dialect: Dialect
  /** Everything after the header, in batches. Each call reads the file anew. */
  readonly records: () => AsyncGenerator<readonly SourceRecord[], void>
}

export interface TableFormat<Field extends string> {
  readonly columns: ColumnSpecs<Field>
  /** Names that show that a file with all the needed columns is of another format all the same. */
  readonly foreign?: readonly string[]
  /** What the format fixes of its dialect; the rest is guessed. */
  readonly dialect?: Partial<Dialect>
}

type Candidate = { readonly dialect: Dialect; readonly records: SourceRecord[] }

/** The first records of a text under each dialect that the format allows, the likeliest first. */
function* candidates(head: string, fixed: Partial<Dialect>): Generator<Candidate> {
  const guess = guessDialect(head).dialect
  const delimiters = new Set<Delimiter>(fixed.delimiter === undefined ? [guess.delimiter, ',', ';', '\t', '|'] : [fixed.delimiter])
  for (const delimiter of delimiters) {
    const dialect: Dialect = { ...guess, ...fixed, delimiter }
    yield { dialect, records: cutText(head, dialect, HEADER_SEARCH_RECORDS) }
  }
}

/** True when the head of a file shows a header with every needed column of the format. */
export function recognisesTable<Field extends string>(head: FileHead, format: TableFormat<Field>): boolean {
  for (const { records } of candidates(head.text, format.dialect ?? {})) {
    const header = findHeader(records, format.columns)
    if (header?.match.missing.length === 0) return !hasForeign(header.record, format.foreign ?? [])
  }
  return false
}

/** Share of the needed columns, and their number, that make a file look like one of a format that has lost or renamed a few. */
const LIKENESS = { share: 0.75, columns: 4 }

/** True when the head of a file shows most of the needed columns of the format: it is likely of this format and of another year. */
export function resemblesTable<Field extends string>(head: FileHead, format: TableFormat<Field>): boolean {
  const count = Object.values<ColumnSpec>(format.columns).filter(({ isNeeded }) => isNeeded).length
  for (const { records } of candidates(head.text, format.dialect ?? {})) {
    const found = count - (findHeader(records, format.columns)?.match.missing.length ?? count)
    if (found >= LIKENESS.columns && found >= count * LIKENESS.share) return true
  }
  return false
}

function hasForeign(header: SourceRecord, names: readonly string[]): boolean {
  const present = new Set(header.cells.map((cell) => foldName(cellText(cell))))
  return names.some((name) => present.has(foldName(name)))
}

/** Reads up to the header and gives the table, or says why the file is not one of this format. */
export async function openTable<Field extends string>(
  source: DecodedFile, format: TableFormat<Field>, options: ReadOptions,
): Promise<Result<Table<Field>, Refused>> {
  const allowed = options.limits ?? limits
  const head = await textHead(source)
  if (head.text.trim() === '') return fail(refused('empty-file', source.name))
  const nearest = nearestHeader(head.text, format)
  if (nearest === null) return fail(refused('not-recognised', firstLine(head.text)))
  const { dialect, records, header } = nearest
  const refusal = headerRefusal(header, format.columns, allowed)
  if (refusal !== null) return fail(refusal)
  return ok({
    at: header.match.at,
    header: header.record.cells,
    headerLine: header.record.line,
    frame: records.slice(0, header.index),
    dialect,
    records: () => recordsOf(source, dialect, allowed, header.index + 1),
  })
}

type Header<Field extends string> = NonNullable<ReturnType<typeof findHeader<Field>>>

function nearestHeader<Field extends string>(head: string, format: TableFormat<Field>): (Candidate & { header: Header<Field> }) | null {
  let nearest: (Candidate & { header: Header<Field> }) | null = null
  for (const candidate of candidates(head, format.dialect ?? {})) {
    const header = findHeader(candidate.records, format.columns)
    if (header === null) continue
    if (nearest === null || header.match.missing.length < nearest.header.match.missing.length) nearest = { ...candidate, header }
    if (header.match.missing.length === 0) break
  }
  return nearest
}

function headerRefusal<Field extends string>({ record, match }: Header<Field>, columns: ColumnSpecs<Field>, { columns: most }: Limits): Refused | null {
  const { line, cells, raw } = record
  if (cells.length > most) return refused('too-many-columns', `${cells.length} columns, at most ${most}`, { line })
  if (match.missing.length > 0) {
    const names = match.missing.map((field) => columns[field].names[0]!)
    return refused('missing-column', names.join(', '), { line, field: names[0]! })
  }
  const twice = match.repeated.find(({ field }) => columns[field].isNeeded)
  return twice === undefined ? null : refused('duplicate-header', raw, { line, field: twice.name })
}

/** How many cells a row of a table may have: a header can end in nameless columns that rows leave out. */
export interface RowWidth {
  readonly least: number
  readonly most: number
}

export function widthOf(header: readonly string[]): RowWidth {
  let least = header.length
  while (least > 1 && header[least - 1]!.trim() === '') least -= 1
  return { least, most: header.length }
}

/**
 * Sorts out rows that are not data: blank ones, and those of a wrong width, with control characters or broken quotes,
 * which are reported. A row may have more cells than the header when the surplus is blank.
 */
export function checkRow(record: SourceRecord, width: RowWidth, events: ReadEvent[]): 'row' | 'blank' | 'error' {
  const { cells, raw, line } = record
  if (isBlank(cells)) return 'blank'
  if (cells.length < width.least || (cells.length > width.most && !isBlank(cells.slice(width.most)))) {
    events.push(rowError(record.isMisquoted ? 'unreadable' : 'wrong-width', line, '', raw))
    return 'error'
  }
  if (hasControlCharacter(raw)) {
    const column = cells.findIndex((cell) => hasControlCharacter(cell))
    events.push(rowError('control-character', line, String(column + 1), raw))
    return 'error'
  }
  if (record.isMisquoted) events.push(warning('stray-quote', line, raw))
  return 'row'
}

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) {
    if (cell !== '' && cell.trim() !== '') return false
  }
  return true
}

function firstLine(text: string): string {
  const records = cutText(text.slice(0, 2000), { delimiter: ',', quote: null, backticks: false })
  return records.find(({ raw }) => raw.trim() !== '' && !isSepLine(raw))?.raw ?? ''
}
