import { Link } from 'wouter'
import styles from './page-tabs.module.css'

interface PageTab {
  readonly name: string
  readonly label: string
  readonly path: string
  readonly isHere: boolean
  /** What waits there; nothing is shown for none. */
  readonly count?: string | undefined
}

/** The parts of a page, as links. */
export function PageTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly PageTab[] }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.name} href={tab.path} className={styles.tab ?? ''} aria-current={tab.isHere ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
        </Link>
      ))}
    </nav>
  )
}
