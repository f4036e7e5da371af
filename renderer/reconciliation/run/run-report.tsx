import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { RunReport } from '../../../shared/contract/reconciliation.ts'
import { exceptionSeverities } from '../../../shared/exception-code.ts'
import { money } from '../../../shared/money.ts'
import { Amount } from '../../components/amount.tsx'
import { useFormat } from '../../language/format.ts'
import { pathOf } from '../../paths.ts'
import { isPass } from '../evidence/pass-words.ts'
import { forgetRun, startRun } from './run-store.ts'
import styles from './run-strip.module.css'

const weight = { stop: 0, note: 1, info: 2 } as const

/** Everything that a run has done, or would do: what it found, pass by pass, and what it left over, kind by kind. */
export function RunReportView({ report, isShort }: { readonly report: RunReport; readonly isShort: boolean }) {
  const { t } = useTranslation(['reconciliation', 'exceptions'])
  const format = useFormat()
  const passes = Object.entries(report.matchedPerPass).filter(([, count]) => count > 0)
  const left = report.exceptions.toSorted((a, b) => weight[exceptionSeverities[a.code]] - weight[exceptionSeverities[b.code]] || b.count - a.count)
  const isNothing = passes.length === 0 && report.proposals === 0 && report.excludedByRule === 0
  const row = (name: string, count: number) => <tr key={name}><th scope="row">{name}</th><td>{format.number(count)}</td></tr>
  return (
    <section className={styles.report} data-dry={report.isDryRun || undefined} aria-label={t(report.isDryRun ? 'run.dryDone' : 'run.now')}>
      <header>
        <h2 aria-live="polite">{report.isDryRun ? t('run.dryDone') : t('run.done', { seconds: format.number(Math.max(0.1, Math.round(report.durationMs / 100) / 10)) })}</h2>
        <div className={styles.acts}>
          {report.isDryRun && <Button variant="filled" onClick={() => void startRun(false)}>{t('run.doIt')}</Button>}
          <Button variant="subtle" onClick={forgetRun}>{t('run.close')}</Button>
        </div>
      </header>
      {!isShort && (
        <>
          <section>
            <h3>{t('run.found')}</h3>
            {isNothing && <p className={styles.quiet}>{t('run.nothingNew')}</p>}
            <table className={styles.rows}>
              <tbody>
                {passes.map(([pass, count]) => row(isPass(pass) ? t(`pass.${pass}`) : pass, count))}
                {report.proposals > 0 && row(t('run.proposals'), report.proposals)}
                {report.excludedByRule > 0 && row(t('run.excluded'), report.excludedByRule)}
                {row(t('run.lines'), report.linesExamined)}
                {row(t('run.bankLines'), report.bankLinesExamined)}
              </tbody>
            </table>
            {report.proposed !== null && !isNothing && <p><Link href={pathOf('reconciliation', 'tried')}>{t('tried.open')}</Link></p>}
            {report.notExamined > 0 && <p className={styles.quiet}>{t('run.notExamined', { count: report.notExamined })}</p>}
          </section>
          <section>
            <h3>{t('run.left')}</h3>
            {left.length === 0 ? <p className={styles.quiet}>{t('run.nothingLeft')}</p> : (
              <table className={styles.rows}>
                <tbody>
                  {left.map(({ code, currency, count, minor }) => (
                    <tr key={`${code} ${currency ?? ''}`}>
                      <th scope="row">{report.isDryRun ? t(`exceptions:code.${code}.title`) : <Link href={`${pathOf('exceptions')}?code=${code}`}>{t(`exceptions:code.${code}.title`)}</Link>}</th>
                      <td>{format.number(count)}</td>
                      <td>{currency !== null && minor !== 0 && <Amount amount={money(minor, currency)} currency="code" />}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </section>
        </>
      )}
    </section>
  )
}
