import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, backend, type CallFailure } from '../backend-client.ts'
import styles from './rate-form.module.css'
import { type RateObjection, RateObjectionNotice } from './rate-objection.tsx'

/** Takes a rate away after saying what that means. */
export function RemoveRate({ rateId, onRemoved }: { readonly rateId: string; readonly onRemoved: () => void }) {
  const { t } = useTranslation(['rates', 'words'])
  const [isAsking, setAsking] = useState(false)
  const [failure, setFailure] = useState<RateObjection | CallFailure | null>(null)
  const remove = async (): Promise<void> => {
    const removed = await ask(backend.rates.remove({ rateId }))
    if (removed.ok) onRemoved()
    else setFailure(removed.failure)
  }
  return (
    <>
      <Button variant="subtle" onClick={() => setAsking(true)}>{t('form.remove')}</Button>
      {isAsking && (
        <Modal opened onClose={() => setAsking(false)} title={t('form.removeTitle')} size={440} closeButtonProps={{ 'aria-label': t('words:close') }}>
          <div className={styles.form}>
            <p>{t('form.removeWhat')}</p>
            {failure !== null && <RateObjectionNotice failure={failure} />}
            <div className={styles.buttons}>
              <Button onClick={() => setAsking(false)}>{t('words:cancel')}</Button>
              <Button variant="filled" color="wrong" onClick={() => void remove()}>{t('form.removeDo')}</Button>
            </div>
          </div>
        </Modal>
      )}
    </>
  )
}
