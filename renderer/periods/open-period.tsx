import { Button } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, businessDayOf } from '../../shared/business-day.ts'
import type { Checklist } from '../../shared/contract/periods.ts'
import { assertNever } from '../../shared/result.ts'
import { ask, backend, type CallFailure } from '../backend-client.ts'
import { Notice } from '../components/notice.tsx'
import { FailureNotice, Loaded } from '../components/page-states.tsx'
import { useFormat } from '../language/format.ts'
import { checklistQuery } from '../queries/periods.ts'
import { useSession } from '../queries/session.ts'
import { backendNow } from '../stores/clock.ts'
import { Balances } from './balances.tsx'
import { CheckItems } from './check-items.tsx'
import styles from './open-period.module.css'

interface OpenPeriodProps {
  readonly accountId: string
  /** First day that is not closed. */
  readonly from: string
  readonly suggestedTo: string
  readonly onClosed: (periodId: string) => void
}

/** The open period: until when it is to be closed, what is missing, and the one button once nothing is. */
export function OpenPeriod({ accountId, from, suggestedTo, onClosed }: OpenPeriodProps) {
  const { t } = useTranslation('periods')
  const format = useFormat()
  const { shop } = useSession()
  const yesterday = addDays(businessDayOf(backendNow(), shop), -1)
  // The end of the month, as far as it is over.
  const [to, setTo] = useState(() => (suggestedTo <= yesterday ? suggestedTo : yesterday < from ? from : yesterday))
  const answer = useQuery({ ...checklistQuery(accountId, to), placeholderData: keepPreviousData })
  return (
    <section className={styles.open} aria-labelledby="open-period">
      <header className={styles.head}>
        <h2 id="open-period">{t('openTitle', { day: format.dayLong(from) })}</h2>
        <DatePickerInput
          label={t('until')} value={to} minDate={from} maxDate={yesterday < from ? from : yesterday} size="sm" className={styles.until ?? ''}
          valueFormatter={() => format.dayLong(to)} onChange={(day) => day !== null && setTo(day)}
        />
      </header>
      <Loaded answer={answer} rows={6}>
        {(found) => (found.ok ? <Ready checklist={found.value} isChecking={answer.isFetching} onClosed={onClosed} /> : <Notice tone="attention">{t(`failure.${found.failure.kind}`)}</Notice>)}
      </Loaded>
    </section>
  )
}

type Failure = CallFailure | { readonly kind: 'account-not-found' | 'nothing-to-close' | 'cancelled' | 'not-ready' }

function Ready({ checklist, isChecking, onClosed }: { readonly checklist: Checklist; readonly isChecking: boolean; readonly onClosed: (periodId: string) => void }) {
  const { t } = useTranslation('periods')
  const format = useFormat()
  const [isClosing, setClosing] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const { accountId, from, to, items, balances, isReady } = checklist
  const missing = items.filter(({ holds }) => !holds).length
  const close = async (): Promise<void> => {
    setClosing(true)
    const answer = await ask(backend.periods.close({ accountId, to }, { context: { isLong: true } }))
    setClosing(false)
    if (answer.ok) onClosed(answer.value.periodId)
    else setFailure(answer.failure)
  }
  return (
    <>
      <div className={styles.answer} data-ready={isReady || undefined}>
        <p aria-live="polite">
          <strong>{isChecking ? t('checking') : isReady ? t('ready') : t('missing', { count: missing })}</strong>
          {isReady && !isChecking && <span>{t('readyWhat', { from: format.day(from), to: format.day(to) })}</span>}
        </p>
        <Button variant="filled" disabled={!isReady || isChecking} loading={isClosing} onClick={() => void close()}>{t('close', { day: format.day(to) })}</Button>
      </div>
      {failure !== null && <CloseFailure failure={failure} />}
      <CheckItems checklist={checklist} />
      <Balances balances={balances} />
    </>
  )
}

function CloseFailure({ failure }: { readonly failure: Failure }) {
  const { t } = useTranslation('periods')
  switch (failure.kind) {
    case 'not-ready':
      return <Notice tone="attention" isUrgent>{t('notReady')}</Notice>
    case 'account-not-found':
    case 'nothing-to-close':
    case 'cancelled':
      return <Notice tone="attention" isUrgent>{t(`failure.${failure.kind}`)}</Notice>
    case 'not-allowed':
    case 'invalid-input':
    case 'disconnected':
    case 'incident':
      return <FailureNotice failure={failure} />
    default:
      return assertNever(failure)
  }
}
