import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { money } from '../../shared/money.ts'
import { assertNever } from '../../shared/result.ts'
import type { CallFailure } from '../backend-client.ts'
import { Notice } from '../components/notice.tsx'
import { FailureNotice } from '../components/page-states.tsx'
import { useFormat } from '../language/format.ts'
import { pathOf } from '../paths.ts'

/** Everything that the books may object to a decision about a match. */
export type Objection =
  | { readonly kind: 'not-found' | 'already-used' | 'undone-already' }
  | { readonly kind: 'does-not-add-up'; readonly residueMinor: number; readonly currency: string }
  | { readonly kind: 'period-closed'; readonly toDay: string }
  | CallFailure

/** Why a decision was not written down, and what to do. */
export function ObjectionNotice({ failure }: { readonly failure: Objection }) {
  const { t } = useTranslation('reconciliation')
  const format = useFormat()
  switch (failure.kind) {
    case 'not-found':
    case 'already-used':
    case 'undone-already':
      return <Notice tone="attention" isUrgent>{t(`objection.${failure.kind}`)}</Notice>
    case 'does-not-add-up':
      return <Notice tone="attention" isUrgent>{t('objection.does-not-add-up', { residue: format.money(money(failure.residueMinor, failure.currency)) })}</Notice>
    case 'period-closed':
      return (
        <Notice tone="attention" isUrgent actions={<Button component={Link} href={pathOf('periods')}>{t('objection.toPeriods')}</Button>}>
          {t('objection.period-closed', { day: format.dayLong(failure.toDay) })}
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
