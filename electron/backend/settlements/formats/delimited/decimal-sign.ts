import { readAmount, type DecimalSign } from './amounts.ts'

/** What a column says about its decimal sign. */
export type DecimalEvidence =
  /** Decided by a cell that can be read in one way only. */
  | { readonly kind: 'decided'; readonly sign: DecimalSign; readonly example: string }
  /** No cell has a separator: either sign reads the same. */
  | { readonly kind: 'no-separator' }
  /** Every cell could be thousands or decimals: "1.234". */
  | { readonly kind: 'open'; readonly example: string }
  /** Cells contradict each other. */
  | { readonly kind: 'mixed'; readonly examples: readonly [string, string] }

/**
 * Decides the decimal sign of a column from all its cells together: where both signs occur the last one separates the
 * decimals, a sign that occurs twice separates thousands, a sign before anything but three digits separates decimals.
 */
export class DecimalWitness {
  #decided: { readonly sign: DecimalSign; readonly example: string } | null = null
  #contradiction: string | null = null
  #open: string | null = null

  see(cell: string): void {
    // Once decided, only a cell with the other sign behind can say something else.
    const decided = this.#decided?.sign
    if (decided !== undefined && cell.lastIndexOf(decided === '.' ? ',' : '.') <= cell.lastIndexOf(decided)) return
    const reading = decimalSignOf(cell)
    if (reading === null) return
    if (reading === 'open') this.#open ??= cell
    else if (this.#decided === null) this.#decided = { sign: reading, example: cell }
    else if (this.#decided.sign !== reading) this.#contradiction ??= cell
  }

  verdict(): DecimalEvidence {
    if (this.#decided !== null && this.#contradiction !== null) return { kind: 'mixed', examples: [this.#decided.example, this.#contradiction] }
    if (this.#decided !== null) return { kind: 'decided', ...this.#decided }
    return this.#open === null ? { kind: 'no-separator' } : { kind: 'open', example: this.#open }
  }
}

/** The decimal sign that a cell shows; "open" when it could be either, null when it shows none or is no amount. */
function decimalSignOf(cell: string): DecimalSign | 'open' | null {
  const sign = apparentSign(cell)
  if (sign === null || sign === 'open') return sign
  return readAmount(cell, sign) === null ? null : sign
}

function apparentSign(cell: string): DecimalSign | 'open' | null {
  const digits = cell.replaceAll(/[^\d.,]/g, '')
  const lastPoint = digits.lastIndexOf('.')
  const lastComma = digits.lastIndexOf(',')
  if (lastPoint < 0 && lastComma < 0) return null
  if (lastPoint >= 0 && lastComma >= 0) return lastPoint > lastComma ? '.' : ','
  const sign: DecimalSign = lastPoint >= 0 ? '.' : ','
  const other: DecimalSign = sign === '.' ? ',' : '.'
  const last = Math.max(lastPoint, lastComma)
  if (digits.indexOf(sign) !== last) return other
  // "0.125" and "1234.567" cannot be thousands: no group begins with a lone zero or has four digits.
  const isGroupOfThree = digits.length - last - 1 === 3
  const couldBeThousands = isGroupOfThree && last >= 1 && last <= 3 && !(last === 1 && digits[0] === '0')
  return couldBeThousands ? 'open' : sign
}
