import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../shared/contract/orders.ts'
import { isSame, type Money, negate } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { useFormat } from '../language/format.ts'
import { useAccountLabels } from '../queries/account-labels.ts'
import { useNames } from '../queries/names.ts'
import { openAct } from './acts/open-act.ts'
import styles from './order-facts.module.css'

/** What was asked, what came, what went: a small reckoning that adds up. */
export function MoneyFacts({ detail: { order, payments } }: { readonly detail: OrderDetail }) {
  const { t } = useTranslation('orders')
  const { authorized } = payments.at(-1)!
  const isAskedShown = order.captured.minor > 0 && !isSame(order.captured, order.amount)
  const line = (label: string, amount: Money, isSum = false): ReactNode => (
    <div className={isSum ? styles.sum : undefined}>
      <dt>{label}</dt>
      <dd><Amount amount={amount} currency={amount.currency === order.amount.currency ? 'none' : 'code'} /></dd>
    </div>
  )
  if (order.state === 'authorized') return <dl className={styles.reckoning}>{line(t('money.authorized'), authorized)}</dl>
  if (order.captured.minor === 0) return null
  return (
    <dl className={styles.reckoning}>
      {isAskedShown && line(t('money.asked'), order.amount)}
      {line(t('money.captured'), order.captured)}
      {order.refunded.minor > 0 && line(t('money.refunded'), negate(order.refunded))}
      {order.fee === null ? <div><dt>{t('money.fee')}</dt><dd className={styles.open}>{t('money.feeUnknown')}</dd></div> : line(t('money.fee'), negate(order.fee))}
      {order.net !== null && line(t('money.net'), order.net, true)}
    </dl>
  )
}

/** Who, when, by what name. */
export function OrderFacts({ detail: { order, payments, acts } }: { readonly detail: OrderDetail }) {
  const { t } = useTranslation(['orders', 'words'])
  const format = useFormat()
  const nameOf = useNames()
  const labelOf = useAccountLabels()
  const payment = payments.at(-1)!
  const last4 = payments.findLast(({ methodLast4 }) => methodLast4 !== null)?.methodLast4
  const method = order.methodLabel ?? (order.methodKind === null ? null : t(`words:method.${order.methodKind}`))
  const facts: readonly (readonly [label: string, value: string | null])[] = [
    [t('fact.description'), order.description],
    [t('field.customer'), order.customer],
    [t('field.note'), order.note],
    [t('fact.account'), labelOf(payment.accountId)],
    [t('fact.method'), method === null ? null : last4 === undefined || last4 === null ? method : t('fact.ending', { method, last4 })],
    [t('fact.made'), t('fact.madeWhat', { time: format.dateTime(order.createdAt), name: nameOf(order.createdBy), till: order.till })],
    [t('fact.day'), format.dayLong(order.businessDay)],
    [t('fact.paid'), order.paidAt === null ? null : format.dateTime(order.paidAt)],
    [t('fact.captureBefore'), order.state === 'authorized' && payment.captureBefore !== null ? format.dateTime(payment.captureBefore) : null],
    [t('fact.expires'), order.paidAt === null && order.state !== 'authorized' ? format.dateTime(order.expiresAt) : null],
    [t('fact.watch'), order.paidAt === null && payment.watchUntil !== null ? format.dateTime(payment.watchUntil) : null],
    [t('fact.handedOver'), order.handedOverAt === null ? null : format.dateTime(order.handedOverAt)],
    [t('fact.reference'), order.reference],
    [t('fact.platformReference'), payment.platformReference],
  ]
  return (
    <div className={styles.about}>
      <dl className={styles.facts}>
        {facts.filter(([, value]) => value !== null && value !== '').map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {acts.includes('describe') && <Button variant="subtle" size="xs" className={styles.edit ?? ''} onClick={() => openAct({ act: 'describe', orderId: order.orderId })}>{t('edit')}</Button>}
    </div>
  )
}
