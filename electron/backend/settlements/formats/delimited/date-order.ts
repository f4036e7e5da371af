import { readDateParts, type DateOrder } from './dates.ts'

/** What a column of dates says about the order of day and month. */
export type DateEvidence =
  /** Every date reads the same in both orders: year in front, month by name, 05/05. */
  | { readonly kind: 'plain' }
  /** A number above 12 shows which is the day. */
  | { readonly kind: 'decided'; readonly order: DateOrder; readonly example: string }
  /** Both orders are days of the calendar, but only one of them runs steadily forwards or backwards. */
  | { readonly kind: 'steady'; readonly order: DateOrder; readonly example: string }
  | { readonly kind: 'open'; readonly example: string }
  /** Cells contradict each other. */
  | { readonly kind: 'mixed'; readonly examples: readonly [string, string] }
  /** No cell is a date. */
  | { readonly kind: 'none' }

/** Decides the order of day and month of a column from all its cells, in file order. Cells that are no dates do not count. */
export class DateWitness {
  #last = ''
  #dates = 0
  #decided: { readonly order: DateOrder; readonly example: string } | null = null
  #contradiction: string | null = null
  #open: string | null = null
  readonly #dayFirst = new Course()
  readonly #monthFirst = new Course()

  see(cell: string): void {
    // Rows of one day stand together and say nothing new.
    if (cell === this.#last) return
    this.#last = cell
    const parts = readDateParts(cell)
    if (parts === null) return
    this.#dates += 1
    if (parts.isPlain) return
    const { first, second } = parts
    const year = (parts.year ?? 0) * 10_000
    this.#dayFirst.see(year + second * 100 + first)
    this.#monthFirst.see(year + first * 100 + second)
    if (first === second) return // the same day either way
    const order = first > 12 ? 'day-first' : second > 12 ? 'month-first' : null
    if (order === null) this.#open ??= cell
    else if (this.#decided === null) this.#decided = { order, example: cell }
    else if (this.#decided.order !== order) this.#contradiction ??= cell
  }

  verdict(): DateEvidence {
    if (this.#dates === 0) return { kind: 'none' }
    if (this.#decided !== null && this.#contradiction !== null) return { kind: 'mixed', examples: [this.#decided.example, this.#contradiction] }
    if (this.#decided !== null) return { kind: 'decided', ...this.#decided }
    if (this.#open === null) return { kind: 'plain' }
    if (this.#dayFirst.isSteady !== this.#monthFirst.isSteady) {
      return { kind: 'steady', order: this.#dayFirst.isSteady ? 'day-first' : 'month-first', example: this.#open }
    }
    return { kind: 'open', example: this.#open }
  }
}

/** Whether values only ever rise or only ever fall. */
class Course {
  #last: number | null = null
  #rises = 0
  #falls = 0

  see(value: number): void {
    if (this.#last !== null && value > this.#last) this.#rises += 1
    if (this.#last !== null && value < this.#last) this.#falls += 1
    this.#last = value
  }

  /** At least three different values; fewer prove nothing. */
  get isSteady(): boolean {
    return this.#rises + this.#falls >= 2 && (this.#rises === 0 || this.#falls === 0)
  }
}
