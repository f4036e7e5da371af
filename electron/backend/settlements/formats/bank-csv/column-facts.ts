import { isNoAmount, readAmount } from '../delimited/amounts.ts'
import { cellText } from '../delimited/cells.ts'
import { currencyOfCell } from '../delimited/currency-marks.ts'
import { dayOfExcelSerial, readDateParts } from '../delimited/dates.ts'
import type { SourceRecord } from '../delimited/records.ts'
import { directionOf } from './direction-words.ts'

/** What the cells of a column are, counted over the rows looked at. */
export interface ColumnFacts {
  /** Cells that hold something. */
  readonly filled: number
  readonly dates: number
  readonly serials: number
  readonly amounts: number
  readonly negatives: number
  readonly currencies: number
  readonly directions: { readonly in: number; readonly out: number }
  /** Different texts, up to 20. */
  readonly distinct: ReadonlySet<string>
}

const MOST_DISTINCT = 20
/** Rows that are enough to know what a column holds. */
export const FACT_ROWS = 500

export const isAmountText = (text: string): boolean => /\d/.test(text) && (readAmount(text, '.') ?? readAmount(text, ',')) !== null
export const isDateText = (text: string): boolean => readDateParts(text) !== null

export function columnFacts(rows: readonly SourceRecord[], index: number): ColumnFacts {
  let filled = 0
  let dates = 0
  let serials = 0
  let amounts = 0
  let negatives = 0
  let currencies = 0
  const directions = { in: 0, out: 0 }
  const distinct = new Set<string>()
  for (const { cells } of rows.slice(0, FACT_ROWS)) {
    const text = cellText(cells[index])
    const direction = directionOf(text)
    if (direction !== null) directions[direction] += 1
    if (isNoAmount(text)) continue
    filled += 1
    if (distinct.size < MOST_DISTINCT) distinct.add(text)
    if (isDateText(text)) dates += 1
    if (dayOfExcelSerial(text) !== null) serials += 1
    if (isAmountText(text)) {
      amounts += 1
      if (readAmount(text, '.')?.decimal.startsWith('-') === true || readAmount(text, ',')?.decimal.startsWith('-') === true) negatives += 1
    }
    if (currencyOfCell(text) !== null) currencies += 1
  }
  return { filled, dates, serials, amounts, negatives, currencies, directions, distinct }
}
