import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../../shared/contract/orders.ts'
import { ask, backend } from '../../backend-client.ts'
import { useFormat } from '../../language/format.ts'
import { ActFrame } from './act-frame.tsx'
import styles from './act-frame.module.css'

const decisions = ['it_happened', 'it_did_not_happen'] as const

/** A person ends the asking about a call that was never answered, with what is known in front of them. */
export function DecideDialog({ detail, callId }: { readonly detail: OrderDetail; readonly callId: string }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const [decision, setDecision] = useState<(typeof decisions)[number] | null>(null)
  const [reason, setReason] = useState('')
  const call = detail.calls.find((one) => one.callId === callId)
  if (call === undefined) return null
  return (
    <ActFrame
      detail={detail} title={t('decide.title', { call: t(`call.${call.kind}`) })} doIt={t('decide.doIt')} isReady={decision !== null && reason.trim() !== ''}
      act={() => ask(backend.orders.decideCall({ callId, decision: decision!, reason }))}
    >
      <dl className={styles.facts}>
        <dt>{t('decide.call')}</dt>
        <dd>{t(`call.${call.kind}`)}{call.amount === null ? '' : `, ${format.money(call.amount)}`}</dd>
        <dt>{t('decide.sent')}</dt>
        <dd>{t('decide.sentWhat', { time: format.dateTime(call.wishedAt), count: call.sends })}</dd>
        <dt>{t('decide.asked')}</dt>
        <dd>{t('decide.askedWhat', { count: call.asks })}{call.dueAt === null ? '' : ` ${t('decide.nextAsk', { time: format.time(call.dueAt) })}`}</dd>
      </dl>
      <fieldset className={styles.choices}>
        {decisions.map((one) => (
          <label key={one}>
            <input type="radio" name="decision" checked={decision === one} onChange={() => setDecision(one)} />
            <strong>{t(`decide.${one}`)}</strong>
            <small>{t(`decide.${call.kind === 'refund' ? 'refund' : 'payment'}.${one}`)}</small>
          </label>
        ))}
      </fieldset>
      <Textarea label={t('decide.reason')} description={t('decide.reasonWhat')} required value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} autosize minRows={2} />
    </ActFrame>
  )
}
