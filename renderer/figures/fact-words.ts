import { useTranslation } from 'react-i18next'
import type { FigureRow } from '../../shared/contract/statistics.ts'

const methodKinds = ['card', 'unionpay', 'wallet', 'bank', 'pay_later', 'invoice', 'other'] as const

/** What a row of money is: "Card", "Refund, card", "Fee". */
export function useFactWords(): (row: Pick<FigureRow, 'kind' | 'methodKind'>) => string {
  const { t } = useTranslation(['figures', 'words'])
  return ({ kind, methodKind }) => {
    const known = methodKinds.find((one) => one === methodKind)
    const method = known === undefined ? '' : t(`words:method.${known}`)
    if (kind === 'payment') return method === '' ? t('fact.payment') : method
    return [t(`fact.${kind}`), method].filter((words) => words !== '').join(' · ')
  }
}
