import { useTranslation } from 'react-i18next'
import type { Rule, RuleCondition } from '../../shared/contract/rules.ts'
import { isDay } from '../../shared/business-day.ts'
import { money } from '../../shared/money.ts'
import { assertNever } from '../../shared/result.ts'
import { useFormat } from '../language/format.ts'
import { useAccountLabels } from '../queries/account-labels.ts'
import { currencyIn, purposeOf } from './rule-draft.ts'

const methods = ['card', 'unionpay', 'wallet', 'bank', 'pay_later', 'invoice', 'other'] as const

/** What a rule does, in a sentence. */
export function useRuleWords(): (rule: Rule) => string {
  const { t } = useTranslation(['rules', 'reconciliation', 'words'])
  const format = useFormat()
  const accountLabel = useAccountLabels()

  return (rule) => {
    const currency = currencyIn(rule.where)
    const value = (field: RuleCondition['field'], one: string | number): string => {
      if (typeof one === 'number') return currency === null ? format.number(one) : format.money(money(one, currency))
      if (field === 'account') return accountLabel(one) === '' ? one : accountLabel(one)
      const method = field === 'method' ? methods.find((known) => known === one) : undefined
      return method !== undefined ? t(`words:method.${method}`) : field === 'day' && isDay(one) ? format.day(one) : one
    }
    const condition = (one: RuleCondition): string => {
      const field = t(`field.${one.field}`)
      switch (one.op) {
        case 'between':
          return t('condition.between', { field, from: value(one.field, one.value[0]), to: value(one.field, one.value[1]) })
        case 'in':
          return t('condition.in', { field, value: one.value.map((single) => value(one.field, single)).join(t('sentence.or')) })
        case 'equals':
        case 'contains':
        case 'regex':
          return t(`condition.${one.op}`, { field, value: value(one.field, one.value) })
        default:
          return assertNever(one)
      }
    }
    const where = rule.where.length === 0 ? t('sentence.everywhere') : t('sentence.where', { conditions: rule.where.map(condition).join(t('sentence.and')) })
    const limit = rule.tolerance === null ? '' : currency === null ? t('sentence.units', { count: rule.tolerance.minor }) : format.money(money(rule.tolerance.minor, currency))
    return t(`sentence.${purposeOf(rule)}`, {
      where, limit, perMille: rule.tolerance?.perMille ?? 0, act: t(`sentence.act.${rule.act}`), pairs: t(`sentence.pairs.${rule.link}`),
      reason: rule.difference === null ? (rule.reason ?? '') : t(`reconciliation:reason.${rule.difference.reason}`),
    })
  }
}
