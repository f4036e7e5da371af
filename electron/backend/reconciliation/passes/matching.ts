import type { Day } from '../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../shared/currency.ts'

/*
 * The vocabulary of the passes that look at resemblance (P5 to P12). They are pure: open items in, matches out; the same
 * items in another order give the same matches. What an earlier pass has taken, a later one does not see. Passes that are
 * pure identity over millions of lines (P1 to P4) are set operations in the database and lie in `identity-passes.ts`.
 */

/** What is matched with what: L1 order with platform line, L3 line with payout, L4 payout with bank line. */
export type Link = 'L1' | 'L2' | 'L3' | 'L4' | 'L5'
export type Pass = 'P1' | 'P2' | 'P3' | 'P4' | 'P5' | 'P6' | 'P7' | 'P8' | 'P9' | 'P10' | 'P11' | 'P12' | 'person'
export type Side = 'payment' | 'settlement_line' | 'payout' | 'bank_line'

/** A payout that has been sent and is not yet, or not wholly, found at the bank. */
export interface OpenPayout {
  readonly payoutId: string
  readonly accountId: string
  /**
   * What is still open of it; signed, negative when the platform takes money. With 0 it is only looked for by name, so that
   * a second deposit for it, or its return, is recognised and not taken for something else.
   */
  readonly openMinor: number
  readonly currency: CurrencyCode
  /** Day on which the bank should have it, else the day it was sent; null when neither is known. */
  readonly expectedOn: Day | null
  /** What may stand in the bank's text: payout id, trace id, end-to-end id, batch number. */
  readonly references: readonly string[]
  /** Names under which the platform's deposits have come before, or come by its nature ("STRIPE"); upper case. */
  readonly senders: readonly string[]
}

/** A booked movement at the bank that nothing explains yet. */
export interface OpenBankLine {
  readonly lineId: number
  readonly bankAccountId: string
  readonly openMinor: number
  readonly currency: CurrencyCode
  readonly bookedOn: Day | null
  readonly valueOn: Day | null
  readonly references: readonly string[]
  readonly text: string
  readonly counterpartyName: string | null
}

/** A settlement line that belongs to no payout, for payouts that come without a list of lines. */
export interface LooseLine {
  readonly lineId: number
  readonly accountId: string
  readonly netMinor: number
  readonly currency: CurrencyCode
  /** Orders the lines; ties by `lineId`. */
  readonly availableOn: Day | null
  readonly occurredAt: number | null
  /** True when a payout has it already: it is only there so that no run reaches over it. */
  readonly isTaken?: boolean
}

/** A payout whose lines nobody lists; P8 and P9 look for the run of lines that makes it up. */
export interface UnitemisedPayout {
  readonly payoutId: string
  readonly accountId: string
  readonly amountMinor: number
  readonly currency: CurrencyCode
  readonly sentOn: Day | null
  /** The last line of the payout before this one, when that one is explained: the run must begin right after it. */
  readonly anchoredAfterLineId: number | null
  /** Where that line stands in the order of lines, if the caller knows: ids alone may not follow availability. */
  readonly anchoredAfter?: LinePosition
}

/** What orders the lines of an account: availability, then time, then id. */
export type LinePosition = Pick<LooseLine, 'lineId' | 'availableOn' | 'occurredAt'>

/** A payment of ours that no settlement line has confirmed. */
export interface OpenPayment {
  readonly paymentId: string
  readonly accountId: string
  readonly minor: number
  readonly currency: CurrencyCode
  readonly paidAt: number
  readonly methodKind: string
  /** Everything it is called: merchant reference, platform ids, order number, customer, description. */
  readonly references: readonly string[]
  readonly words: string
}

/** A settlement line of kind payment that no id connects with an order of ours. */
export interface OpenPaymentLine {
  readonly lineId: number
  readonly accountId: string
  readonly grossMinor: number
  readonly currency: CurrencyCode
  readonly occurredAt: number | null
  readonly occurredOn: Day | null
  readonly methodKind: string | null
  /** True when the line carries ids of its own: resemblance must not connect it with a payment that has other ids. */
  readonly hasIds: boolean
  readonly references: readonly string[]
  readonly text: string
}

export interface Allocation {
  readonly side: Side
  /** Id of the item; line ids as text. */
  readonly subject: string
  /** Signed like the item. A match conserves money: left allocations + differences = right allocations. */
  readonly minor: number
}

/** What two sides do not agree on, with the reason under which it is booked. */
export interface Difference {
  readonly reason: 'fee' | 'fx' | 'rounding' | 'write_off'
  readonly minor: number
}

export interface FoundMatch {
  readonly link: Link
  readonly pass: Pass
  /** `auto` is committed by the run; `propose` waits for a person. */
  readonly act: 'auto' | 'propose'
  readonly currency: CurrencyCode
  readonly left: readonly Allocation[]
  readonly right: readonly Allocation[]
  readonly differences: readonly Difference[]
  readonly evidence: Evidence
  readonly rule: { readonly ruleId: string; readonly version: number } | null
}

/** Why the match was made, in facts that the page puts into words. Replaying the rule on the stored rows gives it again. */
export interface Evidence {
  readonly agrees: readonly EvidenceField[]
  readonly differs: readonly EvidenceField[]
  /** What speaks for the certainty or against it. */
  readonly because: readonly Because[]
  /** The next best candidate and why it lost; null when there was none. */
  readonly runnerUp: { readonly subject: string; readonly why: WhyNot } | null
}

export type Because =
  /** Nothing else fits, neither for the one side nor for the other. */
  | 'unique-both-ways'
  /** Others fit as well; this is the nearest. */
  | 'other-candidates'
  /** Others fit equally well; the oldest of them is taken. */
  | 'oldest-of-equals'
  /** The others that fit were declined by a person. */
  | 'others-declined'
  | 'named' | 'known-sender' | 'unknown-sender'
  /** One side has no day, so that the window could not be checked. */
  | 'no-date'
  | 'same-day' | 'outside-window'
  /** Some of the amounts cancel each other: a payout that was returned and sent again, or reversed. */
  | 'cancels-inside'
  | 'only-subset' | 'only-run' | 'anchored' | 'one-left-out'
  | 'same-digits' | 'near-reference' | 'alias'
  | 'within-tolerance'
  /** A rule of the owner allowed it. */
  | 'rule'

export type WhyNot = 'other-amount' | 'outside-window' | 'unknown-sender' | 'names-another' | 'farther' | 'equally-near' | 'declined'

export interface EvidenceField {
  readonly field: 'amount' | 'currency' | 'reference' | 'date' | 'time' | 'sender' | 'text' | 'method' | 'sum' | 'position'
  readonly left: string
  readonly right: string
  /** Bank days (`date`), milliseconds (`time`), minor units (`amount`, `sum`), edits (`reference`) or lines (`position`) from left to right; null when there is no measure. */
  readonly distance: number | null
}

/** Several equally good candidates: a person chooses. */
export interface Ambiguity {
  readonly link: Link
  readonly pass: Pass
  readonly side: Side
  readonly subject: string
  /** Ids on the other side, best first; for runs of lines, the last line of each run. */
  readonly candidates: readonly string[]
  /** More candidates than were listed or looked at. */
  readonly more: boolean
}

/** A payout named by a deposit that does not agree with it. Never a match; the caller raises the exception. */
export interface NearMiss {
  /** `taken`: the named payout has its money already. `split`: several share the reference, and their sums differ. */
  readonly kind: 'amount' | 'currency' | 'direction' | 'split' | 'taken'
  /** The oldest of `payoutIds` and of `lineIds`. */
  readonly payoutId: string
  readonly lineId: number
  readonly payoutIds: readonly string[]
  readonly lineIds: readonly number[]
  /** As the platform wrote it. */
  readonly reference: string
  /** The bank's currency, and the payout's. */
  readonly currency: CurrencyCode
  readonly payoutCurrency: CurrencyCode
  /** What is open of them: 0 when taken. */
  readonly payoutMinor: number
  readonly lineMinor: number
  /** Deposits less payouts; 0 when the currencies differ, for then there is no such number. */
  readonly differenceMinor: number
}

/** A bank line that a rule sets aside. */
export interface Exclusion {
  readonly lineId: number
  readonly reason: string
  readonly rule: { readonly ruleId: string; readonly version: number }
}

export interface PassResult {
  readonly matches: readonly FoundMatch[]
  readonly ambiguities: readonly Ambiguity[]
  /** Subjects that were not looked at because the pass's budget was used up. */
  readonly notExamined: readonly string[]
}

/** Bank days of the place where the payout arrives. */
export interface BankCalendar {
  isBankDay(day: Day): boolean
  /** The day `count` bank days after (or, negative, before) the given one. */
  addBankDays(day: Day, count: number): Day
  /** Bank days from one day to another; negative when `to` is earlier. */
  bankDaysBetween(from: Day, to: Day): number
}
