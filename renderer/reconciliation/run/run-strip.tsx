import { Button, Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, backend } from '../../backend-client.ts'
import { Notice } from '../../components/notice.tsx'
import { FailureNotice } from '../../components/page-states.tsx'
import { useFormat } from '../../language/format.ts'
import { currentJob, jobsQuery } from '../../queries/jobs.ts'
import { RunReportView } from './run-report.tsx'
import { forgetRun, useRun } from './run-store.ts'
import styles from './run-strip.module.css'

/** A run under way, whoever has started it, with the way to stop it; or how the one started here has ended, `isShort` where its matches are listed below. */
export function RunStrip({ isShort }: { readonly isShort: boolean }) {
  const { t } = useTranslation('reconciliation')
  const { data: jobs } = useQuery(jobsQuery)
  const end = useRun((state) => state.end)
  const job = currentJob(jobs, 'reconcile')
  if (job !== null) return <Running job={job} />
  if (end === null) return null
  if (end.kind === 'failed') return <FailureNotice failure={end.failure} />
  if (end.kind === 'cancelled') return <Notice tone="plain" title={t('run.cancelled')} actions={<Button variant="subtle" onClick={forgetRun}>{t('run.close')}</Button>} isUrgent />
  return <RunReportView report={end.report} isShort={isShort} />
}

function Running({ job: { jobId, state, progress } }: { readonly job: { readonly jobId: string; readonly state: string; readonly progress: { readonly step: string; readonly done: number } | null } }) {
  const { t } = useTranslation('reconciliation')
  const format = useFormat()
  const step = progress?.step === 'match' || progress?.step === 'check' ? progress.step : 'other'
  return (
    <output className={styles.running}>
      <Progress value={100} animated aria-label={t('run.running')} className={styles.bar ?? ''} />
      <strong>{t('run.running')}</strong>
      <span className={styles.step}>
        {state === 'waiting' ? t('run.waiting') : t(`run.step.${step}`)}
        {step === 'match' && progress !== null && progress.done > 0 && `, ${t('run.examined', { count: progress.done, formattedCount: format.number(progress.done) })}`}
      </span>
      <Button onClick={() => void ask(backend.jobs.cancel({ jobId }))}>{t('run.cancel')}</Button>
    </output>
  )
}
