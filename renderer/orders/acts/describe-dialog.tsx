import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../../shared/contract/orders.ts'
import { ask, backend } from '../../backend-client.ts'
import { ActFrame } from './act-frame.tsx'

export function DescribeDialog({ detail }: { readonly detail: OrderDetail }) {
  const { t } = useTranslation(['orders', 'words'])
  const { order } = detail
  const [customer, setCustomer] = useState(order.customer)
  const [note, setNote] = useState(order.note)
  return (
    <ActFrame detail={detail} title={t('describe.title')} doIt={t('words:save')} act={() => ask(backend.orders.describe({ orderId: order.orderId, customer, note }))}>
      <TextInput label={t('field.customer')} value={customer} onChange={(event) => setCustomer(event.currentTarget.value)} maxLength={200} data-autofocus />
      <Textarea label={t('field.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={2_000} autosize minRows={3} maxRows={8} />
    </ActFrame>
  )
}
