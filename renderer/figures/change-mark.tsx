import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { changeBps } from './change.ts'
import styles from './change-mark.module.css'
import { useFigureFormat } from './figure-format.ts'

interface ChangeMarkProps {
  readonly now: number
  readonly before: number | null
  /** The amount or number before, written out. */
  readonly beforeText: string
}

/** More or less than before: arrow, sign and per cent. Without judgement, because more refunds are not good and fewer not bad. */
export function ChangeMark({ now, before, beforeText }: ChangeMarkProps) {
  const { t } = useTranslation('figures')
  const format = useFigureFormat()
  const bps = changeBps(now, before)
  if (bps === null) return <span className={styles.mark} title={t('before', { before: beforeText })}>{before === null || before === 0 ? t('noneBefore') : beforeText}</span>
  const Arrow = bps > 0 ? IconArrowUpRight : bps < 0 ? IconArrowDownRight : IconArrowRight
  return (
    <span className={styles.mark} title={t('before', { before: beforeText })}>
      <Arrow size={14} stroke={2} aria-hidden />
      {bps === 0 ? t('same') : `${bps > 0 ? '+' : ''}${format.percent(bps)}`}
    </span>
  )
}
