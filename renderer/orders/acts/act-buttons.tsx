import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Act, OrderDetail } from '../../../shared/contract/orders.ts'
import { ask, backend, type CallFailure } from '../../backend-client.ts'
import { announce } from '../../components/live-region.tsx'
import { ActFailureNotice, type ActObjection } from './act-frame.tsx'
import { openAct } from './open-act.ts'
import styles from './act-buttons.module.css'

/** In the order in which they are offered; the first one that is allowed is the page's one filled button. */
const order: readonly Act[] = ['hand_over', 'capture', 'retry', 'attach_late_money', 'accept_amount', 'void', 'refund', 'ask_now', 'cancel']
const important: ReadonlySet<Act> = new Set(['hand_over', 'capture', 'retry', 'attach_late_money', 'accept_amount'])

interface ActButtonsProps {
  readonly detail: OrderDetail
  /** Only these, of those that the backend allows. */
  readonly only?: readonly Act[]
  /** At the counter they are larger. */
  readonly size?: 'sm' | 'md'
  /** The page has another filled button. */
  readonly isQuiet?: boolean
}

/** What this person may do with the order now. The backend says what; nothing is decided here. */
export function ActButtons({ detail, only = order, size = 'sm', isQuiet = false }: ActButtonsProps) {
  const { t } = useTranslation('orders')
  const [failure, setFailure] = useState<ActObjection | CallFailure | null>(null)
  const [underWay, setUnderWay] = useState<Act | null>(null)
  const { orderId } = detail.order
  const allowed = order.filter((act) => only.includes(act) && detail.acts.includes(act))
  const first = isQuiet ? undefined : allowed.find((act) => important.has(act))

  const handOver = async (): Promise<void> => {
    setUnderWay('hand_over')
    const answer = await ask(backend.orders.handOver({ orderId }))
    setFailure(answer.ok ? null : answer.failure)
    setUnderWay(null)
  }
  const askNow = async (): Promise<void> => {
    setUnderWay('ask_now')
    const answer = await ask(backend.orders.askNow({ orderId }))
    if (answer.ok) announce(t(`askNow.${answer.value.result}`))
    setFailure(answer.ok ? null : answer.failure)
    setUnderWay(null)
  }
  const start = (act: Act): void => {
    if (act === 'hand_over') void handOver()
    else if (act === 'ask_now') void askNow()
    else openAct({ act, orderId })
  }

  return (
    <div className={styles.acts}>
      <div className={styles.buttons}>
        {allowed.map((act) => (
          <Button
            key={act} size={size} variant={act === first ? 'filled' : 'default'} {...(act === 'cancel' || act === 'refund' || act === 'void' ? { className: styles.grave ?? '' } : {})}
            loading={underWay === act} onClick={() => start(act)}
          >
            {t(`acts.${act}`)}
          </Button>
        ))}
      </div>
      {failure !== null && <ActFailureNotice failure={failure} />}
    </div>
  )
}
