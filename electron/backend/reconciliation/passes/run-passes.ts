import type { Day } from '../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../shared/currency.ts'
import { calendarFor } from './bank-calendar.ts'
import { contiguousRuns, unsearched } from './contiguous-run.ts'
import { depositsByAmount } from './deposits-by-amount.ts'
import { depositsByReference } from './deposits-by-reference.ts'
import { depositsBySum } from './deposits-by-sum.ts'
import { excludedLines } from './excluded-lines.ts'
import { afterMatches, looseGroups } from './items/loose-lines.ts'
import { leftAfter, openDeposits, takenBy, usualWindow, type DepositTerms, type OpenDeposits, type Window } from './items/open-deposits.ts'
import { openPayments, paymentsLeftAfter, type Alias } from './items/open-payments.ts'
import type {
  BankCalendar, Exclusion, FoundMatch, LooseLine, NearMiss, OpenBankLine, OpenPayment, OpenPaymentLine, OpenPayout, Pass, PassResult, UnitemisedPayout,
} from './matching.ts'
import { paymentsByTime } from './payments-by-time.ts'
import { paymentsByWords } from './payments-by-words.ts'
import { readyRules } from './rule-language/conditions.ts'
import type { VersionedRule } from './rules.ts'
import { runsWithLeftOut } from './run-with-left-out.ts'
import { matchKey } from './verdict/match-key.ts'
import { createWorks, joined, spokenOf, type RunLimits, type Works } from './verdict/pass-run.ts'
import { depositsWithinTolerance, paymentsWithinTolerance } from './within-tolerance.ts'

/*
 * The passes in their order. Each sees what the earlier ones have left: an automatic match uses its items up, a proposal
 * does not, so that a later pass may still prove something better, or propose something else about the same item. Within one
 * pass an item is in one proposal at most, and the passes that guess (P9, P12) leave alone what is already proposed.
 */

export { matchKey }

/** What every run is given besides its items. */
interface RunTerms extends RunLimits {
  /** Keys (`matchKey`) of matches that a person has declined or undone: they never return. */
  readonly declined: ReadonlySet<string>
  readonly rules?: readonly VersionedRule[]
  /** Days on which the shop's banks are closed, beside the calendar of the currency. */
  readonly extraHolidays?: readonly Day[]
}

export interface DepositPassInput extends RunTerms {
  /** Those with nothing open are only looked for by name. */
  readonly payouts: readonly OpenPayout[]
  readonly bankLines: readonly OpenBankLine[]
  /** From the day a payout is expected to the day of its deposit; two bank days before to seven after unless told. */
  readonly window?: Window
}

export interface PaymentPassInput extends RunTerms {
  readonly payments: readonly OpenPayment[]
  readonly lines: readonly OpenPaymentLine[]
  /** Most time between a payment and its line, in milliseconds: up to a day, and a day unless told. */
  readonly windowMs?: number
  /** The shop's calendar day of an instant; UTC's unless told. */
  readonly dayOf?: (at: number) => Day
  readonly aliases?: readonly Alias[]
}

export interface LoosePayoutPassInput extends RunLimits {
  readonly payouts: readonly UnitemisedPayout[]
  readonly lines: readonly LooseLine[]
  readonly declined: ReadonlySet<string>
}

export interface RunResult extends PassResult {
  readonly nearMisses: readonly NearMiss[]
  /** Bank lines that rules set aside. */
  readonly excluded: readonly Exclusion[]
  /** Units of work that each pass has used. */
  readonly workUnits: Readonly<Partial<Record<Pass, number>>>
}

/** L4, payouts and bank lines: by reference, by amount, by sum, within the tolerance of a rule. */
export function runDepositPasses(input: DepositPassInput): RunResult {
  const works = createWorks(input)
  const terms: DepositTerms = {
    calendarOf: calendarsWith(input.extraHolidays ?? []), window: input.window ?? usualWindow, declined: input.declined,
    rules: readyRules((input.rules ?? []).filter(({ rule }) => rule.link === 'L4')),
  }
  const automatic: FoundMatch[] = []
  let { payouts, bankLines } = input
  // What is used up may leave another pair as the only one; so until nothing more is certain. Then a second run finds nothing new.
  for (;;) {
    const open = openDeposits(payouts, bankLines, terms, works.of('P5'))
    const round = open === null ? unread(payouts, bankLines) : depositRound(open, input.off ?? new Set(), works)
    const certain = certainOf(round)
    if (certain.length === 0) return { ...round, matches: [...automatic, ...round.matches], workUnits: works.used() }
    automatic.push(...certain)
    const taken = takenBy(certain)
    payouts = payouts.map((payout) => (taken.has(`payout ${payout.payoutId}`) ? settled(payout) : payout))
    bankLines = bankLines.filter(({ lineId }) => !taken.has(`bank_line ${lineId}`))
  }
}

/** Without the names in all texts nothing is certain, and nothing is worth proposing. */
const unread = (payouts: readonly OpenPayout[], bankLines: readonly OpenBankLine[]): Omit<RunResult, 'workUnits'> => ({
  ...nothing, nearMisses: [], excluded: [],
  notExamined: [
    ...payouts.filter(({ openMinor }) => openMinor !== 0).map(({ payoutId }) => payoutId).toSorted(),
    ...bankLines.map(({ lineId }) => lineId).toSorted((a, b) => a - b).map(String),
  ],
})

const settled = (payout: OpenPayout): OpenPayout => ({ ...payout, openMinor: 0 })

function depositRound(all: OpenDeposits, off: ReadonlySet<Pass>, works: Works): Omit<RunResult, 'workUnits'> {
  const named = off.has('P5') ? { ...nothing, nearMisses: [] } : depositsByReference(all)
  const afterNames = leftAfter(all, named.matches)
  const excluded = excludedLines(afterNames)
  const aside = new Set(excluded.map(({ lineId }) => lineId))
  const open = { ...afterNames, lines: afterNames.lines.filter(({ line }) => !aside.has(line.lineId)) }
  const byAmount = off.has('P6') ? nothing : depositsByAmount(open, works.of('P6'))
  const afterAmounts = leftAfter(open, byAmount.matches)
  const bySum = off.has('P7') ? nothing : depositsBySum(afterAmounts, new Set(byAmount.notExamined), works.of('P7'))
  const proposed = spokenOf([named, byAmount, bySum].flatMap(({ matches }) => matches))
  const undecided = {
    ...afterAmounts,
    payouts: afterAmounts.payouts.filter(({ payoutId }) => !proposed.has(`payout ${payoutId}`)),
    lines: afterAmounts.lines.filter(({ subject }) => !proposed.has(`bank_line ${subject}`)),
  }
  const tolerated = off.has('P12') ? nothing : depositsWithinTolerance(undecided, works.of('P12'))
  return { ...firstOfEach(joined([named, byAmount, bySum, tolerated])), nearMisses: named.nearMisses, excluded }
}

/** L1, payments and settlement lines that no id connects: by amount and time, by words, within the tolerance of a rule. */
export function runPaymentPasses(input: PaymentPassInput): RunResult {
  const { off = new Set() } = input
  const works = createWorks(input)
  const open = openPayments(input.payments, input.lines, {
    windowMs: Math.min(input.windowMs ?? DAY_MS, DAY_MS), dayOf: input.dayOf ?? utcDay, calendarOf: calendarsWith(input.extraHolidays ?? []),
    rules: readyRules((input.rules ?? []).filter(({ rule }) => rule.link === 'L1')), aliases: input.aliases ?? [], declined: input.declined,
  })
  const byTime = off.has('P10') ? nothing : paymentsByTime(open, works.of('P10'))
  const afterTime = paymentsLeftAfter(open, byTime.matches)
  const byWords = off.has('P11') ? nothing : paymentsByWords(afterTime, works.of('P11'))
  const proposed = spokenOf([...byTime.matches, ...byWords.matches])
  const undecided = {
    ...afterTime,
    payments: afterTime.payments.filter(({ paymentId }) => !proposed.has(`payment ${paymentId}`)),
    lines: afterTime.lines.filter(({ lineId }) => !proposed.has(`settlement_line ${lineId}`)),
  }
  const tolerated = off.has('P12') ? nothing : paymentsWithinTolerance(undecided, works.of('P12'))
  return { ...firstOfEach(joined([byTime, byWords, tolerated])), nearMisses: [], excluded: [], workUnits: works.used() }
}

/** L3, payouts that come without a list of their lines, and lines that belong to no payout: contiguous runs, then runs with gaps. */
export function runLoosePayoutPasses(input: LoosePayoutPassInput): RunResult {
  const { off = new Set(), declined } = input
  const works = createWorks(input)
  const automatic: FoundMatch[] = []
  let open: Pick<LoosePayoutPassInput, 'payouts' | 'lines'> = input
  for (;;) {
    const groups = looseGroups(open.payouts, open.lines)
    const whole = off.has('P8') ? { ...nothing, left: groups.map(unsearched) } : contiguousRuns(groups, declined, works.of('P8'))
    const certain = certainOf(whole)
    if (certain.length === 0) {
      const gapped = off.has('P9') ? nothing : runsWithLeftOut(whole.left, declined, works.of('P9'))
      const last = joined([whole, gapped])
      return { ...last, matches: [...automatic, ...last.matches], nearMisses: [], excluded: [], workUnits: works.used() }
    }
    automatic.push(...certain)
    open = afterMatches(open.payouts, open.lines, certain)
  }
}

const nothing: PassResult = { matches: [], ambiguities: [], notExamined: [] }
const DAY_MS = 86_400_000
const utcDay = (at: number): Day => new Date(at).toISOString().slice(0, 10)

/** The same pair from two passes is one proposal, that of the earlier pass. */
const firstOfEach = (result: PassResult): PassResult => ({
  ...result, matches: [...new Map(result.matches.toReversed().map((match) => [matchKey(match), match])).values()].toReversed(),
})

const certainOf = ({ matches }: PassResult): FoundMatch[] => matches.filter(({ act }) => act === 'auto')

function calendarsWith(extraHolidays: readonly Day[]): (currency: CurrencyCode) => BankCalendar {
  const calendars = new Map<CurrencyCode, BankCalendar>()
  return (currency) => {
    let calendar = calendars.get(currency)
    if (calendar === undefined) calendars.set(currency, (calendar = calendarFor(currency, extraHolidays)))
    return calendar
  }
}
