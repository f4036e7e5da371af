import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FigureName, Figures } from '../../shared/contract/statistics.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { isSmallSample } from '../figures/small-sample.ts'
import { useFigureFormat } from '../figures/figure-format.ts'
import { useFormat } from '../language/format.ts'
import type { Today } from './today-answer.tsx'
import styles from './today-figures.module.css'

interface TodayFiguresProps {
  readonly figures: Figures
  readonly today: Today
  readonly currency: string
  readonly onOpen: (figure: FigureName) => void
}

/** Six small figures. The ones of money open their rows. */
export function TodayFigures({ figures, today, currency, onOpen }: TodayFiguresProps) {
  const { t } = useTranslation(['today', 'figures'])
  const format = useFormat()
  const { percent } = useFigureFormat()
  const ended = figures.paidOrders + figures.unpaidOrders
  const ofMoney = (name: 'refunds' | 'net' | 'fees', minor: number, note: string | null = null) => (
    <Cell name={t(`figures:figure.${name}`)} what={t(`figures:what.${name}`)} note={note} onOpen={() => onOpen(name)}><Amount amount={money(minor, currency)} /></Cell>
  )
  return (
    <dl className={styles.figures}>
      <Cell name={t('payments')} note={today.usualPayments === null ? null : t('usualCount', { count: today.usualPayments })}>{format.number(figures.payments)}</Cell>
      <Cell name={t('average')}>{figures.averageMinor === null ? '–' : <Amount amount={money(figures.averageMinor, currency)} />}</Cell>
      <Cell name={t('success')} what={t('successWhat')} note={figures.successBps === null ? null : t('ofEnded', { paid: format.number(figures.paidOrders), ended: format.number(ended), count: ended })} caution={ended > 0 && isSmallSample(ended) ? t('tooFew') : null}>
        {figures.successBps === null ? '–' : percent(figures.successBps)}
      </Cell>
      {ofMoney('refunds', -figures.refundsMinor)}
      {ofMoney('fees', -figures.feesMinor)}
      {ofMoney('net', figures.netMinor)}
    </dl>
  )
}

interface CellProps {
  readonly name: string
  /** The definition. */
  readonly what?: string
  readonly note?: string | null
  /** Why it is not to be relied on. */
  readonly caution?: string | null
  readonly onOpen?: () => void
  readonly children: ReactNode
}

function Cell({ name, what, note = null, caution = null, onOpen, children }: CellProps) {
  const { t } = useTranslation('figures')
  return (
    <div className={styles.figure}>
      <dt title={what}>{name}</dt>
      <dd>
        {onOpen === undefined ? <span className={styles.value}>{children}</span> : <button type="button" className={styles.value} title={t('openRows', { figure: name })} onClick={onOpen}>{children}</button>}
        {note !== null && <span className={styles.note}>{note}</span>}
        {caution !== null && <span className={styles.note}>{caution}</span>}
      </dd>
    </div>
  )
}
