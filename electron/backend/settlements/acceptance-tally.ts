import type { Day } from '../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../shared/currency.ts'
import { assertNever } from '../../../shared/result.ts'
import { decimalsOf } from './formats/currencies.ts'
import type { BankEntry, ControlTotal, SettlementLine } from './formats/reader.ts'
import { FileRefused } from './formats/refusal.ts'

/** Adds amounts; a sum that is no longer exact refuses the file. */
export function exactSum(a: number, b: number): number {
  const sum = a + b
  if (!Number.isSafeInteger(sum)) throw new FileRefused('too-large', 'a sum beyond what can be counted exactly')
  return sum
}

/** What one statement holds in one currency, counted while it streams past. */
export interface Tally {
  readonly currency: CurrencyCode
  /** Booked entries or settled lines, payouts included. */
  entries: number
  pendingEntries: number
  infoEntries: number
  excludedLines: number
  /** Money in and out, both as positive numbers; payouts left out. */
  creditsMinor: number
  debitsMinor: number
  creditCount: number
  debitCount: number
  /** Everything that changes the balance, payouts included. */
  movedMinor: number
  grossMinor: number
  feeMinor: number
  /** Pending and informative entries, which some banks count in their totals. */
  unbooked: { credits: number; debits: number; creditCount: number; debitCount: number }
  /** Entries in a currency that is not the statement's, by currency. */
  readonly foreign: Map<CurrencyCode, { entries: number; isSummed: boolean }>
  from: Day | null
  to: Day | null
}

export const newTally = (currency: CurrencyCode): Tally => ({
  currency, entries: 0, pendingEntries: 0, infoEntries: 0, excludedLines: 0, creditsMinor: 0, debitsMinor: 0, creditCount: 0, debitCount: 0,
  movedMinor: 0, grossMinor: 0, feeMinor: 0, unbooked: { credits: 0, debits: 0, creditCount: 0, debitCount: 0 }, foreign: new Map(),
  from: null, to: null,
})

function widenPeriod(tally: Tally, day: Day | null): void {
  if (day === null) return
  if (tally.from === null || day < tally.from) tally.from = day
  if (tally.to === null || day > tally.to) tally.to = day
}

function addSides(tally: Tally, minor: number): void {
  if (minor > 0) {
    tally.creditsMinor = exactSum(tally.creditsMinor, minor)
    tally.creditCount += 1
  } else if (minor < 0) {
    tally.debitsMinor = exactSum(tally.debitsMinor, -minor)
    tally.debitCount += 1
  }
}

/**
 * Whether an amount of another currency can be summed as it is written. Banks put the customer's currency beside amounts of the
 * account, and their balances prove it; but with other decimals the minor units mean something else.
 */
function isSummed(tally: Tally, currency: CurrencyCode): boolean {
  if (currency === tally.currency) return true
  const foreign = tally.foreign.get(currency) ?? { entries: 0, isSummed: decimalsOf(currency) === decimalsOf(tally.currency) }
  foreign.entries += 1
  tally.foreign.set(currency, foreign)
  return foreign.isSummed
}

export function addEntry(tally: Tally, entry: BankEntry): void {
  widenPeriod(tally, entry.bookedOn ?? entry.valueOn)
  if (entry.status !== 'booked') {
    if (entry.status === 'pending') tally.pendingEntries += 1
    else tally.infoEntries += 1
    if (entry.minor > 0) {
      tally.unbooked.credits = exactSum(tally.unbooked.credits, entry.minor)
      tally.unbooked.creditCount += 1
    } else {
      tally.unbooked.debits = exactSum(tally.unbooked.debits, -entry.minor)
      if (entry.minor < 0) tally.unbooked.debitCount += 1
    }
    return
  }
  tally.entries += 1
  if (!isSummed(tally, entry.currency)) return
  addSides(tally, entry.minor)
  tally.movedMinor = exactSum(tally.movedMinor, entry.minor)
}

/** Payouts count as lines but are neither income nor cost: they move what the other lines have earned. */
export function addLine(tally: Tally, line: SettlementLine): void {
  widenPeriod(tally, line.occurredOn)
  if (line.excluded !== null) {
    tally.excludedLines += 1
    return
  }
  tally.entries += 1
  tally.movedMinor = exactSum(tally.movedMinor, line.netMinor)
  tally.grossMinor = exactSum(tally.grossMinor, line.grossMinor)
  tally.feeMinor = exactSum(tally.feeMinor, line.feeMinor)
  if (line.type !== 'payout' && line.type !== 'payout_return') addSides(tally, line.netMinor)
}

/** The pages of a statement counted as one. */
export function joined(tallies: readonly Tally[]): Tally {
  const [first, ...rest] = tallies as [Tally, ...Tally[]]
  const sum = (a: Tally, b: Tally): Tally => ({
    ...a,
    entries: a.entries + b.entries,
    pendingEntries: a.pendingEntries + b.pendingEntries,
    infoEntries: a.infoEntries + b.infoEntries,
    excludedLines: a.excludedLines + b.excludedLines,
    creditsMinor: exactSum(a.creditsMinor, b.creditsMinor),
    debitsMinor: exactSum(a.debitsMinor, b.debitsMinor),
    creditCount: a.creditCount + b.creditCount,
    debitCount: a.debitCount + b.debitCount,
    movedMinor: exactSum(a.movedMinor, b.movedMinor),
    grossMinor: exactSum(a.grossMinor, b.grossMinor),
    feeMinor: exactSum(a.feeMinor, b.feeMinor),
    unbooked: {
      credits: exactSum(a.unbooked.credits, b.unbooked.credits),
      debits: exactSum(a.unbooked.debits, b.unbooked.debits),
      creditCount: a.unbooked.creditCount + b.unbooked.creditCount,
      debitCount: a.unbooked.debitCount + b.unbooked.debitCount,
    },
  })
  return rest.reduce(sum, first)
}

/** What a stated total may be compared with, the likeliest first: banks differ in whether unbooked entries are in it. */
export function countedFor(total: ControlTotal, tally: Tally): readonly number[] {
  if (total.counted !== undefined) return [total.counted]
  const { unbooked } = tally
  switch (total.what) {
    case 'entry-count':
      return [tally.entries, tally.entries + tally.pendingEntries + tally.infoEntries + tally.excludedLines]
    case 'credit-count':
      return [tally.creditCount, tally.creditCount + unbooked.creditCount]
    case 'debit-count':
      return [tally.debitCount, tally.debitCount + unbooked.debitCount]
    case 'credit-sum':
      return [tally.creditsMinor, tally.creditsMinor + unbooked.credits]
    case 'debit-sum':
      return [tally.debitsMinor, tally.debitsMinor + unbooked.debits]
    case 'net-sum':
      return [tally.movedMinor, tally.movedMinor + unbooked.credits - unbooked.debits]
    case 'gross-sum':
      return [tally.grossMinor]
    case 'fee-sum':
      return [tally.feeMinor]
    case 'record-count':
    case 'statement-count':
    case 'control-sum':
      return []
    default:
      return assertNever(total.what)
  }
}
