import { useTranslation } from 'react-i18next'
import { localDayOf } from '../../shared/business-day.ts'
import type { ExportRecord } from '../../shared/contract/exports.ts'
import { RowList } from '../components/row-list.tsx'
import { useFormat } from '../language/format.ts'
import { useNames } from '../queries/names.ts'
import { useSession } from '../queries/session.ts'
import { filtersOf } from './filters-of.ts'
import styles from './export-list.module.css'

interface ExportListProps {
  readonly records: readonly ExportRecord[]
  readonly chosenId: string | null
  readonly onChoose: (exportId: string) => void
  /** The end of what is loaded is near. */
  readonly onEnd: () => void
}

const idOf = ({ exportId }: ExportRecord): string => exportId

/** Every export that was made, the newest on top. */
export function ExportList({ records, chosenId, onChoose, onEnd }: ExportListProps) {
  const { t } = useTranslation('exports')
  const format = useFormat()
  const { shop } = useSession()
  const nameOf = useNames()
  return (
    <RowList
      label={t('list')} rows={records} idOf={idOf} chosenId={chosenId} onChoose={onChoose} onEnd={onEnd} layout={styles.layout!}
      head={<><span>{t('column.made')}</span><span>{t('column.what')}</span><span>{t('column.days')}</span><span className={styles.end}>{t('column.rows')}</span><span>{t('column.by')}</span></>}
      renderCells={({ madeAt, madeBy, manifest }) => {
        const { from, to } = filtersOf(manifest)
        return (
          <>
            <span className={styles.quiet}>{format.day(localDayOf(madeAt, shop.zone))} {format.time(madeAt)}</span>
            <span className={styles.what}>{t(`subject.${manifest.subject}`)}</span>
            <span>{from === null || to === null ? '' : from === to ? format.day(from) : `${format.day(from)} – ${format.day(to)}`}</span>
            <span className={styles.end}>{format.number(manifest.rows)}</span>
            <span className={styles.quiet}>{nameOf(madeBy)}</span>
          </>
        )
      }}
    />
  )
}
