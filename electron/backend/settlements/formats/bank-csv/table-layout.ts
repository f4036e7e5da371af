import type { ColumnRole, Delimiter } from '../../../../../shared/csv-mapping.ts'
import { cellText } from '../delimited/cells.ts'
import { guessDialect, isSepLine, type DialectGuess } from '../delimited/dialect.ts'
import { HEADER_SEARCH_RECORDS } from '../delimited/header.ts'
import { cutText, type SourceRecord } from '../delimited/records.ts'
import { isAmountText, isDateText } from './column-facts.ts'
import { wholeMeaningsOf } from './header-words.ts'

/** The table in a bank's export: where it starts and what belongs to it. */
export interface TableLayout {
  readonly guess: DialectGuess
  /** Null when the file begins with data. */
  readonly header: SourceRecord | null
  /** How the header was found. */
  readonly reason: 'header-words' | 'text-over-data' | 'no-header' | 'said-by-person'
  /** Records before the header or the first row; a delimiter hint does not count. */
  readonly frame: readonly SourceRecord[]
  readonly preambleRows: number
  /** Rows as wide as the header. */
  readonly rows: readonly SourceRecord[]
  /** Everything after the table's first row that is not as wide. */
  readonly others: readonly SourceRecord[]
}

/** Rows that the assistant looks at. */
const MOST_ROWS = 20_000

const dateRoles: ReadonlySet<ColumnRole> = new Set(['bookedOn', 'valueOn'])
const moneyRoles: ReadonlySet<ColumnRole> = new Set(['amount', 'debit', 'credit'])

/** What a person says of the table: its delimiter, and the source line of its header or that it has none. */
export interface TableAnswers {
  readonly delimiter?: Delimiter
  readonly header?: number | 'none'
}

/** Finds the table: where a person says; by header words, else by a row of texts above rows with a date and an amount, else such rows alone. */
export function findTable(head: string, { delimiter: said, header }: TableAnswers = {}): TableLayout | null {
  const guess = guessDialect(head)
  const delimiters = new Set<Delimiter>(said === undefined ? [guess.dialect.delimiter, ',', ';', '\t', '|'] : [said])
  let likeliest: TableLayout | null = null
  for (const delimiter of delimiters) {
    const own: DialectGuess = { ...guess, dialect: { ...guess.dialect, delimiter }, reason: said === undefined ? guess.reason : 'said-by-person' }
    const layout = header === undefined ? layoutWith(head, own) : layoutAt(head, own, header)
    if (layout?.reason === 'header-words' || layout?.reason === 'said-by-person') return layout
    likeliest ??= layout
  }
  return likeliest
}

function layoutWith(head: string, guess: DialectGuess): TableLayout | null {
  const records = cutText(head, guess.dialect, HEADER_SEARCH_RECORDS + MOST_ROWS)
  const byWords = records.slice(0, HEADER_SEARCH_RECORDS).findIndex(isHeaderByWords)
  if (byWords >= 0) return layoutFrom(records, byWords, guess, 'header-words')
  const firstData = records.slice(0, HEADER_SEARCH_RECORDS).findIndex(isDataRow)
  const isProved = firstData >= 0 && records.slice(firstData, firstData + 5).filter(isDataRow).length >= 2
  if (!isProved) return null
  const above = records.slice(0, firstData).findLastIndex(({ raw }) => raw.trim() !== '')
  if (above < 0 || !isAllText(records[above]!)) return layoutFrom(records, firstData, guess, 'no-header')
  // A header that does not fit its rows is damaged: to pass over it would be to guess.
  const fits = Math.abs(records[above]!.cells.length - records[firstData]!.cells.length) <= 1
  return fits ? layoutFrom(records, above, guess, 'text-over-data') : null
}

/** The table as a person found it. Without a header it begins with the first row that can be data, else with the first line. */
function layoutAt(head: string, guess: DialectGuess, header: number | 'none'): TableLayout | null {
  const records = cutText(head, guess.dialect, HEADER_SEARCH_RECORDS + MOST_ROWS)
  if (header === 'none') {
    const first = Math.max(records.slice(0, HEADER_SEARCH_RECORDS).findIndex(isDataRow), 0)
    return records[first] === undefined ? null : layoutFrom(records, first, guess, 'no-header')
  }
  const at = records.slice(0, HEADER_SEARCH_RECORDS).findIndex(({ line, cells }) => line === header && cells.length > 1)
  return at < 0 ? null : layoutFrom(records, at, guess, 'said-by-person')
}

function layoutFrom(records: readonly SourceRecord[], at: number, guess: DialectGuess, reason: TableLayout['reason']): TableLayout {
  const start = records[at]!
  const header = reason === 'no-header' ? null : start
  const below = records.slice(header === null ? at : at + 1).slice(0, MOST_ROWS).filter(({ raw }) => raw.trim() !== '')
  const width = start.cells.findLastIndex((cell) => cell.trim() !== '') + 1
  const isRow = (record: SourceRecord) => record.cells.length >= width && record.cells.slice(start.cells.length).every((cell) => cell.trim() === '')
  return {
    guess, header, reason,
    frame: records.slice(0, at).filter(({ raw }) => raw.trim() !== '' && !isSepLine(raw)),
    preambleRows: at,
    rows: below.filter(isRow),
    others: below.filter((record) => !isRow(record)),
  }
}

/** A date word and a money word, no data, and no name twice among them. */
function isHeaderByWords({ cells }: SourceRecord): boolean {
  if (cells.length < 2) return false
  const texts = cells.map(cellText)
  if (texts.some((text) => isDateText(text) || (isAmountText(text) && text.length > 2))) return false
  const roles = texts.map((text) => wholeMeaningsOf(text).map(({ role }) => role))
  const dates = roles.filter((list) => list.some((role) => dateRoles.has(role)))
  const money = roles.filter((list) => list.some((role) => moneyRoles.has(role)))
  return dates.length > 0 && money.length > 0 && roles.filter((list) => list.length > 0).length >= 2
}

function isDataRow({ cells }: SourceRecord): boolean {
  if (cells.length < 3) return false
  const texts = cells.map(cellText)
  return texts.some(isDateText) && texts.some((text) => isAmountText(text) && !isDateText(text) && /[.,]\d/.test(text))
}

function isAllText({ cells }: SourceRecord): boolean {
  const texts = cells.map(cellText).filter((text) => text !== '')
  return texts.length >= 3 && texts.every((text) => /\p{L}/u.test(text) && !isAmountText(text) && !isDateText(text)) && new Set(texts).size === texts.length
}
