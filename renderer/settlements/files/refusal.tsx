import { useTranslation } from 'react-i18next'
import type { FileReport } from '../../../shared/contract/settlements.ts'
import { Notice } from '../../components/notice.tsx'
import styles from './report.module.css'
import { useReportWords } from './report-words.ts'

interface RefusalProps {
  readonly refused: NonNullable<FileReport['refused']>
  /** Known where it stands already: some reasons name nothing else. */
  readonly fileName?: string
}

/** Why a file cannot be used: what, where, and what to do. */
export function Refusal({ refused: { reason, line, field, detail: said }, fileName = '' }: RefusalProps) {
  const { t } = useTranslation('settlements')
  const detail = said === fileName ? '' : said
  const { what, advice } = useReportWords().refusal(reason)
  const place = [line === null ? '' : t('source.line', { line }), field === null || field === '' ? '' : t('report.field', { field })].filter((text) => text !== '').join(', ')
  return (
    <Notice tone="wrong" title={what}>
      {(place !== '' || detail !== '') && <p className={styles.place}>{place}{place !== '' && detail !== '' ? ': ' : ''}{detail !== '' && <code>{detail}</code>}</p>}
      <p>{advice}</p>
    </Notice>
  )
}
