/** What a column of running balances proves about the rows beside it. */
export interface BalanceProof {
  /** Which way the rows run; null when they cannot tell. */
  readonly order: 'oldest-first' | 'newest-first' | null
  /** Minor units before the first and after the last movement in time. */
  readonly openingMinor: number
  readonly closingMinor: number
  /** Balances that are not the one before plus the amounts since, in the better of the two directions. */
  readonly breaks: number
  /** Line of the first of them. */
  readonly brokenAt: number | null
  /** Rows with a balance. */
  readonly rows: number
  /** Pairs of balances that could be compared. */
  readonly compared: number
}

interface BalancedRow {
  readonly amount: number
  readonly balance: number
}

/**
 * Follows a running balance through a file in both directions at once: balance = balance before + amount, with the oldest
 * row first or last. Amounts and balances are minor units of one currency.
 */
export class RunningBalance {
  #rows = 0
  #compared = 0
  #isAfterGap = false
  #first: BalancedRow = { amount: 0, balance: 0 }
  #last: BalancedRow = { amount: 0, balance: 0 }
  /** Amounts without a balance: before the first, and since the last. */
  #before = 0
  #since = 0
  #forwardBreaks = 0
  #forwardBrokenAt: number | null = null
  #backwardBreaks = 0
  #backwardBrokenAt: number | null = null

  add(amountMinor: number, balanceMinor: number, line: number): void {
    const row = { amount: amountMinor, balance: balanceMinor }
    if (this.#rows === 0) {
      this.#first = row
      this.#before = this.#since
    } else if (!this.#isAfterGap) this.#compare(row, line)
    this.#last = row
    this.#rows += 1
    this.#since = 0
    this.#isAfterGap = false
  }

  #compare({ amount, balance }: BalancedRow, line: number): void {
    this.#compared += 1
    if (balance !== this.#last.balance + this.#since + amount) {
      this.#forwardBreaks += 1
      this.#forwardBrokenAt ??= line
    }
    if (this.#last.balance !== balance + this.#since + this.#last.amount) {
      this.#backwardBreaks += 1
      this.#backwardBrokenAt ??= line
    }
  }

  /** A movement whose row has no balance: some banks write it once a day. */
  carry(amountMinor: number): void {
    this.#since += amountMinor
  }

  /** A row that could not be read: its neighbours cannot be compared. */
  skip(): void {
    this.#isAfterGap = true
  }

  /** Null when there was no balance. */
  proof(): BalanceProof | null {
    if (this.#rows === 0) return null
    const isForward = this.#forwardBreaks <= this.#backwardBreaks
    const [oldest, newest] = isForward ? [this.#first, this.#last] : [this.#last, this.#first]
    const [earlier, later] = isForward ? [this.#before, this.#since] : [this.#since, this.#before]
    return {
      order: this.#forwardBreaks === this.#backwardBreaks ? null : isForward ? 'oldest-first' : 'newest-first',
      openingMinor: oldest.balance - oldest.amount - earlier,
      closingMinor: newest.balance + later,
      breaks: isForward ? this.#forwardBreaks : this.#backwardBreaks,
      brokenAt: isForward ? this.#forwardBrokenAt : this.#backwardBrokenAt,
      rows: this.#rows,
      compared: this.#compared,
    }
  }
}
