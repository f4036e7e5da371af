import { useTranslation } from 'react-i18next'
import type { Payout } from '../../../shared/contract/settlements.ts'
import { Amount } from '../../components/amount.tsx'
import { RowList } from '../../components/row-list.tsx'
import { useFormat } from '../../language/format.ts'
import { useAccountLabels } from '../../queries/account-labels.ts'
import { useSession } from '../../queries/session.ts'
import { ArrivalMark } from './arrival-mark.tsx'
import { shareAtBank } from './share-at-bank.ts'
import styles from './payout-table.module.css'

interface PayoutTableProps {
  readonly payouts: readonly Payout[]
  readonly chosenId: string | null
  readonly onChoose: (payoutId: string) => void
  readonly onEnd: () => void
}

const idOf = ({ payoutId }: Payout): string => payoutId

/** By the month of arrival; each with a bar for its size, filled as far as the bank has it. */
export function PayoutTable({ payouts, chosenId, onChoose, onEnd }: PayoutTableProps) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  const labelOf = useAccountLabels()
  const { shop } = useSession()
  const largest = largestByCurrency(payouts)
  return (
    <RowList
      label={t('tab.payouts')} rows={payouts} idOf={idOf} chosenId={chosenId} onChoose={onChoose} onEnd={onEnd} layout={styles.columns ?? ''}
      groupOf={({ arrivesOn }) => (arrivesOn === null ? t('payout.noDay') : format.month(arrivesOn))}
      head={
        <>
          <span>{t('column.arrives')}</span>
          <span>{t('column.arrival')}</span>
          <span className={styles.wide}>{t('column.account')}</span>
          <span className={styles.wide}>{t('column.reference')}</span>
          <span className={`${styles.wide} ${styles.end}`}>{t('column.lines')}</span>
          <span className={styles.bars}>{t('column.atBank')}</span>
          <span className={styles.end}>{t('column.amount', { currency: shop.currency })}</span>
        </>
      }
      renderCells={(payout) => {
        const { size, there } = shareAtBank(payout, largest.get(payout.currency) ?? 0)
        return (
          <>
            <span>{payout.arrivesOn === null ? '' : format.day(payout.arrivesOn)}</span>
            <span><ArrivalMark arrival={payout.arrival} /></span>
            <span className={`${styles.wide} ${styles.quiet}`}>{labelOf(payout.accountId)}</span>
            <span className={`${styles.wide} ${styles.quiet}`}>{payout.platformReference}</span>
            <span className={`${styles.wide} ${styles.quiet} ${styles.end}`}>{payout.linesCount === 0 ? '–' : format.number(payout.linesCount)}</span>
            <span className={styles.bars} aria-hidden>
              {size > 0 && <span className={styles.bar} data-arrival={payout.arrival} style={{ inlineSize: `${size * 100}%` }}><span style={{ inlineSize: `${there * 100}%` }} /></span>}
            </span>
            <span className={styles.end}>
              {payout.amount === null ? <span className={styles.quiet}>{t('payout.amountUnknown')}</span> : <Amount amount={payout.amount} currency={payout.currency === shop.currency ? 'none' : 'code'} />}
            </span>
          </>
        )
      }}
    />
  )
}

function largestByCurrency(payouts: readonly Payout[]): ReadonlyMap<string, number> {
  const largest = new Map<string, number>()
  for (const { currency, amount } of payouts) largest.set(currency, Math.max(largest.get(currency) ?? 0, Math.abs(amount?.minor ?? 0)))
  return largest
}
