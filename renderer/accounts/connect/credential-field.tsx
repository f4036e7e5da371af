import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Account, PlatformForm } from '../../../shared/contract/accounts.ts'
import { useFieldWords } from '../platform-words.ts'
import styles from './credential-field.module.css'

interface CredentialFieldProps {
  readonly platform: Account['platform']
  readonly field: PlatformForm['fields'][number]
  readonly value: string
  readonly onChange: (value: string) => void
  /** Choices that the platform itself offered. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
}

/** One thing that a platform wants to know. What is secret is hidden while it is typed and can never be shown again. */
export function CredentialField({ platform, field, value, onChange, choices }: CredentialFieldProps) {
  const { t } = useTranslation('accounts')
  const words = useFieldWords(platform)(field.name)
  const label = field.isRequired || field.options !== null ? words.label : <>{words.label} <span className={styles.optional}>{t('form.optional')}</span></>
  const data = choices ?? field.options?.map((option) => ({ value: option, label: words.option(option) }))
  if (data !== undefined) {
    return <Select label={label} description={words.what} data={[...data]} value={value === '' ? (field.options?.[0] ?? null) : value} onChange={(chosen) => onChange(chosen ?? '')} />
  }
  return (
    <TextInput
      label={label} description={words.what} value={value} maxLength={4_000} spellCheck={false} classNames={{ input: styles.input ?? '' }}
      type={field.isSecret ? 'password' : 'text'} autoComplete={field.isSecret ? 'new-password' : 'off'} onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
