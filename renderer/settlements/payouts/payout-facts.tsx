import { useTranslation } from 'react-i18next'
import type { Payout } from '../../../shared/contract/settlements.ts'
import { Facts } from '../facts.tsx'
import { useFormat } from '../../language/format.ts'
import { useAccountLabels } from '../../queries/account-labels.ts'

/** What the platform calls the payout, and by what names the bank may know it. */
export function PayoutFacts({ payout }: { readonly payout: Payout }) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  const labelOf = useAccountLabels()
  return (
    <Facts
      facts={[
        [t('column.account'), labelOf(payout.accountId)],
        [t('fact.platformSays'), t(`payoutStatus.${payout.status}`)],
        [t('fact.reference'), payout.platformReference],
        [t('fact.bankReferences'), payout.bankReferences.filter((reference) => reference !== payout.platformReference).join(', ')],
        [t('fact.createdAt'), payout.createdAt === null ? '' : format.dateTime(payout.createdAt)],
        [t('fact.arrivesOn'), payout.arrivesOn === null ? '' : format.dayLong(payout.arrivesOn)],
      ]}
    />
  )
}
