import { fail, ok, type Result } from '../../../../../shared/result.ts'
import { cellText } from '../delimited/cells.ts'
import { foldName, HEADER_SEARCH_RECORDS } from '../delimited/header.ts'
import type { SourceRecord } from '../delimited/records.ts'
import type { Refused } from '../reader.ts'
import { refused } from '../refusal.ts'
import type { ColumnPlace, CsvMapping } from '../../../../../shared/csv-mapping.ts'
import { placesOf } from './mapping.ts'

/** Where a mapping's table starts in a file, with the mapping's columns moved to where this file has them. */
export interface MappedTable {
  readonly mapping: CsvMapping
  /** Null when the file begins with data. */
  readonly header: SourceRecord | null
  /** Records before the first row. */
  readonly skip: number
  readonly frame: readonly SourceRecord[]
}

/** Finds a mapping's header row among a file's first records: all its columns by name, in whatever order. */
export function locate(mapping: CsvMapping, records: readonly SourceRecord[]): Result<MappedTable, Refused> {
  if (mapping.header === null) {
    return ok({ mapping, header: null, skip: mapping.preambleRows, frame: records.slice(0, mapping.preambleRows) })
  }
  const wanted = placesOf(mapping)
  let nearest: { record: SourceRecord; missing: readonly string[] } | null = null
  for (const [index, record] of records.slice(0, HEADER_SEARCH_RECORDS).entries()) {
    const names = record.cells.map((cell) => foldName(cellText(cell)))
    const missing = wanted.filter(({ name }) => !names.includes(foldName(name))).map(({ name }) => name)
    if (missing.length === 0) {
      const header = mapping.header.map(foldName)
      return ok({ mapping: moved(mapping, names, header), header: record, skip: index + 1, frame: records.slice(0, index) })
    }
    if (missing.length < wanted.length && missing.length < (nearest?.missing.length ?? wanted.length)) nearest = { record, missing }
  }
  if (nearest === null) return fail(refused('not-recognised', records[0]?.raw ?? ''))
  return fail(refused('missing-column', nearest.missing.join(', '), { line: nearest.record.line, field: nearest.missing[0]! }))
}

/** The mapping with each column where its name stands; of equal names, the one with the same number among them. */
function moved(mapping: CsvMapping, names: readonly string[], header: readonly string[]): CsvMapping {
  const move = <T extends ColumnPlace | null>(place: T): T => {
    if (place === null) return place
    const name = foldName(place.name)
    const number = header.slice(0, place.index).filter((other) => other === name).length
    const places = names.flatMap((other, index) => (other === name ? [index] : []))
    return { ...place, index: places[number] ?? places[0]! }
  }
  const { amount, currency } = mapping
  return {
    ...mapping,
    bookedOn: move(mapping.bookedOn),
    otherwiseOn: move(mapping.otherwiseOn),
    valueOn: move(mapping.valueOn),
    amount:
      amount.layout === 'split' ? { ...amount, debit: move(amount.debit), credit: move(amount.credit) }
      : amount.layout === 'directed' ? { ...amount, column: move(amount.column), direction: move(amount.direction) }
      : { ...amount, column: move(amount.column) },
    currency: currency?.from === 'column' ? { ...currency, column: move(currency.column) } : currency,
    balance: move(mapping.balance),
    fee: move(mapping.fee),
    account: move(mapping.account),
    counterpartyName: move(mapping.counterpartyName),
    payeeName: move(mapping.payeeName),
    counterpartyAccount: move(mapping.counterpartyAccount),
    nativeId: move(mapping.nativeId),
    references: mapping.references.map(move),
    text: mapping.text.map(move),
    status: move(mapping.status),
    typeCode: move(mapping.typeCode),
    originalAmount: move(mapping.originalAmount),
    originalCurrency: move(mapping.originalCurrency),
    rate: move(mapping.rate),
  }
}
