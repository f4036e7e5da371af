import { IconAlertTriangle, IconArrowBackUp, IconCalendarQuestion, IconCircleCheckFilled, IconCircleDashed, IconCircleHalf2, IconClockExclamation, type Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './arrival-look.module.css'
import type { Arrival } from './arrivals.ts'

const icons: Record<Arrival, Icon> = {
  arrived: IconCircleCheckFilled, due: IconCircleDashed, late: IconClockExclamation, at_risk: IconAlertTriangle, partly: IconCircleHalf2, taken: IconArrowBackUp, expected: IconCalendarQuestion,
}

/** The standing of a payout, in words. */
export function useArrivalWords(): (arrival: Arrival) => string {
  const { t } = useTranslation(['calendar', 'settlements'])
  return (arrival) => (arrival === 'expected' ? t('expected') : t(`settlements:arrival.${arrival}`))
}

/** Only the icon, where the word stands in the key below or is said otherwise. */
export function ArrivalIcon({ arrival }: { readonly arrival: Arrival }) {
  const Look = icons[arrival]
  return <span className={styles.icon} data-arrival={arrival}><Look size={14} stroke={2} aria-hidden /></span>
}

export function ArrivalWord({ arrival }: { readonly arrival: Arrival }) {
  const wordsOf = useArrivalWords()
  return <span className={styles.word} data-arrival={arrival}><ArrivalIcon arrival={arrival} />{wordsOf(arrival)}</span>
}
