import { boundedBytes, type ByteSource, type ReadingOptions } from './byte-source.ts'
import iconv from 'iconv-lite'
import { encodingOf, hasUnassignedByte, type ByteFacts } from './encoding.ts'
import { UndecodableBytes, type DecodedFile, type FileHead } from './reader.ts'
import { createUtf8Check } from './utf8.ts'

const HEAD_BYTES = 4096

export interface SurveyedFile extends ByteFacts {
  readonly source: ByteSource
  /** In bytes, counted. */
  readonly size: number
}

/** Reads the file once from end to end: its size, its beginning, and whether it is UTF-8 to the last byte. */
export async function surveyFile(source: ByteSource, options: ReadingOptions): Promise<SurveyedFile> {
  const utf8 = createUtf8Check()
  const head = new Uint8Array(HEAD_BYTES)
  let size = 0
  let hasUnassigned = false
  for await (const piece of boundedBytes(source, options)) {
    if (size < HEAD_BYTES) head.set(piece.subarray(0, HEAD_BYTES - size), size)
    size += piece.byteLength
    utf8.push(piece)
    hasUnassigned ||= hasUnassignedByte(piece)
  }
  return { source, size, head: head.slice(0, Math.min(size, HEAD_BYTES)), isUtf8: utf8.isValid(), hasUnassigned }
}

/** Decodes piece by piece; called without a piece, what is left. Code pages of DOS have a character for every byte and no state. */
function decoderFor(encoding: string, fatal: boolean): (piece?: Uint8Array) => string {
  if (/^cp\d+$/.test(encoding)) return (piece) => (piece === undefined ? '' : iconv.decode(Buffer.from(piece), encoding))
  const decoder = new TextDecoder(encoding, { fatal })
  return (piece) => (piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true }))
}

/** The file's beginning as a reader with this habit would see it. Not strict: it serves recognition only. */
export function headOf(file: SurveyedFile, encoding: string): FileHead {
  const decode = decoderFor(encoding, false)
  // A character that the cut went through is left out: the decoder waits for the rest of it.
  return { bytes: file.head, text: decode(file.head) + (file.size > file.head.length ? '' : decode()) }
}

/** The encoding in which a reader with this habit (absent: Western banks' windows-1252) will read the file. */
export const encodingFor = (file: SurveyedFile, habit = 'windows-1252'): string => encodingOf(file, habit)

/** The file for a reader. Its text ends with `UndecodableBytes` at the first byte that does not fit; nothing is replaced. */
export function decodedFile(file: SurveyedFile, encoding: string, options: ReadingOptions): DecodedFile {
  return {
    name: file.source.name,
    encoding,
    bytes: () => boundedBytes(file.source, options),
    async *text() {
      const decode = decoderFor(encoding, true)
      let offset = 0
      const decoded = (piece?: Uint8Array): string => {
        try {
          return decode(piece)
        } catch {
          throw new UndecodableBytes(encoding, offset)
        }
      }
      for await (const piece of boundedBytes(file.source, options)) {
        const text = decoded(piece)
        offset += piece.byteLength
        if (text !== '') yield text
      }
      const rest = decoded()
      if (rest !== '') yield rest
    },
  }
}

/** Survey and decoding in one step, for a file whose reader is already known. */
export async function decodeFile(source: ByteSource, options: ReadingOptions, habit?: string): Promise<DecodedFile> {
  const file = await surveyFile(source, options)
  return decodedFile(file, encodingFor(file, habit), options)
}
