import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, backend, type CallFailure } from '../backend-client.ts'
import { FailureNotice } from '../components/page-states.tsx'
import styles from './shift-panel.module.css'

export function DropPromiseDialog({ promiseId, onClose }: { readonly promiseId: string; readonly onClose: () => void }) {
  const { t } = useTranslation(['needs', 'words'])
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const drop = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const dropped = await ask(backend.attention.dropPromise({ promiseId, reason: reason.trim() }))
    if (dropped.ok || dropped.failure.kind === 'promise-not-found') return onClose()
    setFailure(dropped.failure)
  }
  return (
    <Modal opened onClose={onClose} title={t('promise.dropTitle')} size={440} closeButtonProps={{ 'aria-label': t('words:close') }}>
      <form className={styles.form} onSubmit={(event) => void drop(event)}>
        <p>{t('promise.dropWhat')}</p>
        <TextInput label={t('promise.reason')} required value={reason} maxLength={200} data-autofocus onChange={(event) => setReason(event.currentTarget.value)} />
        {failure !== null && <FailureNotice failure={failure} />}
        <div className={styles.buttons}>
          <Button onClick={onClose}>{t('words:cancel')}</Button>
          <Button type="submit" variant="filled" color="wrong" disabled={reason.trim() === ''}>{t('promise.dropIt')}</Button>
        </div>
      </form>
    </Modal>
  )
}
