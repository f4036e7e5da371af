import { isCurrencyCode } from '../../../../../shared/currency.ts'
import { recordsOf, textHead } from '../delimited/record-stream.ts'
import type { Dialect } from '../delimited/csv-text.ts'
import { cutText, type SourceRecord } from '../delimited/records.ts'
import { StatementStream } from '../delimited/statement-stream.ts'
import { checkRow, widthOf, type RowWidth } from '../delimited/table.ts'
import { limits } from '../limits.ts'
import type { DecodedFile, FormatReader, ReadEvent, ReadOptions, Refused } from '../reader.ts'
import { endingInRefusal, refused } from '../refusal.ts'
import { EntryRows } from './entry-rows.ts'
import { locate } from './mapped-columns.ts'
import type { CsvMapping } from '../../../../../shared/csv-mapping.ts'

/** Reads exports that a saved or proposed mapping fits: every column that it uses must be there by name. */
export function bankCsvReader(mapping: CsvMapping): FormatReader {
  return {
    format: 'bank-csv',
    side: 'statement',
    recognises: ({ text }) => mapping.header !== null && locate(mapping, cutText(text, dialectOf(mapping))).ok,
    read: (source, options) => endingInRefusal(readMapped(source, mapping, options)),
  }
}

const dialectOf = ({ delimiter, quote }: CsvMapping): Dialect => ({ delimiter, quote, backticks: false })

/** The entries of a file, read by a mapping; also what the preview shows. */
export async function* readMapped(source: DecodedFile, mapping: CsvMapping, options: ReadOptions): AsyncGenerator<readonly ReadEvent[], void> {
  const head = await textHead(source)
  const dialect = dialectOf(mapping)
  const table = locate(mapping, cutText(head.text, dialect))
  const refusal = head.text.trim() === '' ? refused('empty-file', source.name) : table.ok ? refusalOfHeader(table.value.header, mapping, options) : table.failure
  if (refusal !== null || !table.ok) {
    if (refusal !== null) yield [refusal]
    return
  }
  const { header, skip, frame } = table.value
  const out = new StatementStream()
  const rows = new EntryRows(table.value.mapping, options.currency ?? null, frame)
  let width: RowWidth | null = header === null ? null : widthOf(header.cells)
  for await (const records of recordsOf(source, dialect, options.limits ?? limits, skip)) {
    for (const record of records) {
      // Without a header, the first row shows the width.
      width ??= record.raw.trim() === '' ? null : widthOf(record.cells)
      if (width === null || rows.frame(record, width.least, out) || checkRow(record, width, out.events) !== 'row') continue
      if (record.raw !== header?.raw) rows.row(record, out)
    }
    yield out.take()
  }
  rows.end(out)
  // A header alone is a day without movements; without a statement somebody must say so.
  if (out.isEmpty) out.warn('no-rows', header?.line ?? null, '')
  yield out.take()
}

function refusalOfHeader(header: SourceRecord | null, mapping: CsvMapping, options: ReadOptions): Refused | null {
  const most = (options.limits ?? limits).columns
  if (header !== null && header.cells.length > most) return refused('too-many-columns', `${header.cells.length} columns, at most ${most}`, { line: header.line })
  const isNamed = options.currency !== undefined && isCurrencyCode(options.currency)
  return mapping.currency === null && !isNamed ? refused('currency-needed', 'the file names no currency') : null
}
