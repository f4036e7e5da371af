import { isDay } from '../../../../shared/business-day.ts'
import type { Rule, RuleCondition, RuleField, RuleMistake } from '../../../../shared/contract/rules.ts'
import { isCurrencyCode } from '../../../../shared/currency.ts'
import { createPattern } from './rule-language/pattern.ts'

/** A rule as it was in force: its number and the version that the caller gave it. */
export interface VersionedRule {
  readonly ruleId: string
  readonly version: number
  readonly rule: Rule
}

/** What makes no sense in a rule, each with its place; none: the rule can be used. */
export const mistakesIn = (rule: Rule): RuleMistake[] => [...conditionMistakes(rule), ...contradictions(rule)]

const fieldsOf: Record<'L1' | 'L4' | 'exclude', readonly RuleField[]> = {
  L1: ['amount', 'currency', 'day', 'text', 'reference', 'account', 'method'],
  L4: ['amount', 'currency', 'day', 'text', 'reference', 'counterparty', 'bankAccount', 'account'],
  exclude: ['amount', 'currency', 'day', 'text', 'reference', 'counterparty', 'bankAccount'],
}
const wordFields: ReadonlySet<RuleField> = new Set(['text', 'reference', 'counterparty'])
/** What tells who sent a deposit. */
const senderFields: ReadonlySet<RuleField> = new Set(['text', 'reference', 'counterparty', 'bankAccount'])

export const tellsSender = ({ where }: Pick<Rule, 'where'>): boolean => where.some(({ field }) => senderFields.has(field))

function conditionMistakes({ where, link, act }: Rule): RuleMistake[] {
  const known = fieldsOf[act === 'exclude' ? 'exclude' : link]
  const hasCurrency = where.some(({ field, op }) => field === 'currency' && op === 'equals')
  return where.flatMap((condition, index): RuleMistake[] => {
    const mistake = (why: RuleMistake['why'], at = 'value'): RuleMistake[] => [{ path: ['where', index, at], why }]
    if (!known.includes(condition.field)) return mistake('unknown-field', 'field')
    if (condition.field === 'amount' && !hasCurrency) return mistake('amount-needs-currency', 'field')
    const wrong = valueMistake(condition)
    return wrong === null ? [] : mistake(wrong)
  })
}

function valueMistake({ field, op, value }: RuleCondition): RuleMistake['why'] | null {
  if ((op === 'contains' || op === 'regex') && !wordFields.has(field)) return 'only-words-contain'
  if (op === 'between' && field !== 'amount' && field !== 'day') return 'only-amounts-and-days-have-order'
  if (op === 'regex') return createPattern(value).ok ? null : 'bad-pattern'
  const values: readonly (string | number)[] = Array.isArray(value) ? value : [value]
  if (field === 'amount') return values.every((one) => typeof one === 'number') ? null : 'not-minor-units'
  if (!values.every((one) => typeof one === 'string')) return 'not-text'
  if (field === 'currency' && !values.every(isCurrencyCode)) return 'not-a-currency'
  if (field === 'day' && !values.every(isDay)) return 'not-a-day'
  return null
}

function contradictions(rule: Rule): RuleMistake[] {
  const { link, act, where, tolerance, difference, reason, requireUnique } = rule
  const mistakes: (RuleMistake | false)[] =
    act === 'exclude'
      ? [
          link !== 'L4' && { path: ['link'], why: 'only-bank-lines-excluded' },
          where.length === 0 && { path: ['where'], why: 'excludes-everything' },
          !reason && { path: ['reason'], why: 'reason-needed' },
          tolerance !== null && { path: ['tolerance'], why: 'no-tolerance-here' },
        ]
      : [
          reason !== null && { path: ['reason'], why: 'no-reason-here' },
          act === 'auto' && requireUnique !== 'both' && { path: ['requireUnique'], why: 'auto-must-be-unique' },
          act === 'auto' && tolerance !== null && { path: ['act'], why: 'auto-has-no-tolerance' },
          link === 'L4' && tolerance === null && !tellsSender(rule) && { path: ['where'], why: 'no-sender' },
        ]
  return [
    ...mistakes.filter((mistake) => mistake !== false),
    ...((tolerance === null) === (difference === null) ? [] : [{ path: ['difference'], why: 'tolerance-and-difference' as const }]),
  ]
}
