import { useTranslation } from 'react-i18next'
import { assertNever } from '../../shared/result.ts'
import type { CallFailure } from '../backend-client.ts'
import { Notice } from '../components/notice.tsx'
import { FailureNotice } from '../components/page-states.tsx'

type PeopleObjection = { readonly kind: 'name-taken'; readonly name: string } | { readonly kind: 'person-not-found' | 'last-owner' } | CallFailure

/** Why something about a person was not done. */
export function PeopleObjectionNotice({ failure }: { readonly failure: PeopleObjection }) {
  const { t } = useTranslation('people')
  switch (failure.kind) {
    case 'name-taken':
      return <Notice tone="attention" isUrgent>{t('objection.name-taken', { name: failure.name })}</Notice>
    case 'person-not-found':
    case 'last-owner':
      return <Notice tone="attention" isUrgent>{t(`objection.${failure.kind}`)}</Notice>
    case 'not-allowed':
    case 'invalid-input':
    case 'disconnected':
    case 'incident':
      return <FailureNotice failure={failure} />
    default:
      return assertNever(failure)
  }
}
