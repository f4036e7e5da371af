import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, backend } from '../../backend-client.ts'
import { ObjectionNotice, type Objection } from '../objection-notice.tsx'
import styles from '../reason-dialog.module.css'

interface AsideDialogProps {
  readonly side: 'bank_line' | 'settlement_line'
  readonly lineIds: readonly string[]
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Lines of the bank or of a platform that are not ours to explain, set aside for a reason that stays on record. */
export function AsideDialog({ side, lineIds, onClose, onDone }: AsideDialogProps) {
  const { t } = useTranslation(['reconciliation', 'words'])
  const [reason, setReason] = useState('')
  const [isDoing, setDoing] = useState(false)
  const [failure, setFailure] = useState<Objection | null>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (reason.trim() === '' || isDoing) return
    setDoing(true)
    const answer = await ask(backend.reconciliation.exclude({ side, subjects: [...lineIds], reason: reason.trim() }))
    if (answer.ok) return onDone()
    setFailure(answer.failure)
    setDoing(false)
  }
  return (
    <Modal opened onClose={onClose} title={t('aside.title', { count: lineIds.length })} size={480} closeButtonProps={{ 'aria-label': t('words:close') }}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <p className={styles.what}>{t('aside.what')}</p>
        <TextInput label={t('aside.reason')} placeholder={t('aside.hint')} value={reason} maxLength={200} data-autofocus onChange={(event) => setReason(event.currentTarget.value)} />
        {failure !== null && <ObjectionNotice failure={failure} />}
        <div className={styles.buttons}>
          <Button onClick={onClose}>{t('words:cancel')}</Button>
          <Button type="submit" variant="filled" loading={isDoing} disabled={reason.trim() === ''}>{t('aside.doIt')}</Button>
        </div>
      </form>
    </Modal>
  )
}
