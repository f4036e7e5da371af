import type { CsvMapping } from '../../../shared/csv-mapping.ts'
import type { Database } from '../store/database.ts'
import { createCsvProfileRepository, type StoredProfile } from './csv-profiles.repository.ts'
import { bankCsvReader } from './formats/bank-csv/bank-csv.ts'
import { frameFacts } from './formats/bank-csv/frame-facts.ts'
import { locate } from './formats/bank-csv/mapped-columns.ts'
import { headerSignature, placesOf } from './formats/bank-csv/mapping.ts'
import { isOfNoPlatform } from './formats/bank-csv/unmapped.ts'
import { cellText } from './formats/delimited/cells.ts'
import { foldName, HEADER_SEARCH_RECORDS } from './formats/delimited/header.ts'
import { textHead } from './formats/delimited/record-stream.ts'
import { cutText, type SourceRecord } from './formats/delimited/records.ts'
import type { DecodedFile, FileHead, FormatReader, ReadEvent, ReadOptions } from './formats/reader.ts'
import { readers } from './formats/registry.ts'
import { warning } from './formats/reports.ts'

/** How the format of a file read by a profile is written, in files and in wishes. */
const profileFormat = (profileId: string): string => `bank-csv:${profileId}`

/**
 * All formats, and before them the shop's saved readings of bank CSV files: first those whose header is the file's to the
 * last name, then those whose columns are all there, last those that miss a column of an otherwise like header. The last
 * refuse, naming it: a renamed column is a person's to settle, not to be guessed anew in silence.
 */
export function readersWithProfiles(db: Database): readonly FormatReader[] {
  const profiles = createCsvProfileRepository(db).list().toSorted((a, b) => placesOf(b.mapping).length - placesOf(a.mapping).length)
  const asked = [hasSameHeader, hasAllColumns, missesFewColumns]
  return [...asked.flatMap((fits) => profiles.map((profile) => profileReader(profile, fits))), ...readers]
}

/** `bank-csv:` with the name of a profile as the same with its id; any other format as it is. */
export function formatWithProfileId(db: Database, format: string): string {
  const [, name] = /^bank-csv:(.+)$/u.exec(format) ?? []
  const profile = name === undefined ? null : createCsvProfileRepository(db).findNamed(name)
  return profile === null ? format : profileFormat(profile.profileId)
}

type Fits = (mapping: CsvMapping, records: readonly SourceRecord[], head: FileHead) => boolean

function profileReader({ profileId, mapping, bankAccount }: StoredProfile, fits: Fits): FormatReader {
  return {
    format: profileFormat(profileId),
    side: 'statement',
    ...(mapping.encodingHabit === undefined ? {} : { encodingHabit: mapping.encodingHabit }),
    recognises: (head) => mapping.header !== null && fits(mapping, recordsOfHead(mapping, head.text), head),
    read: (source, options) => readByProfile(source, options, mapping, bankAccount ?? ''),
  }
}

const recordsOfHead = ({ delimiter, quote }: CsvMapping, text: string): readonly SourceRecord[] =>
  cutText(text, { delimiter, quote, backticks: false }, HEADER_SEARCH_RECORDS)

const namesOf = ({ cells }: SourceRecord): string[] => cells.map(cellText)

const hasSameHeader: Fits = ({ header }, records) => records.some((record) => headerSignature(namesOf(record)) === headerSignature(header))

const hasAllColumns: Fits = (mapping, records, head) => locate(mapping, records).ok && isOfNoPlatform(head)

/** A like header has as many names, or one more or less, and a quarter of them are others at most. */
const missesFewColumns: Fits = ({ header }, records, head) => {
  const wanted = new Set((header ?? []).map(foldName))
  const isLike = (record: SourceRecord): boolean => {
    const names = new Set(namesOf(record).map(foldName))
    const missing = [...wanted].filter((name) => !names.has(name)).length
    return Math.abs(names.size - wanted.size) <= 1 && missing <= Math.max(1, Math.floor(wanted.size / 4)) && missing < wanted.size - 1
  }
  return records.some(isLike) && isOfNoPlatform(head)
}

async function* readByProfile(source: DecodedFile, options: ReadOptions, saved: CsvMapping, bankAccount: string): AsyncGenerator<readonly ReadEvent[]> {
  const mapping = await withYearOfFile(source, saved)
  if (mapping.year !== null && mapping.year === saved.year) yield [warning('year-assumed', null, String(mapping.year))]
  for await (const events of bankCsvReader(mapping).read(source, options)) {
    yield events.map((event) => withAccount(event, bankAccount))
  }
}

const withAccount = (event: ReadEvent, bankAccount: string): ReadEvent =>
  event.kind === 'statement' && event.account === '' ? { ...event, account: bankAccount } : event

/** Dates without a year have the one that the lines around the table say; else the saved one, of which the reader warns. */
async function withYearOfFile(source: DecodedFile, mapping: CsvMapping): Promise<CsvMapping> {
  if (mapping.year === null) return mapping
  const located = locate(mapping, recordsOfHead(mapping, (await textHead(source)).text))
  const year = located.ok ? frameFacts(located.value.frame).year : null
  return year === null ? mapping : { ...mapping, year }
}
