import type { Day } from '../../../../../shared/business-day.ts'
import { assertNever } from '../../../../../shared/result.ts'
import { compact, plainWords } from '../items/bank-text.ts'
import type { OpenBankLine, OpenPayment, OpenPaymentLine } from '../matching.ts'
import type { RuleCondition, RuleField } from '../../../../../shared/contract/rules.ts'
import type { VersionedRule } from '../rules.ts'
import { createPattern } from './pattern.ts'

/** What a rule's conditions look at; a field that a row lacks has no values, and no condition on it holds. */
export type RowFacts = Readonly<Partial<Record<RuleField, readonly (string | number)[]>>>

/** A rule with its conditions made ready, once for a run. */
export interface ReadyRule extends VersionedRule {
  readonly holdsFor: (facts: RowFacts) => boolean
}

/** Rules in the order in which they are tried. */
export const readyRules = (rules: readonly VersionedRule[]): readonly ReadyRule[] =>
  rules.toSorted(byOrder).map(({ ruleId, version, rule }) => {
    const tests = rule.where.map(testOf)
    return { ruleId, version, rule, holdsFor: (facts) => tests.every((test) => test(facts)) }
  })

const byOrder = (a: VersionedRule, b: VersionedRule): number => a.rule.order - b.rule.order || (a.ruleId < b.ruleId ? -1 : Number(a.ruleId > b.ruleId))

/** From this length on, words are also found where the bank broke them. */
const containsLength = 6

function testOf(condition: RuleCondition): (facts: RowFacts) => boolean {
  const test = valueTest(condition)
  return (facts) => (facts[condition.field] ?? []).some(test)
}

function valueTest(condition: RuleCondition): (value: string | number) => boolean {
  switch (condition.op) {
    case 'equals':
      return sameAs(condition.value)
    case 'in': {
      const tests = condition.value.map(sameAs)
      return (value) => tests.some((test) => test(value))
    }
    case 'between': {
      const [from, to] = condition.value
      return (value) => typeof value === typeof from && value >= from && value <= to
    }
    case 'contains': {
      const [words, packed] = [plainWords(condition.value), compact(condition.value).text]
      return (value) => plainWords(String(value)).includes(words) || (packed.length >= containsLength && compact(String(value)).text.includes(packed))
    }
    case 'regex': {
      const pattern = createPattern(condition.value)
      if (!pattern.ok) throw new TypeError(`a rule was saved with a pattern that is refused: ${pattern.failure.why}`)
      return (value) => pattern.value.isIn(plainWords(String(value)))
    }
    default:
      return assertNever(condition)
  }
}

const sameAs = (wanted: string | number): ((value: string | number) => boolean) => {
  if (typeof wanted === 'number') return (value) => value === wanted
  const words = plainWords(wanted)
  return (value) => plainWords(String(value)) === words
}

/** `accountId`: the account of ours that the line is held against; null when the line stands alone. */
export const bankLineFacts = (line: OpenBankLine, day: Day | null, accountId: string | null): RowFacts => ({
  amount: [line.openMinor], currency: [line.currency], day: day === null ? [] : [day], text: [line.text], reference: line.references,
  counterparty: line.counterpartyName === null ? [] : [line.counterpartyName], bankAccount: [line.bankAccountId],
  account: accountId === null ? [] : [accountId],
})

/** The method is the payment's where the line states none. */
export const paymentLineFacts = (line: OpenPaymentLine, day: Day | null, payment: OpenPayment): RowFacts => ({
  amount: [line.grossMinor], currency: [line.currency], day: day === null ? [] : [day], text: [line.text], reference: line.references,
  account: [payment.accountId], method: [line.methodKind ?? payment.methodKind],
})
