/** What a column of running balances proves about the rows beside it. */
export interface BalanceProof {
  /** Which way the rows run; null when a single row cannot tell. */
  readonly order: 'oldest-first' | 'newest-first' | null
  /** Minor units before the first and after the last movement in time. */
  readonly openingMinor: number
  readonly closingMinor: number
  /** Rows whose balance is not the neighbour's plus their amount, in the better of the two directions. */
  readonly breaks: number
  /** Line of the first of them. */
  readonly brokenAt: number | null
  readonly rows: number
}

/**
 * Follows a running balance through a file in both directions at once: balance = balance before + amount, with the oldest
 * row first or last. Amounts and balances are minor units of one currency.
 */
export class RunningBalance {
  #rows = 0
  #first = { amount: 0, balance: 0 }
  #last = { amount: 0, balance: 0 }
  #forwardBreaks = 0
  #forwardBrokenAt: number | null = null
  #backwardBreaks = 0
  #backwardBrokenAt: number | null = null

  add(amountMinor: number, balanceMinor: number, line: number): void {
    const row = { amount: amountMinor, balance: balanceMinor }
    if (this.#rows === 0) this.#first = row
    else {
      if (balanceMinor !== this.#last.balance + amountMinor) {
        this.#forwardBreaks += 1
        this.#forwardBrokenAt ??= line
      }
      if (this.#last.balance !== balanceMinor + this.#last.amount) {
        this.#backwardBreaks += 1
        this.#backwardBrokenAt ??= line
      }
    }
    this.#last = row
    this.#rows += 1
  }

  /** Null when there was no row. */
  proof(): BalanceProof | null {
    if (this.#rows === 0) return null
    const isForward = this.#forwardBreaks <= this.#backwardBreaks
    const [oldest, newest] = isForward ? [this.#first, this.#last] : [this.#last, this.#first]
    return {
      order: this.#forwardBreaks === this.#backwardBreaks ? null : isForward ? 'oldest-first' : 'newest-first',
      openingMinor: oldest.balance - oldest.amount,
      closingMinor: newest.balance,
      breaks: isForward ? this.#forwardBreaks : this.#backwardBreaks,
      brokenAt: isForward ? this.#forwardBrokenAt : this.#backwardBrokenAt,
      rows: this.#rows,
    }
  }
}
