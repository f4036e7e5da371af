import { useTranslation } from 'react-i18next'
import { useNames } from '../../queries/names.ts'

/** Who has decided a match: a run, or somebody. */
export function useDeciderWords(): (decidedBy: string) => string {
  const { t } = useTranslation('reconciliation')
  const nameOf = useNames()
  return (decidedBy) => (decidedBy === 'run' ? t('matches.byRun') : decidedBy.startsWith('rule') ? t('aside.byRule') : nameOf(decidedBy))
}
