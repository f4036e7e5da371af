import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../shared/result.ts'
import { Notice } from '../../components/notice.tsx'
import { FailureNotice } from '../../components/page-states.tsx'
import type { OfferFailure } from './offered-file.ts'

export function OfferFailureNotice({ failure }: { readonly failure: OfferFailure }) {
  const { t } = useTranslation('settlements')
  switch (failure.kind) {
    case 'account-not-found':
    case 'not-the-embedded-sandbox':
    case 'no-such-file':
      return <Notice tone="attention" isUrgent>{t(`sandbox.${failure.kind}`)}</Notice>
    case 'not-allowed':
    case 'invalid-input':
    case 'disconnected':
    case 'incident':
      return <FailureNotice failure={failure} />
    default:
      return assertNever(failure)
  }
}
