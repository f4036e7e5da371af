import type { Limits } from '../limits.ts'
import type { DecodedFile } from '../reader.ts'
import { FileRefused } from '../refusal.ts'

export interface ByteLine {
  /** Counted from 1. */
  readonly line: number
  /** Without the line end. */
  readonly bytes: Uint8Array
}

const NEWLINE = 10
const CARRIAGE_RETURN = 13

/** The lines of a file as bytes, for formats whose columns are counted in bytes. LF or CRLF ends a line; past a limit it ends with `FileRefused`. */
export async function* byteLines(source: DecodedFile, limits: Limits): AsyncGenerator<readonly ByteLine[], void> {
  let rest: Uint8Array = new Uint8Array(0)
  let line = 1
  for await (const piece of source.bytes()) {
    const bytes = rest.length === 0 ? piece : joined(rest, piece)
    const lines: ByteLine[] = []
    let at = 0
    for (let end = bytes.indexOf(NEWLINE, at); end >= 0; end = bytes.indexOf(NEWLINE, at)) {
      lines.push({ line, bytes: withoutReturn(bytes.subarray(at, end)) })
      line += 1
      at = end + 1
    }
    rest = bytes.slice(at)
    if (rest.length > limits.fieldLength) throw new FileRefused('too-large', `a line of more than ${limits.fieldLength} bytes`, { line })
    if (line > limits.rows) throw new FileRefused('too-large', `more than ${limits.rows} rows`)
    yield lines
  }
  if (rest.length > 0) yield [{ line, bytes: withoutReturn(rest) }]
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

const withoutReturn = (bytes: Uint8Array): Uint8Array => (bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes)
