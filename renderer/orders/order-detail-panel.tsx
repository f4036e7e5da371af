import { useQuery } from '@tanstack/react-query'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../shared/contract/orders.ts'
import { isOpen } from '../../shared/order-state.ts'
import { Amount } from '../components/amount.tsx'
import { flagsOf, lookOf } from '../components/order-look.ts'
import { orderNumberText } from '../components/order-number.ts'
import { Empty, Loaded } from '../components/page-states.tsx'
import { Perforation } from '../components/perforation.tsx'
import { FlagMark, Stamp } from '../components/state-mark.tsx'
import { OrderWatch } from '../queries/order-watch.tsx'
import { orderQuery } from '../queries/orders.ts'
import { ActButtons } from './acts/act-buttons.tsx'
import { CaseFileButton } from './case-file-button.tsx'
import styles from './order-detail-panel.module.css'
import { MoneyLink } from './money-link.tsx'
import { MoneyFacts, OrderFacts } from './order-facts.tsx'
import { Attempts, Disputes, Refunds } from './order-parts.tsx'
import { Timeline } from './timeline/timeline.tsx'
import { UnknownCalls } from './unknown-calls.tsx'

interface OrderDetailPanelProps {
  readonly orderId: string
  readonly onClose: () => void
}

/** Everything about one order, beside the list. */
export function OrderDetailPanel({ orderId, onClose }: OrderDetailPanelProps) {
  const { t } = useTranslation(['orders', 'words'])
  const answer = useQuery(orderQuery(orderId))
  return (
    <aside className={styles.panel} aria-label={t('detail')}>
      <button type="button" className={styles.close} aria-label={t('words:close')} onClick={onClose}><IconX size={18} aria-hidden /></button>
      <Loaded answer={answer} rows={10}>{(found) => (found.ok ? <Known detail={found.value} /> : <Empty title={t('objection.order-not-found')} />)}</Loaded>
    </aside>
  )
}

function Known({ detail }: { readonly detail: OrderDetail }) {
  const { t } = useTranslation('orders')
  const { order } = detail
  const hasDecider = detail.acts.includes('refund') || detail.acts.includes('capture')
  return (
    <div className={styles.content}>
      {isOpen(order.state) && <OrderWatch orderId={order.orderId} />}
      <header className={styles.head}>
        <h2>{t('act.order', { number: orderNumberText(order.number) })}</h2>
        {order.environment === 'test' && <span className={styles.test}>{t('testMoney')}</span>}
        <MoneyLink orderId={order.orderId} />
      </header>
      <div className={styles.answer}>
        <p className={styles.amount}><Amount amount={order.amount} currency="code" /></p>
        <Stamp look={lookOf(order)} />
      </div>
      {flagsOf(order).length > 0 && <p className={styles.flags}>{flagsOf(order).map((flag) => <FlagMark key={flag} flag={flag} />)}</p>}
      <UnknownCalls detail={detail} />
      <ActButtons detail={detail} />
      <MoneyFacts detail={detail} />
      <Perforation />
      <OrderFacts detail={detail} />
      <Refunds refunds={detail.refunds} />
      <Disputes disputes={detail.disputes} />
      <Attempts payments={detail.payments} />
      <Timeline timeline={detail.timeline} currency={order.amount.currency} canSeeExchanges={hasDecider} />
      <CaseFileButton orderId={order.orderId} />
    </div>
  )
}
