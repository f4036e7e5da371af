import type { Limits } from '../limits.ts'
import type { DecodedFile } from '../reader.ts'
import { FileRefused } from '../refusal.ts'
import type { Dialect } from './csv-text.ts'
import { RecordCutter, type SourceRecord } from './records.ts'

/** How much text is read before it is decided how to read it. */
const HEAD_LENGTH = 65_536

export interface TextHead {
  readonly text: string
  /** True when the head is everything. */
  readonly isWhole: boolean
}

/** The beginning of a file's text. */
export async function textHead(source: DecodedFile): Promise<TextHead> {
  let text = ''
  for await (const piece of source.text()) {
    text += piece
    if (text.length >= HEAD_LENGTH) return { text, isWhole: false }
  }
  return { text, isWhole: true }
}

/** The records of a file in batches, without the first `skip`. Ends with `FileRefused` past a limit. */
export async function* recordsOf(
  source: DecodedFile, dialect: Dialect, limits: Limits, skip = 0,
): AsyncGenerator<readonly SourceRecord[], void> {
  const cutter = new RecordCutter(dialect, limits.fieldLength)
  let toSkip = skip
  let count = 0
  const take = (records: SourceRecord[]): SourceRecord[] => {
    const taken = toSkip === 0 ? records : records.slice(toSkip)
    toSkip -= records.length - taken.length
    count += taken.length
    if (count > limits.rows) throw new FileRefused('too-large', `more than ${limits.rows} rows`)
    if (cutter.overlongLine !== null) {
      throw new FileRefused('too-large', `a line of more than ${limits.fieldLength} characters`, { line: cutter.overlongLine })
    }
    return taken
  }
  for await (const piece of source.text()) {
    const records = take(cutter.push(piece))
    if (records.length > 0) yield records
  }
  yield take(cutter.end())
}
