import { passesLuhn } from '../../../../shared/luhn.ts'
import { assertNever } from '../../../../shared/result.ts'
import type { ReadEvent } from './reader.ts'

/** Runs of digits that can be a card number, also in groups of four. */
const RUN = /\d(?:[ -]?\d){12,18}/g

/** First digits that card schemes use (3 to 6, and 2 for Mastercard's and Mir's): references begin with any. */
const SCHEME = /^(2[2-7]|3[0-9]|4|5[0-9]|6)/

/** The text with card numbers reduced to their first six and last four digits, before anything is stored or shown. */
export function maskCardNumbers(text: string): string {
  if (!hasThirteenDigits(text)) return text
  return text.replace(RUN, (run, offset: number) => {
    const isPartOfLonger = /\d/.test(text[offset - 1] ?? '') || /\d/.test(text[offset + run.length] ?? '')
    const digits = run.replace(/[ -]/g, '')
    if (isPartOfLonger || digits.length > 19 || !SCHEME.test(digits) || !passesLuhn(digits)) return run
    return `${digits.slice(0, 6)}${'*'.repeat(digits.length - 10)}${digits.slice(-4)}`
  })
}

const [SPACE, HYPHEN, ZERO, NINE] = [32, 45, 48, 57]

/** Whether a run can be in the text. Nearly no row has one, and the pattern costs several times more than one look at each character. */
function hasThirteenDigits(text: string): boolean {
  let digits = 0
  let isBehindDigit = false
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code >= ZERO && code <= NINE) {
      if ((digits += 1) === 13) return true
      isBehindDigit = true
    } else if ((code === SPACE || code === HYPHEN) && isBehindDigit) isBehindDigit = false
    else digits = 0
  }
  return false
}

/**
 * The event with card numbers masked in free text and source text. Ids and references stay as they are: one in ten passes
 * the check digit by chance, and a masked reference meets nothing any more.
 */
export function withoutCardNumbers(event: ReadEvent): ReadEvent {
  switch (event.kind) {
    case 'entry':
      return {
        ...event,
        text: maskCardNumbers(event.text),
        raw: maskCardNumbers(event.raw),
        details: event.details.map((part) => ({ ...part, text: maskCardNumbers(part.text) })),
      }
    case 'line': {
      const [text, raw] = [maskCardNumbers(event.text), maskCardNumbers(event.raw)]
      // Nearly every line stays as it is and is not copied: there are hundreds of thousands.
      return text === event.text && raw === event.raw ? event : { ...event, text, raw }
    }
    case 'payout-notice':
      return { ...event, raw: maskCardNumbers(event.raw) }
    case 'row-error':
      return { ...event, value: maskCardNumbers(event.value) }
    case 'warning':
    case 'refused':
      return { ...event, detail: maskCardNumbers(event.detail) }
    case 'statement':
    case 'statement-end':
    case 'controls':
      return event
    default:
      return assertNever(event)
  }
}
