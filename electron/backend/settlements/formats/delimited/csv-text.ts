import { CsvError, parse, type CsvErrorCode, type InfoField, type Options } from 'csv-parse/sync'
import type { Delimiter } from '../../../../../shared/csv-mapping.ts'

/** How the cells of a text are told apart. */
export interface Dialect {
  readonly delimiter: Delimiter
  /** Null where the format never quotes: a quote is then an ordinary character. */
  readonly quote: '"' | "'" | null
  /** WeChat Pay: every value begins with a backtick, so a comma inside a value is told from a separator by what follows it. */
  readonly backticks: boolean
}

/** What stops csv-parse in the middle of a text; the record in which it stopped is lost to it. */
export type Trouble = Extract<
  CsvErrorCode, 'CSV_QUOTE_NOT_CLOSED' | 'INVALID_OPENING_QUOTE' | 'CSV_INVALID_CLOSING_QUOTE' | 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE'
>

const TROUBLES: ReadonlySet<string> = new Set<Trouble>([
  'CSV_QUOTE_NOT_CLOSED', 'INVALID_OPENING_QUOTE', 'CSV_INVALID_CLOSING_QUOTE', 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE',
])

/** The records of a text by the strict rules of quoting, up to the first that breaks them. Lines end in LF. */
export function parseStrictly(text: string, dialect: Dialect): { readonly records: readonly (readonly string[])[]; readonly trouble: Trouble | null } {
  const options = optionsOf(dialect)
  const { records, trouble } = untilTrouble(text, options)
  return { records: dialect.backticks ? records.map((cells) => joinedByBackticks(cells, dialect.delimiter)) : records, trouble }
}

/**
 * The first record of a text, where quotes inside of unquoted cells are ordinary characters: 5" pipe. "open": its quote does
 * not close within the text. Null when a quote is not where it belongs even so.
 */
export function parseTolerantly(text: string, dialect: Dialect): readonly string[] | 'open' | null {
  const quote = dialect.quote ?? ''
  const written: string[] = []
  const { records: [cells], trouble } = untilTrouble(text, {
    ...optionsOf(dialect),
    to: 1,
    relax_quotes: true,
    cast: (cell: string, { quoting }: InfoField) => {
      written.push(quoting ? quote + cell.replaceAll(quote, quote + quote) + quote : cell)
      return cell
    },
  })
  if (trouble === 'CSV_QUOTE_NOT_CLOSED') return 'open'
  if (trouble !== null || cells === undefined) return null
  // Relaxed, csv-parse also lets text follow a closing quote, and rows too many may be inside. Such a record, written again,
  // is not its source text.
  const source = text.split('\n', lineCount(cells)).join('\n')
  return withoutBlanks(written.join(dialect.delimiter)) === withoutBlanks(source) ? cells : null
}

/** How many lines a record takes: line ends inside of it are inside of its cells. */
export function lineCount(cells: readonly string[]): number {
  let count = 1
  for (const cell of cells) for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1
  return count
}

const withoutBlanks = (text: string): string => text.replaceAll(/\s/g, '')

/**
 * What csv-parse makes of a text. It tells line numbers and source text too (`info`, `raw`), but at the price of several
 * objects a record and a second copy of every byte; both follow from the lines.
 */
function untilTrouble(text: string, options: Options): { readonly records: readonly string[][]; readonly trouble: Trouble | null } {
  try {
    return { records: parse(text, options), trouble: null }
  } catch (error) {
    if (!(error instanceof CsvError) || !isTrouble(error.code)) throw error
    const whole = Number(error['records'])
    return { records: whole === 0 ? [] : parse(text, { ...options, to: whole }), trouble: error.code }
  }
}

const isTrouble = (code: string): code is Trouble => TROUBLES.has(code)

/** Blanks around cells go where cells can be quoted, because csv-parse knows a quote only at the very start of a cell. */
const optionsOf = ({ delimiter, quote }: Dialect): Options => ({
  delimiter,
  record_delimiter: '\n',
  relax_column_count: true,
  ...(quote === null ? { quote: null, escape: null } : { quote, escape: quote, trim: true }),
})

/** A cell that does not begin with a backtick belongs to the one before: the separator stood in a value. Headers have none. */
function joinedByBackticks(cells: readonly string[], delimiter: string): readonly string[] {
  if (cells[0]?.startsWith('`') !== true) return cells
  const joined: string[] = []
  for (const [index, cell] of cells.entries()) {
    if (index === 0) joined.push(cell)
    else if (cell.startsWith('`')) joined.push(cell.slice(1))
    else joined.push(joined.pop()! + delimiter + cell)
  }
  return joined
}
