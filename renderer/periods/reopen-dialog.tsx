import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Period } from '../../shared/contract/periods.ts'
import { assertNever } from '../../shared/result.ts'
import { ask, backend, type CallFailure } from '../backend-client.ts'
import { Notice } from '../components/notice.tsx'
import { FailureNotice } from '../components/page-states.tsx'
import { useFormat } from '../language/format.ts'
import styles from './reopen-dialog.module.css'

type Failure = CallFailure | { readonly kind: 'period-not-found' | 'not-the-newest' | 'reopened-already' }

/** Opens a closed period again: by the owner, with a reason that stays beside the seal. */
export function ReopenDialog({ period, onClose }: { readonly period: Period; readonly onClose: () => void }) {
  const { t } = useTranslation(['periods', 'words'])
  const format = useFormat()
  const [reason, setReason] = useState('')
  const [isDoing, setDoing] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (reason.trim() === '' || isDoing) return
    setDoing(true)
    const answer = await ask(backend.periods.reopen({ periodId: period.periodId, reason: reason.trim() }))
    if (answer.ok) return onClose()
    setFailure(answer.failure)
    setDoing(false)
  }
  return (
    <Modal opened onClose={onClose} title={t('reopen.title')} size={480} closeButtonProps={{ 'aria-label': t('words:close') }}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <p>{t('reopen.what', { from: format.day(period.from), to: format.day(period.to) })}</p>
        <Textarea label={t('reopen.reason')} value={reason} maxLength={500} autosize minRows={2} maxRows={5} data-autofocus onChange={(event) => setReason(event.currentTarget.value)} />
        {failure !== null && <ReopenFailure failure={failure} />}
        <div className={styles.buttons}>
          <Button onClick={onClose}>{t('words:cancel')}</Button>
          <Button type="submit" variant="filled" loading={isDoing} disabled={reason.trim() === ''}>{t('reopen.doIt')}</Button>
        </div>
      </form>
    </Modal>
  )
}

function ReopenFailure({ failure }: { readonly failure: Failure }) {
  const { t } = useTranslation('periods')
  switch (failure.kind) {
    case 'period-not-found':
    case 'not-the-newest':
    case 'reopened-already':
      return <Notice tone="attention" isUrgent>{t(`reopen.${failure.kind}`)}</Notice>
    case 'not-allowed':
    case 'invalid-input':
    case 'disconnected':
    case 'incident':
      return <FailureNotice failure={failure} />
    default:
      return assertNever(failure)
  }
}
