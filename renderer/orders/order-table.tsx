import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '../../shared/contract/orders.ts'
import type { CurrencyCode } from '../../shared/currency.ts'
import { Amount } from '../components/amount.tsx'
import { orderNumberText } from '../components/order-number.ts'
import { OrderMark } from '../components/state-mark.tsx'
import { useFormat } from '../language/format.ts'
import { useAccountLabels } from '../queries/account-labels.ts'
import { useSession } from '../queries/session.ts'
import styles from './order-table.module.css'

interface OrderTableProps {
  /** Newest first. */
  readonly orders: readonly Order[]
  readonly chosenId: string | null
  readonly onChoose: (orderId: string) => void
  /** Up or down by so many orders. */
  readonly onWalk: (step: number) => void
  /** The end of what is loaded is near. */
  readonly onEnd: () => void
}

type Row = { readonly kind: 'day'; readonly day: string } | { readonly kind: 'order'; readonly order: Order }

const rowHeight = 36
const nearEnd = 30
const pageStep = 15

/** Only the rows in sight are there. The cursor stays on the table; the arrows move the choice. */
export function OrderTable({ orders, chosenId, onChoose, onWalk, onEnd }: OrderTableProps) {
  const { t } = useTranslation('orders')
  const { shop } = useSession()
  const box = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => rowsOf(orders), [orders])
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 12 })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0

  useEffect(() => {
    if (last >= rows.length - nearEnd) onEnd()
  }, [last, rows.length, onEnd])
  useEffect(() => {
    const index = rows.findIndex((row) => row.kind === 'order' && row.order.orderId === chosenId)
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
    // Only when another one is chosen: a list that is read again must not jump.
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies
  }, [chosenId])

  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: pageStep, PageUp: -pageStep, Home: -orders.length, End: orders.length }
  return (
    <div className={styles.frame}>
      <div className={styles.head} aria-hidden>
        <span>{t('column.number')}</span>
        <span>{t('column.time')}</span>
        <span>{t('column.state')}</span>
        <span>{t('column.what')}</span>
        <span className={styles.wide}>{t('column.method')}</span>
        <span className={styles.wide}>{t('column.account')}</span>
        <span className={styles.end}>{t('column.amount', { currency: shop.currency })}</span>
      </div>
      <div
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a native list of choices has no columns
        ref={box} className={styles.box} role="listbox" tabIndex={0} aria-label={t('title')} aria-activedescendant={chosenId === null ? undefined : `order-${chosenId}`}
        onKeyDown={(event) => {
          const step = steps[event.key]
          if (step === undefined) return
          event.preventDefault()
          onWalk(step)
        }}
      >
        <div className={styles.all} style={{ blockSize: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index]!
            const place = { transform: `translateY(${item.start}px)` }
            return row.kind === 'day'
              ? <DayRow key={item.key} day={row.day} place={place} />
              : <OrderRow key={row.order.orderId} order={row.order} currency={shop.currency} isChosen={row.order.orderId === chosenId} place={place} onChoose={onChoose} />
          })}
        </div>
      </div>
    </div>
  )
}

function rowsOf(orders: readonly Order[]): Row[] {
  const rows: Row[] = []
  let day = ''
  for (const order of orders) {
    if (order.businessDay !== day) rows.push({ kind: 'day', day: (day = order.businessDay) })
    rows.push({ kind: 'order', order })
  }
  return rows
}

interface Place {
  readonly transform: string
}

function DayRow({ day, place }: { readonly day: string; readonly place: Place }) {
  const format = useFormat()
  return <div className={styles.day} style={place} role="presentation">{format.dayLong(day)}</div>
}

interface OrderRowProps {
  readonly order: Order
  /** Named by the column's head. */
  readonly currency: CurrencyCode
  readonly isChosen: boolean
  readonly place: Place
  readonly onChoose: (orderId: string) => void
}

function OrderRow({ order, currency, isChosen, place, onChoose }: OrderRowProps) {
  const { t } = useTranslation('words')
  const format = useFormat()
  const accountLabel = useAccountLabels()
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
      id={`order-${order.orderId}`} className={styles.row} style={place} role="option" aria-selected={isChosen} tabIndex={-1}
      onClick={() => onChoose(order.orderId)} onKeyDown={(event) => event.key === 'Enter' && onChoose(order.orderId)}
    >
      <span className={styles.number}>{orderNumberText(order.number)}</span>
      <span className={styles.quiet}>{format.time(order.createdAt)}</span>
      <span><OrderMark order={order} /></span>
      <span className={styles.cut}>{[order.customer, order.description].filter((words) => words !== '').join(', ')}</span>
      <span className={`${styles.wide} ${styles.quiet} ${styles.cut}`}>{order.methodLabel ?? (order.methodKind === null ? '' : t(`method.${order.methodKind}`))}</span>
      <span className={`${styles.wide} ${styles.quiet} ${styles.cut}`}>{accountLabel(order.accountId)}</span>
      <span className={styles.end}><Amount amount={order.amount} currency={order.amount.currency === currency ? 'none' : 'code'} /></span>
    </div>
  )
}
