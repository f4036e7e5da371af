import { type ReactNode, useEffect } from 'react'
import styles from './page.module.css'

interface PageProps {
  /** The one h1, and the window's title. */
  readonly title: string
  /** Beside the title, at the end of the line. */
  readonly actions?: ReactNode
  /** Below the title: what is being looked at, in one line. */
  readonly lead?: ReactNode
  /** `filled`: the page fills the window and scrolls inside; `flowing`: it scrolls as a whole. */
  readonly layout?: 'flowing' | 'filled'
  /** The page draws its own heading; the h1 is there for those who listen. */
  readonly isTitleHidden?: boolean
  readonly children: ReactNode
}

/** The frame of every page inside the shell. */
export function Page({ title, actions, lead, layout = 'flowing', isTitleHidden = false, children }: PageProps) {
  useTitle(title)
  return (
    <main id="page" className={styles.page} data-layout={layout} tabIndex={-1}>
      {isTitleHidden ? (
        <h1 className={styles.hidden}>{title}</h1>
      ) : (
        <header className={styles.head}>
          <div>
            <h1>{title}</h1>
            {lead !== undefined && <p className={styles.lead}>{lead}</p>}
          </div>
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </main>
  )
}

/** The window's title: what is on the screen, then the program. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Counterfoil`
  }, [title])
}
