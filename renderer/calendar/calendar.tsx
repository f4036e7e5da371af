import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { addDays, type Day } from '../../shared/business-day.ts'
import type { CalendarEntry } from '../../shared/contract/settlements.ts'
import type { Result } from '../../shared/result.ts'
import { Empty, Loaded } from '../components/page-states.tsx'
import { accountsQuery } from '../queries/accounts.ts'
import { calendarQuery } from '../queries/calendar.ts'
import { CalendarAnswer } from './calendar-answer.tsx'
import type { CalendarView } from './calendar-view.ts'
import styles from './calendar.module.css'
import { DayList } from './day-list.tsx'
import { DayPanel } from './day-panel.tsx'
import { MonthGrid } from './month-grid.tsx'
import { weeksOf } from './month.ts'

interface CalendarProps {
  readonly view: CalendarView
  readonly today: Day
  readonly onChange: (changed: Partial<CalendarView>) => void
}

/** How far back what is late or lost is looked for, and how far ahead what comes next; together what one question may span. */
const backDays = 69
const aheadDays = 30

type Entries = Result<CalendarEntry[], { readonly kind: 'bad-range' }>

export function Calendar({ view, today, onChange }: CalendarProps) {
  const { t } = useTranslation('calendar')
  const { data: accounts = [] } = useQuery(accountsQuery)
  const weeks = weeksOf(view.month)
  const [from, to] = [weeks[0]![0]!, weeks.at(-1)![6]!]
  const month = useQuery(calendarQuery(view.accountId, from, to))
  const around = useQuery(calendarQuery(view.accountId, addDays(today, -backDays), addDays(today, aheadDays)))
  const own = new Set(accounts.filter(({ environment }) => environment === view.environment).map(({ accountId }) => accountId))
  const ownOf = (entries: Entries): CalendarEntry[] => (entries.ok ? entries.value.filter(({ accountId }) => own.has(accountId)) : [])
  const day = view.day ?? today
  return (
    <>
      <Loaded answer={around} rows={1}>{(entries) => <CalendarAnswer entries={ownOf(entries)} today={today} onDay={(next) => onChange({ day: next, month: next.slice(0, 7) })} />}</Loaded>
      <Loaded answer={month} rows={12}>
        {(entries) => (
          <div className={styles.split}>
            {view.isList ? (
              ownOf(entries).length === 0 ? <Empty title={t('none')}>{t('noneWhat')}</Empty> : <DayList entries={ownOf(entries)} month={view.month} chosen={day} onChoose={(next) => onChange({ day: next })} />
            ) : <MonthGrid weeks={weeks} entries={ownOf(entries)} month={view.month} today={today} chosen={day} onChoose={(next) => onChange({ day: next, month: next.slice(0, 7) })} />}
            <DayPanel key={day} day={day} entries={ownOf(entries)} accountId={view.accountId} accounts={own} />
          </div>
        )}
      </Loaded>
    </>
  )
}
