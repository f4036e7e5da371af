import { useQuery } from '@tanstack/react-query'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { businessDayOf } from '../../shared/business-day.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { Loaded } from '../components/page-states.tsx'
import { useFigureFormat } from '../figures/figure-format.ts'
import type { OpenedRows } from '../figures/opened-rows.ts'
import { shareBps } from '../figures/change.ts'
import { useAccountLabels } from '../queries/account-labels.ts'
import { byMethodQuery, type FigureScope } from '../queries/figures.ts'
import { useSession } from '../queries/session.ts'
import { useNow } from '../stores/clock.ts'
import styles from './beside.module.css'

const tickMs = 20_000

/** Today's payments by method and account. */
export function Methods({ scope, onOpen }: { readonly scope: FigureScope; readonly onOpen: (rows: OpenedRows) => void }) {
  const { t } = useTranslation(['today', 'words'])
  const { percent } = useFigureFormat()
  const accountLabel = useAccountLabels()
  const { shop } = useSession()
  const day = businessDayOf(useNow(tickMs), shop)
  const answer = useQuery(byMethodQuery({ ...scope, from: day, to: day }))
  return (
    <section className={styles.part} aria-labelledby="today-methods">
      <header><h2 id="today-methods">{t('methods.title')}</h2><span className={styles.quiet}>{scope.currency}</span></header>
      <Loaded answer={answer} rows={2}>
        {(shares) => {
          const whole = shares.reduce((sum, { grossMinor }) => sum + grossMinor, 0)
          return shares.length === 0 ? <p className={styles.none}>{t('methods.none')}</p> : (
            <ul>
              {shares.map(({ methodKind, accountId, grossMinor }) => (
                <li key={`${methodKind} ${accountId}`}>
                  <button type="button" className={styles.row} onClick={() => onOpen({ figure: 'gross', from: day, to: day, slice: { hour: null, weekday: null, methodKind, accountId } })}>
                    <span className={styles.two}>
                      <span>{t(`words:method.${methodKind}`)} <span className={styles.quiet}>{accountLabel(accountId)}</span></span>
                      <span className={styles.bar} style={{ '--share': `${shareBps(grossMinor, whole) / 100}%` } as CSSProperties} />
                    </span>
                    <span className={`${styles.quiet} ${styles.share}`}>{percent(shareBps(grossMinor, whole))}</span>
                    <span className={styles.amount}><Amount amount={money(grossMinor, scope.currency)} /></span>
                  </button>
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </section>
  )
}
