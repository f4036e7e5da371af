import { Button, Modal } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../../shared/contract/orders.ts'
import type { Money } from '../../../shared/money.ts'
import { assertNever, type Result } from '../../../shared/result.ts'
import type { CallFailure } from '../../backend-client.ts'
import { Amount } from '../../components/amount.tsx'
import { Notice } from '../../components/notice.tsx'
import { orderNumberText } from '../../components/order-number.ts'
import { FailureNotice } from '../../components/page-states.tsx'
import { OrderMark } from '../../components/state-mark.tsx'
import { useFormat } from '../../language/format.ts'
import styles from './act-frame.module.css'
import { closeAct } from './open-act.ts'

/** Everything that the backend may object to an act. */
export type ActObjection =
  | { readonly kind: 'order-not-found' | 'not-supported' | 'already-asked' | 'not-unknown' | 'earlier-not-known' }
  | { readonly kind: 'wrong-state'; readonly state: string }
  | { readonly kind: 'exceeds-refundable'; readonly refundable: Money }
  | { readonly kind: 'exceeds-authorized'; readonly authorized: Money }
  | { readonly kind: 'mixed-currency'; readonly currency: string }

interface ActFrameProps {
  readonly detail: OrderDetail
  readonly title: string
  /** What the button says: the act and, where money moves, the amount. */
  readonly doIt: string
  /** Money leaves, or a customer loses something. */
  readonly isGrave?: boolean
  readonly isReady?: boolean
  readonly act: () => Promise<Result<unknown, ActObjection | CallFailure>>
  readonly children: ReactNode
}

/** A dialog for one act on one order: which order, what will happen, the one button. Enter does it, Escape goes back. */
export function ActFrame({ detail, title, doIt, isGrave = false, isReady = true, act, children }: ActFrameProps) {
  const { t } = useTranslation(['orders', 'words'])
  const [isDoing, setDoing] = useState(false)
  const [failure, setFailure] = useState<ActObjection | CallFailure | null>(null)
  const { order } = detail
  // Without an answer nobody knows whether it was done: the order will show it, and nothing is sent a second time from here.
  const isOutcomeUnknown = failure?.kind === 'disconnected'

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isDoing || !isReady || isOutcomeUnknown) return
    setDoing(true)
    const answer = await act()
    if (answer.ok) return closeAct()
    setFailure(answer.failure)
    setDoing(false)
  }

  return (
    <Modal opened onClose={closeAct} title={title} size={480} closeButtonProps={{ 'aria-label': t('words:close') }}>
      <form className={styles.frame} onSubmit={(event) => void submit(event)}>
        <p className={styles.order}>
          <strong>{t('act.order', { number: orderNumberText(order.number) })}</strong>
          <span className={styles.what}>{[order.customer, order.description].filter((words) => words !== '').join(', ')}</span>
          <OrderMark order={order} />
          <Amount amount={order.amount} currency="code" />
        </p>
        {children}
        {failure !== null && <ActFailureNotice failure={failure} />}
        <div className={styles.buttons}>
          <Button variant="default" onClick={closeAct}>{t(isOutcomeUnknown ? 'words:close' : 'words:cancel')}</Button>
          <Button type="submit" variant="filled" color={isGrave ? 'wrong' : 'accent'} loading={isDoing} disabled={!isReady || isOutcomeUnknown}>{doIt}</Button>
        </div>
      </form>
    </Modal>
  )
}

/** Why an act was not done, in words. */
export function ActFailureNotice({ failure }: { readonly failure: ActObjection | CallFailure }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  switch (failure.kind) {
    case 'order-not-found':
    case 'not-supported':
    case 'already-asked':
    case 'wrong-state':
    case 'not-unknown':
    case 'earlier-not-known':
      return <Notice tone="attention" isUrgent>{t(`objection.${failure.kind}`)}</Notice>
    case 'exceeds-refundable':
      return <Notice tone="attention" isUrgent>{t('objection.exceeds-refundable', { most: format.money(failure.refundable) })}</Notice>
    case 'exceeds-authorized':
      return <Notice tone="attention" isUrgent>{t('objection.exceeds-authorized', { most: format.money(failure.authorized) })}</Notice>
    case 'mixed-currency':
      return <Notice tone="attention" isUrgent>{t('objection.mixed-currency', { currency: failure.currency })}</Notice>
    case 'not-allowed':
    case 'invalid-input':
    case 'disconnected':
    case 'incident':
      return <FailureNotice failure={failure} />
    default:
      return assertNever(failure)
  }
}
