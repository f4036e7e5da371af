import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Exception } from '../../shared/contract/reconciliation.ts'
import { orderNumberText } from '../components/order-number.ts'
import { useAccountLabels } from '../queries/account-labels.ts'
import { itemsQuery } from '../queries/reconciliation.ts'
import { useItemWords } from '../reconciliation/item-words.ts'
import { itemNameOf, nameIn, orderNumberIn, subjectOf } from './exception-subject.ts'

const methods = ['card', 'unionpay', 'wallet', 'bank', 'pay_later', 'invoice', 'other'] as const
const methodIn = (method: unknown) => methods.find((one) => one === method)

/** As many as are asked for at a time; those after them are called by their ids until they are near. */
const mostNamed = 200

/**
 * What an exception is about, in a few words: the order, the reference, the bank's text, the file. Those of `exceptions` whose
 * facts give no name are looked up by their items.
 */
export function useAboutWords(exceptions: readonly Exception[]): (exception: Exception) => string {
  const { t } = useTranslation(['exceptions', 'words'])
  const accountLabel = useAccountLabels()
  const itemWords = useItemWords()
  const nameless = exceptions.filter((exception) => orderNumberIn(exception) === null && nameIn(exception) === null).flatMap((exception) => itemNameOf(exception) ?? [])
  const { data: items = [] } = useQuery(itemsQuery(nameless.slice(0, mostNamed)))
  return (exception) => {
    const { kind, id, rest } = subjectOf(exception.subject)
    const number = orderNumberIn(exception)
    if (number !== null) return t('about.order', { number: orderNumberText(number) })
    const account = exception.accountId === null ? '' : accountLabel(exception.accountId)
    if (kind === 'rounding') return t('about.rounding', { currency: id })
    if (kind === 'reserve') return t('about.reserve', { account })
    if (kind === 'rate') {
      const method = methodIn(exception.facts['method'])
      return [account, method === undefined ? (rest.at(-1) ?? '') : t(`words:method.${method}`), rest[0] ?? ''].filter((words) => words !== '').join(' · ')
    }
    const name = itemNameOf(exception)
    const item = items.find(({ side, subject }) => side === name?.side && subject === name.subject)
    return nameIn(exception) ?? (item === undefined ? (kind === 'line' ? t('about.line', { line: id }) : id) : itemWords(item).full)
  }
}
