import { IconRoute } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Trace } from '../../../shared/contract/reconciliation.ts'
import { money } from '../../../shared/money.ts'
import { Amount } from '../../components/amount.tsx'
import { orderNumberText } from '../../components/order-number.ts'
import { useFormat } from '../../language/format.ts'
import { pathOf } from '../../paths.ts'
import { useAccountLabels } from '../../queries/account-labels.ts'
import { ArrivalMark } from '../payouts/arrival-mark.tsx'
import { SourcePlace } from '../source-place.tsx'
import styles from './chain.module.css'
import { tracePath } from './trace-path.ts'

interface ItemProps {
  readonly isStart: boolean
  /** Where the trace from here is. */
  readonly path: string
  readonly title: ReactNode
  readonly amount: ReactNode
  /** What else is known, a line each. */
  readonly facts: readonly (string | null)[]
  readonly children?: ReactNode
}

function Item({ isStart, path, title, amount, facts, children }: ItemProps) {
  const { t } = useTranslation('settlements')
  return (
    <li className={styles.link} data-start={isStart || undefined} {...(isStart ? { 'aria-current': 'true' as const } : {})}>
      <p className={styles.top}><span>{title}</span><span>{amount}</span></p>
      <div className={styles.facts}>
        <ul translate="no">{facts.filter((fact) => fact !== null && fact !== '').map((fact) => <li key={fact}>{fact}</li>)}</ul>
        {!isStart && <Link href={path} className={styles.follow ?? ''} aria-label={t('trace.fromHere')} title={t('trace.fromHere')}><IconRoute size={16} stroke={1.8} aria-hidden /></Link>}
      </div>
      {children}
    </li>
  )
}

interface SourceProps {
  readonly fileName: string
  readonly line: number
  readonly raw: string
}

/** Where it stands, and on demand the row as it stands there. */
function Source({ fileName, line, raw }: SourceProps) {
  const { t } = useTranslation('settlements')
  if (raw === '') return <SourcePlace fileName={fileName} line={line} />
  return (
    <details className={styles.raw}>
      <summary title={t('trace.raw')}><SourcePlace fileName={fileName} line={line} /></summary>
      <pre translate="no">{raw}</pre>
    </details>
  )
}

interface Start {
  /** What the trace began at. */
  readonly isStart: boolean
}

export function OrderLink({ order, isStart }: Start & { readonly order: Trace['orders'][number] }) {
  const { t } = useTranslation('settlements')
  return (
    <Item
      isStart={isStart} path={tracePath('order', order.orderId)} facts={[order.reference]} amount={<Amount amount={money(order.minor, order.currency)} currency="code" />}
      title={<Link href={pathOf('orders', order.orderId)}>{t('line.order', { number: orderNumberText(order.number) })}</Link>}
    />
  )
}

export function LineLink({ line, isStart }: Start & { readonly line: Trace['lines'][number] }) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  const when = line.occurredAt === null ? (line.occurredOn === null ? '' : format.day(line.occurredOn)) : format.dateTime(line.occurredAt)
  return (
    <Item
      isStart={isStart} path={tracePath('line', line.lineId)} amount={<Amount amount={line.net} currency="code" />}
      title={<>{t(`lineType.${line.type}`)}{line.orderNumber !== null && <span className={styles.of}> {orderNumberText(line.orderNumber)}</span>}</>}
      facts={[when, line.fee.minor === 0 ? '' : t('trace.grossAndFee', { gross: format.money(line.gross, 'number'), fee: format.money(line.fee, 'number') })]}
    >
      {!line.isMatched && line.type === 'payment' && <p className={styles.quiet}>{t('line.unmatched')}</p>}
      <Source fileName={line.fileName} line={line.sourceLine} raw={line.raw} />
    </Item>
  )
}

export function PayoutLink({ payout, isStart }: Start & { readonly payout: Trace['payouts'][number] }) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  const labelOf = useAccountLabels()
  return (
    <Item
      isStart={isStart} path={tracePath('payout', payout.payoutId)} facts={[labelOf(payout.accountId), payout.platformReference]}
      amount={payout.amount === null ? '' : <Amount amount={payout.amount} currency="code" />}
      title={<Link href={pathOf('settlements', payout.payoutId)}>{payout.arrivesOn === null ? t('payout.title') : format.day(payout.arrivesOn)}</Link>}
    >
      <ArrivalMark arrival={payout.arrival} />
    </Item>
  )
}

export function BankLink({ line, isStart }: Start & { readonly line: Trace['bankLines'][number] }) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  return (
    <Item
      isStart={isStart} path={tracePath('bank-line', line.lineId)} amount={<Amount amount={line.amount} currency="code" />}
      title={line.bookedOn === null ? t(`bankStatus.${line.status}`) : format.day(line.bookedOn)} facts={[line.counterparty, line.bankAccount]}
    >
      <p translate="no">{line.text}</p>
      <Source fileName={line.fileName} line={line.sourceLine} raw={line.raw} />
    </Item>
  )
}
