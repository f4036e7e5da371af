import { useTranslation } from 'react-i18next'
import { assertNever } from '../../shared/result.ts'
import type { CallFailure } from '../backend-client.ts'
import { Notice } from '../components/notice.tsx'
import { FailureNotice } from '../components/page-states.tsx'
import { useFormat } from '../language/format.ts'

/** Everything that the backend may object to a rate. */
export type RateObjection =
  | { readonly kind: 'account-not-found' | 'rate-not-found' | 'ends-before-it-begins' | 'least-over-most' }
  | { readonly kind: 'overlaps'; readonly validFrom: string; readonly validTo: string | null }

/** Why a rate was not saved, in words. */
export function RateObjectionNotice({ failure }: { readonly failure: RateObjection | CallFailure }) {
  const { t } = useTranslation('rates')
  const format = useFormat()
  switch (failure.kind) {
    case 'account-not-found':
    case 'rate-not-found':
    case 'ends-before-it-begins':
    case 'least-over-most':
      return <Notice tone="attention" isUrgent>{t(`objection.${failure.kind}`)}</Notice>
    case 'overlaps':
      return (
        <Notice tone="attention" isUrgent>
          {failure.validTo === null
            ? t('objection.overlapsOn', { from: format.day(failure.validFrom) })
            : t('objection.overlapsTo', { from: format.day(failure.validFrom), to: format.day(failure.validTo) })}
        </Notice>
      )
    case 'not-allowed':
    case 'invalid-input':
    case 'disconnected':
    case 'incident':
      return <FailureNotice failure={failure} />
    default:
      return assertNever(failure)
  }
}
