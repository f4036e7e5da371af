import { daysBetween, type Day } from '../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../shared/currency.ts'
import type { BankCalendar, FoundMatch, OpenBankLine, OpenPayout } from '../matching.ts'
import { bankLineFacts, type ReadyRule } from '../rule-language/conditions.ts'
import type { Rule } from '../../../../../shared/contract/rules.ts'
import { tellsSender } from '../rules.ts'
import type { Work } from '../verdict/work.ts'
import { compact, hasWords } from './bank-text.ts'
import { findNamings, type Naming } from './named-payouts.ts'
import { lineOrder, payoutOrder, readLine, type ReadLine } from './read-line.ts'

/** Days on which a payout may reach the bank, counted from the day it is expected. */
export type Window = NonNullable<Rule['window']>

/** Two bank days early, because platforms state the day with a margin; seven late, because banks do not. */
export const usualWindow: Window = { daysBefore: 2, daysAfter: 7, calendar: 'bank' }

export interface DepositTerms {
  readonly calendarOf: (currency: CurrencyCode) => BankCalendar
  readonly window: Window
  /** Rules of link L4, in their order. */
  readonly rules: readonly ReadyRule[]
  /** Keys of matches that a person has declined. */
  readonly declined: ReadonlySet<string>
}

/** What is open between platforms and bank, sorted, read once, and with the payouts that the lines name. */
export interface OpenDeposits {
  readonly payouts: readonly OpenPayout[]
  /** Payouts that have their money; lines may still name them. */
  readonly settled: readonly OpenPayout[]
  readonly lines: readonly ReadLine[]
  readonly namings: readonly Naming[]
  /** Payouts that a line surely names, and lines that surely name a payout: with each other, or with nobody. */
  readonly surelyNamed: { readonly byLine: ReadonlyMap<number, ReadonlySet<string>>; readonly byPayout: ReadonlyMap<string, ReadonlySet<number>> }
  readonly terms: DepositTerms
}

/** Null when the budget does not reach all texts. */
export function openDeposits(payouts: readonly OpenPayout[], bankLines: readonly OpenBankLine[], terms: DepositTerms, work: Work): OpenDeposits | null {
  const sorted = payouts.toSorted(payoutOrder)
  const lines = bankLines.filter(({ openMinor }) => openMinor !== 0).map(readLine).toSorted(lineOrder)
  const namings = findNamings(sorted, lines, work)
  if (namings === null) return null
  const strong = namings.filter(({ isStrong }) => isStrong)
  return {
    payouts: sorted.filter(({ openMinor }) => openMinor !== 0), settled: sorted.filter(({ openMinor }) => openMinor === 0), lines, namings, terms,
    surelyNamed: {
      byLine: gathered(strong, ({ lineId }) => lineId, ({ payoutId }) => payoutId),
      byPayout: gathered(strong, ({ payoutId }) => payoutId, ({ lineId }) => lineId),
    },
  }
}

function gathered<T, K, V>(items: readonly T[], keyOf: (item: T) => K, valueOf: (item: T) => V): Map<K, Set<V>> {
  const sets = new Map<K, Set<V>>()
  for (const item of items) {
    const set = sets.get(keyOf(item)) ?? new Set()
    sets.set(keyOf(item), set.add(valueOf(item)))
  }
  return sets
}

/** What automatic matches leave to later passes. Proposals use nothing up. */
export function leftAfter(open: OpenDeposits, matches: readonly FoundMatch[]): OpenDeposits {
  const taken = takenBy(matches)
  const isOpen = (lineId: number): boolean => !taken.has(`bank_line ${lineId}`)
  const stillNamed = [...open.surelyNamed.byPayout].map(([payoutId, lineIds]) => [payoutId, new Set([...lineIds].filter(isOpen))] as const)
  return {
    ...open,
    payouts: open.payouts.filter(({ payoutId }) => !taken.has(`payout ${payoutId}`)),
    lines: open.lines.filter(({ line }) => isOpen(line.lineId)),
    // A line that names a settled payout stays bound to it; a payout named only by a line that is used up elsewhere is free.
    surelyNamed: { ...open.surelyNamed, byPayout: new Map(stillNamed.filter(([, lineIds]) => lineIds.size > 0)) },
  }
}

/** The items that automatic matches use up, as "side subject". */
export const takenBy = (matches: readonly FoundMatch[]): ReadonlySet<string> =>
  new Set(matches.filter(({ act }) => act === 'auto').flatMap(({ left, right }) => [...left, ...right].map(({ side, subject }) => `${side} ${subject}`)))

/** Identity comes first: what names something, or is named, is never matched with anything else by resemblance. */
export function mayResemble({ surelyNamed }: Pick<OpenDeposits, 'surelyNamed'>, { payoutId }: OpenPayout, { line }: ReadLine): boolean {
  const named = surelyNamed.byLine.get(line.lineId)
  const naming = surelyNamed.byPayout.get(payoutId)
  return (named === undefined || named.has(payoutId)) && (naming === undefined || naming.has(line.lineId))
}

export interface Distance {
  /** Days of the window's calendar from the expected day to the line's; null when one of them is not known. */
  readonly days: number | null
  /** True also when there is nothing to compare. */
  readonly isInside: boolean
}

export function distanceOf(terms: DepositTerms, payout: OpenPayout, { day }: ReadLine, window: Window): Distance {
  const { expectedOn } = payout
  if (expectedOn === null || day === null) return { days: null, isInside: true }
  const days = daysApart(terms.calendarOf(payout.currency), expectedOn, day, window)
  return { days, isInside: days >= -window.daysBefore && days <= window.daysAfter }
}

const daysApart = (calendar: BankCalendar, from: Day, to: Day, window: Window): number =>
  window.calendar === 'bank' ? calendar.bankDaysBetween(from, to) : daysBetween(from, to)

/** The days that the widest window in force can reach, in bank days; a window that counts every day reaches no further. */
const reachOf = ({ window, rules }: DepositTerms): { before: number; after: number } => {
  const windows = [window, ...rules.flatMap(({ rule }) => rule.window ?? [])]
  return { before: Math.max(...windows.map(({ daysBefore }) => daysBefore)), after: Math.max(...windows.map(({ daysAfter }) => daysAfter)) }
}

/** Of payouts in their order, all with a day, those that can be in the window of a line; none for a line without a day. */
export function payoutsInReach(terms: DepositTerms, payouts: readonly OpenPayout[], { day, line }: ReadLine): readonly OpenPayout[] {
  if (day === null) return []
  const { before, after } = reachOf(terms)
  const lag = ({ expectedOn }: OpenPayout): number => terms.calendarOf(line.currency).bankDaysBetween(expectedOn!, day)
  return payouts.slice(firstWhere(payouts, (payout) => lag(payout) <= after), firstWhere(payouts, (payout) => lag(payout) < -before))
}

/** Of lines in their order, all with a day, those that can be in the window of a payout; none for a payout without a day. */
export function linesInReach(terms: DepositTerms, lines: readonly ReadLine[], { expectedOn, currency }: OpenPayout): readonly ReadLine[] {
  if (expectedOn === null) return []
  const { before, after } = reachOf(terms)
  const lag = ({ day }: ReadLine): number => terms.calendarOf(currency).bankDaysBetween(expectedOn, day!)
  return lines.slice(firstWhere(lines, (line) => lag(line) >= -before), firstWhere(lines, (line) => lag(line) > after))
}

/** Place of the first item for which the condition holds, as it does for all after it; the length when it holds for none. */
function firstWhere<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(items[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}

/** How a line is known to come from a payout's platform. */
export interface KnownSender {
  /** The name that was found, or the rule's. */
  readonly name: string
  readonly rule: ReadyRule | null
  readonly window: Window
  readonly mayAct: boolean
}

/** By a name under which deposits of the platform come, else by the first rule that tells the sender; null when unknown. */
export function knownSender(terms: DepositTerms, payout: OpenPayout, read: ReadLine): KnownSender | null {
  const name = payout.senders.find((sender) => hasWords(read.sender, compact(sender)))
  if (name !== undefined) return { name, rule: null, window: terms.window, mayAct: true }
  const facts = bankLineFacts(read.line, read.day, payout.accountId)
  const rule = terms.rules.find((ready) => isSenderRule(ready) && ready.holdsFor(facts))
  if (rule === undefined) return null
  return { name: rule.rule.name, rule, window: rule.rule.window ?? terms.window, mayAct: rule.rule.act === 'auto' }
}

const isSenderRule = ({ rule }: ReadyRule): boolean => rule.link === 'L4' && rule.act !== 'exclude' && rule.tolerance === null && tellsSender(rule)
