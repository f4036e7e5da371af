import { useTranslation } from 'react-i18next'
import { businessDayOf } from '../../shared/business-day.ts'
import type { AuditEntry } from '../../shared/contract/audit.ts'
import { RowList } from '../components/row-list.tsx'
import { useFormat } from '../language/format.ts'
import { useSession } from '../queries/session.ts'
import styles from './audit-list.module.css'
import { useActorName, useActWords, useSubjectWords } from './audit-words.ts'

interface AuditListProps {
  /** Newest first. */
  readonly entries: readonly AuditEntry[]
  readonly chosenId: string | null
  readonly onChoose: (seq: string) => void
  readonly onEnd: () => void
}

export function AuditList({ entries, chosenId, onChoose, onEnd }: AuditListProps) {
  const { t } = useTranslation('audit')
  const format = useFormat()
  const { shop } = useSession()
  return (
    <RowList<AuditEntry>
      label={t('title')} rows={entries} idOf={idOf} chosenId={chosenId} onChoose={onChoose} onEnd={onEnd} layout={styles.columns ?? ''}
      groupOf={({ at }) => format.dayLong(businessDayOf(at, shop))}
      head={<><span>{t('column.time')}</span><span>{t('column.who')}</span><span>{t('column.what')}</span><span>{t('column.about')}</span></>}
      renderCells={cellsOf}
    />
  )
}

const idOf = ({ seq }: AuditEntry): string => String(seq)
const cellsOf = (entry: AuditEntry) => <Cells entry={entry} />

function Cells({ entry }: { readonly entry: AuditEntry }) {
  const format = useFormat()
  const wordsOf = useActWords()
  const nameOf = useActorName()
  const aboutOf = useSubjectWords()
  return (
    <>
      <span className={styles.quiet}>{format.timeExact(entry.at)}</span>
      <span>{nameOf(entry.actor, entry.actorName)}</span>
      <span className={styles.act}>{wordsOf(entry.act)}</span>
      <span className={styles.quiet}>{aboutOf(entry)}</span>
    </>
  )
}
