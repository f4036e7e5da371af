import type { CsvAnswers, CsvPreviewRow, CsvProposal } from '../../../shared/contract/csv-profiles.ts'
import type { CsvMapping } from '../../../shared/csv-mapping.ts'
import { money } from '../../../shared/money.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { fileSource, memorySource } from './formats/byte-source.ts'
import { previewRows } from './formats/bank-csv/preview.ts'
import { proposeMapping } from './formats/bank-csv/propose-mapping.ts'
import type { MappingAnswers } from './formats/bank-csv/proposal.ts'
import { findTable } from './formats/bank-csv/table-layout.ts'
import { proposalHead } from './formats/bank-csv/unmapped.ts'
import { cellText } from './formats/delimited/cells.ts'
import { guessDialect } from './formats/delimited/dialect.ts'
import { cutText } from './formats/delimited/records.ts'
import { decodedFile, encodingFor, headOf, surveyFile, type SurveyedFile } from './formats/decode.ts'
import { limits } from './formats/limits.ts'
import type { BankEntry, DecodedFile, FormatReader, Refused, RowError } from './formats/reader.ts'
import { recognise } from './formats/recognise.ts'
import { refusalOf } from './formats/refusal.ts'
import { unpack } from './formats/unpack.ts'
import type { FileToRead } from './file-to-read.ts'

/** A file that the assistant looks at, its encoding settled; of an archive the first in it. */
export interface LookedAt {
  readonly survey: SurveyedFile
  readonly encoding: string
  readonly file: DecodedFile
}

/** Some thousand rows, so that the till does not wait while a person tries out answers. */
const looksAtLength = 524_288
const shownRecords = 40
const longestCell = 200

/** Opens a file for the assistant; the encoding is the person's or found out. Rejects only on an error of the disk. */
export async function lookAt(toRead: FileToRead, encoding: string | null): Promise<Result<LookedAt, Refused>> {
  const reading = { limits }
  try {
    const source = 'path' in toRead ? await fileSource(toRead.path) : memorySource('', toRead.bytes)
    const [first = source] = await unpack(source, reading)
    const survey = await surveyFile(first, reading)
    const settled = encoding ?? encodingFor(survey)
    return ok({ survey, encoding: settled, file: decodedFile(survey, settled, reading) })
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === null) throw error
    return fail(refusal)
  }
}

/** A proposal by what a person has answered so far, with the first rows as the import would store them. */
export async function proposalFor({ survey, encoding, file }: LookedAt, answers: CsvAnswers, zone: string, readers: readonly FormatReader[]): Promise<Result<CsvProposal, Refused>> {
  const text = await orRefusal(proposalHead(file, looksAtLength))
  if (!text.ok) return text
  const said = mappingAnswers(answers)
  const { mapping: proposed, guesses, open } = proposeMapping(text.value, said)
  const mapping = proposed === null ? null : completed(proposed, answers)
  const preview = mapping === null ? { rows: [], refused: null } : await previewRows(file, mapping, { zone })
  const found = recognise(survey, readers, encoding)
  const format = found.kind === 'recognised' ? found.reader.format : null
  const [, profileId = null] = /^bank-csv:(.+)$/u.exec(format ?? '') ?? []
  return ok({
    encoding, mapping, guesses: [...guesses], open: [...open], table: tableOf(text.value, said),
    preview: { rows: preview.rows.map(rowView), refused: preview.refused === null ? null : refusalView(preview.refused) },
    profileId, otherFormat: profileId !== null || format === 'bank-csv' ? null : format,
  })
}

/** The platform's format that a file is, whoever calls it a bank's. */
export function platformFormatOf({ survey, encoding }: LookedAt, readers: readonly FormatReader[]): string | null {
  return readers.find((reader) => reader.side === 'settlement' && reader.recognises(headOf(survey, encoding)))?.format ?? null
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

/** A profile must read next month's file without asking: what the person named goes into the mapping. */
function completed(mapping: CsvMapping, { currency, encoding }: CsvAnswers): CsvMapping {
  return {
    ...mapping,
    currency: mapping.currency ?? (currency === null ? null : { from: 'fixed', currency }),
    ...(encoding === 'gb18030' || encoding === 'windows-1252' ? { encodingHabit: encoding } : {}),
  }
}

function mappingAnswers({ delimiter, header, columns, direction, sign, debit, dateOrder, decimal, year, currency }: CsvAnswers): MappingAnswers {
  const said = { delimiter, header, direction, sign, debit, dateOrder, decimal, year, currency }
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null)) as Omit<MappingAnswers, 'columns'>
  const settled = Object.fromEntries(Object.entries(columns).filter(([, places]) => places !== undefined))
  return { ...given, columns: settled }
}

function tableOf(text: string, said: MappingAnswers): CsvProposal['table'] {
  const layout = findTable(text, said)
  const guessed = guessDialect(text).dialect
  const dialect = layout?.guess.dialect ?? { ...guessed, delimiter: said.delimiter ?? guessed.delimiter }
  const records = cutText(text, dialect, shownRecords)
  const width = Math.max(0, ...records.map(({ cells }) => cells.length))
  return {
    headerLine: layout?.header?.line ?? null,
    columns: layout?.header?.cells.map(cellText) ?? Array.from({ length: width }, () => ''),
    records: records.map(({ line, cells }) => ({ line, cells: cells.map((cell) => cell.slice(0, longestCell)) })),
  }
}

export const rowView = (row: BankEntry | RowError): CsvPreviewRow =>
  row.kind === 'row-error'
    ? { kind: 'row-error', line: row.line, reason: row.reason, field: row.field, value: row.value }
    : {
        kind: 'entry', line: row.line, amount: money(row.minor, row.currency), bookedOn: row.bookedOn, valueOn: row.valueOn, status: row.status, text: row.text,
        counterpartyName: row.counterpartyName, counterpartyAccount: row.counterpartyAccount, references: [...row.references],
      }

export const refusalView = ({ reason, line, field, detail }: Refused) => ({ reason, line, field, detail })
