import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { CheckResult, PlatformForm } from '../../../shared/contract/accounts.ts'
import { ask, backend } from '../../backend-client.ts'
import { pathOf } from '../../paths.ts'
import { CheckAnswer } from '../check-answer.tsx'
import { type AccountObjection, ObjectionNotice } from '../objection-notice.tsx'
import { usePlatformName } from '../platform-words.ts'
import { type ConnectForm, fieldsOf, formFor, isCheckable, isComplete, openChoices, valueOf, wishOf, withValue } from './connect-form.ts'
import styles from './connect-page.module.css'
import { CredentialField } from './credential-field.tsx'
import { EnvironmentChoice } from './environment-choice.tsx'
import { ObtainGuide } from './obtain-guide.tsx'

/** The form of one platform, and beside it what to obtain. What was checked is forgotten as soon as something is changed. */
export function ConnectSheet({ platformForm: { platform, environments, fields } }: { readonly platformForm: PlatformForm }) {
  const { t } = useTranslation('accounts')
  const [, goTo] = useLocation()
  const name = usePlatformName()(platform)
  const [form, setForm] = useState(() => formFor(platform, environments, name))
  const [isMore, setMore] = useState(false)
  const [underWay, setUnderWay] = useState<'check' | 'connect' | null>(null)
  const [result, setResult] = useState<CheckResult | null>(null)
  const [failure, setFailure] = useState<AccountObjection | null>(null)

  const change = (next: ConnectForm): void => {
    setForm(next)
    // The name is the shop's business; nothing that was checked depends on it.
    if (next.label === form.label) setResult(null)
    setFailure(null)
  }
  const check = async (wanted: ConnectForm): Promise<void> => {
    setUnderWay('check')
    const probed = await ask(backend.accounts.probe(wishOf(wanted)))
    setResult(probed.ok ? probed.value : null)
    setFailure(probed.ok ? null : probed.failure)
    setUnderWay(null)
  }
  const connect = async (): Promise<void> => {
    setUnderWay('connect')
    const added = await ask(backend.accounts.add(wishOf(form)))
    setUnderWay(null)
    if (!added.ok) return setFailure(added.failure)
    const { accountId } = added.value
    if (isCheckable(form)) void ask(backend.accounts.check({ accountId })) // it learns its currency
    goTo(pathOf('accounts', accountId))
  }

  const choices = result?.verdict === 'answered' ? result.choices : []
  const hasChoice = result !== null && openChoices(form, result).length > 0
  const isChecked = !isCheckable(form) || (result?.verdict === 'answered' && !hasChoice)
  const isLacking = result?.verdict === 'answered' && result.missingPermissions.length > 0
  const isReady = isComplete(form, fields) && underWay === null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isReady && !hasChoice) void (isChecked ? connect() : check(form))
  }
  const shown = fieldsOf(form, fields)
  const first = shown.filter(({ isRequired }) => isRequired || platform === 'files')
  const rest = shown.filter((field) => !first.includes(field) && !choices.some(({ setting }) => setting === field.name))
  const fieldFor = (field: (typeof fields)[number]) => (
    <CredentialField key={field.name} platform={platform} field={field} value={valueOf(form, field)} onChange={(value) => change(withValue(form, field, value))} />
  )

  return (
    <div className={styles.sheet}>
      <form className={styles.form} onSubmit={submit}>
        {environments.length > 1 && <EnvironmentChoice environments={environments} chosen={form.environment} onChoose={(environment) => change({ ...form, environment })} />}
        {first.map(fieldFor)}
        <TextInput label={t('form.label')} description={t('form.labelWhat')} value={form.label} maxLength={80} onChange={(event) => change({ ...form, label: event.currentTarget.value })} />
        {platform !== 'files' && (
          <button type="button" className={styles.more} aria-expanded={isMore} onClick={() => setMore(!isMore)}>{t(isMore ? 'form.fewer' : 'form.more')}</button>
        )}
        {isMore && (
          <>
            {rest.map(fieldFor)}
            <TextInput label={t('form.address')} description={t('form.addressWhat')} placeholder="https://" value={form.baseUrl} maxLength={300} onChange={(event) => change({ ...form, baseUrl: event.currentTarget.value })} />
          </>
        )}
        {result !== null && (
          <CheckAnswer platform={platform} result={result}>
            {choices.map(({ setting, options }) => {
              const field = fields.find((one) => one.name === setting)
              return field === undefined ? null : (
                <CredentialField
                  key={setting} platform={platform} field={field} choices={options} value={valueOf(form, field)}
                  onChange={(value) => {
                    const next = withValue(form, field, value)
                    setForm(next)
                    void check(next)
                  }}
                />
              )
            })}
          </CheckAnswer>
        )}
        {failure !== null && <ObjectionNotice platform={platform} failure={failure} />}
        <div className={styles.act}>
          <Button type="submit" variant="filled" size="md" loading={underWay !== null} disabled={!isReady || hasChoice}>
            {t(!isChecked ? 'form.check' : isLacking ? 'form.connectDespite' : 'form.connect')}
          </Button>
          {hasChoice ? <p>{t('answer.choose')}</p> : !isChecked && <p>{t('form.checkFirst', { platform: name })}</p>}
          {isLacking && <Button size="md" loading={underWay !== null} onClick={() => void check(form)}>{t('form.check')}</Button>}
        </div>
      </form>
      <ObtainGuide platform={platform} environment={form.environment} />
    </div>
  )
}
