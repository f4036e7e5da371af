import { Button, Modal } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './form-dialog.module.css'

interface FormDialogProps {
  readonly title: string
  /** What the button says: the act. */
  readonly doIt: string
  /** Something ends by it. */
  readonly isGrave?: boolean
  readonly isReady?: boolean
  readonly onClose: () => void
  /** Null when it is done, and the dialog closes; otherwise what to say. */
  readonly act: () => Promise<ReactNode>
  readonly children: ReactNode
}

/** A dialog with a few fields and one act. Enter does it, Escape goes back. */
export function FormDialog({ title, doIt, isGrave = false, isReady = true, onClose, act, children }: FormDialogProps) {
  const { t } = useTranslation('words')
  const [isDoing, setDoing] = useState(false)
  const [said, setSaid] = useState<ReactNode>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isDoing || !isReady) return
    setDoing(true)
    const words = await act()
    if (words === null) return onClose()
    setSaid(words)
    setDoing(false)
  }
  return (
    <Modal opened onClose={onClose} title={title} size={480} closeButtonProps={{ 'aria-label': t('close') }}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {children}
        {said}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="filled" color={isGrave ? 'wrong' : 'accent'} loading={isDoing} disabled={!isReady}>{doIt}</Button>
        </div>
      </form>
    </Modal>
  )
}
