import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../shared/result.ts'
import { Notice } from '../../components/notice.tsx'
import { FailureNotice } from '../../components/page-states.tsx'
import type { ImportFailure } from './import-item.ts'

/** Why a file could not be looked at or brought in. A file is known by its bytes, so that looking once more harms nothing. */
export function ImportFailureNotice({ failure, onAgain }: { readonly failure: ImportFailure; readonly onAgain: () => void }) {
  const { t } = useTranslation('settlements')
  switch (failure.kind) {
    case 'not-allowed':
    case 'invalid-input':
    case 'incident':
      return <FailureNotice failure={failure} onAgain={onAgain} />
    case 'disconnected':
    case 'cancelled':
    case 'account-not-found':
    case 'file-not-readable':
    case 'no-local-files':
    case 'upload-not-found':
    case 'upload-out-of-order':
      return <Notice tone={failure.kind === 'cancelled' ? 'plain' : 'attention'} title={t(`importFailure.${failure.kind}`)} actions={<Button onClick={onAgain}>{t('import.lookAgain')}</Button>} />
    default:
      return assertNever(failure)
  }
}
