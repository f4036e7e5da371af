import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, CheckResult } from '../../../shared/contract/accounts.ts'
import { ask, backend } from '../../backend-client.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { platformFormsQuery } from '../../queries/accounts.ts'
import { CheckAnswer } from '../check-answer.tsx'
import { CredentialField } from '../connect/credential-field.tsx'
import { ObjectionNotice } from '../objection-notice.tsx'
import { usePlatformName } from '../platform-words.ts'

/** New keys are tried before the old ones go. */
export function ReplaceKeysDialog({ account, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  const { t } = useTranslation('accounts')
  const { data: forms = [] } = useQuery(platformFormsQuery)
  const [secrets, setSecrets] = useState<Record<string, string>>({})
  // Keys that the platform accepted, but that lack permissions: the owner may want them all the same.
  const [accepted, setAccepted] = useState(false)
  const { accountId, platform, label, environment, baseUrl, settings } = account
  const name = usePlatformName()(platform)
  const fields = (forms.find((form) => form.platform === platform)?.fields ?? []).filter(({ isSecret }) => isSecret)
  const given = Object.fromEntries(Object.entries(secrets).map(([field, value]) => [field, value.trim()]))

  const replace = async () => {
    if (!accepted) {
      const probed = await ask(backend.accounts.probe({ platform, label, environment, baseUrl, settings, secrets: given }))
      if (!probed.ok) return <ObjectionNotice platform={platform} failure={probed.failure} />
      setAccepted(probed.value.verdict === 'answered')
      if (!isFaultless(probed.value)) return <CheckAnswer platform={platform} result={probed.value} />
    }
    const replaced = await ask(backend.accounts.replaceSecrets({ accountId, secrets: given }))
    if (!replaced.ok) return <ObjectionNotice platform={platform} failure={replaced.failure} />
    void ask(backend.accounts.check({ accountId }))
    return null
  }
  return (
    <FormDialog
      title={t('replaceKeys.title', { label })} doIt={t(accepted ? 'replaceKeys.despite' : 'replaceKeys.doIt')} onClose={onClose} act={replace}
      isReady={fields.length > 0 && fields.every(({ isRequired, name: field }) => !isRequired || (given[field] ?? '') !== '')}
    >
      <p>{t('replaceKeys.what', { platform: name })}</p>
      {fields.map((field) => (
        <CredentialField
          key={field.name} platform={platform} field={field} value={secrets[field.name] ?? ''}
          onChange={(value) => {
            setAccepted(false)
            setSecrets((before) => ({ ...before, [field.name]: value }))
          }}
        />
      ))}
    </FormDialog>
  )
}

const isFaultless = (result: CheckResult): boolean => result.verdict === 'answered' && result.missingPermissions.length === 0
