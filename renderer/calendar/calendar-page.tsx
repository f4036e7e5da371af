import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { businessDayOf, isDay, type Day } from '../../shared/business-day.ts'
import { Loaded } from '../components/page-states.tsx'
import { Page } from '../components/page.tsx'
import { useMoneyChoices } from '../figures/figure-scope.ts'
import { useSession } from '../queries/session.ts'
import { useNow } from '../stores/clock.ts'
import { CalendarBar } from './calendar-bar.tsx'
import type { CalendarView } from './calendar-view.ts'
import { Calendar } from './calendar.tsx'
import { isMonth, monthOf } from './month.ts'

const tickMs = 20_000

/** When does the money reach the bank? A month of days, and the payouts of the one that is chosen. */
export function CalendarPage() {
  const { t } = useTranslation('shell')
  const [query, setQuery] = useSearchParams()
  const { shop } = useSession()
  const answer = useMoneyChoices()
  const today = businessDayOf(useNow(tickMs), shop)
  const view = viewOf(query, today, answer.data?.environment ?? 'live')
  const change = (changed: Partial<CalendarView>): void => setQuery(queryOf({ ...view, ...changed }, today), { replace: true })
  return (
    <Page title={t('pages.calendar')} layout="filled" actions={answer.data !== undefined && <CalendarBar view={view} today={today} environments={answer.data.environments} onChange={change} />}>
      <Loaded answer={answer} rows={12}>{() => <Calendar view={view} today={today} onChange={change} />}</Loaded>
    </Page>
  )
}

function viewOf(query: URLSearchParams, today: Day, environment: 'test' | 'live'): CalendarView {
  const [dayText, monthText, money] = [query.get('day') ?? '', query.get('month') ?? '', query.get('money')]
  const day = isDay(dayText) ? dayText : null
  return {
    day, month: isMonth(monthText) ? monthText : monthOf(day ?? today), accountId: query.get('account'), isList: query.get('view') === 'list',
    environment: money === 'test' || money === 'live' ? money : environment,
  }
}

function queryOf({ day, month, accountId, isList, environment }: CalendarView, today: Day): URLSearchParams {
  const query = new URLSearchParams()
  if (month !== monthOf(day ?? today)) query.set('month', month)
  if (day !== null) query.set('day', day)
  if (accountId !== null) query.set('account', accountId)
  if (isList) query.set('view', 'list')
  query.set('money', environment)
  return query
}
