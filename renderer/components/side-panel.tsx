import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './side-panel.module.css'

interface SidePanelProps {
  readonly label: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** One item in detail, beside the list that it was chosen from. */
export function SidePanel({ label, onClose, children }: SidePanelProps) {
  const { t } = useTranslation('words')
  return (
    <aside className={styles.panel} aria-label={label}>
      <button type="button" className={styles.close} aria-label={t('close')} onClick={onClose}><IconX size={18} aria-hidden /></button>
      <div className={styles.content}>{children}</div>
    </aside>
  )
}
