import { useTranslation } from 'react-i18next'
import type { Day } from '../../shared/business-day.ts'
import type { CalendarEntry } from '../../shared/contract/settlements.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { useFormat } from '../language/format.ts'
import { ArrivalWord } from './arrival-look.tsx'
import { sumsOfArrivals } from './arrivals.ts'
import styles from './calendar-answer.module.css'

interface CalendarAnswerProps {
  /** Around today. */
  readonly entries: readonly CalendarEntry[]
  readonly today: Day
  readonly onDay: (day: Day) => void
}

/** What comes next, and what should have come. */
export function CalendarAnswer({ entries, today, onDay }: CalendarAnswerProps) {
  const { t } = useTranslation('calendar')
  const format = useFormat()
  const ahead = entries.filter(({ day }) => day >= today).toSorted((a, b) => (a.day < b.day ? -1 : 1))
  // A payout that the platform has announced is surer than one that is only to be expected.
  const next = ahead.find(({ arrival }) => arrival === 'due') ?? ahead.find(({ arrival }) => arrival === 'expected')
  const sums = next === undefined ? [] : sumsOfArrivals(ahead.filter(({ day, arrival }) => day === next.day && arrival === next.arrival))
  const troubled = sumsOfArrivals(entries.filter(({ arrival }) => arrival === 'late' || arrival === 'at_risk' || arrival === 'partly'))
  const firstOf = (arrival: string, currency: string): Day => entries.find((entry) => entry.arrival === arrival && entry.currency === currency)!.day
  return (
    <div className={styles.answer}>
      <div>
        {next === undefined ? <p className={styles.nothing}>{t('nothingComes')}</p> : (
          <p className={styles.next}>
            {sums.map(({ currency, minor }) => <button key={currency} type="button" onClick={() => onDay(next.day)}><Amount amount={money(minor, currency)} currency="code" /></button>)}
            <span>{t(next.arrival === 'expected' ? 'nextExpected' : 'next', { day: format.dayLong(next.day) })}</span>
          </p>
        )}
      </div>
      {troubled.length > 0 && (
        <ul className={styles.troubled} aria-label={t('troubled')}>
          {troubled.map(({ arrival, currency, minor, payouts }) => (
            <li key={`${arrival} ${currency}`}>
              <button type="button" onClick={() => onDay(firstOf(arrival, currency))}>
                <ArrivalWord arrival={arrival} />
                <span className={styles.amount}><Amount amount={money(minor, currency)} currency="code" /></span>
                <span className={styles.count}>{t('payouts', { count: payouts })}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
