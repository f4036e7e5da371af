import type { LooseLine, OpenBankLine, OpenPayment, OpenPaymentLine, OpenPayout, UnitemisedPayout } from '../../../../electron/backend/reconciliation/passes/matching.ts'
import { runDepositPasses, runLoosePayoutPasses, runPaymentPasses, type DepositPassInput, type LoosePayoutPassInput, type PaymentPassInput } from '../../../../electron/backend/reconciliation/passes/run-passes.ts'
import { mistakesIn, type VersionedRule } from '../../../../electron/backend/reconciliation/passes/rules.ts'
import { Rule } from '../../../../shared/contract/rules.ts'

/** A payout of 100.00 EUR that should be at the bank on Monday, 9 November 2026. */
export const payout = (changes: Partial<OpenPayout> = {}): OpenPayout => ({
  payoutId: 'P1', accountId: 'A1', openMinor: 10_000, currency: 'EUR', expectedOn: '2026-11-09', references: [], senders: ['STRIPE'], ...changes,
})

/** A deposit of 100.00 EUR from Stripe on that day. */
export const bankLine = (changes: Partial<OpenBankLine> = {}): OpenBankLine => ({
  lineId: 1, bankAccountId: 'B1', openMinor: 10_000, currency: 'EUR', bookedOn: '2026-11-09', valueOn: '2026-11-09', references: [], text: 'CREDIT',
  counterpartyName: 'STRIPE PAYMENTS EUROPE LTD', ...changes,
})

export const looseLine = (lineId: number, netMinor: number, changes: Partial<LooseLine> = {}): LooseLine => ({
  lineId, accountId: 'A1', netMinor, currency: 'EUR', availableOn: '2026-11-02', occurredAt: null, ...changes,
})

/** Lines of these amounts, one after the other. */
export const looseLines = (...amounts: readonly number[]): LooseLine[] => amounts.map((amount, index) => looseLine(index + 1, amount))

export const unitemised = (amountMinor: number, changes: Partial<UnitemisedPayout> = {}): UnitemisedPayout => ({
  payoutId: 'P1', accountId: 'A1', amountMinor, currency: 'EUR', sentOn: '2026-11-09', anchoredAfterLineId: null, ...changes,
})

const NOON = Date.UTC(2026, 10, 9, 12)
export const minutesAfterNoon = (minutes: number): number => NOON + minutes * 60_000

export const payment = (changes: Partial<OpenPayment> = {}): OpenPayment => ({
  paymentId: 'Y1', accountId: 'A1', minor: 450, currency: 'EUR', paidAt: NOON, methodKind: 'card', references: ['ORDER-1'], words: '', ...changes,
})

export const paymentLine = (changes: Partial<OpenPaymentLine> = {}): OpenPaymentLine => ({
  lineId: 1, accountId: 'A1', grossMinor: 450, currency: 'EUR', occurredAt: NOON, occurredOn: '2026-11-09', methodKind: 'card', hasIds: false, references: [], text: '', ...changes,
})

const nobody: ReadonlySet<string> = new Set()

export const runDeposits = (payouts: OpenPayout[], bankLines: OpenBankLine[], more: Partial<DepositPassInput> = {}) =>
  runDepositPasses({ payouts, bankLines, declined: nobody, ...more })

export const runLoose = (payouts: UnitemisedPayout[], lines: LooseLine[], more: Partial<LoosePayoutPassInput> = {}) =>
  runLoosePayoutPasses({ payouts, lines, declined: nobody, ...more })

export const runPayments = (payments: OpenPayment[], lines: OpenPaymentLine[], more: Partial<PaymentPassInput> = {}) =>
  runPaymentPasses({ payments, lines, declined: nobody, ...more })

/** What was found, in short: pass, act and the items on both sides. */
export const inShort = ({ matches }: ReturnType<typeof runDepositPasses>): string[] =>
  matches.map(({ pass, act, left, right }) => `${pass} ${act} ${left.map(({ subject }) => subject).join('+')}=${right.map(({ subject }) => subject).join('+')}`)

export const doubtsInShort = ({ ambiguities }: ReturnType<typeof runDepositPasses>): string[] =>
  ambiguities.map(({ pass, side, subject, candidates, more }) => `${pass} ${side} ${subject}: ${candidates.join(' ')}${more ? ' ...' : ''}`)

const plainRule = {
  name: 'rule', order: 1, link: 'L4', where: [], window: null, tolerance: null, requireUnique: 'both', act: 'propose', difference: null, reason: null,
}

/** A rule as the owner would save it: checked on the way in. */
export const rule = (changes: Record<string, unknown>, ruleId = 'R1', version = 1): VersionedRule => ({ ruleId, version, rule: Rule.parse({ ...plainRule, ...changes }) })

/** What is wrong with a rule, as "place: message". */
export const mistakesOf = (changes: Record<string, unknown>): string[] => {
  const read = Rule.safeParse({ ...plainRule, ...changes })
  return read.success ? mistakesIn(read.data).map(({ path, why }) => `${path.join('.')}: ${why}`) : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}
