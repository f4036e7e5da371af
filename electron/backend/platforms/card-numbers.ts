import { passesLuhn } from '../../../shared/luhn.ts'

/** Runs of digits that could hold a card number: single blanks or hyphens between the digits are how people group them. */
const digitRuns = /\d(?:[ \u00A0-]?\d){12,}/g
const LEAST_DIGITS = 13
const MOST_DIGITS = 19

/**
 * Masks every card number (13 to 19 digits with a right Luhn check digit, ISO/IEC 7812) to its first six and last four
 * digits, which is what PCI DSS 3.4 lets people see. One in ten other long numbers looks the same and is masked too.
 */
export function maskCardNumbers(text: string): string {
  // What is left of a masked number may form a new one with its neighbour, hence again until nothing changes.
  for (let before = text; ; before = text) {
    text = before.replace(digitRuns, maskRun)
    if (text === before) return text
  }
}

function maskRun(run: string): string {
  const groups = [...run.matchAll(/\d+/g)].map(([digits], index, all) => ({ digits, from: all[index]!.index }))
  const masked = Array.from(run)
  for (let first = 0; first < groups.length; first += 1) {
    const positions: number[] = []
    for (let next = first; next < groups.length; next += 1) {
      const { digits, from } = groups[next]!
      if (positions.length + digits.length > MOST_DIGITS) break
      for (let offset = 0; offset < digits.length; offset += 1) positions.push(from + offset)
      if (positions.length >= LEAST_DIGITS && passesLuhn(positions.map((at) => run[at]).join(''))) {
        for (const at of positions.slice(6, -4)) masked[at] = '*'
      }
    }
  }
  return masked.join('')
}
