import { Button, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShiftNote } from '../../shared/contract/attention.ts'
import { ask, askPlain, backend, type CallFailure } from '../backend-client.ts'
import { FailureNotice, Loaded } from '../components/page-states.tsx'
import { Perforation } from '../components/perforation.tsx'
import { useFormat } from '../language/format.ts'
import { needsQuery, shiftNotesQuery } from '../queries/attention.ts'
import { useNames } from '../queries/names.ts'
import { useSession } from '../queries/session.ts'
import styles from './shift-panel.module.css'

const earlierShown = 5

/** The note from one shift to the next: the list writes itself, the person adds what only they know, the next one accepts. */
export function ShiftPanel() {
  const { t } = useTranslation('needs')
  const { person } = useSession()
  const answer = useQuery(shiftNotesQuery)
  return (
    <aside className={styles.panel} aria-label={t('shift.title')}>
      <h2>{t('shift.title')}</h2>
      <Loaded answer={answer} rows={3}>
        {(notes) => {
          const waiting = notes.filter(({ acceptedAt }) => acceptedAt === null)
          const earlier = notes.filter(({ acceptedAt }) => acceptedAt !== null).slice(0, earlierShown)
          return (
            <>
              {waiting.map((note) => <WaitingNote key={note.noteId} note={note} />)}
              {person.role !== 'accountant' && <WriteNote />}
              {earlier.length > 0 && (
                <>
                  <Perforation />
                  <h3>{t('shift.earlier')}</h3>
                  <ul className={styles.earlier}>{earlier.map((note) => <EarlierNote key={note.noteId} note={note} />)}</ul>
                </>
              )}
            </>
          )
        }}
      </Loaded>
    </aside>
  )
}

function WaitingNote({ note }: { readonly note: ShiftNote }) {
  const { t } = useTranslation('needs')
  const format = useFormat()
  const nameOf = useNames()
  const { person } = useSession()
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const isOwn = note.writtenBy === person.personId
  const accept = async (): Promise<void> => {
    const accepted = await ask(backend.attention.acceptShiftNote({ noteId: note.noteId }))
    if (!accepted.ok && accepted.failure.kind !== 'own-note' && accepted.failure.kind !== 'note-not-found') setFailure(accepted.failure)
  }
  return (
    <section className={styles.waiting}>
      <p className={styles.by}>{t('shift.from', { name: nameOf(note.writtenBy), time: format.dateTime(note.writtenAt) })}</p>
      {note.words !== '' && <p className={styles.words}>{note.words}</p>}
      <p className={styles.by}>{t('shift.items', { count: note.items.length })}</p>
      {failure !== null && <FailureNotice failure={failure} />}
      {isOwn || person.role === 'accountant' ? <p className={styles.by}>{t('shift.waits')}</p> : <Button variant="filled" onClick={() => void accept()}>{t('shift.accept')}</Button>}
    </section>
  )
}

function WriteNote() {
  const { t } = useTranslation('needs')
  const { data: items } = useQuery(needsQuery)
  const [words, setWords] = useState('')
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const write = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const written = await askPlain(backend.attention.writeShiftNote({ words: words.trim() }))
    if (!written.ok) return setFailure(written.failure)
    setWords('')
    setFailure(null)
  }
  return (
    <form className={styles.form} onSubmit={(event) => void write(event)}>
      <Textarea
        label={t('shift.words')} description={t('shift.wordsWhat', { count: items?.length ?? 0 })} placeholder={t('shift.hint')} value={words} maxLength={2_000} autosize minRows={3} maxRows={8}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {failure !== null && <FailureNotice failure={failure} />}
      <Button type="submit">{t('shift.write')}</Button>
    </form>
  )
}

function EarlierNote({ note }: { readonly note: ShiftNote }) {
  const { t } = useTranslation('needs')
  const format = useFormat()
  const nameOf = useNames()
  return (
    <li>
      <p className={styles.by}>{t('shift.fromTo', { from: nameOf(note.writtenBy), to: note.acceptedBy === null ? '' : nameOf(note.acceptedBy), time: format.dateTime(note.writtenAt) })}</p>
      <p className={styles.words}>{note.words === '' ? t('shift.items', { count: note.items.length }) : note.words}</p>
    </li>
  )
}
