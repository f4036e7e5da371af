import { control } from '../delimited/statement-stream.ts'
import type { ControlTotal } from '../reader.ts'

type Side = 'credit' | 'debit'

/**
 * Rows and unsigned sums of the two sides as a bill counts them: by its own words for in and out, withdrawals to the bank
 * and rows of zero included.
 */
export class SideTotals {
  readonly #counts = { credit: 0, debit: 0 }
  readonly #sums = { credit: 0, debit: 0 }

  add(side: Side, minor: number): void {
    this.#counts[side] += 1
    this.#sums[side] += Math.abs(minor)
  }

  /** The totals that a bill states for a side beside what was counted; a total that it does not state is left out. */
  controls(side: Side, count: number | null, sumMinor: number | null, line: number): ControlTotal[] {
    return [
      ...(count === null ? [] : [control(`${side}-count`, count, line, this.#counts[side])]),
      ...(sumMinor === null ? [] : [control(`${side}-sum`, Math.abs(sumMinor), line, this.#sums[side])]),
    ]
  }
}
