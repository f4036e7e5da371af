import type { ReactNode } from 'react'
import styles from './list-and-detail.module.css'

/** A list, and beside it what was chosen from it. */
export function ListAndDetail({ list, detail }: { readonly list: ReactNode; readonly detail: ReactNode | null }) {
  return (
    <div className={styles.split} data-open={detail !== null || undefined}>
      {list}
      {detail}
    </div>
  )
}
