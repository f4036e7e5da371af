import type { Limits } from '../limits.ts'
import { linesOf } from '../lines.ts'
import { FileRefused } from '../refusal.ts'

/** A record (lines up to `^`) or a header line of its own. */
export type QifItem =
  | { readonly kind: 'header'; readonly text: string; readonly line: number }
  | { readonly kind: 'record'; readonly fields: readonly QifField[]; readonly line: number; readonly raw: string }

export interface QifField {
  /** One letter: D, T, P ... */
  readonly code: string
  readonly value: string
  readonly line: number
}

/** The headers and records of a file, in batches as the text comes. The last record may lack its `^`. */
export async function* itemsOf(text: AsyncIterable<string>, limits: Limits): AsyncGenerator<readonly QifItem[]> {
  let fields: QifField[] = []
  let raw: string[] = []
  let length = 0
  const record = (): QifItem[] => {
    const done: QifItem[] = fields.length === 0 ? [] : [{ kind: 'record', fields, line: fields[0]!.line, raw: raw.join('\n') }]
    fields = []
    raw = []
    length = 0
    return done
  }
  for await (const { first, lines } of linesOf(text, limits)) {
    const items: QifItem[] = []
    lines.forEach((line, index) => {
      const trimmed = line.trim()
      if (trimmed === '' || trimmed === '\u001a') return // Ctrl-Z ends files of DOS programs
      if (trimmed.startsWith('!')) items.push(...record(), { kind: 'header', text: trimmed, line: first + index })
      else if (trimmed.startsWith('^')) items.push(...record())
      else {
        fields.push({ code: trimmed[0]!, value: trimmed.slice(1).trim(), line: first + index })
        raw.push(line)
        length += line.length + 1
        if (length > limits.fieldLength) throw new FileRefused('too-large', `a record of more than ${limits.fieldLength} characters`, { line: first + index })
      }
    })
    if (items.length > 0) yield items
  }
  yield record()
}

/** What a list of records is: entries of an account, the accounts themselves, or something that moves no money here. */
export type QifSection = 'entries' | 'account' | 'investment' | 'other'

/** Some programs translate the first. */
const ENTRY_TYPES = /^!type:\s*(bank|banque|banco|banca|ccard|cash|oth a|oth l|oth s)\b/i

/** The section a header opens, or null for a header that is only an option. */
export function sectionOf(header: string): QifSection | null {
  if (/^!(option|clear):/i.test(header)) return null
  if (/^!account\b/i.test(header)) return 'account'
  if (ENTRY_TYPES.test(header)) return 'entries'
  return /^!type:\s*invst/i.test(header) ? 'investment' : 'other'
}

/** The first value of a code in a record. */
export const valueOf = (fields: readonly QifField[], code: string): string | undefined => fields.find((field) => field.code === code)?.value
