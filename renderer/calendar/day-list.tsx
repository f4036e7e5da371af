import { useTranslation } from 'react-i18next'
import type { Day } from '../../shared/business-day.ts'
import type { CalendarEntry } from '../../shared/contract/settlements.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { useFormat } from '../language/format.ts'
import { useAccountLabels } from '../queries/account-labels.ts'
import { useSession } from '../queries/session.ts'
import { ArrivalWord } from './arrival-look.tsx'
import styles from './day-list.module.css'
import { monthOf, type Month } from './month.ts'

interface DayListProps {
  readonly entries: readonly CalendarEntry[]
  readonly month: Month
  readonly chosen: Day
  readonly onChoose: (day: Day) => void
}

/** The same month as a table: a row a day, account and standing. */
export function DayList({ entries, month, chosen, onChoose }: DayListProps) {
  const { t } = useTranslation('calendar')
  const format = useFormat()
  const accountLabel = useAccountLabels()
  const { shop } = useSession()
  const rows = entries.filter(({ day }) => monthOf(day) === month).toSorted((a, b) => (a.day === b.day ? accountLabel(a.accountId).localeCompare(accountLabel(b.accountId)) : a.day < b.day ? -1 : 1))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
    <section className={styles.frame} tabIndex={0} aria-label={t('grid')}>
      <table className={styles.list}>
        <thead>
          <tr><th scope="col">{t('column.day')}</th><th scope="col">{t('account')}</th><th scope="col">{t('column.standing')}</th><th scope="col">{t('column.payouts')}</th><th scope="col">{shop.currency}</th></tr>
        </thead>
        <tbody>
          {rows.map(({ day, accountId, currency, arrival, payouts, minor }, index) => (
            <tr key={`${day} ${accountId} ${currency} ${arrival}`} data-chosen={day === chosen || undefined} data-begins={rows[index - 1]?.day !== day || undefined}>
              <th scope="row">{rows[index - 1]?.day !== day && <button type="button" onClick={() => onChoose(day)}>{format.dayLong(day)}</button>}</th>
              <td>{accountLabel(accountId)}</td>
              <td><ArrivalWord arrival={arrival} /></td>
              <td>{payouts === 0 ? '' : format.number(payouts)}</td>
              <td><Amount amount={money(minor, currency)} currency={currency === shop.currency ? 'none' : 'code'} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
