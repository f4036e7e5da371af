import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../../shared/contract/orders.ts'
import { isMore, isSame, money, subtract } from '../../../shared/money.ts'
import { ask, backend } from '../../backend-client.ts'
import { AmountEcho } from '../../components/amount-echo.tsx'
import { AmountField } from '../../components/amount-field.tsx'
import { useFormat } from '../../language/format.ts'
import { accountsQuery } from '../../queries/accounts.ts'
import { ActFrame } from './act-frame.tsx'
import styles from './act-frame.module.css'

export function CaptureDialog({ detail }: { readonly detail: OrderDetail }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const { data: accounts } = useQuery(accountsQuery)
  const { order, payments } = detail
  const authorized = payments.at(-1)!.authorized
  const [amount, setAmount] = useState(authorized)
  const isTooMuch = isMore(amount, authorized)
  const isAll = isSame(amount, authorized)
  const canInPart = accounts?.find(({ accountId }) => accountId === payments.at(-1)!.accountId)?.can.captureInPart ?? false

  return (
    <ActFrame
      detail={detail} title={t('capture.title')} doIt={t('capture.doIt', { amount: format.money(amount) })} isReady={amount.minor > 0 && !isTooMuch}
      act={() => ask(backend.orders.capture({ orderId: order.orderId, amount: isAll ? null : amount }))}
    >
      {canInPart ? (
        <div>
          <AmountField
            label={t('capture.amount')} description={t('capture.most', { most: format.money(authorized) })} minor={amount.minor} currency={amount.currency} isFocused
            onChange={(value) => setAmount(money(value, amount.currency))} error={isTooMuch ? t('objection.exceeds-authorized', { most: format.money(authorized) }) : null}
          />
          <AmountEcho amount={amount} />
        </div>
      ) : <AmountEcho amount={amount} />}
      {!isTooMuch && amount.minor > 0 && (
        <div className={styles.consequence}>
          <p>{t('capture.what', { amount: format.money(amount) })}</p>
          <p className={styles.rest}>{isAll ? t('capture.all') : t('capture.rest', { rest: format.money(subtract(authorized, amount)) })}</p>
        </div>
      )}
    </ActFrame>
  )
}
