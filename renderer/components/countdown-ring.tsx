import { useTranslation } from 'react-i18next'
import { countdown } from '../language/format.ts'
import { useNow } from '../stores/clock.ts'
import styles from './countdown-ring.module.css'

interface CountdownRingProps {
  /** Backend's time, UTC ms. */
  readonly from: number
  readonly until: number
}

const radius = 9
const round = 2 * Math.PI * radius

/** What is left of a span, as a ring that empties and as time. Turns amber in the last minute. */
export function CountdownRing({ from, until }: CountdownRingProps) {
  const { t } = useTranslation('counter')
  const leftMs = Math.max(0, until - useNow(1_000))
  const share = Math.min(1, leftMs / Math.max(1, until - from))
  return (
    <span className={styles.ring} data-late={leftMs < 60_000 || undefined} role="timer" aria-live="off" aria-label={t('timeLeft', { time: countdown(leftMs) })}>
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden>
        <circle cx="11" cy="11" r={radius} fill="none" stroke="var(--line)" strokeWidth="2.5" />
        <circle
          cx="11" cy="11" r={radius} fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" transform="rotate(-90 11 11)"
          strokeDasharray={round} strokeDashoffset={round * (1 - share)}
        />
      </svg>
      {countdown(leftMs)}
    </span>
  )
}
