import type { Rule, RuleCondition, RuleField } from '../../shared/contract/rules.ts'
import { isCurrencyCode, type CurrencyCode } from '../../shared/currency.ts'
import { decimalText, money, parseMoney } from '../../shared/money.ts'

export const purposes = ['aside', 'sender', 'time', 'tolerance'] as const
export type Purpose = (typeof purposes)[number]
export type RuleOp = RuleCondition['op']

/** A condition as it is typed; `to` is for a range. */
export interface ConditionDraft {
  readonly field: RuleField
  readonly op: RuleOp
  readonly value: string
  readonly to: string
}

/** A rule as it is typed. What a purpose does not use stays and is left out of the rule. */
export interface RuleDraft {
  readonly name: string
  readonly order: number
  readonly purpose: Purpose
  readonly link: 'L1' | 'L4'
  readonly act: 'auto' | 'propose'
  readonly where: readonly ConditionDraft[]
  readonly window: Rule['window']
  readonly limit: string
  readonly perMille: string
  readonly difference: 'fee' | 'fx' | 'rounding' | 'write_off'
  readonly requireUnique: Rule['requireUnique']
  readonly reason: string
}

export const purposeOf = ({ act, tolerance, link }: Rule): Purpose => (act === 'exclude' ? 'aside' : tolerance !== null ? 'tolerance' : link === 'L4' ? 'sender' : 'time')

export const emptyCondition: ConditionDraft = { field: 'text', op: 'contains', value: '', to: '' }

export const newDraft = (order: number): RuleDraft => ({
  name: '', order, purpose: 'aside', link: 'L4', act: 'propose', where: [emptyCondition], window: null, limit: '', perMille: '1', difference: 'rounding', requireUnique: 'both', reason: '',
})

/** The fields that a purpose knows, as the backend has them. */
export const fieldsFor = (purpose: Purpose, link: 'L1' | 'L4'): readonly RuleField[] =>
  purpose === 'aside' ? ['text', 'counterparty', 'reference', 'amount', 'currency', 'day', 'bankAccount']
  : linkFor(purpose, link) === 'L4' ? ['text', 'counterparty', 'reference', 'amount', 'currency', 'day', 'bankAccount', 'account']
  : ['method', 'account', 'text', 'reference', 'amount', 'currency', 'day']

/** What can be asked of a field. */
export const opsFor = (field: RuleField): readonly RuleOp[] =>
  field === 'text' || field === 'reference' || field === 'counterparty' ? ['contains', 'equals', 'in', 'regex'] : field === 'amount' || field === 'day' ? ['equals', 'between', 'in'] : ['equals', 'in']

export const linkFor = (purpose: Purpose, link: 'L1' | 'L4'): 'L1' | 'L4' => (purpose === 'tolerance' ? link : purpose === 'time' ? 'L1' : 'L4')

/** The currency that the rule is about, where a condition says that it is one. */
export const currencyIn = (where: readonly { readonly field: string; readonly op: string; readonly value: unknown }[]): CurrencyCode | null => {
  const value = where.find(({ field, op }) => field === 'currency' && op === 'equals')?.value
  return typeof value === 'string' && isCurrencyCode(value.trim().toUpperCase()) ? value.trim().toUpperCase() : null
}

const several = (text: string): string[] => text.split(/[,，]/u).map((one) => one.trim()).filter((one) => one !== '')

/** The rule that a draft means; null while something is not filled in. What makes no sense is left to the backend to say. */
export function ruleOf(draft: RuleDraft): Rule | null {
  const { purpose, name, order, act, window, difference, requireUnique, reason } = draft
  const currency = currencyIn(draft.where)
  const where = draft.where.map((one) => conditionOf(one, currency))
  const limit = /^\d{1,12}$/u.test(draft.limit.trim()) ? Number.parseInt(draft.limit, 10) : 0
  const perMille = /^\d{1,4}$/u.test(draft.perMille.trim()) ? Number.parseInt(draft.perMille, 10) : 0
  const isTolerant = purpose === 'tolerance'
  const isLacking = name.trim() === '' || where.includes(null) || (isTolerant && (limit === 0 || perMille === 0 || perMille > 1_000)) || (purpose === 'aside' && reason.trim() === '')
  if (isLacking) return null
  return {
    name: name.trim(), order, link: linkFor(purpose, draft.link), where: where.filter((one) => one !== null), window,
    tolerance: isTolerant ? { minor: limit, perMille } : null, difference: isTolerant ? { reason: difference } : null,
    requireUnique: purpose === 'aside' || act === 'auto' ? 'both' : requireUnique,
    act: purpose === 'aside' ? 'exclude' : isTolerant ? 'propose' : act, reason: purpose === 'aside' ? reason.trim() : null,
  }
}

function conditionOf({ field, op, value, to }: ConditionDraft, currency: CurrencyCode | null): RuleCondition | null {
  const typed = (text: string): string | number | null => {
    const trimmed = text.trim()
    if (trimmed === '') return null
    if (field === 'currency') return trimmed.toUpperCase()
    if (field !== 'amount' || currency === null) return trimmed
    const parsed = parseMoney(trimmed.replace(',', '.'), currency)
    return parsed.ok ? parsed.value.minor : trimmed
  }
  const first = typed(value)
  if (op === 'contains' || op === 'regex') return value.trim() === '' ? null : { field, op, value: value.trim() }
  if (op === 'equals') return first === null ? null : { field, op, value: first }
  if (op === 'in') {
    const all = several(value).map(typed).filter((one) => one !== null)
    return all.length === 0 ? null : { field, op, value: all }
  }
  const last = typed(to)
  if (typeof first === 'number' && typeof last === 'number') return { field, op, value: [first, last] }
  return first === null || last === null ? null : { field, op, value: [String(first), String(last)] }
}

/** A saved rule as it is typed again. */
export function draftOf(rule: Rule): RuleDraft {
  const currency = currencyIn(rule.where)
  const text = (value: string | number): string => (typeof value === 'number' ? (currency === null ? String(value) : decimalText(money(value, currency))) : value)
  return {
    ...newDraft(rule.order), name: rule.name, purpose: purposeOf(rule), link: rule.link, act: rule.act === 'exclude' ? 'propose' : rule.act, window: rule.window,
    where: rule.where.map((condition) => {
      const { field, op } = condition
      if (condition.op === 'between') return { field, op, value: text(condition.value[0]), to: text(condition.value[1]) }
      return { field, op, value: condition.op === 'in' ? condition.value.map(text).join(', ') : text(condition.value), to: '' }
    }),
    limit: rule.tolerance === null ? '' : String(rule.tolerance.minor), perMille: rule.tolerance === null ? '1' : String(rule.tolerance.perMille),
    difference: rule.difference?.reason ?? 'rounding', requireUnique: rule.requireUnique, reason: rule.reason ?? '',
  }
}
