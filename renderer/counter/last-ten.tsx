import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Order } from '../../shared/contract/orders.ts'
import type { CurrencyCode } from '../../shared/currency.ts'
import { Amount } from '../components/amount.tsx'
import { orderNumberText } from '../components/order-number.ts'
import { Loaded } from '../components/page-states.tsx'
import { OrderMark } from '../components/state-mark.tsx'
import { useFormat } from '../language/format.ts'
import { newestOrdersQuery } from '../queries/orders.ts'
import { useSession } from '../queries/session.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import { useCounterStore } from './counter-store.ts'
import styles from './last-ten.module.css'

const count = 10

/** Did the last one go through? Always in sight; the arrows walk it. */
export function LastTen() {
  const { t } = useTranslation('counter')
  const answer = useQuery(newestOrdersQuery(count))
  const store = useCounterStore()
  const { shownId } = store()
  const { shop } = useSession()
  const show = (order: Order | undefined): void => {
    if (order !== undefined) store.setState({ shownId: order.orderId, guard: null })
  }
  const walk = (step: 1 | -1): void => {
    const orders = answer.data ?? []
    const at = orders.findIndex(({ orderId }) => orderId === shownId)
    show(orders[at < 0 ? 0 : at + step])
  }
  useShortcuts([
    { keys: 'arrowdown', label: t('lastTen.older'), isHeardInFields: true, run: () => walk(1) },
    { keys: 'arrowup', label: t('lastTen.newer'), isHeardInFields: true, run: () => walk(-1) },
  ])
  return (
    <section className={styles.strip} aria-label={t('lastTen.title')}>
      <h2>{t('lastTen.title')}<span>{shop.currency}</span></h2>
      <Loaded answer={answer} rows={count}>
        {(orders) => (orders.length === 0 ? <p className={styles.none}>{t('lastTen.none')}</p> : (
          <ol>
            {orders.map((order) => <li key={order.orderId}><Row order={order} currency={shop.currency} isShown={order.orderId === shownId} onShow={() => show(order)} /></li>)}
          </ol>
        ))}
      </Loaded>
    </section>
  )
}

interface RowProps {
  readonly order: Order
  /** Named by the strip's head; other currencies name themselves. */
  readonly currency: CurrencyCode
  readonly isShown: boolean
  readonly onShow: () => void
}

function Row({ order, currency, isShown, onShow }: RowProps) {
  const format = useFormat()
  return (
    <button type="button" className={styles.row} aria-current={isShown || undefined} onClick={onShow}>
      <span className={styles.number}>{orderNumberText(order.number)}</span>
      <span className={styles.time}>{format.time(order.createdAt)}</span>
      <span className={styles.what}>{order.description}</span>
      <span className={styles.amount}><Amount amount={order.amount} currency={order.amount.currency === currency ? 'none' : 'code'} /></span>
      <span className={styles.state}><OrderMark order={order} /></span>
    </button>
  )
}
