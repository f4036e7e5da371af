import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../shared/result.ts'
import { ask, backend, type CallFailure } from '../../backend-client.ts'
import { FailureNotice } from '../../components/page-states.tsx'
import { Notice } from '../../components/notice.tsx'
import styles from './held-acts.module.css'

type Objection = CallFailure | { readonly kind: 'file-not-held' | 'cancelled' }

/** The two ends of a held file, both with a reason that is kept. */
export function HeldActs({ fileId }: { readonly fileId: string }) {
  const { t } = useTranslation('settlements')
  const [note, setNote] = useState('')
  const [doing, setDoing] = useState<'accept' | 'discard' | null>(null)
  const [objection, setObjection] = useState<Objection | null>(null)
  const reason = note.trim()

  const decide = async (act: 'accept' | 'discard'): Promise<void> => {
    setDoing(act)
    const answer = act === 'accept'
      ? await ask(backend.settlements.acceptHeld({ fileId, note: reason }, { context: { isLong: true } }))
      : await ask(backend.settlements.discardHeld({ fileId, note: reason }))
    setDoing(null)
    setObjection(answer.ok ? null : answer.failure)
  }
  return (
    <div className={styles.acts}>
      <p>{t('held.what')}</p>
      <Textarea label={t('held.note')} description={t('held.noteWhat')} value={note} maxLength={500} autosize minRows={2} maxRows={5} onChange={(event) => setNote(event.currentTarget.value)} />
      <div className={styles.buttons}>
        <Button variant="filled" disabled={reason === ''} loading={doing === 'accept'} onClick={() => void decide('accept')}>{t('held.accept')}</Button>
        <Button disabled={reason === ''} loading={doing === 'discard'} onClick={() => void decide('discard')}>{t('held.discard')}</Button>
      </div>
      {objection !== null && <ObjectionNotice objection={objection} />}
    </div>
  )
}

function ObjectionNotice({ objection }: { readonly objection: Objection }) {
  const { t } = useTranslation('settlements')
  switch (objection.kind) {
    case 'file-not-held':
    case 'cancelled':
      return <Notice tone="attention" isUrgent>{t(`held.${objection.kind}`)}</Notice>
    case 'not-allowed':
    case 'invalid-input':
    case 'disconnected':
    case 'incident':
      return <FailureNotice failure={objection} />
    default:
      return assertNever(objection)
  }
}
