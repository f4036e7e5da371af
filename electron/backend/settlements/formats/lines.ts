import type { Limits } from './limits.ts'
import { FileRefused } from './refusal.ts'

/** Consecutive physical lines without their ends; `first` is the number of the first one, counted from 1. */
export interface LineBatch {
  readonly first: number
  readonly lines: readonly string[]
}

/**
 * The lines of a text. CRLF, LF and bare CR end a line, mixed as they come. Whatever follows the last end is a line, so a
 * file that ends with an end of line has no empty line after it. A line past the field limit refuses the file.
 */
export async function* linesOf(text: AsyncIterable<string>, limits: Limits): AsyncGenerator<LineBatch> {
  let pending = ''
  let first = 1
  const tooLong = (): never => {
    throw new FileRefused('too-large', `a line of more than ${limits.fieldLength} characters`, { line: first })
  }
  for await (const piece of text) {
    const joined = pending + piece
    // A CR at the end may be half of a CRLF.
    const whole = joined.endsWith('\r') ? joined.slice(0, -1) : joined
    const lines = whole.split(/\r\n|\n|\r/)
    pending = lines.pop()! + joined.slice(whole.length)
    if (lines.some((line) => line.length > limits.fieldLength)) tooLong()
    if (lines.length > 0) yield { first, lines }
    first += lines.length
    if (pending.length - (pending.endsWith('\r') ? 1 : 0) > limits.fieldLength) tooLong()
  }
  if (pending === '') return
  if (pending.endsWith('\r')) pending = pending.slice(0, -1)
  yield { first, lines: [pending] }
}

/** NUL to US without tab and ends of line, and DEL. The C1 range is left out: it is what badly converted letters turn into. */
const isControl = (code: number): boolean => (code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127

/** True when a text holds NUL or another control character, which no bank writes on purpose. */
export function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (isControl(text.charCodeAt(index))) return true
  return false
}
