import { IconAlertTriangle, IconCircleX, IconInfoCircle, IconQuestionMark, type Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './notice.module.css'

type NoticeTone = 'plain' | 'attention' | 'wrong' | 'unknown'

const icons: Record<NoticeTone, Icon> = { plain: IconInfoCircle, attention: IconAlertTriangle, wrong: IconCircleX, unknown: IconQuestionMark }

interface NoticeProps {
  readonly tone: NoticeTone
  readonly title?: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** Read out as soon as it appears. */
  readonly isUrgent?: boolean
}

/** A few words that stay on the page as long as they are true: what happened, and what to do next. */
export function Notice({ tone, title, children, actions, isUrgent = false }: NoticeProps) {
  const NoticeIcon = icons[tone]
  return (
    <div className={styles.notice} data-tone={tone} {...(isUrgent ? { role: 'alert' } : {})}>
      <NoticeIcon size={18} stroke={1.8} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        {title !== undefined && <p className={styles.title}>{title}</p>}
        {children}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  )
}
