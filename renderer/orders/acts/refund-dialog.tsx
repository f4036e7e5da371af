import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ulid } from 'ulid'
import type { OrderDetail } from '../../../shared/contract/orders.ts'
import { isMore, money, subtract } from '../../../shared/money.ts'
import { ask, backend } from '../../backend-client.ts'
import { AmountField } from '../../components/amount-field.tsx'
import { AmountEcho } from '../../components/amount-echo.tsx'
import { useFormat } from '../../language/format.ts'
import { ActFrame } from './act-frame.tsx'
import styles from './act-frame.module.css'

export function RefundDialog({ detail, minor }: { readonly detail: OrderDetail; readonly minor: number }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const [amount, setAmount] = useState(() => money(minor, detail.refundable.currency))
  const [reason, setReason] = useState('')
  // Made once, so that the same wish sent twice is one refund.
  const [refundId] = useState(() => ulid())
  const { order, refundable } = detail
  const isTooMuch = isMore(amount, refundable)

  return (
    <ActFrame
      detail={detail} title={t('refund.title')} isGrave doIt={t('refund.doIt', { amount: format.money(amount) })}
      isReady={amount.minor > 0 && !isTooMuch}
      act={() => ask(backend.orders.refund({ orderId: order.orderId, refundId, amount, reason: reason.trim() }))}
    >
      <div>
        <AmountField
          label={t('refund.amount')} description={t('refund.most', { most: format.money(refundable) })} minor={amount.minor} currency={amount.currency} isFocused
          onChange={(value) => setAmount(money(value, amount.currency))} error={isTooMuch ? t('objection.exceeds-refundable', { most: format.money(refundable) }) : null}
        />
        <AmountEcho amount={amount} />
      </div>
      <TextInput label={t('refund.reason')} description={t('refund.reasonWhat')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={200} />
      {!isTooMuch && amount.minor > 0 && (
        <div className={styles.consequence}>
          <p>{t('refund.what', { amount: format.money(amount), to: order.methodLabel ?? t('refund.theCustomer') })}</p>
          <p className={styles.rest}>{t('refund.rest', { rest: format.money(subtract(refundable, amount)), captured: format.money(order.captured) })}</p>
        </div>
      )}
    </ActFrame>
  )
}
