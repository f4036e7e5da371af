import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dispute, Payment, Refund } from '../../shared/contract/orders.ts'
import { Amount } from '../components/amount.tsx'
import { StateMark } from '../components/state-mark.tsx'
import { useFormat } from '../language/format.ts'
import { useAccountLabels } from '../queries/account-labels.ts'
import { useNames } from '../queries/names.ts'
import styles from './order-parts.module.css'

type Tone = 'certain' | 'waiting' | 'wrong' | 'unknown' | 'attention'

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return <section className={styles.part}><h3>{title}</h3><ul>{children}</ul></section>
}

const refundTones: Record<Refund['state'], Tone> = { requested: 'waiting', unknown: 'unknown', pending: 'waiting', succeeded: 'certain', failed: 'wrong', refused: 'wrong' }

export function Refunds({ refunds }: { readonly refunds: readonly Refund[] }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const nameOf = useNames()
  if (refunds.length === 0) return null
  return (
    <Part title={t('part.refunds')}>
      {refunds.map((refund) => (
        <li key={refund.refundId}>
          <span className={styles.state} data-tone={refundTones[refund.state]}>{t(`refundState.${refund.state}`)}</span>
          <span className={styles.amount}><Amount amount={refund.amount} /></span>
          <span className={styles.words}>
            {[refund.reason, t('part.by', { name: nameOf(refund.requestedBy), time: format.dateTime(refund.requestedAt) }), refund.detail].filter((words) => words !== null && words !== '').join(' · ')}
          </span>
        </li>
      ))}
    </Part>
  )
}

const disputeTones: Record<Dispute['state'], Tone> = { needs_response: 'attention', under_review: 'waiting', won: 'certain', lost: 'wrong', closed: 'waiting' }

export function Disputes({ disputes }: { readonly disputes: readonly Dispute[] }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  if (disputes.length === 0) return null
  return (
    <Part title={t('part.disputes')}>
      {disputes.map((dispute) => (
        <li key={dispute.disputeId}>
          <span className={styles.state} data-tone={disputeTones[dispute.state]}>{t(`disputeState.${dispute.state}`)}</span>
          <span className={styles.amount}><Amount amount={dispute.amount} /></span>
          <span className={styles.words}>
            {[
              dispute.reason, t('part.opened', { time: format.dateTime(dispute.openedAt) }),
              dispute.respondBy === null || dispute.closedAt !== null ? '' : t('part.respondBy', { time: format.dateTime(dispute.respondBy) }), dispute.platformReference,
            ].filter((words) => words !== '').join(' · ')}
          </span>
        </li>
      ))}
    </Part>
  )
}

/** Only worth showing when there was more than one try. */
export function Attempts({ payments }: { readonly payments: readonly Payment[] }) {
  const { t } = useTranslation('orders')
  const labelOf = useAccountLabels()
  if (payments.length < 2) return null
  return (
    <Part title={t('part.attempts')}>
      {payments.map((payment) => (
        <li key={payment.paymentId}>
          <span><StateMark look={payment.state} /></span>
          <span className={styles.amount}><Amount amount={payment.amount} /></span>
          <span className={styles.words}>{[t('part.attempt', { attempt: payment.attempt }), labelOf(payment.accountId), payment.merchantReference, payment.platformReference].filter((words) => words !== null && words !== '').join(' · ')}</span>
        </li>
      ))}
    </Part>
  )
}
