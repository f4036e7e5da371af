import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Figures } from '../../shared/contract/statistics.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { changeBps } from '../figures/change.ts'
import { useFigureFormat } from '../figures/figure-format.ts'
import { useFormat } from '../language/format.ts'
import type { FigureRange } from '../queries/figures.ts'
import styles from '../today/today-answer.module.css'

interface StretchAnswerProps {
  readonly figures: Figures
  readonly comparison: Figures
  readonly range: FigureRange
  /** The stretch reaches into the present day, which is not over. */
  readonly isToday: boolean
  readonly onOpen: () => void
}

/** "EUR 48,210.33, 24 Oct – 22 Nov 2026, 4 % above 19 Sep – 18 Oct 2026". */
export function StretchAnswer({ figures, comparison, range, isToday, onOpen }: StretchAnswerProps) {
  const { t } = useTranslation(['statistics', 'figures'])
  const format = useFormat()
  const { dayRange, percent } = useFigureFormat()
  const written = (from: string, to: string): string => (from === to ? format.dayLong(from) : dayRange(from, to))
  const bps = changeBps(figures.grossMinor, comparison.grossMinor)
  const before = written(comparison.from, comparison.to)
  const Arrow = bps === null || bps === 0 ? IconArrowRight : bps > 0 ? IconArrowUpRight : IconArrowDownRight
  return (
    <div className={styles.answer}>
      <p className={styles.sum}>
        <button type="button" onClick={onOpen} title={t('figures:openRows', { figure: t('figures:figure.gross') })}><Amount amount={money(figures.grossMinor, range.currency)} currency="code" /></button>
        <span>{t('taken', { days: written(figures.from, figures.to) })}</span>
      </p>
      <p className={styles.usual}>
        {bps !== null && <Arrow size={18} stroke={2} aria-hidden />}
        <strong>{bps === null ? t('compared.none', { before }) : bps === 0 ? t('compared.same', { before }) : t(bps > 0 ? 'compared.more' : 'compared.less', { before, percent: percent(Math.abs(bps)) })}</strong>
        {isToday && <span>{t('soFar')}</span>}
      </p>
    </div>
  )
}
