import { useTranslation } from 'react-i18next'
import type { SourceFileView } from '../../../shared/contract/settlements.ts'
import { RowList } from '../../components/row-list.tsx'
import { useFormat } from '../../language/format.ts'
import { FileName } from '../file-name.tsx'
import { FileMark } from './file-mark.tsx'
import styles from './file-table.module.css'
import { periodOf } from './period.ts'
import { useFormatName } from './report-words.ts'

interface FileTableProps {
  readonly files: readonly SourceFileView[]
  readonly chosenId: string | null
  readonly onChoose: (fileId: string) => void
  readonly onEnd: () => void
}

const idOf = ({ fileId }: SourceFileView): string => fileId

export function FileTable({ files, chosenId, onChoose, onEnd }: FileTableProps) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  const formatName = useFormatName()
  return (
    <RowList
      label={t('tab.files')} rows={files} idOf={idOf} chosenId={chosenId} onChoose={onChoose} onEnd={onEnd} layout={styles.columns ?? ''}
      head={
        <>
          <span>{t('column.state')}</span>
          <span>{t('column.file')}</span>
          <span className={styles.wide}>{t('column.side')}</span>
          <span className={styles.wide}>{t('report.period')}</span>
          <span className={`${styles.wide} ${styles.end}`}>{t('column.inserted')}</span>
          <span className={`${styles.wide} ${styles.end}`}>{t('column.known')}</span>
          <span className={`${styles.wide} ${styles.end}`}>{t('column.importedAt')}</span>
        </>
      }
      renderCells={(file) => (
        <>
          <span><FileMark state={file.state} /></span>
          <span><FileName name={file.name} /></span>
          <span className={`${styles.wide} ${styles.quiet}`}>{t(`sideShort.${file.side}`)} · {formatName(file.format)}</span>
          <span className={`${styles.wide} ${styles.quiet}`}>{format.period(periodOf(file.report.accounts))}</span>
          <span className={`${styles.wide} ${styles.end}`}>{format.number(file.inserted)}</span>
          <span className={`${styles.wide} ${styles.end} ${styles.quiet}`}>{format.number(file.known)}</span>
          <span className={`${styles.wide} ${styles.end} ${styles.quiet}`}>{format.dateTime(file.importedAt)}</span>
        </>
      )}
    />
  )
}
