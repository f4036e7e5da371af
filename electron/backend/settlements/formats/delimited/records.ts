import { lineCount, parseStrictly, parseTolerantly, type Dialect } from './csv-text.ts'

export interface SourceRecord {
  /** First source line, 1 for the first. */
  readonly line: number
  /** Source text without the line end; line ends inside of it are LF. */
  readonly raw: string
  /** Unquoted and, where cells can be quoted, without the blanks around them; otherwise as written. */
  readonly cells: readonly string[]
  /** A quote does not close, or something follows it. The record is then its first line, cut without regard to quotes. */
  readonly isMisquoted: boolean
}

/** Characters that are given to csv-parse at once, unless a quote stays open. */
const BATCH_LENGTH = 65_536
/** The same behind a quote out of place: they come in swarms, and each ends a batch. */
const CAREFUL_LENGTH = 1024

/**
 * Cuts delimited text into records, piece by piece and in bounded memory. csv-parse does the cutting, strictly; where it
 * finds a quote out of place, that one record is settled here and csv-parse goes on behind it, so that a stray quote
 * costs a row and never swallows others.
 */
export class RecordCutter {
  readonly #dialect: Dialect
  readonly #longest: number
  /** Text that is not cut yet, with all line ends as LF. */
  #rest = ''
  #pending = ''
  /** Length at which it is worth cutting again. */
  #wanted = BATCH_LENGTH
  #line = 1
  #overlongLine: number | null = null

  /** `longest`: most characters of a record. A quote that has not closed by then counts as a stray one. */
  constructor(dialect: Dialect, longest: number) {
    this.#dialect = dialect
    this.#longest = longest
  }

  /** The line that is too long; nothing is cut after it. */
  get overlongLine(): number | null {
    return this.#overlongLine
  }

  /** The records that are complete with this piece. */
  push(piece: string): SourceRecord[] {
    this.#pending += piece
    if (this.#rest.length + this.#pending.length < this.#wanted) return []
    return this.#cut(false)
  }

  /** The records that are left. */
  end(): SourceRecord[] {
    return this.#cut(true)
  }

  #cut(isEnd: boolean): SourceRecord[] {
    if (this.#overlongLine !== null) return []
    const text = this.#rest + this.#takePending(isEnd)
    const overlongAt = startOfOverlongLine(text, this.#longest)
    const records: SourceRecord[] = []
    if (overlongAt !== null) {
      this.#cutLines(text.slice(0, overlongAt), true, records)
      this.#overlongLine = this.#line
      this.#rest = ''
      return records
    }
    const lines = isEnd ? text : text.slice(0, text.lastIndexOf('\n') + 1)
    this.#rest = text.slice(this.#cutLines(lines, isEnd, records))
    // Behind an open quote everything is read again: not before there is twice as much of it.
    this.#wanted = Math.max(BATCH_LENGTH, this.#rest.length * 2)
    return records
  }

  /** The pieces since the last time, with LF for CRLF and CR. A CR at the very end may be the first half of a line end. */
  #takePending(isEnd: boolean): string {
    const isHalf = !isEnd && this.#pending.endsWith('\r')
    const pending = isHalf ? this.#pending.slice(0, -1) : this.#pending
    this.#pending = isHalf ? '\r' : ''
    return pending.includes('\r') ? pending.replaceAll(/\r\n?/g, '\n') : pending
  }

  /** Cuts whole lines and says how many characters of them are used up: all, or those before a quote that is still open. */
  #cutLines(text: string, isEnd: boolean, records: SourceRecord[]): number {
    let at = 0
    let length = BATCH_LENGTH
    while (at < text.length) {
      const end = at + length < text.length ? text.indexOf('\n', at + length) + 1 || text.length : text.length
      const isLast = end === text.length
      const { taken, stoppedBy } = this.#cutBatch(text.slice(at, end), isEnd && isLast, records)
      at += taken
      if (stoppedBy === 'open-quote' && isLast) break
      length = stoppedBy === 'stray-quote' ? CAREFUL_LENGTH : stoppedBy === 'open-quote' ? length * 2 : Math.min(length * 2, BATCH_LENGTH)
    }
    return at
  }

  /** Cuts a batch to its end, through the first record that csv-parse does not take, or up to one whose quote needs more text. */
  #cutBatch(batch: string, isEnd: boolean, records: SourceRecord[]): { readonly taken: number; readonly stoppedBy: 'end' | 'stray-quote' | 'open-quote' } {
    const lines = batch.split('\n')
    let next = 0
    let taken = 0
    const add = (cells: readonly string[], lineSpan: number, isMisquoted = false): void => {
      const raw = lineSpan === 1 ? lines[next]! : lines.slice(next, next + lineSpan).join('\n')
      records.push({ line: this.#line, raw, cells, isMisquoted })
      this.#line += lineSpan
      next += lineSpan
      taken += raw.length + 1
    }
    const isTooLong = (lineSpan: number): boolean => lineSpan > 1 && lines.slice(next, next + lineSpan).join('\n').length > this.#longest
    const addMisquoted = (): void => add(lines[next]!.split(this.#dialect.delimiter), 1, true)

    const strict = parseStrictly(batch, this.#dialect)
    for (const cells of strict.records) {
      const lineSpan = lineCount(cells)
      if (isTooLong(lineSpan)) {
        addMisquoted()
        return { taken, stoppedBy: 'stray-quote' }
      }
      add(cells, lineSpan)
    }
    if (strict.trouble === null) return { taken: batch.length, stoppedBy: 'end' }

    const rest = batch.slice(taken)
    const tolerated = strict.trouble === 'INVALID_OPENING_QUOTE' ? parseTolerantly(rest, this.#dialect) : null
    const isOpen = strict.trouble === 'CSV_QUOTE_NOT_CLOSED' || tolerated === 'open'
    if (isOpen && !isEnd && rest.length <= this.#longest) return { taken, stoppedBy: 'open-quote' }
    if (tolerated === null || tolerated === 'open' || isTooLong(lineCount(tolerated))) addMisquoted()
    else add(tolerated, lineCount(tolerated))
    return { taken, stoppedBy: 'stray-quote' }
  }
}

/** Where the first line begins that is longer than allowed; null when there is none. */
function startOfOverlongLine(text: string, longest: number): number | null {
  let at = 0
  while (text.length - at > longest) {
    const end = text.indexOf('\n', at)
    if ((end < 0 ? text.length : end) - at > longest) return at
    at = end + 1
  }
  return null
}

/** The records of a text that is at hand as a whole, or the first `most` of them. */
export function cutText(text: string, dialect: Dialect, most = Infinity): SourceRecord[] {
  const cutter = new RecordCutter(dialect, text.length)
  let records: SourceRecord[] = []
  for (let at = 0; at < text.length && records.length < most; at += BATCH_LENGTH) records = records.concat(cutter.push(text.slice(at, at + BATCH_LENGTH)))
  return (records.length < most ? records.concat(cutter.end()) : records).slice(0, most)
}
