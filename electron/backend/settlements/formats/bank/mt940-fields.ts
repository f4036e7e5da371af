import type { LineBatch } from '../lines.ts'
import type { Limits } from '../limits.ts'
import { FileRefused } from '../refusal.ts'
import { withoutEnd } from '../trim.ts'

/** A tag with its lines: `:86:` and the free lines below it. */
export interface MtField {
  /** Without colons: "61", "60F", "NS". */
  readonly tag: string
  /** The text after the tag, then the lines below as they are. */
  readonly lines: readonly string[]
  /** Of the tag. */
  readonly line: number
}

/** The end of a message that the file marks with `-` or `-}`. */
export const MESSAGE_END = 'end'

/**
 * Tags of MT940, 941, 942 and 950, and two that banks add. Anything else that looks like a tag is free text: purposes contain
 * clock times and references such as `:08:15`.
 * Source: SWIFT Standards MT, category 9; public samples for NS and 23E.
 */
const KNOWN = /^:(20|21|25P?|28C?|34F|13D?|60[FM]|61|86|62[FM]|64|65|90[CD]|NS|23E):(.*)$/s

/** Lines of the FIN envelope. Banks with seven-bit tables write ä for the opening and å for the closing brace. */
const ENVELOPE = /^[{ä][1-5S]:/
const CLOSING = /^-[}å]/

const startsMessage = (line: string): boolean => line.startsWith(':20:') || ENVELOPE.test(line)

/** SWIFT frames a message with SOH and ETX, old terminals end a file with Ctrl-Z: no content, no fault. */
const withoutFraming = (line: string): string => withoutEnd(line.startsWith('\u0001') ? line.slice(1) : line, '\u0003\u001a')

export interface FieldScanner {
  push(line: string, number: number): void
  /** The fields completed so far; call after each batch of lines. */
  take(): MtField[]
  end(): MtField[]
}

/** Puts physical lines together to fields. What stands before the first tag and between messages is noise. */
function createFieldScanner(limits: Limits): FieldScanner {
  let done: MtField[] = []
  let open: { tag: string; lines: string[]; line: number } | null = null
  /** A lone `-` is the end only if a message or nothing follows; else it is a line of text. */
  let heldEnd: number | null = null
  let sawClosing = false
  let length = 0

  const close = (): void => {
    if (open !== null) done.push(open)
    open = null
    length = 0
  }
  const addLine = (line: string): void => {
    if (open === null) return
    open.lines.push(line)
    length += line.length + 1
    if (length > limits.fieldLength) {
      throw new FileRefused('too-large', `a field of more than ${limits.fieldLength} characters`, { line: open.line, field: `:${open.tag}:` })
    }
  }
  const endMessage = (line: number): void => {
    close()
    done.push({ tag: MESSAGE_END, lines: [], line })
    sawClosing = false
    heldEnd = null
  }

  function push(physical: string, number: number): void {
    const line = withoutFraming(physical)
    if (heldEnd !== null && line.trim() !== '') {
      if (sawClosing || startsMessage(line)) endMessage(heldEnd)
      else addLine('-')
      heldEnd = null
    }
    const tag = line.startsWith(':') ? KNOWN.exec(line) : null
    if (tag !== null) {
      close()
      const [, name, rest] = tag as unknown as [string, string, string]
      if (name.startsWith('62')) sawClosing = true
      if (name === '20') sawClosing = false
      open = { tag: name, lines: [rest], line: number }
    } else if (CLOSING.test(line)) endMessage(number)
    else if (line.trimEnd() === '-') heldEnd = number
    else if (ENVELOPE.test(line)) close()
    else addLine(line)
  }

  const take = (): MtField[] => {
    const fields = done
    done = []
    return fields
  }
  return {
    push,
    take,
    end() {
      close()
      return take()
    },
  }
}

/** The fields of a file, in batches as the lines come. */
export async function* fieldsOf(batches: AsyncIterable<LineBatch>, limits: Limits): AsyncGenerator<readonly MtField[]> {
  const scanner = createFieldScanner(limits)
  for await (const { first, lines } of batches) {
    for (let index = 0; index < lines.length; index += 1) scanner.push(lines[index]!, first + index)
    const fields = scanner.take()
    if (fields.length > 0) yield fields
  }
  yield scanner.end()
}
