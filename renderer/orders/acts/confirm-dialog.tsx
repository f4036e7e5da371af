import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../../shared/contract/orders.ts'
import { assertNever, type Result } from '../../../shared/result.ts'
import { ask, backend, type CallFailure } from '../../backend-client.ts'
import { useFormat } from '../../language/format.ts'
import { ActFrame, type ActObjection } from './act-frame.tsx'
import styles from './act-frame.module.css'

type PlainAct = 'cancel' | 'void' | 'attach_late_money' | 'accept_amount'

const done = (act: PlainAct, orderId: string): Promise<Result<unknown, ActObjection | CallFailure>> => {
  switch (act) {
    case 'cancel':
      return ask(backend.orders.cancel({ orderId }))
    case 'void':
      return ask(backend.orders.void({ orderId }))
    case 'attach_late_money':
      return ask(backend.orders.attachLateMoney({ orderId }))
    case 'accept_amount':
      return ask(backend.orders.acceptAmount({ orderId }))
    default:
      return assertNever(act)
  }
}

/** Acts without an amount to choose: what will happen, and yes or back. */
export function ConfirmDialog({ detail, act }: { readonly detail: OrderDetail; readonly act: PlainAct }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const { order, payments } = detail
  const amounts = { amount: format.money(order.amount), captured: format.money(order.captured), authorized: format.money(payments.at(-1)!.authorized) }
  return (
    <ActFrame
      detail={detail} title={t(`confirm.${act}.title`)} doIt={t(`confirm.${act}.doIt`, amounts)} isGrave={act === 'cancel' || act === 'void'}
      act={() => done(act, order.orderId)}
    >
      <p className={styles.consequence}>{t(`confirm.${act}.what`, amounts)}</p>
    </ActFrame>
  )
}
