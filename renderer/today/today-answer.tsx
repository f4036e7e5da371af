import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TodayHour } from '../../shared/contract/statistics.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { changeBps } from '../figures/change.ts'
import { useFigureFormat } from '../figures/figure-format.ts'
import { useFormat } from '../language/format.ts'
import styles from './today-answer.module.css'

export interface Today {
  readonly day: string
  readonly at: number
  readonly grossMinor: number
  /** Null: no earlier day to compare with. */
  readonly usualMinor: number | null
  readonly payments: number
  readonly usualPayments: number | null
  readonly daysCompared: number
  readonly hours: readonly TodayHour[]
}

interface TodayAnswerProps {
  readonly today: Today
  readonly currency: string
  readonly onOpen: () => void
}

/** "EUR 2,418.30 by 14:20, 11 % above a usual Sunday". */
export function TodayAnswer({ today, currency, onOpen }: TodayAnswerProps) {
  const { t } = useTranslation(['today', 'figures'])
  const format = useFormat()
  const { weekday, percent } = useFigureFormat()
  const bps = changeBps(today.grossMinor, today.usualMinor)
  const name = weekday(today.day)
  const Arrow = bps === null || bps === 0 ? IconArrowRight : bps > 0 ? IconArrowUpRight : IconArrowDownRight
  const words =
    today.usualMinor === null ? t('usual.none', { weekday: name })
    : bps === null ? t('usual.nothing', { weekday: name })
    : bps === 0 ? t('usual.same', { weekday: name })
    : t(bps > 0 ? 'usual.more' : 'usual.less', { weekday: name, percent: percent(Math.abs(bps)) })
  return (
    <div className={styles.answer}>
      <p className={styles.sum}>
        <button type="button" onClick={onOpen} title={t('figures:openRows', { figure: t('figures:figure.gross') })}><Amount amount={money(today.grossMinor, currency)} currency="code" /></button>
        <span>{t('by', { time: format.time(today.at) })}</span>
      </p>
      <p className={styles.usual}>
        {bps !== null && <Arrow size={18} stroke={2} aria-hidden />}
        <strong>{words}</strong>
        {today.usualMinor !== null && bps !== null && (
          <span title={t('compared', { count: today.daysCompared, weekday: name })}>{t('usual.value', { amount: format.money(money(today.usualMinor, currency), 'number') })}</span>
        )}
      </p>
    </div>
  )
}
