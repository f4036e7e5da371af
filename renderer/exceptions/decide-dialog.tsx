import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Exception } from '../../shared/contract/reconciliation.ts'
import { Amount } from '../components/amount.tsx'
import { Notice } from '../components/notice.tsx'
import { FailureNotice } from '../components/page-states.tsx'
import { sumsOf } from '../components/sums.ts'
import { useFormat } from '../language/format.ts'
import { decideAll, type Decision } from './decide-exceptions.ts'
import styles from './decide-dialog.module.css'

interface DecideDialogProps {
  readonly state: Decision
  readonly exceptions: readonly Exception[]
  readonly onClose: () => void
  readonly onDone: (changed: number) => void
}

type Failure = Extract<Awaited<ReturnType<typeof decideAll>>, { ok: false }>['failure']

/** What is about to be decided, kind by kind with its money, and the reason that will stand in the books. */
export function DecideDialog({ state, exceptions, onClose, onDone }: DecideDialogProps) {
  const { t } = useTranslation(['exceptions', 'words'])
  const [note, setNote] = useState(exceptions.length === 1 ? exceptions[0]!.note : '')
  const [isDoing, setDoing] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const count = exceptions.length
  const act = state === 'waived' ? 'waive' : 'explain'
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isDoing || note.trim() === '') return
    setDoing(true)
    const answer = await decideAll(exceptions, state, note.trim())
    if (answer.ok) return onDone(answer.value.changed)
    setFailure(answer.failure)
    setDoing(false)
  }
  return (
    <Modal opened onClose={onClose} title={t(`decide.${act}Title`, { count })} size={520} closeButtonProps={{ 'aria-label': t('words:close') }}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <Preview exceptions={exceptions} />
        <p className={styles.what}>{t(`decide.${act}What`)}</p>
        <Textarea
          label={t('decide.note')} placeholder={t('decide.noteHint')} required withAsterisk={false} value={note} maxLength={200} autosize minRows={2} maxRows={5} data-autofocus
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {failure !== null && (failure.kind === 'note-needed' ? <Notice tone="attention" isUrgent>{t('decide.noteNeeded')}</Notice> : <FailureNotice failure={failure} />)}
        <div className={styles.buttons}>
          <Button onClick={onClose}>{t('words:cancel')}</Button>
          <Button type="submit" variant="filled" loading={isDoing} disabled={note.trim() === ''}>{t(`decide.${act}Do`, { count })}</Button>
        </div>
      </form>
    </Modal>
  )
}

function Preview({ exceptions }: { readonly exceptions: readonly Exception[] }) {
  const { t } = useTranslation('exceptions')
  const format = useFormat()
  const groups = [...Map.groupBy(exceptions, ({ code }) => code)]
  const size = (some: readonly Exception[]) => sumsOf(some.map(({ minor, currency }) => ({ minor: Math.abs(minor), currency }))).filter(({ minor }) => minor !== 0)
  const row = (name: string, some: readonly Exception[]) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td>{format.number(some.length)}</td>
      <td>{size(some).map((sum) => <div key={sum.currency}><Amount amount={sum} currency="code" /></div>)}</td>
    </tr>
  )
  return (
    <table className={styles.preview}>
      <tbody>{groups.map(([code, some]) => row(t(`code.${code}.title`), some))}</tbody>
      {groups.length > 1 && <tfoot>{row(t('decide.total'), exceptions)}</tfoot>}
    </table>
  )
}
