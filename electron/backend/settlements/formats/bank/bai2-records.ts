import type { Limits } from '../limits.ts'
import { linesOf } from '../lines.ts'
import { FileRefused } from '../refusal.ts'
import { withoutEnd } from '../trim.ts'

/** A logical record: its physical lines with their 88 continuations put together. */
export interface Bai2Record {
  /** "01", "02", "03", "16", "49", "98", "99". */
  readonly code: string
  /** What follows the code. For 16 the text, and everything after it, is still to be told apart. */
  readonly fields: readonly string[]
  /** Where in `fields` each physical record begins, the continuations included: trailers count them. */
  readonly starts: readonly number[]
  readonly line: number
  /** Lines without a record code of their own that were taken for more of its text. */
  readonly codeless: readonly number[]
  readonly raw: string
}

const CODE = /^(01|02|03|16|49|88|98|99),/

/** Where another record begins: after a `/`, with its code. */
const BOUNDARY = /\/\s*(?=(01|02|03|16|49|88|98|99),)/
/**
 * The same where the line may be in a text, which can hold `/16,` as well: only 16, 49 and 88 can follow, and they are told
 * from text by what stands in their first fields, or by the blanks before them.
 */
const BOUNDARY_AFTER_TEXT = /\/\s*(?=16,\d{3},\d{0,18},[012VSDZ]?,|49,[+-]?\d{1,18},\d{1,9}\s*(?:\/|$))|\/\s+(?=88,)/i

/** Cuts a line into records. `/` ends a record, but only before another record's code: texts contain slashes. */
function recordsOfLine(line: string): readonly string[] {
  const records: string[] = []
  let rest = line
  for (;;) {
    const cut = rest.search(/^(16|88),/.test(rest) ? BOUNDARY_AFTER_TEXT : BOUNDARY)
    if (cut < 0) return [...records, rest]
    records.push(rest.slice(0, cut + 1))
    rest = rest.slice(cut + 1).trimStart()
  }
}

interface OpenRecord {
  readonly code: string
  readonly fields: string[]
  readonly starts: number[]
  readonly line: number
  readonly codeless: number[]
  readonly raw: string[]
  length: number
}

/** Fields of a physical record. A `/` at its end is its terminator. */
const fieldsOf = (record: string): string[] => {
  const trimmed = withoutEnd(record, ' \t')
  return (trimmed.endsWith('/') ? trimmed.slice(0, -1) : trimmed).split(',').slice(1)
}

/** A line without a record code belongs to the text above it: it was broken at a bank's screen width. */
function addText(open: OpenRecord, text: string, line: number): void {
  open.fields.push(`${open.fields.pop() ?? ''} ${(text.endsWith('/') ? text.slice(0, -1) : text).trim()}`)
  open.codeless.push(line)
  open.raw.push(text)
  open.length += text.length
}

function checkLength(open: OpenRecord, { fieldLength }: Limits, line: number): void {
  if (open.length > fieldLength) throw new FileRefused('too-large', `a record of more than ${fieldLength} characters`, { line })
}

/** The logical records of a file, in batches as the text comes. Lines that are no record, nor the text of one, refuse the file. */
export async function* recordsOf(text: AsyncIterable<string>, limits: Limits): AsyncGenerator<readonly Bai2Record[]> {
  let open: OpenRecord | null = null
  const done = (): Bai2Record[] => (open === null ? [] : [{ ...open, raw: open.raw.join('\n') }])
  for await (const { first, lines } of linesOf(text, limits)) {
    const records: Bai2Record[] = []
    lines.forEach((physicalLine, index) => {
      const line = first + index
      const trimmed = physicalLine.trim()
      if (trimmed === '' || trimmed === '\u001a') return
      for (const record of recordsOfLine(trimmed)) {
        const code = CODE.exec(record)?.[1]
        if (code === undefined && open?.code === '16') {
          addText(open, record, line)
          checkLength(open, limits, line)
          continue
        }
        if (code === undefined) throw new FileRefused('malformed', record, { line, field: 'record code' })
        if (code !== '88') {
          records.push(...done())
          open = { code, fields: [], starts: [], line, codeless: [], raw: [], length: 0 }
        }
        if (open === null) throw new FileRefused('malformed', record, { line, field: '88' })
        open.starts.push(open.fields.length)
        for (const field of fieldsOf(record)) open.fields.push(field)
        open.raw.push(record)
        open.length += record.length
        checkLength(open, limits, line)
      }
    })
    if (records.length > 0) yield records
  }
  yield done()
}

/** Free text from a field on: commas belong to it, and a continuation goes on with it after a blank. */
export function textFrom({ fields, starts }: Bai2Record, from: number): string {
  const bounds = [from, ...starts.filter((start) => start > from), fields.length]
  const parts = bounds.slice(0, -1).map((start, index) => fields.slice(start, bounds[index + 1]).join(','))
  return parts.join(' ').replace(/\s+/g, ' ').trim()
}
