import type { Account, CheckResult, NewAccount, PlatformForm } from '../../../shared/contract/accounts.ts'
import type { z } from 'zod'

/** What has been entered to connect an account. */
export interface ConnectForm {
  readonly platform: Account['platform']
  readonly environment: 'test' | 'live'
  readonly label: string
  readonly settings: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
  /** Empty: the platform's own address. */
  readonly baseUrl: string
}

type Field = PlatformForm['fields'][number]

export const formFor = (platform: Account['platform'], environments: readonly ('test' | 'live')[], label: string): ConnectForm => ({
  platform, environment: environments.includes('live') ? 'live' : 'test', label, settings: {}, secrets: {}, baseUrl: '',
})

export const valueOf = (form: ConnectForm, { name, isSecret }: Field): string => (isSecret ? form.secrets : form.settings)[name] ?? ''

export const withValue = (form: ConnectForm, { name, isSecret }: Field, value: string): ConnectForm =>
  isSecret ? { ...form, secrets: { ...form.secrets, [name]: value } } : { ...form, settings: { ...form.settings, [name]: value } }

/** The sandbox inside the program issues its own keys. */
const issuesItsKeys = ({ platform, baseUrl }: ConnectForm): boolean => platform === 'sandbox' && baseUrl.trim() === ''

/** What must or may be entered. */
export const fieldsOf = (form: ConnectForm, fields: readonly Field[]): readonly Field[] => (issuesItsKeys(form) ? [] : fields)

/** Whether there is a platform to ask about the keys. */
export const isCheckable = (form: ConnectForm): boolean => form.platform !== 'files' && !issuesItsKeys(form)

export const isComplete = (form: ConnectForm, fields: readonly Field[]): boolean =>
  form.label.trim() !== '' && fieldsOf(form, fields).every((field) => !field.isRequired || valueOf(form, field).trim() !== '')

/** As it is sent: without spaces that were pasted along, and without what was left empty. */
export const wishOf = (form: ConnectForm): z.infer<typeof NewAccount> => ({
  platform: form.platform, environment: form.environment, label: form.label.trim(), baseUrl: form.baseUrl.trim() === '' ? null : form.baseUrl.trim(),
  settings: entered(form.settings), secrets: entered(form.secrets),
})

const entered = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()]).filter(([, value]) => value !== ''))

/** Choices that the platform offered and nobody has made yet. */
export const openChoices = (form: ConnectForm, result: CheckResult): readonly { readonly setting: string }[] =>
  result.verdict === 'answered' ? result.choices.filter(({ setting }) => (form.settings[setting] ?? '') === '') : []
