import { type ReactNode, useId } from 'react'
import styles from './setting-row.module.css'

interface SettingRowProps {
  readonly label: string
  /** The reason, or what follows from it. */
  readonly what?: ReactNode
  /** The control, told by which ids it is named and described. */
  readonly children: (ids: { readonly 'aria-labelledby': string; readonly 'aria-describedby': string }) => ReactNode
}

/** One setting: what it is and why, and beside it the control. */
export function SettingRow({ label, what, children }: SettingRowProps) {
  const id = useId()
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <p id={`${id}-label`} className={styles.label}>{label}</p>
        <p id={`${id}-what`} className={styles.what}>{what}</p>
      </div>
      <div className={styles.control}>{children({ 'aria-labelledby': `${id}-label`, 'aria-describedby': `${id}-what` })}</div>
    </div>
  )
}

export function SettingSection({ title, what, children }: { readonly title: string; readonly what?: string; readonly children: ReactNode }) {
  return (
    <section className={styles.section}>
      <header>
        <h2>{title}</h2>
        {what !== undefined && <p>{what}</p>}
      </header>
      <div className={styles.rows}>{children}</div>
    </section>
  )
}
