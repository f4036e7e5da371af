import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, backend } from '../../backend-client.ts'
import { ObjectionNotice, type Objection } from '../objection-notice.tsx'
import styles from '../reason-dialog.module.css'

/** Takes a match back by a counter-entry, with a reason; what a closed period stands on is refused and explained. */
export function UndoMatchDialog({ matchNo, onClose }: { readonly matchNo: number; readonly onClose: () => void }) {
  const { t } = useTranslation(['reconciliation', 'words'])
  const [reason, setReason] = useState('')
  const [isDoing, setDoing] = useState(false)
  const [failure, setFailure] = useState<Objection | null>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (reason.trim() === '' || isDoing) return
    setDoing(true)
    const answer = await ask(backend.reconciliation.undoMatch({ matchNo, lineId: null, reason: reason.trim() }))
    if (answer.ok) return onClose()
    setFailure(answer.failure)
    setDoing(false)
  }
  return (
    <Modal opened onClose={onClose} title={t('matches.undoTitle')} size={480} closeButtonProps={{ 'aria-label': t('words:close') }}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <p className={styles.what}>{t('matches.undoWhat')}</p>
        <TextInput label={t('matches.undoReason')} value={reason} maxLength={200} data-autofocus onChange={(event) => setReason(event.currentTarget.value)} />
        {failure !== null && <ObjectionNotice failure={failure} />}
        <div className={styles.buttons}>
          <Button onClick={onClose}>{t('words:cancel')}</Button>
          <Button type="submit" variant="filled" loading={isDoing} disabled={reason.trim() === ''}>{t('matches.undoDo')}</Button>
        </div>
      </form>
    </Modal>
  )
}
