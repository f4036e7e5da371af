import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Period } from '../../shared/contract/periods.ts'
import { exceptionCodes } from '../../shared/exception-code.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { CopyButton } from '../components/copy-button.tsx'
import { Perforation } from '../components/perforation.tsx'
import { SidePanel } from '../components/side-panel.tsx'
import { useFormat } from '../language/format.ts'
import { useNames } from '../queries/names.ts'
import { useSession } from '../queries/session.ts'
import { Balances } from './balances.tsx'
import { PeriodState } from './period-history.tsx'
import styles from './period-panel.module.css'
import { PeriodTotals } from './period-totals.tsx'
import { ReopenDialog } from './reopen-dialog.tsx'

interface PeriodPanelProps {
  readonly period: Period
  /** Only the newest closed one can be opened again. */
  readonly isNewest: boolean
  readonly onClose: () => void
}

/** A closed period as it was sealed. */
export function PeriodPanel({ period, isNewest, onClose }: PeriodPanelProps) {
  const { t } = useTranslation('periods')
  const format = useFormat()
  const nameOf = useNames()
  const { person } = useSession()
  const [isReopening, setReopening] = useState(false)
  const { state, seal, closedBy, closedAt, reopenedBy, reopenedAt, reason } = period
  return (
    <SidePanel label={t('detail')} onClose={onClose}>
      <header className={styles.head}>
        <PeriodState state={state} />
        <h2>{t('history.range', { from: format.dayLong(period.from), to: format.dayLong(period.to) })}</h2>
        <p className={styles.quiet}>{t('byAt', { name: nameOf(closedBy), time: format.dateTime(closedAt) })}</p>
      </header>
      {reopenedBy !== null && reopenedAt !== null && (
        <blockquote className={styles.note}><h3>{t('reopenedBy', { name: nameOf(reopenedBy), time: format.dateTime(reopenedAt) })}</h3><span translate="no">{reason}</span></blockquote>
      )}
      <section className={styles.seal}>
        <h3>{t('history.seal')}</h3>
        <code translate="no">{seal}</code>
        <p className={styles.quiet}>{t('sealWhat')}</p>
        <CopyButton text={seal} label={t('copySeal')} variant="default" />
      </section>
      <Perforation />
      <PeriodTotals totals={period.totals} />
      <Balances balances={period.balances} />
      <Notes notes={period.notes} />
      {state === 'closed' && (person.role !== 'owner' ? <p className={styles.quiet}>{t('reopen.owner')}</p>
        : isNewest ? <p><Button onClick={() => setReopening(true)}>{t('reopen.act')}</Button></p>
        : <p className={styles.quiet}>{t('reopen.newest')}</p>)}
      {isReopening && <ReopenDialog period={period} onClose={() => setReopening(false)} />}
    </SidePanel>
  )
}

/** More of them are in the export. */
const mostNotes = 100

function Notes({ notes }: { readonly notes: Period['notes'] }) {
  const { t } = useTranslation(['periods', 'exceptions'])
  return (
    <section className={styles.notes}>
      <h3>{t('notes.title')}</h3>
      {notes.length === 0 ? <p className={styles.quiet}>{t('notes.none')}</p> : (
        <ul>
          {notes.slice(0, mostNotes).map(({ code, subject, minor, currency, note }) => {
            const known = exceptionCodes.find((one) => one === code)
            return (
              <li key={`${code} ${subject}`}>
                <span>{known === undefined ? code : t(`exceptions:code.${known}.title`)}</span>
                <span>{currency !== null && minor !== 0 && <Amount amount={money(Math.abs(minor), currency)} currency="code" />}</span>
                <q translate="no">{note}</q>
              </li>
            )
          })}
        </ul>
      )}
      {notes.length > mostNotes && <p className={styles.quiet}>{t('fact.more', { count: notes.length - mostNotes })}</p>}
    </section>
  )
}
