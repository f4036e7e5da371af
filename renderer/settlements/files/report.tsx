import { useTranslation } from 'react-i18next'
import type { FileReport } from '../../../shared/contract/settlements.ts'
import { Notice } from '../../components/notice.tsx'
import { Refusal } from './refusal.tsx'
import { ReportAccounts } from './report-accounts.tsx'
import styles from './report.module.css'
import { ReportRows } from './report-rows.tsx'
import { useReportWords } from './report-words.ts'

/** Everything that reading a file has shown: what is in it, what does not add up, which rows cannot be read, what is odd. */
export function Report({ report, fileName }: { readonly report: FileReport; readonly fileName: string }) {
  const { t } = useTranslation('settlements')
  const { finding, rowError, warning } = useReportWords()
  return (
    <>
      {report.refused !== null && <Refusal refused={report.refused} fileName={fileName} />}
      {report.refused === null && report.accounts.length > 0 && <ReportAccounts accounts={report.accounts} />}
      {report.findings.length > 0 && (
        <Notice tone="wrong" title={t('report.findings')}>
          <ul className={styles.findings}>{report.findings.map((one) => <li key={JSON.stringify(one)}>{finding(one, report.accounts)}</li>)}</ul>
        </Notice>
      )}
      {report.rowErrorCount > 0 && (
        <ReportRows
          title={t('report.rowErrors', { count: report.rowErrorCount })} count={report.rowErrorCount}
          rows={report.rowErrors.map(({ reason, line, field, value }) => ({ line, field, value, words: rowError(reason) }))}
        />
      )}
      {report.warningCount > 0 && (
        <ReportRows
          title={t('report.warnings', { count: report.warningCount })} count={report.warningCount}
          rows={report.warnings.map(({ code, line, detail }) => ({ line, field: null, value: detail, words: warning(code) }))}
        />
      )}
    </>
  )
}
