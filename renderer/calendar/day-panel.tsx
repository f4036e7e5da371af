import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Day } from '../../shared/business-day.ts'
import type { CalendarEntry } from '../../shared/contract/settlements.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { Loaded } from '../components/page-states.tsx'
import { Perforation } from '../components/perforation.tsx'
import { useFormat } from '../language/format.ts'
import { pathOf } from '../paths.ts'
import { useAccountLabels } from '../queries/account-labels.ts'
import { payoutsOfDayQuery } from '../queries/calendar.ts'
import { ArrivalWord } from './arrival-look.tsx'
import { entriesOf, sumsOfArrivals } from './arrivals.ts'
import styles from './day-panel.module.css'

interface DayPanelProps {
  readonly day: Day
  readonly entries: readonly CalendarEntry[]
  readonly accountId: string | null
  /** Whose payouts are shown. */
  readonly accounts: ReadonlySet<string>
}

/** The payouts of one day, each a link to its reckoning. */
export function DayPanel({ day, entries, accountId, accounts }: DayPanelProps) {
  const { t } = useTranslation('calendar')
  const format = useFormat()
  const accountLabel = useAccountLabels()
  const answer = useQuery(payoutsOfDayQuery(accountId, day))
  const sums = sumsOfArrivals(entriesOf(entries, day))
  const expected = entriesOf(entries, day).filter(({ arrival }) => arrival === 'expected')
  return (
    <aside className={styles.panel} aria-label={t('dayTitle')}>
      <h2>{format.dayLong(day)}</h2>
      {sums.length === 0 ? <p className={styles.none}>{t('noneOnDay')}</p> : (
        <ul className={styles.sums}>
          {sums.map(({ arrival, currency, minor }) => <li key={`${arrival} ${currency}`}><ArrivalWord arrival={arrival} /><Amount amount={money(minor, currency)} currency="code" /></li>)}
        </ul>
      )}
      {sums.some(({ payouts }) => payouts > 0) && (
        <>
          <div className={styles.tear}><Perforation /></div>
          <Loaded answer={answer} rows={3}>
            {(payouts) => (
              <ul className={styles.payouts}>
                {payouts.filter((payout) => accounts.has(payout.accountId)).map((payout) => (
                  <li key={payout.payoutId}>
                    <Link href={pathOf('settlements', payout.payoutId)}>
                      <span className={styles.name}>{payout.platformReference}</span>
                      <span className={styles.amount}>{payout.amount === null ? '–' : <Amount amount={payout.amount} currency="code" />}</span>
                      <span className={styles.quiet}>{accountLabel(payout.accountId)}</span>
                      <span className={styles.standing}><ArrivalWord arrival={payout.arrival} /></span>
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </Loaded>
        </>
      )}
      {expected.length > 0 && <p className={styles.none}>{t('expectedWhat')}</p>}
    </aside>
  )
}
