import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ExceptionFilter } from '../../shared/contract/reconciliation.ts'
import { exceptionSeverities, type ExceptionCode } from '../../shared/exception-code.ts'
import type { Money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { SkeletonRows } from '../components/page-states.tsx'
import { sumsOf } from '../components/sums.ts'
import { useFormat } from '../language/format.ts'
import { exceptionTotalsQuery } from '../queries/reconciliation.ts'
import styles from './exception-groups.module.css'
import { severities } from './exception-filter.ts'
import { SeverityMark } from './severity-mark.tsx'

interface Group {
  readonly code: ExceptionCode
  readonly count: number
  readonly sums: readonly Money[]
}

/** Every kind with how many and how much, those that stop the close first. Pressing one shows it alone. */
export function ExceptionGroups({ filter, onChoose }: { readonly filter: ExceptionFilter; readonly onChoose: (codes: ExceptionCode[]) => void }) {
  const { t } = useTranslation('exceptions')
  const format = useFormat()
  const { data: totals } = useQuery({ ...exceptionTotalsQuery({ ...filter, codes: [] }), placeholderData: keepPreviousData })
  if (totals === undefined) return <nav className={styles.groups}><SkeletonRows rows={8} /></nav>
  const groups = [...Map.groupBy(totals, ({ code }) => code)].map(([code, some]): Group => ({ code, count: some.reduce((sum, { count }) => sum + count, 0), sums: sumsOf(some) }))
  return (
    <nav className={styles.groups} aria-label={t('groups.title')}>
      <button type="button" className={styles.group} aria-pressed={filter.codes.length === 0} onClick={() => onChoose([])}>
        <span className={styles.name}>{t('groups.all')}</span>
        <span className={styles.count}>{format.number(groups.reduce((sum, { count }) => sum + count, 0))}</span>
        <Sums sums={sumsOf(totals)} />
      </button>
      {severities.map((severity) => {
        const some = groups.filter(({ code }) => exceptionSeverities[code] === severity).toSorted((a, b) => b.count - a.count)
        return some.length === 0 ? null : (
          <section key={severity}>
            <h2 className={styles.severity}><SeverityMark severity={severity} /></h2>
            {some.map(({ code, count, sums }) => (
              <button key={code} type="button" className={styles.group} aria-pressed={filter.codes.includes(code)} onClick={() => onChoose([code])}>
                <span className={styles.name}>{t(`code.${code}.title`)}</span>
                <span className={styles.count}>{format.number(count)}</span>
                <Sums sums={sums} />
              </button>
            ))}
          </section>
        )
      })}
    </nav>
  )
}

const Sums = ({ sums }: { readonly sums: readonly Money[] }) => (
  <span className={styles.sums}>{sums.filter(({ minor }) => minor !== 0).map((sum) => <Amount key={sum.currency} amount={sum} currency="code" />)}</span>
)
