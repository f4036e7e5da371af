import { z } from 'zod'
import { isCurrencyCode } from './currency.ts'

const CurrencyCode = z.string().refine(isCurrencyCode)

/** What a column of a bank's export can be. */
export const columnRoles = [
  'bookedOn', 'valueOn', 'amount', 'debit', 'credit', 'direction', 'balance', 'currency', 'account', 'counterpartyName', 'counterpartyAccount', 'nativeId',
  'reference', 'text', 'status', 'typeCode', 'originalAmount', 'originalCurrency', 'rate', 'fee',
] as const
export type ColumnRole = (typeof columnRoles)[number]

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** A column by its place (from 0) and its header cell as written; the name is empty where the file has no header. */
export const ColumnPlace = z.strictObject({ index: z.int().min(0).max(255), name: z.string().max(300) })
export type ColumnPlace = z.infer<typeof ColumnPlace>

/** How a row tells its amount and which way the money went. */
export const AmountLayout = z.discriminatedUnion('layout', [
  z.strictObject({ layout: z.literal('signed'), column: ColumnPlace }),
  /**
   * Money out and money in in columns of their own; `debitIsNegative` when the first is written with a minus already,
   * `creditIsNegative` when the second is, as on card statements, where it lowers the debt.
   */
  z.strictObject({
    layout: z.literal('split'), debit: ColumnPlace, credit: ColumnPlace, debitIsNegative: z.boolean(), creditIsNegative: z.boolean().exactOptional(),
  }),
  /** An unsigned amount beside a column with a word for the direction; the words folded. */
  z.strictObject({
    layout: z.literal('directed'), column: ColumnPlace, direction: ColumnPlace, out: z.array(z.string()).min(1), in: z.array(z.string()).min(1),
  }),
])
export type AmountLayout = z.infer<typeof AmountLayout>

/** Where the currency comes from: a column, the same for all rows, or a sign beside the amount. */
export const CurrencySource = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('column'), column: ColumnPlace }),
  z.strictObject({ from: z.literal('fixed'), currency: CurrencyCode }),
  z.strictObject({ from: z.literal('cell') }),
])
export type CurrencySource = z.infer<typeof CurrencySource>

/**
 * How to read one bank's export. Plain JSON, so that it can be kept as a named profile and found again by its header
 * signature. With a header, columns are found by name, so that a column more or another order does no harm.
 */
export const CsvMapping = z.strictObject({
  version: z.literal(1),
  delimiter: z.enum(delimiters),
  quote: z.enum(['"', "'"]),
  /** The encoding of files whose bytes do not say one. Absent: windows-1252. */
  encodingHabit: z.enum(['gb18030', 'windows-1252']).exactOptional(),
  /** Cells of the header row as written; null when the file begins with data. */
  header: z.array(z.string().max(300)).min(2).max(256).nullable(),
  /** Records before the header or, without one, before the first row. */
  preambleRows: z.int().min(0).max(1000),
  bookedOn: ColumnPlace,
  /** Serves where the first is blank, as in rows that are not booked yet. */
  otherwiseOn: ColumnPlace.nullable(),
  valueOn: ColumnPlace.nullable(),
  /** `plain`: year in front or month by name. */
  dateForm: z.enum(['plain', 'day-first', 'month-first', 'excel-serial']),
  /** For dates without a year. */
  year: z.int().min(1990).max(2100).nullable(),
  amount: AmountLayout,
  /** True when plus is money out, as in most card statements. */
  isInverted: z.boolean(),
  decimalSign: z.enum(['.', ',']),
  /** Null when the file does not say: the person names it at each import. */
  currency: CurrencySource.nullable(),
  balance: ColumnPlace.nullable(),
  /** Some banks write the balance in another way than the amounts. */
  balanceDecimalSign: z.enum(['.', ',']),
  /** Charges; `isFeeBesides` when they are taken besides the amount and not within it. */
  fee: ColumnPlace.nullable(),
  isFeeBesides: z.boolean(),
  /** The shop's own account, when it stands in the rows. */
  account: ColumnPlace.nullable(),
  counterpartyName: ColumnPlace.nullable(),
  /** Who was paid, where payer and payee have columns of their own; the first is then the payer. */
  payeeName: ColumnPlace.nullable(),
  counterpartyAccount: ColumnPlace.nullable(),
  nativeId: ColumnPlace.nullable(),
  references: z.array(ColumnPlace),
  text: z.array(ColumnPlace),
  status: ColumnPlace.nullable(),
  typeCode: ColumnPlace.nullable(),
  originalAmount: ColumnPlace.nullable(),
  originalCurrency: ColumnPlace.nullable(),
  rate: ColumnPlace.nullable(),
})
export type CsvMapping = z.infer<typeof CsvMapping>
