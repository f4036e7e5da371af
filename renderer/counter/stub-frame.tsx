import type { ReactNode } from 'react'
import { Perforation } from '../components/perforation.tsx'
import styles from './stub-frame.module.css'

interface StubFrameProps {
  readonly label: string
  /** What we asked. */
  readonly asked: ReactNode
  /** What they answered, below the perforation. */
  readonly answered: ReactNode
  /** How the edge looks: hatched while nobody knows. */
  readonly look?: 'plain' | 'unknown' | 'stopped'
}

/** A stub of the book: torn off below the perforation. */
export function StubFrame({ label, asked, answered, look = 'plain' }: StubFrameProps) {
  return (
    <section className={styles.column} aria-label={label}>
      <div className={styles.stub} data-look={look}>
        <div className={styles.asked}>{asked}</div>
        <Perforation />
        <div className={styles.answered}>{answered}</div>
      </div>
    </section>
  )
}
