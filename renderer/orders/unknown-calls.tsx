import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Call, OrderDetail } from '../../shared/contract/orders.ts'
import { Notice } from '../components/notice.tsx'
import { useFormat } from '../language/format.ts'
import { useSession } from '../queries/session.ts'
import { useNow } from '../stores/clock.ts'
import { openAct } from './acts/open-act.ts'

/** Calls that nobody has answered: what was asked, how often it was looked for, and, for the owner, the end of it. */
export function UnknownCalls({ detail }: { readonly detail: OrderDetail }) {
  return detail.calls.filter(({ state }) => state === 'unknown').map((call) => <UnknownCall key={call.callId} call={call} orderId={detail.order.orderId} />)
}

function UnknownCall({ call, orderId }: { readonly call: Call; readonly orderId: string }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const { person } = useSession()
  const now = useNow(1_000)
  const asked = t('unknown.asked', { count: call.asks })
  const next = call.dueAt === null ? t('unknown.askedOut') : t('unknown.next', { seconds: Math.max(0, Math.ceil((call.dueAt - now) / 1_000)) })
  return (
    <Notice
      tone="unknown" title={t('unknown.title', { call: t(`call.${call.kind}`), amount: call.amount === null ? '' : format.money(call.amount) }).trim()}
      actions={person.role === 'owner' ? <Button onClick={() => openAct({ act: 'decide', orderId, callId: call.callId })}>{t('unknown.decide')}</Button> : undefined}
    >
      {t(call.kind === 'refund' ? 'unknown.refund' : call.kind === 'create' ? 'unknown.create' : 'unknown.other')} {asked} {next}
    </Notice>
  )
}
