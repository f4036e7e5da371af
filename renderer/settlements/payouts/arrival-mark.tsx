import { IconAlertTriangle, IconCircleCheckFilled, IconCircleDashed, IconCircleHalf2, IconClockExclamation, IconArrowBackUp, type Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Payout } from '../../../shared/contract/settlements.ts'
import styles from './arrival-mark.module.css'

export type Arrival = Payout['arrival']
type Tone = 'certain' | 'waiting' | 'attention' | 'wrong' | 'settled'

const looks: Record<Arrival, readonly [Icon, Tone]> = {
  arrived: [IconCircleCheckFilled, 'certain'], due: [IconCircleDashed, 'waiting'], late: [IconClockExclamation, 'attention'],
  at_risk: [IconAlertTriangle, 'wrong'], partly: [IconCircleHalf2, 'attention'], taken: [IconArrowBackUp, 'settled'],
}

/** Whether a payout has reached the bank, as icon and word. */
export function ArrivalMark({ arrival }: { readonly arrival: Arrival }) {
  const { t } = useTranslation('settlements')
  const [ArrivalIcon, tone] = looks[arrival]
  return <span className={styles.mark} data-tone={tone}><ArrivalIcon size={16} stroke={2} aria-hidden />{t(`arrival.${arrival}`)}</span>
}

/** The same where it is the answer: solid only when the bank has said so. */
export function ArrivalStamp({ arrival }: { readonly arrival: Arrival }) {
  const { t } = useTranslation('settlements')
  const [ArrivalIcon, tone] = looks[arrival]
  return <span className={styles.stamp} data-tone={tone}><ArrivalIcon size={18} stroke={2.2} aria-hidden />{t(`arrival.${arrival}`)}</span>
}
