import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Exception } from '../../shared/contract/reconciliation.ts'
import { money } from '../../shared/money.ts'
import { ask, backend } from '../backend-client.ts'
import { Amount } from '../components/amount.tsx'
import { Empty, Loaded } from '../components/page-states.tsx'
import { Perforation } from '../components/perforation.tsx'
import { SidePanel } from '../components/side-panel.tsx'
import { useNames } from '../queries/names.ts'
import { exceptionQuery } from '../queries/reconciliation.ts'
import { useSession } from '../queries/session.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import { useAboutWords } from './about-words.ts'
import { Candidates } from './candidates.tsx'
import type { Decision } from './decide-exceptions.ts'
import { ExceptionFacts } from './exception-facts.tsx'
import { ExceptionLinks } from './exception-links.tsx'
import styles from './exception-panel.module.css'
import { RawRow } from './raw-row.tsx'
import { SetAsideAct } from './set-aside-act.tsx'
import { SeverityMark, StandingMark } from './severity-mark.tsx'

interface ExceptionPanelProps {
  readonly name: Pick<Exception, 'code' | 'subject'>
  readonly onClose: () => void
  readonly onDecide: (state: Decision, exception: Exception) => void
}

/** One exception: how much, what it means, what resolves it, what is known, and what can be decided. */
export function ExceptionPanel({ name, onClose, onDecide }: ExceptionPanelProps) {
  const { t } = useTranslation('exceptions')
  const answer = useQuery(exceptionQuery(name))
  return (
    <SidePanel label={t('detail')} onClose={onClose}>
      <Loaded answer={answer} rows={10}>
        {(found) => (found.ok ? <Known exception={found.value} onDecide={onDecide} /> : <Empty title={t('none.gone')}>{t('none.goneWhat')}</Empty>)}
      </Loaded>
    </SidePanel>
  )
}

function Known({ exception, onDecide }: { readonly exception: Exception; readonly onDecide: ExceptionPanelProps['onDecide'] }) {
  const { t } = useTranslation('exceptions')
  const aboutOf = useAboutWords([exception])
  const { code, severity, state, currency, minor, ageDays, note } = exception
  return (
    <div className={styles.content}>
      <header className={styles.head}>
        <p className={styles.marks}><SeverityMark severity={severity} />{state !== 'open' && <StandingMark state={state} />}</p>
        <h2>{t(`code.${code}.title`)}</h2>
        <p className={styles.about} translate="no">{aboutOf(exception)}</p>
        <p className={styles.amount}>{currency === null || minor === 0 ? <span className={styles.none}>{t('noMoney')}</span> : <Amount amount={money(Math.abs(minor), currency)} currency="code" />}</p>
        <Ownership exception={exception} />
      </header>
      <p className={styles.meaning}>{t(`code.${code}.meaning`)}</p>
      <section className={styles.resolve}>
        <h3>{t('resolve')}</h3>
        <p>{t(`code.${code}.resolve`)}</p>
        <ExceptionLinks exception={exception} />
      </section>
      <Candidates exception={exception} />
      {note !== '' && <blockquote className={styles.note}><h3>{t('noteBy')}</h3><span translate="no">{note}</span></blockquote>}
      {state === 'resolved' ? <p className={styles.none}>{t('resolvedNow')}</p> : (
        <div className={styles.acts}>
          {state !== 'explained' && <Button variant={state === 'open' ? 'filled' : 'default'} onClick={() => onDecide('explained', exception)}>{t('act.explain')}</Button>}
          {state !== 'waived' && <Button onClick={() => onDecide('waived', exception)}>{t('act.waive')}</Button>}
          {state === 'open' && isOpenLine(code) && <SetAsideAct exception={exception} />}
          {state !== 'open' && <Button onClick={() => void ask(backend.reconciliation.decideExceptions({ names: [{ code, subject: exception.subject }], state: 'open', note }))}>{t('act.reopen')}</Button>}
        </div>
      )}
      <Perforation />
      <p className={styles.age}>{t('ageLong', { count: ageDays })}</p>
      <ExceptionFacts exception={exception} />
      <RawRow exception={exception} />
    </div>
  )
}

/** Lines that nothing explains; the others have a partner, and are not set aside for disagreeing with it. */
const isOpenLine = (code: Exception['code']): boolean =>
  code === 'missing_here' || code === 'unknown_type' || code === 'refund_without_payment' || code === 'unexplained_bank_line' || code === 'unexpected_deposit' || code === 'reference_reused'

/** Who sees to it. */
function Ownership({ exception: { code, subject, owner, state } }: { readonly exception: Exception }) {
  const { t } = useTranslation('exceptions')
  const { person } = useSession()
  const nameOf = useNames()
  const isMine = owner === person.personId
  const take = (): void => void ask(backend.reconciliation.ownException({ name: { code, subject }, mine: !isMine }))
  useShortcuts([{ keys: 'o', label: t('keys.take'), run: take }])
  return (
    <p className={styles.owner}>
      {owner === null ? t('nobody') : isMine ? t('mine') : nameOf(owner)}
      {state !== 'resolved' && <Button variant="subtle" onClick={take}>{t(isMine ? 'giveBack' : 'take')}</Button>}
    </p>
  )
}
