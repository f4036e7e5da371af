import type { Exclusion, FoundMatch } from '../matching.ts'
import { matchKey, runDepositPasses, runPaymentPasses, type DepositPassInput, type PaymentPassInput, type RunResult } from '../run-passes.ts'
import type { VersionedRule } from '../rules.ts'

/** What a run of the rule's link is given, without rules. */
export type RuleItems = ({ readonly link: 'L4' } & Omit<DepositPassInput, 'rules'>) | ({ readonly link: 'L1' } & Omit<PaymentPassInput, 'rules'>)

export interface RuleOutcome {
  /** What the rule itself matches, proposes and sets aside. */
  readonly matches: readonly FoundMatch[]
  readonly excluded: readonly Exclusion[]
  /** What is found, or found more surely, because of the rule; and what is no longer. */
  readonly appears: readonly FoundMatch[]
  readonly vanishes: readonly FoundMatch[]
  /** Items that a pass has left alone because there were too many. */
  readonly notExamined: number
}

/**
 * What a rule does to these items, by running the passes with it and without it: the same code that a run uses, so that the
 * look at the last 90 days and the next run cannot disagree. Among `others`, an earlier version of the rule is replaced.
 */
export function evaluateRule(rule: VersionedRule, items: RuleItems, others: readonly VersionedRule[] = []): RuleOutcome {
  const before = run(items, others)
  const after = run(items, [...others.filter(({ ruleId }) => ruleId !== rule.ruleId), rule])
  const [hadBefore, hasNow] = [keysOf(before), keysOf(after)]
  return {
    matches: after.matches.filter((match) => match.rule?.ruleId === rule.ruleId),
    excluded: after.excluded.filter((exclusion) => exclusion.rule.ruleId === rule.ruleId),
    appears: after.matches.filter((match) => !hadBefore.has(keyOf(match))),
    vanishes: before.matches.filter((match) => !hasNow.has(keyOf(match))),
    notExamined: after.notExamined.length,
  }
}

const run = (items: RuleItems, rules: readonly VersionedRule[]): RunResult =>
  items.link === 'L4' ? runDepositPasses({ ...items, rules }) : runPaymentPasses({ ...items, rules })

const keyOf = (match: FoundMatch): string => `${match.act} ${matchKey(match)}`
const keysOf = ({ matches }: RunResult): ReadonlySet<string> => new Set(matches.map(keyOf))
