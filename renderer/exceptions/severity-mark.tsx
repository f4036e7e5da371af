import { IconAlertOctagonFilled, IconArchive, IconCircleCheck, IconCircleDashed, IconCircleMinus, IconNotes, IconPencilCheck, type Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Exception } from '../../shared/contract/reconciliation.ts'
import type { ExceptionSeverity } from '../../shared/exception-code.ts'
import styles from './severity-mark.module.css'

const severityIcons: Record<ExceptionSeverity, Icon> = { stop: IconAlertOctagonFilled, note: IconNotes, info: IconArchive }

/** What an exception means for the close, as icon and word. */
export function SeverityMark({ severity, isShort = false }: { readonly severity: ExceptionSeverity; readonly isShort?: boolean }) {
  const { t } = useTranslation('exceptions')
  const SeverityIcon = severityIcons[severity]
  return (
    <span className={styles.mark} data-severity={severity}>
      <SeverityIcon size={15} stroke={1.8} aria-hidden />
      <span>{t(isShort ? `severityShort.${severity}` : `severity.${severity}`)}</span>
    </span>
  )
}

const stateIcons: Record<Exception['state'], Icon> = { open: IconCircleDashed, explained: IconPencilCheck, waived: IconCircleMinus, resolved: IconCircleCheck }

/** How far an exception is. */
export function StandingMark({ state }: { readonly state: Exception['state'] }) {
  const { t } = useTranslation('exceptions')
  const StateIcon = stateIcons[state]
  return (
    <span className={styles.mark} data-state={state}>
      <StateIcon size={15} stroke={1.8} aria-hidden />
      <span>{t(`state.${state}`)}</span>
    </span>
  )
}
