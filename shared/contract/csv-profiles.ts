import { z } from 'zod'
import { columnRoles, CsvMapping, delimiters } from '../csv-mapping.ts'
import { FileRefusal, FileSource } from './settlements.ts'
import { books, Currency, Day, Instant, Money, Name, resultOf, Ulid } from './values.ts'

/** What a person has settled so far; null and absent: to be found out. */
export const CsvAnswers = z.object({
  encoding: z.string().max(20).nullable(),
  delimiter: z.enum(delimiters).nullable(),
  /** Source line of the header row, 1 for the first; `none`: the file begins with data. */
  header: z.union([z.number().int().min(1).max(100_000), z.literal('none')]).nullable(),
  /** Columns by their places from 0; an empty list: the file has no such column. */
  columns: z.partialRecord(z.enum(columnRoles), z.array(z.number().int().min(0).max(255)).max(8)),
  /** The words of a direction column, as they stand in the file. */
  direction: z.object({ out: z.array(z.string().max(80)).max(20), in: z.array(z.string().max(80)).max(20) }).nullable(),
  /** `inverted`: plus is money out. */
  sign: z.enum(['as-written', 'inverted']).nullable(),
  /** How money out is written in a debit column of its own. */
  debit: z.enum(['plus', 'minus']).nullable(),
  dateOrder: z.enum(['day-first', 'month-first']).nullable(),
  decimal: z.enum(['.', ',']).nullable(),
  /** For dates without a year. */
  year: z.number().int().min(1990).max(2100).nullable(),
  currency: Currency.nullable(),
})
export type CsvAnswers = z.infer<typeof CsvAnswers>

export const noCsvAnswers: CsvAnswers = {
  encoding: null, delimiter: null, header: null, columns: {}, direction: null, sign: null, debit: null, dateOrder: null, decimal: null, year: null, currency: null,
}

/** Why the assistant takes something for what it is: stable codes, the page has the words, `facts` the particulars. */
export const CsvGuess = z.object({
  /** delimiter, table, a column's role, dateForm, decimalSign, sign. */
  about: z.string(),
  /** header-words, number-above-12, proved-by-balance, said-by-person, … */
  reason: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type CsvGuess = z.infer<typeof CsvGuess>

/** What only a person can settle. It stays until an answer settles it. */
export const CsvQuestion = z.discriminatedUnion('about', [
  /** Every date can be read both ways; with contradicting examples no answer helps. */
  z.object({ about: z.literal('date-order'), column: z.string(), example: z.string() }),
  z.object({ about: z.literal('decimal-sign'), column: z.string(), example: z.string() }),
  z.object({ about: z.literal('currency') }),
  z.object({ about: z.literal('year'), example: z.string() }),
  /** A debit column of both signs (answer `debit`), or unknown words in a direction column (answer `direction`). */
  z.object({ about: z.literal('sign'), column: z.string(), example: z.string() }),
  z.object({ about: z.literal('column'), missing: z.enum(['date', 'amount']) }),
  /** Chosen by what its cells hold under a header in unknown words: answer by naming the column. */
  z.object({ about: z.literal('column-by-content'), column: z.string(), chosenFor: z.enum(['date', 'amount']) }),
])
export type CsvQuestion = z.infer<typeof CsvQuestion>

/** A row as the import would store it, or why it cannot be read. */
export const CsvPreviewRow = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('entry'), line: z.number().int(), amount: Money, bookedOn: Day.nullable(), valueOn: Day.nullable(), status: z.enum(['booked', 'pending', 'info']),
    text: z.string(), counterpartyName: z.string().nullable(), counterpartyAccount: z.string().nullable(), references: z.array(z.string()),
  }),
  z.object({ kind: z.literal('row-error'), line: z.number().int(), reason: z.string(), field: z.string(), value: z.string() }),
])
export type CsvPreviewRow = z.infer<typeof CsvPreviewRow>

export const CsvProposal = z.object({
  /** In which the file was read. */
  encoding: z.string(),
  /** Ready to be saved when nothing is open; while something is, its likeliest value stands here. */
  mapping: CsvMapping.nullable(),
  guesses: z.array(CsvGuess),
  open: z.array(CsvQuestion),
  /** The first records as they are cut, so that a person can point at the header and at columns. */
  table: z.object({
    headerLine: z.number().int().nullable(),
    columns: z.array(z.string()),
    records: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
  }),
  preview: z.object({ rows: z.array(CsvPreviewRow), refused: FileRefusal.nullable() }),
  /** What would read the file today: a saved profile, or a format that is no bank's CSV. */
  profileId: Ulid.nullable(),
  otherFormat: z.string().nullable(),
})
export type CsvProposal = z.infer<typeof CsvProposal>

export const CsvProfile = z.object({
  profileId: Ulid,
  name: z.string(),
  mapping: CsvMapping,
  /** Whose statements they are, where the files do not say. */
  bankAccount: z.string().nullable(),
  savedAt: Instant,
  savedBy: z.string(),
})
export type CsvProfile = z.infer<typeof CsvProfile>

const sourceFailures = [
  z.object({ kind: z.literal('file-not-readable'), path: z.string(), why: z.string() }),
  z.object({ kind: z.literal('no-local-files') }),
  z.object({ kind: z.literal('upload-not-found') }),
] as const
const CannotBeRead = z.object({ kind: z.literal('file-refused'), refusal: FileRefusal })
const ProfileNotFound = z.object({ kind: z.literal('profile-not-found') })
const NameTaken = z.object({ kind: z.literal('name-taken'), name: z.string() })

export const csvProfiles = {
  /** Looks at a file, which stays where it is: a mapping, the reasons, the open questions, the first rows. Writes nothing. */
  propose: books
    .input(z.object({ source: FileSource, answers: CsvAnswers }))
    .output(resultOf(CsvProposal, z.discriminatedUnion('kind', [...sourceFailures, CannotBeRead]))),
  /** Keeps a mapping by the caller's id, new or changed, after the file it was made for has been read by it. */
  save: books
    .input(z.object({ profileId: Ulid, name: Name, mapping: CsvMapping, bankAccount: z.string().trim().min(1).max(80).nullable(), source: FileSource, encoding: z.string().max(20).nullable() }))
    .output(resultOf(CsvProfile, z.discriminatedUnion('kind', [
      ...sourceFailures, CannotBeRead, NameTaken,
      /** Another profile reads files with the same columns. */
      z.object({ kind: z.literal('header-taken'), profileId: Ulid, name: z.string() }),
      /** A platform's reckoning, which must never count as a bank's statement. */
      z.object({ kind: z.literal('not-a-bank-file'), format: z.string() }),
      /** The mapping names no currency, and the file neither. */
      z.object({ kind: z.literal('currency-needed') }),
      /** Not one row can be read. */
      z.object({ kind: z.literal('no-row-readable'), errors: z.array(CsvPreviewRow) }),
    ]))),
  list: books.output(z.array(CsvProfile)),
  rename: books.input(z.object({ profileId: Ulid, name: Name })).output(resultOf(CsvProfile, z.discriminatedUnion('kind', [ProfileNotFound, NameTaken]))),
  remove: books.input(z.object({ profileId: Ulid })).output(resultOf(z.null(), ProfileNotFound)),
}
