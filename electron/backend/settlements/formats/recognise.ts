import { encodingFor, headOf, type SurveyedFile } from './decode.ts'
import type { FormatReader, Refused } from './reader.ts'
import { refused } from './refusal.ts'

/** The reader for a file, with the encoding in which it will see it. */
export interface Recognised {
  readonly kind: 'recognised'
  readonly reader: FormatReader
  readonly encoding: string
}

/**
 * Finds the reader of a file by its content. Each reader sees the beginning in the encoding that is its habit, so that Chinese
 * headers are recognised in GB18030 files. `encoding`, when the owner chose one, goes before all else.
 */
export function recognise(file: SurveyedFile, readers: readonly FormatReader[], encoding?: string): Recognised | Refused {
  if (file.size === 0 || (file.size <= file.head.length && isBlank(file, encoding))) return refused('empty-file', file.source.name)
  for (const reader of readers) {
    const own = encoding ?? encodingFor(file, reader.encodingHabit)
    if (reader.recognises(headOf(file, own))) return { kind: 'recognised', reader, encoding: own }
  }
  return refused('not-recognised', file.source.name)
}

const isBlank = (file: SurveyedFile, encoding: string | undefined): boolean => headOf(file, encoding ?? encodingFor(file)).text.trim() === ''

/** The reader of a format that the caller names. */
export function readerFor(format: string, file: SurveyedFile, readers: readonly FormatReader[], encoding?: string): Recognised | Refused {
  const reader = readers.find((candidate) => candidate.format === format)
  if (reader === undefined) return refused('unsupported', format, { field: 'format' })
  return { kind: 'recognised', reader, encoding: encoding ?? encodingFor(file, reader.encodingHabit) }
}
