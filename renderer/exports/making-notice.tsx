import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { money } from '../../shared/money.ts'
import { assertNever } from '../../shared/result.ts'
import { ask, backend } from '../backend-client.ts'
import { Notice } from '../components/notice.tsx'
import { FailureNotice } from '../components/page-states.tsx'
import { useFormat } from '../language/format.ts'
import { currentJob, jobsQuery } from '../queries/jobs.ts'
import { type ExportEnd, forgetMaking, useMaking } from './export-store.ts'

/** How the making is getting on, whoever asked for it, and how one's own ended when nothing was made. */
export function MakingNotice({ onOpen }: { readonly onOpen: (exportId: string) => void }) {
  const { t } = useTranslation('exports')
  const format = useFormat()
  const { data: jobs } = useQuery(jobsQuery)
  const { making } = useMaking()
  const job = currentJob(jobs, 'export')
  if (job !== null) {
    const { progress } = job
    return (
      <Notice tone="plain" title={t('making.title', { name: job.subject })} actions={<Button onClick={() => void ask(backend.jobs.cancel({ jobId: job.jobId }))}>{t('making.cancel')}</Button>}>
        {job.state === 'waiting' ? t('making.waits') : progress === null ? t('making.begins') : t('making.rows', { number: format.number(progress.done) })}
      </Notice>
    )
  }
  return making === null || making.end === null ? null : <Ended end={making.end} onOpen={onOpen} />
}

function Ended({ end, onOpen }: { readonly end: ExportEnd; readonly onOpen: (exportId: string) => void }) {
  const { t } = useTranslation(['exports', 'words'])
  const format = useFormat()
  const close = <Button variant="subtle" onClick={forgetMaking}>{t('words:close')}</Button>
  switch (end.kind) {
    case 'made':
      return <Notice tone="plain" title={t('end.made')} actions={<><Button onClick={() => onOpen(end.exportId)}>{t('end.open')}</Button>{close}</>} />
    case 'cancelled':
      return <Notice tone="plain" title={t('end.cancelled')} actions={close} />
    case 'bad-range':
    case 'no-local-files':
      return <Notice tone="wrong" title={t(`end.${end.kind}`)} actions={close} isUrgent />
    case 'cannot-write':
      return <Notice tone="wrong" title={t('end.cannot-write', { why: end.why })} actions={close} isUrgent>{t('end.cannotWriteWhat')}</Notice>
    case 'journal-does-not-balance':
      return <Notice tone="wrong" title={t('end.journal-does-not-balance', { amount: format.money(money(end.minor, end.currency)) })} actions={close} isUrgent>{t('end.doesNotBalanceWhat')}</Notice>
    case 'failed':
      return <FailureNotice failure={end.failure} />
    default:
      return assertNever(end)
  }
}
