import { useTranslation } from 'react-i18next'
import type { BankLineView, Payout } from '../../../shared/contract/settlements.ts'
import { subtract } from '../../../shared/money.ts'
import { assertNever } from '../../../shared/result.ts'
import { useFormat } from '../../language/format.ts'

/** Where the payout is, in a sentence. */
export function usePayoutWords(): (payout: Payout, deposits: readonly BankLineView[]) => string {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  return (payout, deposits) => {
    const { amount, deposited, arrival, arrivesOn, status } = payout
    const day = arrivesOn === null ? null : format.dayLong(arrivesOn)
    const since = deposits.at(-1)?.bookedOn ?? null
    if (amount === null) return t('where.noTotal')
    switch (arrival) {
      case 'arrived':
        return since === null ? t('where.arrived') : t('where.arrivedOn', { day: format.dayLong(since) })
      case 'due':
        return day === null ? t('where.due') : t('where.dueOn', { day })
      case 'late':
        return t('where.late', { day: day ?? '' })
      case 'partly':
        return t('where.partly', { there: format.money(deposited), missing: format.money(subtract(amount, deposited)) })
      case 'at_risk':
        if (status === 'cancelled') return t('where.cancelled')
        return status === 'failed' ? t('where.failed') : t('where.missing', { day: day ?? '' })
      case 'taken':
        return t('where.taken')
      default:
        return assertNever(arrival)
    }
  }
}
