import { IconArchive, IconCircleCheckFilled, IconCircleMinus, IconHandStop, type Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SourceFileView } from '../../../shared/contract/settlements.ts'
import styles from '../payouts/arrival-mark.module.css'

type State = SourceFileView['state']

const looks: Record<State, readonly [Icon, string]> = {
  accepted: [IconCircleCheckFilled, 'certain'], held: [IconHandStop, 'attention'], discarded: [IconCircleMinus, 'waiting'], importing: [IconArchive, 'waiting'],
}

/** Whether a file counts. */
export function FileMark({ state }: { readonly state: State }) {
  const { t } = useTranslation('settlements')
  const [StateIcon, tone] = looks[state]
  return <span className={styles.mark} data-tone={tone}><StateIcon size={16} stroke={2} aria-hidden />{t(`fileState.${state}`)}</span>
}
