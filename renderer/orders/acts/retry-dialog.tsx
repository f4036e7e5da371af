import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../../shared/contract/orders.ts'
import { subtract } from '../../../shared/money.ts'
import { ask, backend } from '../../backend-client.ts'
import { takesOrders } from '../../counter/charge.ts'
import { useFormat } from '../../language/format.ts'
import { accountsQuery } from '../../queries/accounts.ts'
import { ActFrame } from './act-frame.tsx'
import styles from './act-frame.module.css'

/** Another code for the same order: after it ended unpaid, or for the rest of one that was paid in part. */
export function RetryDialog({ detail }: { readonly detail: OrderDetail }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const { data: accounts = [] } = useQuery(accountsQuery)
  const { order } = detail
  const [accountId, setAccountId] = useState(order.accountId)
  const choices = accounts.filter((account) => takesOrders(account) && account.environment === order.environment)
  const rest = subtract(order.amount, order.captured)
  return (
    <ActFrame
      detail={detail} title={t('retry.title')} doIt={t('retry.doIt', { amount: format.money(rest) })}
      act={() => ask(backend.orders.retry({ orderId: order.orderId, accountId, expiresInMinutes: null }))}
    >
      <Select
        label={t('retry.account')} value={accountId} onChange={(value) => setAccountId(value ?? order.accountId)} data-autofocus
        data={choices.map((account) => ({ value: account.accountId, label: account.label }))}
      />
      <p className={styles.consequence}>{t('retry.what', { amount: format.money(rest) })}</p>
    </ActFrame>
  )
}
