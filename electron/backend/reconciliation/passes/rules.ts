import { z } from 'zod'
import { isDay } from '../../../../shared/business-day.ts'
import { isCurrencyCode } from '../../../../shared/currency.ts'
import { maxPatternLength } from './rule-language/pattern-parser.ts'
import { createPattern } from './rule-language/pattern.ts'

/*
 * The language of the owner's rules: data, no scripting. A rule says: pairs of the link for which `where` holds, inside the
 * window and the tolerance, are matched (`auto`) or proposed (`propose`), and what differs is booked under `difference`.
 *
 *   L4 without tolerance   bank lines for which `where` holds come from the platform: it defines a sender
 *   L1 without tolerance   `auto` lets payments be matched by amount and time alone, where nothing else fits either way
 *   with a tolerance       pairs may differ by as much; always proposed
 *   `exclude`              bank lines for which `where` holds have nothing to do with payments, for the stated reason
 *
 * Conditions look at the row from outside (bank line or settlement line), and at the account of ours it is held against.
 */

const ruleFields = ['amount', 'currency', 'day', 'text', 'reference', 'counterparty', 'bankAccount', 'account', 'method'] as const
export type RuleField = (typeof ruleFields)[number]

const Text = z.string().trim().min(1).max(200)
const Whole = z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER)
const Field = z.enum(ruleFields)

const Condition = z.discriminatedUnion('op', [
  z.object({ field: Field, op: z.literal('equals'), value: z.union([Text, Whole]) }),
  z.object({ field: Field, op: z.literal('contains'), value: Text }),
  z.object({ field: Field, op: z.literal('regex'), value: z.string().min(1).max(maxPatternLength) }),
  /** From and to, both included. */
  z.object({ field: Field, op: z.literal('between'), value: z.union([z.tuple([Whole, Whole]), z.tuple([Text, Text])]) }),
  z.object({ field: Field, op: z.literal('in'), value: z.array(z.union([Text, Whole])).min(1).max(200) }),
])
export type RuleCondition = z.infer<typeof Condition>

const RuleShape = z.object({
  name: Text,
  /** Rules are tried from low to high. */
  order: z.number().int().min(0).max(10_000),
  link: z.enum(['L1', 'L4']),
  where: z.array(Condition).max(20),
  /** Days between what we expect and what came; `bank` counts bank days of the currency. Null: the pass's own window. */
  window: z.object({ daysBefore: z.number().int().min(0).max(60), daysAfter: z.number().int().min(0).max(60), calendar: z.enum(['bank', 'every-day']) }).nullable(),
  /** Both limits hold: minor units, and per mille of what we expect. Null: amounts are equal. */
  tolerance: z.object({ minor: z.number().int().positive().max(Number.MAX_SAFE_INTEGER), perMille: z.number().int().min(1).max(1000) }).nullable(),
  /** `both`: nothing else fits either side. `one`: one of the two sides may have other candidates. */
  requireUnique: z.enum(['both', 'one']),
  act: z.enum(['auto', 'propose', 'exclude']),
  /** Under which reason a difference is booked; with a tolerance only. */
  difference: z.object({ reason: z.enum(['fee', 'fx', 'rounding', 'write_off']) }).nullable(),
  /** Why lines are set aside; with `exclude` only. */
  reason: z.string().trim().max(200).nullable(),
})
type RuleShape = z.infer<typeof RuleShape>

/** A rule as it is written down; what makes no sense is refused with the place of the mistake. */
export const Rule = RuleShape.superRefine((rule, context) => {
  for (const { path, message } of [...conditionMistakes(rule), ...ruleMistakes(rule)]) context.addIssue({ code: 'custom', path: [...path], message })
})
export type Rule = RuleShape

/** A rule as it was in force: its number and the version that the caller gave it. */
export interface VersionedRule {
  readonly ruleId: string
  readonly version: number
  readonly rule: Rule
}

interface Mistake {
  readonly path: readonly (string | number)[]
  readonly message: string
}

const fieldsOf: Record<'L1' | 'L4' | 'exclude', readonly RuleField[]> = {
  L1: ['amount', 'currency', 'day', 'text', 'reference', 'account', 'method'],
  L4: ['amount', 'currency', 'day', 'text', 'reference', 'counterparty', 'bankAccount', 'account'],
  exclude: ['amount', 'currency', 'day', 'text', 'reference', 'counterparty', 'bankAccount'],
}
const wordFields: ReadonlySet<RuleField> = new Set(['text', 'reference', 'counterparty'])
/** What tells who sent a deposit. */
const senderFields: ReadonlySet<RuleField> = new Set(['text', 'reference', 'counterparty', 'bankAccount'])

export const tellsSender = ({ where }: Pick<Rule, 'where'>): boolean => where.some(({ field }) => senderFields.has(field))

function conditionMistakes({ where, link, act }: RuleShape): Mistake[] {
  const known = fieldsOf[act === 'exclude' ? 'exclude' : link]
  const hasCurrency = where.some(({ field, op }) => field === 'currency' && op === 'equals')
  return where.flatMap((condition, index): Mistake[] => {
    const mistake = (message: string, at = 'value'): Mistake[] => [{ path: ['where', index, at], message }]
    if (!known.includes(condition.field)) return mistake('this rule does not know the field', 'field')
    if (condition.field === 'amount' && !hasCurrency) return mistake('an amount needs a condition that the currency equals one', 'field')
    const wrong = valueMistake(condition)
    return wrong === null ? [] : mistake(wrong)
  })
}

function valueMistake({ field, op, value }: RuleCondition): string | null {
  if ((op === 'contains' || op === 'regex') && !wordFields.has(field)) return 'only words can contain something'
  if (op === 'between' && field !== 'amount' && field !== 'day') return 'only amounts and days have an order'
  if (op === 'regex') {
    const pattern = createPattern(value)
    return pattern.ok ? null : `the pattern is refused: ${pattern.failure.why} at ${pattern.failure.at}`
  }
  const values: readonly (string | number)[] = Array.isArray(value) ? value : [value]
  if (field === 'amount') return values.every((one) => typeof one === 'number') ? null : 'an amount is a whole number of minor units'
  if (!values.every((one) => typeof one === 'string')) return 'this field is text'
  if (field === 'currency' && !values.every(isCurrencyCode)) return 'not an ISO 4217 currency'
  if (field === 'day' && !values.every(isDay)) return 'not a calendar day YYYY-MM-DD'
  return null
}

function ruleMistakes(rule: RuleShape): Mistake[] {
  const { link, act, where, tolerance, difference, reason, requireUnique } = rule
  const mistakes: (Mistake | false)[] =
    act === 'exclude'
      ? [
          link !== 'L4' && { path: ['link'], message: 'only bank lines are excluded' },
          where.length === 0 && { path: ['where'], message: 'a rule without conditions would exclude everything' },
          !reason && { path: ['reason'], message: 'an exclusion needs its reason' },
          tolerance !== null && { path: ['tolerance'], message: 'an exclusion has no tolerance' },
        ]
      : [
          reason !== null && { path: ['reason'], message: 'only an exclusion has a reason' },
          act === 'auto' && requireUnique !== 'both' && { path: ['requireUnique'], message: 'what is matched without asking must be unique both ways' },
          act === 'auto' && tolerance !== null && { path: ['act'], message: 'amounts that differ are proposed, never matched without asking' },
          link === 'L4' && tolerance === null && !tellsSender(rule) && { path: ['where'], message: 'a sender is told by text, reference, counterparty or bank account' },
        ]
  return [
    ...mistakes.filter((mistake) => mistake !== false),
    ...((tolerance === null) === (difference === null) ? [] : [{ path: ['difference'], message: 'a tolerance and the reason for the difference go together' }]),
  ]
}
