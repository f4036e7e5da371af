import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CsvProfile } from '../../../shared/contract/csv-profiles.ts'
import { ask, backend, type CallFailure } from '../../backend-client.ts'
import { useFormat } from '../../language/format.ts'
import { csvProfilesQuery } from '../../queries/csv-profiles.ts'
import { useNames } from '../../queries/names.ts'
import styles from './profile-list.module.css'

/** The banks' CSV files that come in by themselves. Nothing is shown while there are none. */
export function ProfileList() {
  const { t } = useTranslation('csv')
  const { data = [] } = useQuery(csvProfilesQuery)
  if (data.length === 0) return null
  return (
    <section className={styles.profiles}>
      <h2>{t('profiles')}</h2>
      <ul>{data.map((profile) => <ProfileRow key={profile.profileId} profile={profile} />)}</ul>
    </section>
  )
}

function ProfileRow({ profile }: { readonly profile: CsvProfile }) {
  const { t } = useTranslation(['csv', 'words'])
  const format = useFormat()
  const nameOf = useNames()
  const [name, setName] = useState<string | null>(null)
  const [failure, setFailure] = useState<CallFailure | { readonly kind: 'profile-not-found' | 'name-taken' } | null>(null)
  const { profileId } = profile
  const rename = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const answer = await ask(backend.csvProfiles.rename({ profileId, name: (name ?? '').trim() }))
    setFailure(answer.ok ? null : answer.failure)
    if (answer.ok) setName(null)
  }
  const remove = async (): Promise<void> => {
    const answer = await ask(backend.csvProfiles.remove({ profileId }))
    setFailure(answer.ok ? null : answer.failure)
  }
  return (
    <li>
      {name === null ? <strong>{profile.name}</strong> : (
        <form onSubmit={(event) => void rename(event)}>
          <TextInput aria-label={t('save.name')} value={name} maxLength={80} onChange={(event) => setName(event.currentTarget.value)} error={failure?.kind === 'name-taken' ? t('saveFailure.name-taken', { name }) : null} />
          <Button type="submit" disabled={name.trim() === ''}>{t('words:save')}</Button>
        </form>
      )}
      <span className={styles.quiet}>{[profile.bankAccount ?? '', t('savedAt', { time: format.dateTime(profile.savedAt), name: nameOf(profile.savedBy) })].filter((text) => text !== '').join(' · ')}</span>
      <Button variant="subtle" onClick={() => setName(name === null ? profile.name : null)}>{name === null ? t('rename') : t('words:cancel')}</Button>
      <Button variant="subtle" onClick={() => void remove()}>{t('remove')}</Button>
    </li>
  )
}
