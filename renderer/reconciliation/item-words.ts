import { useTranslation } from 'react-i18next'
import type { Item } from '../../shared/contract/reconciliation.ts'
import { orderNumberText } from '../components/order-number.ts'
import { useFormat } from '../language/format.ts'
import { useAccountLabels } from '../queries/account-labels.ts'

/** An item as people know it: what it is called, what else is said of it, and both with the day in one line. */
export function useItemWords(): (item: Pick<Item, 'side' | 'name' | 'words' | 'orderNumber' | 'accountId' | 'bankAccount' | 'day'>) => { readonly title: string; readonly rest: string; readonly full: string } {
  const { t } = useTranslation(['reconciliation', 'exceptions'])
  const format = useFormat()
  const accountLabel = useAccountLabels()
  return (item) => {
    const { side, name, words, orderNumber, accountId, bankAccount, day } = item
    const account = accountId === null ? (bankAccount ?? '') : accountLabel(accountId)
    const order = orderNumber === null ? '' : t('exceptions:about.order', { number: orderNumberText(orderNumber) })
    const title = side === 'payment' ? order : side === 'bank_line' ? (name === '' ? words : name) : side === 'payout' ? name : name === '' ? words : name
    const rest = [side === 'bank_line' && name === '' ? '' : words === title ? '' : words, side === 'settlement_line' ? order : '', account].filter((one) => one !== '').join(' · ')
    const shown = title === '' ? t(`side.${side}`) : title
    return { title: shown, rest, full: [shown, day === null ? '' : format.day(day)].filter((one) => one !== '').join(' · ') }
  }
}
