import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Figures } from '../../shared/contract/statistics.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { ChangeMark } from '../figures/change-mark.tsx'
import { isSmallSample } from '../figures/small-sample.ts'
import { useFigureFormat } from '../figures/figure-format.ts'
import { useFormat } from '../language/format.ts'
import { pathOf } from '../paths.ts'
import styles from './counts.module.css'

interface CountsProps {
  readonly figures: Figures
  readonly comparison: Figures
  /** There was trade to compare with. */
  readonly isCompared: boolean
  readonly currency: string
}

/** How many, how much each, how often it worked. Orders open the list of orders. */
export function Counts({ figures, comparison, isCompared, currency }: CountsProps) {
  const { t } = useTranslation(['statistics', 'today'])
  const format = useFormat()
  const { percent } = useFigureFormat()
  const ordersAt = `${pathOf('orders')}?${new URLSearchParams({ from: figures.from, to: figures.to }).toString()}`
  const average = (minor: number | null): ReactNode => (minor === null ? '–' : <Amount amount={money(minor, currency)} />)
  return (
    <dl className={styles.counts}>
      <Count name={t('today:payments')} change={isCompared && <ChangeMark now={figures.payments} before={comparison.payments} beforeText={format.number(comparison.payments)} />}>{format.number(figures.payments)}</Count>
      <Count
        name={t('today:average')}
        change={figures.averageMinor !== null && comparison.averageMinor !== null && <ChangeMark now={figures.averageMinor} before={comparison.averageMinor} beforeText={format.money(money(comparison.averageMinor, currency), 'number')} />}
      >
        {average(figures.averageMinor)}
      </Count>
      <Count name={t('refunds')} change={isCompared && <ChangeMark now={figures.refunds} before={comparison.refunds} beforeText={format.number(comparison.refunds)} />}>{format.number(figures.refunds)}</Count>
      <Count name={t('orders')} change={isCompared && <ChangeMark now={figures.orders} before={comparison.orders} beforeText={format.number(comparison.orders)} />}><Link href={ordersAt}>{format.number(figures.orders)}</Link></Count>
      <Count
        name={t('today:success')} what={t('today:successWhat')}
        change={<SuccessNotes figures={figures} comparison={comparison} />}
      >
        {figures.successBps === null ? '–' : percent(figures.successBps)}
      </Count>
    </dl>
  )
}

/** What a rate of few orders rests on; and what it was before, as a count where that was of few. */
function SuccessNotes({ figures, comparison }: Pick<CountsProps, 'figures' | 'comparison'>) {
  const { t } = useTranslation(['statistics', 'today'])
  const format = useFormat()
  const { percent } = useFigureFormat()
  const ended = figures.paidOrders + figures.unpaidOrders
  const before = comparison.paidOrders + comparison.unpaidOrders
  const ofEnded = ({ paidOrders }: Figures, count: number): string => t('today:ofEnded', { paid: format.number(paidOrders), ended: format.number(count), count })
  return (
    <>
      {ended > 0 && isSmallSample(ended) && <span className={styles.note}>{t('ofFew', { orders: ofEnded(figures, ended) })}</span>}
      {comparison.successBps !== null && (
        <span className={styles.note}>{t('successBefore', { percent: isSmallSample(before) ? ofEnded(comparison, before) : percent(comparison.successBps) })}</span>
      )}
    </>
  )
}

interface CountProps {
  readonly name: string
  readonly what?: string
  readonly change: ReactNode
  readonly children: ReactNode
}

const Count = ({ name, what, change, children }: CountProps) => (
  <div className={styles.count}>
    <dt title={what}>{name}</dt>
    <dd><span className={styles.value}>{children}</span>{change}</dd>
  </div>
)
