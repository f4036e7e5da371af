import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../language/format.ts'
import styles from './report-rows.module.css'
import { withKeys } from './with-keys.ts'

interface ReportRow {
  readonly line: number | null
  readonly field: string | null
  readonly value: string
  readonly words: string
}

interface ReportRowsProps {
  readonly title: string
  readonly rows: readonly ReportRow[]
  /** Of all, also of those that the report leaves out. */
  readonly count: number
}

const shownAtFirst = 20

/** Places in a file that ask to be looked at: line, field, value, and what is the matter. */
export function ReportRows({ title, rows, count }: ReportRowsProps) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? rows : rows.slice(0, shownAtFirst)
  return (
    <section className={styles.rows}>
      <h3>{title}</h3>
      <ol>
        {withKeys(shown, ({ line, field, words }) => `${line ?? ''} ${field ?? ''} ${words}`).map(([key, { line, field, value, words }]) => (
          <li key={key}>
            <span className={styles.line}>{line === null ? '' : t('source.line', { line: format.number(line) })}</span>
            <span>{words}</span>
            <span className={styles.value}>{field !== null && field !== '' && <>{field}: </>}{value !== '' && <code>{value}</code>}</span>
          </li>
        ))}
      </ol>
      {rows.length > shown.length && <button type="button" onClick={() => setWhole(true)}>{t('report.allRows', { count: rows.length })}</button>}
      {isWhole && count > rows.length && <p>{t('report.rowsLeftOut', { count: count - rows.length })}</p>}
    </section>
  )
}
