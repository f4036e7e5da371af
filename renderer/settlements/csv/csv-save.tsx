import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ulid } from 'ulid'
import { useLocation } from 'wouter'
import type { CsvAnswers, CsvProposal } from '../../../shared/contract/csv-profiles.ts'
import { ask, backend } from '../../backend-client.ts'
import { pathOf } from '../../paths.ts'
import type { ImportItem } from '../imports/import-item.ts'
import { answerFor } from '../imports/import-store.ts'
import styles from './csv-save.module.css'
import { SaveFailureNotice, type SaveFailure } from './save-failure-notice.tsx'

interface CsvSaveProps {
  readonly item: ImportItem
  readonly uploadId: string
  readonly proposal: CsvProposal
  readonly answers: CsvAnswers
}

const longestName = 80
const nameOfFile = (name: string): string => name.replace(/\.[^.]*$/u, '').slice(0, longestName)

/** Keeps the reading under a name, so that the next file like it comes in by itself, and looks at this one by it. */
export function CsvSave({ item, uploadId, proposal, answers }: CsvSaveProps) {
  const { t } = useTranslation('csv')
  const [, goTo] = useLocation()
  const [profileId] = useState(() => ulid())
  const [name, setName] = useState(nameOfFile(item.file.name))
  const [bankAccount, setBankAccount] = useState('')
  const [isSaving, setSaving] = useState(false)
  const [failure, setFailure] = useState<SaveFailure | null>(null)
  const { mapping, open, preview } = proposal
  const isReady = mapping !== null && open.length === 0 && preview.refused === null && name.trim() !== ''

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!isReady || isSaving) return
    setSaving(true)
    const account = bankAccount.trim()
    const answer = await ask(backend.csvProfiles.save({
      profileId, name: name.trim(), mapping, bankAccount: account === '' ? null : account, source: { from: 'upload', uploadId }, encoding: answers.encoding,
    }))
    setSaving(false)
    if (!answer.ok) return setFailure(answer.failure)
    answerFor(item.itemId, { format: `bank-csv:${profileId}` })
    goTo(pathOf('settlements', 'import'))
  }
  return (
    <form className={styles.save} onSubmit={(event) => void save(event)}>
      <TextInput label={t('save.name')} description={t('save.nameWhat')} value={name} maxLength={longestName} onChange={(event) => setName(event.currentTarget.value)} />
      {mapping?.account === null && <TextInput label={t('save.account')} description={t('save.accountWhat')} value={bankAccount} maxLength={longestName} onChange={(event) => setBankAccount(event.currentTarget.value)} />}
      {failure !== null && <SaveFailureNotice failure={failure} />}
      <Button type="submit" variant="filled" loading={isSaving} disabled={!isReady}>{t('save.doIt')}</Button>
      {open.length > 0 && <p className={styles.why}>{t('save.questionsFirst', { count: open.length })}</p>}
    </form>
  )
}
