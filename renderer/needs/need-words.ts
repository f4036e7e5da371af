import { useTranslation } from 'react-i18next'
import type { WorkItem } from '../../shared/contract/attention.ts'
import { isCurrencyCode } from '../../shared/currency.ts'
import { money, type Money } from '../../shared/money.ts'
import { useFormat } from '../language/format.ts'
import { useWhy } from '../language/why.ts'

const calls = ['create', 'capture', 'void', 'cancel', 'refund', 'hand_over'] as const

/** The amount that an item is about, when there is one. */
export function amountOf({ facts }: WorkItem): Money | null {
  const { minor, currency } = facts
  return typeof minor === 'number' && typeof currency === 'string' && isCurrencyCode(currency) ? money(minor, currency) : null
}

/** What has happened, in a line, and what is to be done about it. */
export function useNeedWords(): (item: WorkItem) => { readonly title: string; readonly advice: string } {
  const { t } = useTranslation(['needs', 'orders'])
  const format = useFormat()
  const whyOf = useWhy()
  return (item) => {
    const { kind, facts, nextAct } = item
    const amount = amountOf(item)
    const text = (name: string): string => (typeof facts[name] === 'string' ? facts[name] : '')
    const call = calls.find((one) => one === facts['call'])
    const values = {
      amount: amount === null ? '' : format.money(amount), call: call === undefined ? '' : t(`orders:call.${call}`), customer: text('customer'), reason: text('reason'),
      account: text('account'), from: text('from'), fileKind: t(facts['what'] === 'statement' ? 'fileKind.statement' : 'fileKind.settlement'),
    }
    const title = t(`kind.${kind}`, values).trim()
    const until = text('until')
    const extra = kind === 'unknown_outcome' || kind === 'account_broken' ? whyOf(facts['why']) : kind === 'missing_file' ? (until === '' ? '' : t('nothingAfter', { day: format.day(until) })) : kind === 'promised_payment' ? text('contact') : text('detail')
    const isAsking = kind === 'unknown_outcome' && nextAct === 'wait'
    return { title, advice: [t(isAsking ? 'advice.asking' : `advice.${kind}`), extra].filter((words) => words !== '').join(' · ') }
  }
}
