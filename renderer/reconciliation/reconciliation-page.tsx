import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Route, Switch, useLocation } from 'wouter'
import { Keys } from '../components/keys.tsx'
import { Page } from '../components/page.tsx'
import { PageTabs } from '../components/page-tabs.tsx'
import { useFormat } from '../language/format.ts'
import { pathOf } from '../paths.ts'
import { currentJob, jobsQuery } from '../queries/jobs.ts'
import { summaryQuery } from '../queries/reconciliation.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import { AsideList } from './aside/aside-list.tsx'
import { Figures } from './figures.tsx'
import { MatchList } from './matches/match-list.tsx'
import { Workbench } from './open/workbench.tsx'
import { ProposedList } from './run/proposed-list.tsx'
import { startRun, useRun } from './run/run-store.ts'
import { RunStrip } from './run/run-strip.tsx'

/** How well the books, the platforms and the bank agree, and the workbench for what they do not. */
export function ReconciliationPage() {
  const { t } = useTranslation(['reconciliation', 'shell'])
  const format = useFormat()
  const [path] = useLocation()
  const { data: summary } = useQuery(summaryQuery)
  const { data: jobs } = useQuery(jobsQuery)
  const isTried = useRun(({ end }) => end?.kind === 'report' && end.report.isDryRun)
  const isRunning = currentJob(jobs, 'reconcile') !== null
  const part = path.split('/')[2] ?? ''
  const run = (isDryRun: boolean): void => void startRun(isDryRun)
  useShortcuts([{ keys: 'r', label: t('keys.run'), run: () => !isRunning && run(false) }])
  return (
    <Page
      title={t('shell:pages.reconciliation')} layout="filled"
      lead={summary === undefined ? undefined : summary.lastRunAt === null ? t('neverRun') : t('lastRun', { time: format.dateTime(summary.lastRunAt) })}
      actions={
        <>
          <Button disabled={isRunning} onClick={() => run(true)}>{t('run.dry')}</Button>
          <Button variant="filled" disabled={isRunning} onClick={() => run(false)} rightSection={<Keys keys="r" />}>{t('run.now')}</Button>
        </>
      }
    >
      <Figures />
      <RunStrip isShort={part === 'tried'} />
      <PageTabs
        label={t('tabs.label')}
        tabs={[
          { name: 'open', label: t('tabs.open'), path: pathOf('reconciliation'), isHere: part === '', count: summary === undefined || summary.proposals === 0 ? undefined : format.number(summary.proposals) },
          { name: 'matches', label: t('tabs.matches'), path: pathOf('reconciliation', 'matches'), isHere: part === 'matches' },
          { name: 'aside', label: t('tabs.aside'), path: pathOf('reconciliation', 'aside'), isHere: part === 'aside' },
          ...(isTried || part === 'tried' ? [{ name: 'tried', label: t('tabs.tried'), path: pathOf('reconciliation', 'tried'), isHere: part === 'tried' }] : []),
        ]}
      />
      <Switch>
        <Route path="/reconciliation/matches/:matchNo?">{({ matchNo }) => <MatchList matchNo={matchNo === undefined || !/^\d{1,15}$/u.test(matchNo) ? null : Number.parseInt(matchNo, 10)} />}</Route>
        <Route path="/reconciliation/aside"><AsideList /></Route>
        <Route path="/reconciliation/tried"><ProposedList /></Route>
        <Route><Workbench /></Route>
      </Switch>
    </Page>
  )
}
