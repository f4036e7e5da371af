import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { isDay } from '../../../shared/business-day.ts'
import type { Evidence } from '../../../shared/contract/reconciliation.ts'
import type { CurrencyCode } from '../../../shared/currency.ts'
import { parseMoney } from '../../../shared/money.ts'
import { useFormat } from '../../language/format.ts'

export type EvidenceField = z.infer<typeof Evidence>['agrees'][number]

const methods = ['card', 'unionpay', 'wallet', 'bank', 'pay_later', 'invoice', 'other'] as const
const dayMs = 86_400_000

/** A field of the evidence as people read it; the distance is empty where there is none to speak of. */
export function useFieldWords(currency: CurrencyCode): (field: EvidenceField) => { readonly left: string; readonly right: string; readonly distance: string } {
  const { t } = useTranslation(['reconciliation', 'words'])
  const format = useFormat()
  const plain = (text: string): string => text
  const amount = (text: string): string => {
    const parsed = parseMoney(text, currency)
    return parsed.ok ? format.money(parsed.value) : text
  }
  const day = (text: string): string => (isDay(text) ? format.day(text) : /^\d{4}-\d{2}-\d{2}T/u.test(text) ? format.day(text.slice(0, 10)) : text)
  const time = (text: string): string => {
    const at = Date.parse(text)
    return Number.isNaN(at) ? text : format.dateTime(at)
  }
  const method = (text: string): string => {
    const known = methods.find((one) => one === text)
    return known === undefined ? text : t(`words:method.${known}`)
  }
  const words: Record<EvidenceField['field'], (text: string) => string> = { amount, sum: amount, currency: plain, reference: plain, date: day, time, sender: plain, text: plain, method, position: amount }

  const distanceOf = ({ field, distance }: EvidenceField): string => {
    if (distance === null) return ''
    if (field === 'date') return t('evidence.days', { count: Math.abs(distance) })
    if (field === 'time') return Math.abs(distance) < dayMs / 1_440 ? '' : t('evidence.apart', { span: format.span(Math.abs(distance)) })
    if (field === 'reference' && distance !== 0) return t('evidence.edits', { count: distance })
    return ''
  }
  return (one) => {
    if (one.field === 'position' && one.distance !== null) return { left: t('evidence.lines', { count: one.distance }), right: '', distance: '' }
    return { left: words[one.field](one.left), right: words[one.field](one.right), distance: distanceOf(one) }
  }
}
