import { useTranslation } from 'react-i18next'
import { assertNever } from '../../shared/result.ts'
import { Notice } from '../components/notice.tsx'
import { orderNumberText } from '../components/order-number.ts'
import { FailureNotice } from '../components/page-states.tsx'
import type { ChargeProblem } from './counter-store.ts'

/** Why nothing was charged: which rule, which limit. */
export function ChargeProblemNotice({ problem }: { readonly problem: ChargeProblem }) {
  const { t } = useTranslation('counter')
  switch (problem.kind) {
    case 'account-not-found':
    case 'capture-mode-not-supported':
      return <Notice tone="attention" isUrgent>{t(`problem.${problem.kind}`)}</Notice>
    case 'reference-taken':
      return <Notice tone="attention" isUrgent>{t('problem.reference-taken', { number: orderNumberText(problem.number) })}</Notice>
    case 'currency-not-supported':
      return <Notice tone="attention" isUrgent>{t('problem.currency-not-supported', { currency: problem.currency, supported: problem.supported.join(', ') })}</Notice>
    case 'expiry-out-of-range':
      return <Notice tone="attention" isUrgent>{t('problem.expiry-out-of-range', { least: problem.leastMinutes, most: problem.mostMinutes })}</Notice>
    case 'not-allowed':
    case 'invalid-input':
    case 'incident':
      return <FailureNotice failure={problem} />
    default:
      return assertNever(problem)
  }
}
