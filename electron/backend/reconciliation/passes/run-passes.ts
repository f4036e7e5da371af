import type { Day } from '../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../shared/currency.ts'
import { calendarFor } from './bank-calendar.ts'
import { contiguousRuns } from './contiguous-run.ts'
import { depositsByAmount } from './deposits-by-amount.ts'
import { depositsByReference } from './deposits-by-reference.ts'
import { depositsBySum } from './deposits-by-sum.ts'
import { excludedLines } from './excluded-lines.ts'
import { looseGroups } from './items/loose-lines.ts'
import { leftAfter, openDeposits, takenBy, usualWindow, type OpenDeposits, type Window } from './items/open-deposits.ts'
import { openPayments, paymentsLeftAfter, type Alias, type OpenPayments } from './items/open-payments.ts'
import type {
  BankCalendar, Exclusion, FoundMatch, LooseLine, NearMiss, OpenBankLine, OpenPayment, OpenPaymentLine, OpenPayout, Pass, PassResult, UnitemisedPayout,
} from './matching.ts'
import { paymentsByTime } from './payments-by-time.ts'
import { paymentsByWords } from './payments-by-words.ts'
import { readyRules } from './rule-language/conditions.ts'
import type { VersionedRule } from './rules.ts'
import { runsWithLeftOut } from './run-with-left-out.ts'
import { matchKey } from './verdict/match-key.ts'
import { createWork, type Work } from './verdict/work.ts'
import { depositsWithinTolerance, paymentsWithinTolerance } from './within-tolerance.ts'

export { matchKey }

/** What every run is given besides its items. */
interface RunTerms {
  /** Keys (`matchKey`) of matches that a person has declined or undone: they never return. */
  readonly declined: ReadonlySet<string>
  readonly rules?: readonly VersionedRule[]
  /** Days on which the shop's banks are closed, beside the calendar of the currency. */
  readonly extraHolidays?: readonly Day[]
  /** Passes that are switched off. */
  readonly off?: ReadonlySet<Pass>
  /** Units of work for each pass. */
  readonly budget?: number
  readonly shouldStop?: () => boolean
}

export interface DepositPassInput extends RunTerms {
  readonly payouts: readonly OpenPayout[]
  readonly bankLines: readonly OpenBankLine[]
  /** From the day a payout is expected to the day of its deposit; two bank days before to seven after unless told. */
  readonly window?: Window
}

export interface PaymentPassInput extends RunTerms {
  readonly payments: readonly OpenPayment[]
  readonly lines: readonly OpenPaymentLine[]
  /** Most time between a payment and its line, in milliseconds: a minute to a day, a day unless told. */
  readonly windowMs?: number
  /** The shop's calendar day of an instant; UTC's unless told. */
  readonly dayOf?: (at: number) => Day
  readonly aliases?: readonly Alias[]
}

export interface LoosePayoutPassInput extends Omit<RunTerms, 'rules' | 'extraHolidays'> {
  readonly payouts: readonly UnitemisedPayout[]
  readonly lines: readonly LooseLine[]
}

export interface RunResult extends PassResult {
  readonly nearMisses: readonly NearMiss[]
  /** Bank lines that rules set aside. */
  readonly excluded: readonly Exclusion[]
  /** Units of work that each pass has used. */
  readonly workUnits: Readonly<Partial<Record<Pass, number>>>
}

/** A second or so of the slowest pass; a month of a small shop needs a hundredth of it. */
const usualBudget = 1_000_000

/** L4, payouts and bank lines: by reference, by amount, by sum, within the tolerance of a rule. */
export function runDepositPasses(input: DepositPassInput): RunResult {
  const calendars = new Map<CurrencyCode, BankCalendar>()
  const terms = {
    calendarOf: calendarCache(calendars, input.extraHolidays ?? []), window: input.window ?? usualWindow, declined: input.declined,
    rules: readyRules((input.rules ?? []).filter(({ rule }) => rule.link === 'L4')),
  }
  const run = startRun(input)
  let open = openDeposits(input.payouts, input.bankLines, terms, run.work('P5'))
  const named = run.examine('P5', () => depositsByReference(open))
  open = leftAfter(open, named.matches)
  // What names a payout is the platform's, whatever a rule of the owner says about such lines.
  const excluded = excludedLines(open)
  open = withoutLines(open, excluded)
  open = leftAfter(open, run.examine('P6', (work) => depositsByAmount(open, work)).matches)
  open = leftAfter(open, run.examine('P7', (work) => depositsBySum(open, work)).matches)
  const undecided = withoutProposed(open, run.matches())
  run.examine('P12', (work) => depositsWithinTolerance(undecided, work))
  const nearMisses = 'nearMisses' in named ? (named as { nearMisses: readonly NearMiss[] }).nearMisses : []
  return { ...run.result(), nearMisses, excluded }
}
