import { isCurrencyCode, type CurrencyCode } from '../../../../../shared/currency.ts'
import { parseMoney } from '../../../../../shared/money.ts'
import type { Result } from '../../../../../shared/result.ts'
import { readAmount } from '../delimited/amounts.ts'
import { cellText } from '../delimited/cells.ts'
import type { SourceRecord } from '../delimited/records.ts'
import { StatementStream } from '../delimited/statement-stream.ts'
import { checkRow, openTable, recognisesTable, resemblesTable, widthOf, type Table, type TableFormat } from '../delimited/table.ts'
import type { DecodedFile, FileHead, FormatReader, ReadEvent, ReadOptions, Refused, RowErrorReason, SettlementLine } from '../reader.ts'
import { endingInRefusal } from '../refusal.ts'

/** A platform's file that is one table with a header, with or without a frame around it. */
export interface SettlementTable<Field extends string> extends TableFormat<Field> {
  readonly format: string
  readonly encodingHabit?: 'gb18030'
  /** Called once the header is found; refuses what cannot be read (no currency, an order of day and month left open). */
  begin(table: Table<Field>, options: ReadOptions): Result<TableRows, Refused> | Promise<Result<TableRows, Refused>>
}

/** Reads the records after the header. */
export interface TableRows {
  /** A record of the frame around the table (footer, summary): true when it was one. Asked before `row`. */
  frame?(record: SourceRecord, out: StatementStream): boolean
  row(record: SourceRecord, out: StatementStream): void
  /** After the last record: ends the statements; may refuse the file as a whole. */
  end(out: StatementStream): Refused | null
}

/** A reader that also knows files which are nearly its own, so that nobody else takes them for something simpler. */
export interface PlatformReader extends FormatReader {
  resembles?(head: FileHead): boolean
}

export function settlementTableReader<Field extends string>(format: SettlementTable<Field>): PlatformReader {
  return {
    format: format.format,
    side: 'settlement',
    recognises: (head) => recognisesTable(head, format),
    resembles: (head) => resemblesTable(head, format),
    read: (source, options) => endingInRefusal(readTable(source, options, format)),
    ...(format.encodingHabit === undefined ? {} : { encodingHabit: format.encodingHabit }),
  }
}

async function* readTable<Field extends string>(
  source: DecodedFile, options: ReadOptions, format: SettlementTable<Field>,
): AsyncGenerator<readonly ReadEvent[], void> {
  const table = await openTable(source, format, options)
  const rows = table.ok ? await format.begin(table.value, options) : table
  if (!table.ok) yield [table.failure]
  else if (!rows.ok) yield [rows.failure]
  else yield* readRows(table.value, rows.value)
}

async function* readRows<Field extends string>(table: Table<Field>, rows: TableRows): AsyncGenerator<readonly ReadEvent[], void> {
  const out = new StatementStream()
  const width = widthOf(table.header)
  const headerText = table.header.join('\n')
  for await (const records of table.records()) {
    for (const record of records) {
      if (rows.frame?.(record, out) === true || checkRow(record, width, out.events) !== 'row') continue
      // Exports that were put together repeat the header.
      if (record.cells[0] === table.header[0] && record.cells.join('\n') === headerText) continue
      rows.row(record, out)
    }
    yield out.take()
  }
  const refusal = rows.end(out)
  // A header alone is a day without movements; without a statement somebody must say so.
  if (refusal === null && out.isEmpty) out.warn('no-rows', table.headerLine, '')
  yield refusal === null ? out.take() : [...out.take(), refusal]
}

/** What most lines have in common, to be filled in by each reader. */
export const BLANK_LINE: Omit<SettlementLine, 'type' | 'typeText' | 'grossMinor' | 'feeMinor' | 'netMinor' | 'currency' | 'line' | 'raw'> = {
  kind: 'line',
  nativeId: null,
  merchantReference: null,
  platformReference: null,
  parentReference: null,
  payoutReference: null,
  references: [],
  occurredAt: null,
  occurredOn: null,
  availableOn: null,
  method: null,
  text: '',
  original: null,
  excluded: null,
}

/** An amount cell in minor units, or why it is none. Machine-written decimals take the quick way; signs and separators are understood. */
export function minorOf(cell: string | undefined, currency: CurrencyCode): number | RowErrorReason {
  const text = cellText(cell)
  if (text === '') return 'missing-amount'
  const quick = parseMoney(text, currency)
  if (quick.ok) return quick.value.minor
  if (quick.failure.kind !== 'not-an-amount') return quick.failure.kind
  const written = readAmount(text, '.')
  if (written === null) return 'not-an-amount'
  const amount = parseMoney(written.decimal, currency)
  return amount.ok ? amount.value.minor : amount.failure.kind
}

/** The amount in a cell of a row; null after its error has been reported. A blank cell is an error. */
export function neededMinor(
  record: SourceRecord, at: number, field: string, currency: CurrencyCode, out: StatementStream,
): number | null {
  const minor = minorOf(record.cells[at], currency)
  if (typeof minor === 'number') return minor
  out.error(minor, record, field, record.cells[at])
  return null
}

/** The same where a blank cell, or a column that the file does not have, is zero. */
export function minorOrZero(
  record: SourceRecord, at: number, field: string, currency: CurrencyCode, out: StatementStream,
): number | null {
  const cell = record.cells[at]
  return cell === undefined || cell === '' || cellText(cell) === '' ? 0 : neededMinor(record, at, field, currency, out)
}

/** A currency cell in upper case; null after its error has been reported. */
export function neededCurrency(record: SourceRecord, at: number, field: string, out: StatementStream): CurrencyCode | null {
  const cell = record.cells[at]!
  if (isCurrencyCode(cell)) return cell
  const code = cellText(cell).toUpperCase()
  if (isCurrencyCode(code)) return code
  out.error('unknown-currency', record, field, cell)
  return null
}

/** The row's currency, or the one that the person named where the file has no such column; null after its error has been reported. */
export function currencyOfRow(record: SourceRecord, at: number, options: ReadOptions, out: StatementStream): CurrencyCode | null {
  if (at >= 0) return neededCurrency(record, at, 'Currency', out)
  if (options.currency !== undefined && isCurrencyCode(options.currency)) return options.currency
  out.error('unknown-currency', record, 'Currency', options.currency)
  return null
}

/** The references that are there, each once, in order. */
export function distinct(...references: readonly (string | null)[]): readonly string[] {
  const found: string[] = []
  for (const reference of references) {
    if (reference !== null && reference !== '' && !found.includes(reference)) found.push(reference)
  }
  return found
}
