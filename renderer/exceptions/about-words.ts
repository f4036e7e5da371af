import { useTranslation } from 'react-i18next'
import type { Exception } from '../../shared/contract/reconciliation.ts'
import { orderNumberText } from '../components/order-number.ts'
import { useAccountLabels } from '../queries/account-labels.ts'
import { nameIn, orderNumberIn, subjectOf } from './exception-subject.ts'

const methods = ['card', 'unionpay', 'wallet', 'bank', 'pay_later', 'invoice', 'other'] as const
const methodIn = (method: unknown) => methods.find((one) => one === method)

/** What an exception is about, in a few words: the order, the reference, the bank's text, the file. */
export function useAboutWords(): (exception: Exception) => string {
  const { t } = useTranslation(['exceptions', 'words'])
  const accountLabel = useAccountLabels()
  return (exception) => {
    const { kind, id, rest } = subjectOf(exception.subject)
    const number = orderNumberIn(exception)
    if (number !== null) return t('about.order', { number: orderNumberText(number) })
    const account = exception.accountId === null ? '' : accountLabel(exception.accountId)
    if (kind === 'rounding') return t('about.rounding', { currency: id })
    if (kind === 'reserve') return t('about.reserve', { account })
    if (kind === 'rate') {
      const method = methodIn(exception.facts['method'])
      return [account, method === undefined ? (rest.at(-1) ?? '') : t(`words:method.${method}`), rest[0] ?? ''].filter((words) => words !== '').join(', ')
    }
    return nameIn(exception) ?? (kind === 'line' ? t('about.line', { line: id }) : id)
  }
}
