import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/contract/accounts.ts'
import { ask, backend } from '../../backend-client.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { platformFormsQuery } from '../../queries/accounts.ts'
import { CredentialField } from '../connect/credential-field.tsx'
import { ObjectionNotice } from '../objection-notice.tsx'

/** Name and settings. Keys have a dialog of their own. */
export function ChangeDialog({ account, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  const { t } = useTranslation('accounts')
  const { data: forms = [] } = useQuery(platformFormsQuery)
  const [label, setLabel] = useState(account.label)
  const [settings, setSettings] = useState<Record<string, string>>({})
  const { accountId, platform } = account
  // The sandbox inside the program gave itself its settings.
  const isOwn = platform === 'sandbox' && account.baseUrl === null
  const fields = isOwn ? [] : (forms.find((form) => form.platform === platform)?.fields ?? []).filter(({ isSecret }) => !isSecret)
  const change = async () => {
    const changed = await ask(backend.accounts.change({ accountId, label: label.trim(), settings: trimmed(settings) }))
    if (!changed.ok) return <ObjectionNotice platform={platform} failure={changed.failure} />
    // Another location may have another currency.
    if (Object.keys(settings).length > 0) void ask(backend.accounts.check({ accountId }))
    return null
  }
  return (
    <FormDialog title={t('change.title', { label: account.label })} doIt={t('change.doIt')} isReady={label.trim() !== ''} onClose={onClose} act={change}>
      <TextInput label={t('form.label')} description={t('form.labelWhat')} value={label} onChange={(event) => setLabel(event.currentTarget.value)} maxLength={80} data-autofocus />
      {fields.map((field) => (
        <CredentialField
          key={field.name} platform={platform} field={field} value={settings[field.name] ?? account.settings[field.name] ?? ''}
          onChange={(value) => setSettings((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
    </FormDialog>
  )
}

const trimmed = (values: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()]))
