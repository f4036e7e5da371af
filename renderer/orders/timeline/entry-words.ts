import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '../../../shared/contract/orders.ts'
import { currencyDecimals, isCurrencyCode, type CurrencyCode } from '../../../shared/currency.ts'
import { money } from '../../../shared/money.ts'
import { orderStates } from '../../../shared/order-state.ts'
import { useFormat } from '../../language/format.ts'
import { useWhy } from '../../language/why.ts'

export interface EntryWords {
  readonly title: string
  readonly detail: string
}

const calls = ['create', 'capture', 'void', 'cancel', 'refund', 'hand_over'] as const
const refundStates = ['requested', 'unknown', 'pending', 'succeeded', 'failed', 'refused'] as const
const disputeStates = ['needs_response', 'under_review', 'won', 'lost', 'closed'] as const

const oneOf = <T extends string>(all: readonly T[], value: unknown): T | null => all.find((one) => one === value) ?? null
const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')

/** What an entry of the time line says. Facts are what the backend wrote down then; a kind or fact not known here is shown as it is. */
export function useEntryWords(currency: CurrencyCode): (entry: TimelineEntry) => EntryWords {
  const { t } = useTranslation(['orders', 'words'])
  const format = useFormat()
  const whyOf = useWhy()

  const amountOf = (value: unknown): string => {
    const { minor, currency: code } = (value ?? {}) as { minor?: unknown; currency?: unknown }
    return typeof minor === 'number' && typeof code === 'string' && isCurrencyCode(code) ? format.money(money(minor, code)) : ''
  }
  const minorOf = (value: unknown): string => (typeof value === 'number' && currencyDecimals(currency) >= 0 ? format.money(money(value, currency)) : '')
  const callOf = (value: unknown): string => {
    const call = oneOf(calls, value)
    return call === null ? text(value) : t(`call.${call}`)
  }
  const stateOf = (value: unknown): string => {
    const state = oneOf(orderStates, value)
    return state === null ? text(value) : t(`words:look.${state}`)
  }
  const joined = (...words: readonly string[]): string => words.filter((word) => word !== '').join(' · ')

  return ({ kind, facts }) => {
    const call = callOf(facts['call'])
    switch (kind) {
      case 'created':
        return { title: t('timeline.created', { amount: amountOf(facts['amount']) }), detail: joined(text(facts['account']), text(facts['reference'])) }
      case 'new_attempt':
        return { title: t('timeline.new_attempt', { attempt: text(facts['attempt']) }), detail: text(facts['account']) }
      case 'charged_despite':
        return { title: t('timeline.charged_despite'), detail: text(facts['reason']) }
      case 'wished':
        return { title: t('timeline.wished', { call }), detail: amountOf(facts['amount']) }
      case 'sent':
        return { title: t('timeline.sent', { call }), detail: '' }
      case 'answered':
        return { title: t('timeline.answered', { call }), detail: '' }
      case 'refused':
        return { title: t('timeline.refused', { call }), detail: [whyOf(facts['reason']), text(facts['words'])].filter((words) => words !== '').join(': ') }
      case 'not_done':
        return { title: t('timeline.not_done', { call }), detail: whyOf(facts['why']) }
      case 'unknown':
        return { title: t('timeline.unknown', { call }), detail: whyOf(facts['why']) }
      case 'asked':
        return { title: t('timeline.asked', { call }), detail: whyOf(facts['why']) }
      case 'found':
        return { title: t('timeline.found', { call }), detail: '' }
      case 'not_found':
        return { title: t('timeline.not_found', { call }), detail: '' }
      case 'decided':
        return { title: t(facts['decision'] === 'it_happened' ? 'timeline.decidedYes' : 'timeline.decidedNo', { call }), detail: text(facts['reason']) }
      case 'told':
      case 'told_late':
        return { title: t(`timeline.${kind}`, { state: stateOf(facts['status']) }), detail: joined(amountOf(facts['captured']), text(facts['detail'])) }
      case 'implausible':
        return { title: t('timeline.implausible'), detail: whyOf(facts['objection']) }
      case 'step':
        return { title: t('timeline.step', { state: stateOf(facts['to']) }), detail: '' }
      case 'late_money':
        return { title: t('timeline.late_money', { amount: minorOf(facts['capturedMinor']) }), detail: '' }
      case 'attached':
        return { title: t('timeline.attached', { amount: minorOf(facts['capturedMinor']) }), detail: '' }
      case 'verdict':
        return { title: t('timeline.verdict', { captured: minorOf(facts['capturedMinor']), expected: minorOf(facts['expectedMinor']) }), detail: '' }
      case 'accepted':
        return { title: t('timeline.accepted', { captured: minorOf(facts['capturedMinor']), expected: minorOf(facts['expectedMinor']) }), detail: '' }
      case 'refund': {
        const state = oneOf(refundStates, facts['state'])
        return { title: t('timeline.refund', { amount: amountOf(facts['amount']), state: state === null ? '' : t(`refundState.${state}`) }), detail: joined(text(facts['reason']), text(facts['detail'])) }
      }
      case 'dispute': {
        const state = oneOf(disputeStates, facts['state'])
        return { title: t('timeline.dispute', { amount: amountOf(facts['amount']), state: state === null ? '' : t(`disputeState.${state}`) }), detail: text(facts['reason']) }
      }
      case 'handed_over':
        return { title: t('timeline.handed_over'), detail: '' }
      case 'noted':
        return { title: t('timeline.noted'), detail: joined(text(facts['customer']), text(facts['note'])) }
      case 'exchange':
        return { title: `${text(facts['method'])} ${text(facts['path'])}`, detail: joined(text(facts['status']), t('timeline.took', { ms: text(facts['durationMs']) })) }
      default:
        return { title: kind, detail: '' }
    }
  }
}
