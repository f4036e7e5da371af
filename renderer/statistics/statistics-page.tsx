import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { businessDayOf } from '../../shared/business-day.ts'
import { Loaded } from '../components/page-states.tsx'
import { Page } from '../components/page.tsx'
import { scopeOf, useMoneyChoices } from '../figures/figure-scope.ts'
import { openedOf, withOpened, type OpenedRows } from '../figures/opened-rows.ts'
import { RowsPanel } from '../figures/rows-panel.tsx'
import { ScopeSwitches } from '../figures/scope-switches.tsx'
import { useSession } from '../queries/session.ts'
import { useNow } from '../stores/clock.ts'
import { StatisticsSheet } from './statistics-sheet.tsx'
import { StretchBar } from './stretch-bar.tsx'
import { stretchOf, withStretch } from './stretch.ts'
import styles from './statistics-page.module.css'

const tickMs = 20_000

/** How was it? One stretch of days, against the one before; every figure and every bar opens its rows. */
export function StatisticsPage() {
  const { t } = useTranslation('shell')
  const answer = useMoneyChoices()
  const [query, setQuery] = useSearchParams()
  const { shop } = useSession()
  const today = businessDayOf(useNow(tickMs), shop)
  const stretch = stretchOf(query, today)
  const opened = openedOf(query)
  const open = (rows: OpenedRows | null): void => setQuery(withOpened(query, rows), { replace: opened !== null })
  return (
    <Page title={t('pages.statistics')} layout="filled" actions={answer.data !== undefined && <ScopeSwitches choices={answer.data} scope={scopeOf(answer.data, query)} />}>
      <StretchBar stretch={stretch} today={today} onChange={(next) => setQuery(withStretch(query, next))} />
      <Loaded answer={answer} rows={12}>
        {(choices) => {
          const scope = scopeOf(choices, query)
          return (
            <div className={styles.split} data-open={opened !== null || undefined}>
              <StatisticsSheet range={{ ...scope, from: stretch.from, to: stretch.to }} today={today} onOpen={open} />
              {opened !== null && <RowsPanel key={JSON.stringify({ ...opened, figure: '' })} scope={scope} opened={opened} onClose={() => open(null)} onChange={open} />}
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}
