import { type CSSProperties, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { FigureSlice } from '../../shared/contract/statistics.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { shareBps } from '../figures/change.ts'
import { useFigureFormat } from '../figures/figure-format.ts'
import { useFormat } from '../language/format.ts'
import { useAccountLabels } from '../queries/account-labels.ts'
import styles from './method-shares.module.css'

type MethodKind = NonNullable<FigureSlice['methodKind']>

interface Share {
  readonly methodKind: MethodKind
  readonly accountId: string
  readonly grossMinor: number
  readonly payments: number
}

interface MethodSharesProps {
  readonly shares: readonly Share[]
  readonly currency: string
  readonly onOpen: (methodKind: MethodKind, accountId: string) => void
}

/** By method and account: a table whose rows have a bar, so it needs no twin. */
export function MethodShares({ shares, currency, onOpen }: MethodSharesProps) {
  const { t } = useTranslation(['statistics', 'figures', 'words'])
  const headId = useId()
  const format = useFormat()
  const { percent } = useFigureFormat()
  const accountLabel = useAccountLabels()
  const whole = shares.reduce((sum, { grossMinor }) => sum + grossMinor, 0)
  return (
    <section className={styles.shares} aria-labelledby={headId}>
      <h2 id={headId}>{t('question.method')}</h2>
      {shares.length === 0 ? <p className={styles.none}>{t('nothing')}</p> : (
        <table aria-labelledby={headId}>
          <thead>
            <tr><th scope="col">{t('figures:chart.method')}</th><th scope="col">{t('figures:chart.account')}</th><th scope="col">{t('figures:chart.share')}</th><th scope="col">{t('figures:chart.payments')}</th><th scope="col">{currency}</th></tr>
          </thead>
          <tbody>
            {shares.map(({ methodKind, accountId, grossMinor, payments }) => (
              <tr key={`${methodKind} ${accountId}`}>
                <th scope="row"><button type="button" onClick={() => onOpen(methodKind, accountId)}>{t(`words:method.${methodKind}`)}</button></th>
                <td>{accountLabel(accountId)}</td>
                <td><span className={styles.bar} style={{ '--share': `${shareBps(grossMinor, whole) / 100}%` } as CSSProperties} />{percent(shareBps(grossMinor, whole))}</td>
                <td>{format.number(payments)}</td>
                <td><Amount amount={money(grossMinor, currency)} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
