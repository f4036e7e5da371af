import { useTranslation } from 'react-i18next'
import type { RuleMistake } from '../../shared/contract/rules.ts'
import { assertNever } from '../../shared/result.ts'
import type { CallFailure } from '../backend-client.ts'
import { Notice } from '../components/notice.tsx'
import { FailureNotice } from '../components/page-states.tsx'

/** Everything that the backend may object to a rule; `incomplete` is said before it is asked. */
export type RuleFailure =
  | { readonly kind: 'rule-not-found' | 'not-previewed' | 'cancelled' | 'incomplete' }
  | { readonly kind: 'bad-rule'; readonly mistakes: readonly RuleMistake[] }
  | CallFailure

/** Why a rule was not tried or saved; every mistake in a line of its own. */
export function RuleFailureNotice({ failure }: { readonly failure: RuleFailure }) {
  const { t } = useTranslation('rules')
  switch (failure.kind) {
    case 'rule-not-found':
    case 'not-previewed':
    case 'cancelled':
    case 'incomplete':
      return <Notice tone="attention" isUrgent>{t(`failure.${failure.kind}`)}</Notice>
    case 'bad-rule':
      return <Notice tone="attention" isUrgent><ul>{[...new Set(failure.mistakes.map(({ why }) => why))].map((why) => <li key={why}>{t(`mistake.${why}`)}</li>)}</ul></Notice>
    case 'not-allowed':
    case 'invalid-input':
    case 'disconnected':
    case 'incident':
      return <FailureNotice failure={failure} />
    default:
      return assertNever(failure)
  }
}
