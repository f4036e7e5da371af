import { useTranslation } from 'react-i18next'
import { IconLock, IconLockOpen } from '@tabler/icons-react'
import type { Period } from '../../shared/contract/periods.ts'
import { useFormat } from '../language/format.ts'
import { useNames } from '../queries/names.ts'
import styles from './period-history.module.css'

interface PeriodHistoryProps {
  readonly periods: readonly Period[]
  readonly chosenId: string | null
  readonly onChoose: (periodId: string) => void
}

/** What is closed, newest first; the periods that were opened again stay with their seals. */
export function PeriodHistory({ periods, chosenId, onChoose }: PeriodHistoryProps) {
  const { t } = useTranslation('periods')
  const format = useFormat()
  const nameOf = useNames()
  return (
    <section className={styles.history} aria-labelledby="closed-periods">
      <h2 id="closed-periods">{t('history.title')}</h2>
      {periods.length === 0 ? <p className={styles.none}>{t('history.none')}</p> : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('history.period')}</th>
              <th scope="col">{t('history.state')}</th>
              <th scope="col">{t('history.closedBy')}</th>
              <th scope="col" className={styles.end}>{t('history.entries')}</th>
              <th scope="col" className={styles.end}>{t('history.notes')}</th>
              <th scope="col">{t('history.seal')}</th>
            </tr>
          </thead>
          <tbody>
            {periods.map((period) => (
              <tr key={period.periodId} data-chosen={period.periodId === chosenId || undefined} onClick={() => onChoose(period.periodId)}>
                <td>
                  <button type="button" aria-current={period.periodId === chosenId || undefined} onClick={() => onChoose(period.periodId)}>
                    {t('history.range', { from: format.day(period.from), to: format.day(period.to) })}
                  </button>
                </td>
                <td><PeriodState state={period.state} /></td>
                <td className={styles.quiet}>{t('byAt', { name: nameOf(period.closedBy), time: format.dateTime(period.closedAt) })}</td>
                <td className={styles.end}>{format.number(period.entries)}</td>
                <td className={styles.end}>{format.number(period.notes.length)}</td>
                <td className={styles.seal} translate="no">{period.seal.slice(0, 12)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

export function PeriodState({ state }: { readonly state: Period['state'] }) {
  const { t } = useTranslation('periods')
  const StateIcon = state === 'closed' ? IconLock : IconLockOpen
  return <span className={styles.state} data-state={state}><StateIcon size={15} stroke={1.8} aria-hidden /> {t(`state.${state}`)}</span>
}
