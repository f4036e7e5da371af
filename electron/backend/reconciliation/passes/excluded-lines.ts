import type { OpenDeposits } from './items/open-deposits.ts'
import type { Exclusion } from './matching.ts'
import { bankLineFacts } from './rule-language/conditions.ts'

/**
 * Bank lines that rules set aside, by the first rule that holds. A line that surely names a payout is the platform's and is
 * never set aside: a rule is written about words, a reference is an identity.
 */
export function excludedLines({ lines, surelyNamed, terms }: OpenDeposits): Exclusion[] {
  const rules = terms.rules.filter(({ rule }) => rule.act === 'exclude')
  return lines.flatMap(({ line, day }) => {
    if (surelyNamed.byLine.has(line.lineId)) return []
    const facts = bankLineFacts(line, day, null)
    const found = rules.find(({ holdsFor }) => holdsFor(facts))
    return found === undefined ? [] : [{ lineId: line.lineId, reason: found.rule.reason ?? found.rule.name, rule: { ruleId: found.ruleId, version: found.version } }]
  })
}
