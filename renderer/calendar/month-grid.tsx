import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, weekdayOf, type Day } from '../../shared/business-day.ts'
import type { CalendarEntry } from '../../shared/contract/settlements.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { useFigureFormat } from '../figures/figure-format.ts'
import { useFormat } from '../language/format.ts'
import { useSession } from '../queries/session.ts'
import { ArrivalIcon, ArrivalWord, useArrivalWords } from './arrival-look.tsx'
import { arrivalOrder, entriesOf, sumsOfArrivals, type ArrivalSum } from './arrivals.ts'
import styles from './month-grid.module.css'
import { monthOf, type Month } from './month.ts'

interface MonthGridProps {
  readonly weeks: readonly (readonly Day[])[]
  readonly entries: readonly CalendarEntry[]
  readonly month: Month
  readonly today: Day
  readonly chosen: Day
  readonly onChoose: (day: Day) => void
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
const mostInCell = 3

/** A month of days. The arrows walk it; the chosen day is open beside it. */
export function MonthGrid({ weeks, entries, month, today, chosen, onChoose }: MonthGridProps) {
  const { t } = useTranslation('calendar')
  const { weekdayShort } = useFigureFormat()
  const { shop } = useSession()
  const grid = useRef<HTMLTableElement>(null)
  const wanted = useRef<Day | null>(null)
  useEffect(() => {
    if (wanted.current !== chosen) return
    grid.current?.querySelector<HTMLButtonElement>('button[aria-pressed="true"]')?.focus()
    wanted.current = null
  }, [chosen])
  const walk = (event: KeyboardEvent): void => {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    wanted.current = addDays(chosen, step)
    onChoose(wanted.current)
  }
  const known = new Set(entries.map(({ arrival }) => arrival))
  return (
    <div className={styles.frame}>
      <table ref={grid} className={styles.grid} aria-label={t('grid')}>
        <thead><tr>{weeks[0]!.map((day) => <th key={day} scope="col">{weekdayShort(day)}</th>)}</tr></thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} data-outside={monthOf(day) !== month || undefined} data-weekend={weekdayOf(day) > 5 || undefined} data-today={day === today || undefined}>
                  <DayCell day={day} sums={sumsOfArrivals(entriesOf(entries, day))} isChosen={day === chosen} onChoose={onChoose} onKeyDown={walk} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.key}>{arrivalOrder.filter((arrival) => known.has(arrival)).map((arrival) => <ArrivalWord key={arrival} arrival={arrival} />)}<span className={styles.currency}>{t('currency', { currency: shop.currency })}</span></p>
    </div>
  )
}

interface DayCellProps {
  readonly day: Day
  readonly sums: readonly ArrivalSum[]
  readonly isChosen: boolean
  readonly onChoose: (day: Day) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** What it looks like is said in full to those who listen: the whole date, the standing, the currency. */
function DayCell({ day, sums, isChosen, onChoose, onKeyDown }: DayCellProps) {
  const { t } = useTranslation('calendar')
  const format = useFormat()
  const { dayOfMonth } = useFigureFormat()
  const wordsOf = useArrivalWords()
  const { shop } = useSession()
  return (
    <button type="button" className={styles.day} aria-pressed={isChosen} tabIndex={isChosen ? 0 : -1} onClick={() => onChoose(day)} onKeyDown={onKeyDown}>
      <span className={styles.heard}>{format.dayLong(day)}</span>
      <span className={styles.number} aria-hidden>{dayOfMonth(day)}</span>
      {sums.slice(0, mostInCell).map(({ arrival, currency, minor }) => (
        <span key={`${arrival} ${currency}`} className={styles.sum} data-arrival={arrival}>
          <ArrivalIcon arrival={arrival} />
          <span className={styles.heard}>{`, ${wordsOf(arrival)} `}</span>
          <Amount amount={money(minor, currency)} currency={currency === shop.currency ? 'none' : 'code'} />
        </span>
      ))}
      {sums.length > mostInCell && <span className={styles.more}>{t('more', { count: sums.length - mostInCell })}</span>}
    </button>
  )
}
