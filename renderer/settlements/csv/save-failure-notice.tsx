import { useTranslation } from 'react-i18next'
import type { CsvPreviewRow } from '../../../shared/contract/csv-profiles.ts'
import type { FileReport } from '../../../shared/contract/settlements.ts'
import { assertNever } from '../../../shared/result.ts'
import type { CallFailure } from '../../backend-client.ts'
import { Notice } from '../../components/notice.tsx'
import { FailureNotice } from '../../components/page-states.tsx'
import { Refusal } from '../files/refusal.tsx'

export type SaveFailure =
  | CallFailure
  | { readonly kind: 'file-not-readable' | 'no-local-files' | 'upload-not-found' | 'currency-needed' }
  | { readonly kind: 'file-refused'; readonly refusal: NonNullable<FileReport['refused']> }
  | { readonly kind: 'name-taken'; readonly name: string }
  | { readonly kind: 'header-taken'; readonly name: string }
  | { readonly kind: 'not-a-bank-file'; readonly format: string }
  | { readonly kind: 'no-row-readable'; readonly errors: readonly CsvPreviewRow[] }

/** Why a reading was not kept. */
export function SaveFailureNotice({ failure }: { readonly failure: SaveFailure }) {
  const { t } = useTranslation('csv')
  switch (failure.kind) {
    case 'file-refused':
      return <Refusal refused={failure.refusal} />
    case 'name-taken':
    case 'header-taken':
      return <Notice tone="attention" isUrgent>{t(`saveFailure.${failure.kind}`, { name: failure.name })}</Notice>
    case 'not-a-bank-file':
      return <Notice tone="attention" isUrgent>{t('saveFailure.not-a-bank-file', { format: failure.format })}</Notice>
    case 'file-not-readable':
    case 'no-local-files':
    case 'upload-not-found':
    case 'currency-needed':
    case 'no-row-readable':
      return <Notice tone="attention" isUrgent>{t(`saveFailure.${failure.kind}`)}</Notice>
    case 'not-allowed':
    case 'invalid-input':
    case 'disconnected':
    case 'incident':
      return <FailureNotice failure={failure} />
    default:
      return assertNever(failure)
  }
}
