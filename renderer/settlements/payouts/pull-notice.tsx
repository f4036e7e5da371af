import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../shared/result.ts'
import { ask, backend } from '../../backend-client.ts'
import { Notice } from '../../components/notice.tsx'
import { FailureNotice } from '../../components/page-states.tsx'
import { useFormat } from '../../language/format.ts'
import { useWhy } from '../../language/why.ts'
import { useUnfinishedJob } from '../../queries/jobs.ts'
import { MatchButton } from '../match-button.tsx'
import { forgetPull, type PullEnd, usePull } from './pull-store.ts'

/** How the fetch of payouts is getting on, and how it ended. */
export function PullNotice() {
  const { t } = useTranslation(['settlements', 'words'])
  const pull = usePull((state) => state.pull)
  const job = useUnfinishedJob('pull', pull?.label ?? '', pull !== null && pull.end === null)
  if (pull === null) return null
  if (pull.end !== null) return <Ended label={pull.label} end={pull.end} />
  return (
    <Notice tone="plain" title={t('pull.asking', { account: pull.label })} actions={job !== null && <Button onClick={() => void ask(backend.jobs.cancel({ jobId: job.jobId }))}>{t('cancelWork')}</Button>} />
  )
}

function Ended({ label, end }: { readonly label: string; readonly end: PullEnd }) {
  const { t } = useTranslation(['settlements', 'words'])
  const format = useFormat()
  const why = useWhy()
  const close = <Button variant="subtle" onClick={forgetPull}>{t('words:close')}</Button>
  switch (end.kind) {
    case 'failed':
      return <FailureNotice failure={end.failure} />
    case 'cancelled':
    case 'account-not-found':
      return <Notice tone="plain" title={t(`pull.${end.kind}`, { account: label })} actions={close} />
    case 'fetched': {
      const counts = t('pull.counts', { payouts: format.number(end.payouts), inserted: format.number(end.inserted) })
      if (end.why !== null) return <Notice tone="attention" title={t('pull.incomplete', { account: label, why: why(end.why) })} actions={close} isUrgent>{counts}</Notice>
      return (
        <Notice tone="plain" title={t(end.inserted + end.changed === 0 ? 'pull.nothingNew' : 'pull.done', { account: label })} actions={<>{end.inserted > 0 && <MatchButton />}{close}</>}>
          {counts}
        </Notice>
      )
    }
    default:
      return assertNever(end)
  }
}
