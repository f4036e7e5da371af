import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './question.module.css'
import { comeIn } from './import-store.ts'

/** A file that does not add up is taken with a reason, or held until somebody decides. */
export function UnsoundActs({ itemId }: { readonly itemId: string }) {
  const { t } = useTranslation('settlements')
  const [note, setNote] = useState('')
  const accept = (event: FormEvent): void => {
    event.preventDefault()
    if (note.trim() !== '') comeIn(itemId, note.trim())
  }
  return (
    <form className={styles.question} onSubmit={accept}>
      <p>{t('unsound.what')}</p>
      <div className={styles.line}>
        <TextInput className={styles.wide ?? ''} label={t('held.note')} value={note} maxLength={500} onChange={(event) => setNote(event.currentTarget.value)} />
        <Button type="submit" disabled={note.trim() === ''}>{t('held.accept')}</Button>
        <Button onClick={() => comeIn(itemId, null)}>{t('unsound.hold')}</Button>
      </div>
    </form>
  )
}
