import type { Day } from '../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { plainDecimalBy } from '../amounts.ts'
import { dayOf, fullYear } from '../days.ts'
import { currencyOfMark } from '../delimited/currency-marks.ts'
import { readDateParts } from '../delimited/dates.ts'
import type { ReadOptions } from '../reader.ts'

export type DateOrder = 'day-first' | 'month-first'

/** What a whole file shows about how it writes dates and amounts. QIF says neither. */
export interface QifEvidence {
  dayFirst: boolean
  monthFirst: boolean
  /** A date both of whose parts could be the month, and it matters. */
  openDate: { line: number; value: string } | null
  point: boolean
  comma: boolean
  /** An amount such as 1,234, which is a thousand or one and a bit. */
  openAmount: { line: number; value: string } | null
}

export const noEvidence = (): QifEvidence => ({
  dayFirst: false, monthFirst: false, openDate: null, point: false, comma: false, openAmount: null,
})

interface DateParts {
  readonly first: number
  readonly second: number
  readonly year: number
  readonly isYearFirst: boolean
}

/** Takes "3/14/26", "3/ 4'26", "04.03.2026" or "2026-03-04" apart. An apostrophe before the year means the 2000s. */
function datePartsOf(text: string): DateParts | null {
  const compact = text.replaceAll(/\s/g, '')
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(compact)
  if (iso !== null) return { year: Number(iso[1]), first: Number(iso[2]), second: Number(iso[3]), isYearFirst: true }
  const match = /^(\d{1,2})[-/.](\d{1,2})([-/.'])(\d{4}|\d{1,2})$/.exec(compact)
  if (match === null) return plainPartsOf(text.trim())
  const [, first, second, sign, year] = match as unknown as [string, string, string, string, string]
  const isShort = year.length < 4
  const full = !isShort ? Number(year) : sign === "'" ? 2000 + Number(year) : fullYear(Number(year))
  return { first: Number(first), second: Number(second), year: full, isYearFirst: false }
}

/** Dates that are plain in any export: "20260304", "4 Mar 2026". */
function plainPartsOf(text: string): DateParts | null {
  const parts = readDateParts(text)
  if (parts === null || !parts.isPlain || parts.year === null || parts.end !== text.length) return null
  return { first: parts.first, second: parts.second, year: parts.year, isYearFirst: true }
}

/** An amount without a currency beside it ("$5.00", "5,00 EUR"), and that currency where the mark stands for one only. */
export function withoutMark(text: string): { readonly text: string; readonly currency: CurrencyCode | null } {
  const match = /^([+-]?)\s*([A-Z]{3}|[€$£¥])\s*([+-]?[\d.,].*)$/.exec(text)
  if (match !== null) return { text: `${match[1]!}${match[3]!}`, currency: currencyOfMark(match[2]!) }
  const behind = /^(.*[\d.,])\s*([A-Z]{3}|[€$£¥])$/.exec(text)
  return behind === null ? { text, currency: null } : { text: behind[1]!, currency: currencyOfMark(behind[2]!) }
}

/** Learns from one date. */
export function seeDate(evidence: QifEvidence, value: string, line: number): void {
  const parts = datePartsOf(value)
  if (parts === null || parts.isYearFirst) return
  if (parts.first > 12 && parts.second <= 12) evidence.dayFirst = true
  else if (parts.second > 12 && parts.first <= 12) evidence.monthFirst = true
  else if (parts.first !== parts.second) evidence.openDate ??= { line, value }
}

/** Learns from one amount. */
export function seeAmount(evidence: QifEvidence, written: string, line: number): void {
  const value = withoutMark(written).text
  const digits = value.replace(/^[+-]/, '')
  const [points, commas] = [digits.split('.').length - 1, digits.split(',').length - 1]
  if (points + commas === 0) return
  const decide = (decimal: '.' | ','): void => {
    // A garbled amount is evidence of nothing.
    if (plainDecimalBy(value, decimal) === null) return
    if (decimal === '.') evidence.point = true
    else evidence.comma = true
  }
  if (points > 0 && commas > 0) decide(digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',')
  else if (points > 1) decide(',')
  else if (commas > 1) decide('.')
  else if (digits.length - 1 - digits.search(/[.,]/) === 3) evidence.openAmount ??= { line, value }
  else decide(points > 0 ? '.' : ',')
}

/** The order of day and month for the whole file; null when it has to be asked. Any value over 12 decides. */
export function dateOrderOf(evidence: QifEvidence, options: ReadOptions): DateOrder | null {
  if (evidence.dayFirst !== evidence.monthFirst) return evidence.dayFirst ? 'day-first' : 'month-first'
  if (options.dateOrder !== undefined) return options.dateOrder
  // Nobody puts points after the month unless the file's option says so, which has been seen by now.
  if (!evidence.dayFirst && evidence.openDate !== null && /^\d{1,2}\.\d{1,2}\./.test(evidence.openDate.value)) return 'day-first'
  return evidence.dayFirst || evidence.openDate !== null ? null : 'month-first'
}

/** The decimal sign for the whole file; null when it has to be asked. Without decimals (yen) the open amounts are thousands. */
export function decimalOf(evidence: QifEvidence, options: ReadOptions, decimals: number): '.' | ',' | null {
  if (evidence.point !== evidence.comma) return evidence.point ? '.' : ','
  if (options.decimal !== undefined) return options.decimal
  if (evidence.point) return null
  if (evidence.openAmount === null) return '.'
  return decimals === 0 ? (evidence.openAmount.value.includes(',') ? '.' : ',') : null
}

/** The day a text means under the file's order, or null. */
export function qifDay(text: string, order: DateOrder): Day | null {
  const parts = datePartsOf(text)
  if (parts === null) return null
  const monthIsFirst = parts.isYearFirst || order === 'month-first'
  return monthIsFirst ? dayOf(parts.year, parts.first, parts.second) : dayOf(parts.year, parts.second, parts.first)
}
