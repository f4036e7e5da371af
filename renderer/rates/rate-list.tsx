import { useTranslation } from 'react-i18next'
import { businessDayOf } from '../../shared/business-day.ts'
import type { Rate } from '../../shared/contract/rates.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { RowList } from '../components/row-list.tsx'
import { useFormat } from '../language/format.ts'
import { useAccountLabels } from '../queries/account-labels.ts'
import { useSession } from '../queries/session.ts'
import { backendNow } from '../stores/clock.ts'
import { percentText } from './percent-typing.ts'
import styles from './rate-list.module.css'

/** One line a rate, those of an account together. */
export function RateList({ rates, chosenId, onChoose }: { readonly rates: readonly Rate[]; readonly chosenId: string | null; readonly onChoose: (rateId: string) => void }) {
  const { t } = useTranslation(['rates', 'words'])
  const format = useFormat()
  const accountLabel = useAccountLabels()
  const { shop } = useSession()
  const today = businessDayOf(backendNow(), shop)
  const standingOf = ({ validFrom, validTo }: Rate) => (validFrom > today ? 'future' : validTo !== null && validTo < today ? 'past' : 'now')
  const limitsOf = ({ leastMinor, mostMinor, currency }: Rate): string =>
    [leastMinor === 0 ? '' : t('least', { amount: format.money(money(leastMinor, currency), 'number') }), mostMinor === null ? '' : t('most', { amount: format.money(money(mostMinor, currency), 'number') })].filter((words) => words !== '').join(', ')
  const sorted = rates.toSorted((a, b) => compare(accountLabel(a.accountId), accountLabel(b.accountId)) || compare(a.currency, b.currency) || compare(a.methodKind ?? '~', b.methodKind ?? '~') || compare(b.validFrom, a.validFrom))
  return (
    <RowList
      label={t('tabs.rates')} rows={sorted} idOf={idOf} chosenId={chosenId} onChoose={onChoose} layout={styles.columns ?? ''} groupOf={({ accountId }) => accountLabel(accountId)}
      head={
        <>
          <span>{t('column.method')}</span>
          <span>{t('column.currency')}</span>
          <span className={styles.end}>{t('column.rate')}</span>
          <span className={styles.end}>{t('column.fixed')}</span>
          <span className={styles.wide}>{t('column.limits')}</span>
          <span>{t('column.valid')}</span>
          <span className={styles.wide}>{t('column.refunds')}</span>
          <span className={styles.wide}>{t('column.rounding')}</span>
        </>
      }
      renderCells={(rate: Rate) => (
        <>
          <span className={styles.method} data-standing={standingOf(rate)}>{rate.methodKind === null ? t('allMethods') : t(`words:method.${rate.methodKind}`)}</span>
          <span className={styles.quiet}>{rate.currency}</span>
          <span className={styles.end}>{percentText(rate.ratePer100k)} %</span>
          <span className={styles.end}>{rate.fixedMinor > 0 && <Amount amount={money(rate.fixedMinor, rate.currency)} />}</span>
          <span className={`${styles.wide} ${styles.quiet}`}>{limitsOf(rate)}</span>
          <span className={styles.quiet}>
            {standingOf(rate) !== 'now' && <strong>{t(standingOf(rate))} · </strong>}
            {rate.validTo === null ? t('from', { from: format.day(rate.validFrom) }) : t('fromTo', { from: format.day(rate.validFrom), to: format.day(rate.validTo) })}
          </span>
          <span className={`${styles.wide} ${styles.quiet}`}>{t(rate.refundsReturnFee ? 'returned' : 'kept')}</span>
          <span className={`${styles.wide} ${styles.quiet}`}>{t(`rounding.${rate.rounding}`)}</span>
        </>
      )}
    />
  )
}

const idOf = ({ rateId }: Rate): string => rateId
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
