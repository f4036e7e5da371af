import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Trace } from '../../../shared/contract/reconciliation.ts'
import { useFormat } from '../../language/format.ts'
import type { TraceFrom } from '../../queries/trace.ts'
import { BankLink, LineLink, OrderLink, PayoutLink } from './chain-links.tsx'
import styles from './chain.module.css'
import { useTraceWords } from './trace-words.ts'

interface ChainProps {
  readonly trace: Trace
  readonly from: TraceFrom
}

/** Order, platform line, payout, bank line, side by side; each is a way on, and what is missing is said in its place. */
export function Chain({ trace, from }: ChainProps) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  const words = useTraceWords()(trace)
  const { orders, lines, payouts, bankLines, moreLines } = trace
  const counted = (count: number) => ({ count: Math.max(1, count), number: format.number(count) })
  return (
    <>
      <output className={styles.answer}>{words}</output>
      <ol className={styles.chain}>
        <Station title={t('trace.orders', counted(orders.length))} none={t('trace.noOrders')} isEmpty={orders.length === 0}>
          {orders.map((order) => <OrderLink key={order.paymentId} order={order} isStart={from.from === 'order' && from.orderId === order.orderId} />)}
        </Station>
        <Station
          title={t('trace.lines', counted(lines.length + moreLines))} none={t('trace.noLines')} isEmpty={lines.length === 0}
          more={moreLines === 0 ? null : t('trace.moreLines', { count: moreLines, number: format.number(moreLines) })}
        >
          {lines.map((line) => <LineLink key={line.lineId} line={line} isStart={from.from === 'line' && from.lineId === line.lineId} />)}
        </Station>
        <Station title={t('trace.payouts', counted(payouts.length))} none={t('trace.noPayouts')} isEmpty={payouts.length === 0}>
          {payouts.map((payout) => <PayoutLink key={payout.payoutId} payout={payout} isStart={from.from === 'payout' && from.payoutId === payout.payoutId} />)}
        </Station>
        <Station title={t('trace.bankLines', counted(bankLines.length))} none={t('trace.noBankLines')} isEmpty={bankLines.length === 0}>
          {bankLines.map((line) => <BankLink key={line.lineId} line={line} isStart={from.from === 'bank_line' && from.lineId === line.lineId} />)}
        </Station>
      </ol>
    </>
  )
}

interface StationProps {
  readonly title: string
  /** What is said when the chain does not reach here. */
  readonly none: string
  readonly isEmpty: boolean
  readonly more?: string | null
  readonly children: ReactNode
}

function Station({ title, none, isEmpty, more = null, children }: StationProps) {
  return (
    <li className={styles.station} data-empty={isEmpty || undefined}>
      <h2>{title}</h2>
      {isEmpty ? <p className={styles.none}>{none}</p> : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls can be scrolled with the keys
        <section className={styles.box} tabIndex={0} aria-label={title}>
          <ul>{children}</ul>
          {more !== null && <p className={styles.none}>{more}</p>}
        </section>
      )}
    </li>
  )
}
