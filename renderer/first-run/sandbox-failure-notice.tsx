import { useTranslation } from 'react-i18next'
import { assertNever } from '../../shared/result.ts'
import { Notice } from '../components/notice.tsx'
import { FailureNotice } from '../components/page-states.tsx'
import type { SandboxFailure } from './sandbox.ts'

export function SandboxFailureNotice({ failure }: { readonly failure: SandboxFailure }) {
  const { t } = useTranslation('firstRun')
  switch (failure.kind) {
    case 'label-taken':
    case 'missing-field':
    case 'unknown-field':
    case 'environment-not-supported':
    case 'bad-url':
    case 'secrets-unreadable':
      return <Notice tone="wrong" isUrgent>{t(`sandboxFailure.${failure.kind === 'label-taken' || failure.kind === 'secrets-unreadable' ? failure.kind : 'other'}`)}</Notice>
    case 'not-allowed':
    case 'invalid-input':
    case 'disconnected':
    case 'incident':
      return <FailureNotice failure={failure} />
    default:
      return assertNever(failure)
  }
}
