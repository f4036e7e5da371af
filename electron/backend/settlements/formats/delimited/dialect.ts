import type { Delimiter } from '../../../../../shared/csv-mapping.ts'
import type { Dialect } from './csv-text.ts'
import { cutText } from './records.ts'

/** How the cells of a text are told apart, with the facts that decided it. */
export interface DialectGuess {
  readonly dialect: Dialect
  /** Written in the file (`sep=;`), or counted. */
  readonly reason: 'sep-line' | 'same-width-lines' | 'only-one-column' | 'said-by-person'
  /** How many of the lines looked at have the same number of cells, and that number. */
  readonly lines: number
  readonly width: number
}

const CANDIDATES: readonly Delimiter[] = [',', ';', '\t', '|']
const LINES_LOOKED_AT = 60
/** Records among which they are looked for: blank ones do not count. */
const MOST_RECORDS = 4 * LINES_LOOKED_AT

/** The Excel hint "sep=;" that some exports write as their first line. */
const SEP_LINE = /^"?sep=(.)"?\s*(?:\n|\r|$)/i

/**
 * Guesses the delimiter from the beginning of a file: the one that cuts the most lines into the same number of cells.
 * Quotes are respected; single quotes count as quotes when most lines begin and end with one.
 */
export function guessDialect(head: string): DialectGuess {
  const quote = usesSingleQuotes(head) ? "'" : '"'
  const hint = SEP_LINE.exec(head)?.[1] as Delimiter | undefined
  if (hint !== undefined && CANDIDATES.includes(hint)) {
    return { dialect: { delimiter: hint, quote, backticks: false }, reason: 'sep-line', lines: 1, width: 1 }
  }
  let best: DialectGuess | null = null
  for (const delimiter of CANDIDATES) {
    const dialect: Dialect = { delimiter, quote, backticks: false }
    const { lines, width } = commonWidth(head, dialect)
    if (width < 2) continue
    const isBetter = best === null || lines > best.lines || (lines === best.lines && width > best.width)
    if (isBetter) best = { dialect, reason: 'same-width-lines', lines, width }
  }
  return best ?? { dialect: { delimiter: ',', quote, backticks: false }, reason: 'only-one-column', lines: 0, width: 1 }
}

/** True for a record that is only the delimiter hint. */
export const isSepLine = (raw: string): boolean => SEP_LINE.test(raw)

function commonWidth(head: string, dialect: Dialect): { lines: number; width: number } {
  const counts = new Map<number, number>()
  const first = cutText(head, dialect, MOST_RECORDS)
  const records = first.filter(({ raw }) => raw.trim() !== '')
  // The last record of a head may be cut off; it then only counts when there is no other.
  const isCut = first.length < MOST_RECORDS && !/[\r\n]$/.test(head) && records.length > 1
  const whole = isCut ? records.slice(0, -1) : records
  for (const { cells } of whole.slice(0, LINES_LOOKED_AT)) {
    if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  }
  let best = { lines: 0, width: 1 }
  for (const [width, lines] of counts) {
    if (lines > best.lines || (lines === best.lines && width > best.width)) best = { lines, width }
  }
  return best
}

function usesSingleQuotes(head: string): boolean {
  const lines = head.split(/\r\n|\n|\r/, LINES_LOOKED_AT).filter((line) => line.trim() !== '').slice(0, -1)
  const quoted = lines.filter((line) => line.startsWith("'") && line.trimEnd().endsWith("'") && line.length > 2)
  return lines.length > 0 && quoted.length * 2 > lines.length
}
