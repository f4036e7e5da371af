import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Account, AccountNotFound, AddFailure } from '../../shared/contract/accounts.ts'
import { assertNever } from '../../shared/result.ts'
import type { CallFailure } from '../backend-client.ts'
import { Notice } from '../components/notice.tsx'
import { FailureNotice } from '../components/page-states.tsx'
import { useFieldWords } from './platform-words.ts'

export type AccountObjection = z.infer<typeof AddFailure> | z.infer<typeof AccountNotFound> | CallFailure

/** Why an account was not added, changed or checked. */
export function ObjectionNotice({ platform, failure }: { readonly platform: Account['platform']; readonly failure: AccountObjection }) {
  const { t } = useTranslation('accounts')
  const wordsOf = useFieldWords(platform)
  switch (failure.kind) {
    case 'label-taken':
      return <Notice tone="attention" isUrgent>{t('objection.label-taken', { label: failure.label })}</Notice>
    case 'missing-field':
    case 'unknown-field':
      return <Notice tone="attention" isUrgent>{t(`objection.${failure.kind}`, { field: failure.field === 'baseUrl' ? t('form.address') : wordsOf(failure.field).label })}</Notice>
    case 'environment-not-supported':
    case 'bad-url':
    case 'account-not-found':
      return <Notice tone="attention" isUrgent>{t(`objection.${failure.kind}`)}</Notice>
    case 'secrets-unreadable':
      return <Notice tone="wrong" title={t('objection.secrets-unreadable')} isUrgent>{failure.hint}</Notice>
    case 'not-allowed':
    case 'invalid-input':
    case 'disconnected':
    case 'incident':
      return <FailureNotice failure={failure} />
    default:
      return assertNever(failure)
  }
}
