import { useTranslation } from 'react-i18next'
import type { Exception } from '../../shared/contract/reconciliation.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { Cell, PickList } from '../components/pick-list.tsx'
import { onlyCurrency } from '../components/sums.ts'
import { useNames } from '../queries/names.ts'
import { useSession } from '../queries/session.ts'
import { useAboutWords } from './about-words.ts'
import styles from './exception-list.module.css'
import { exceptionId } from './exception-subject.ts'
import { SeverityMark, StandingMark } from './severity-mark.tsx'

interface ExceptionListProps {
  readonly exceptions: readonly Exception[]
  readonly chosenId: string | null
  readonly onChoose: (id: string) => void
  readonly picked: ReadonlySet<string>
  readonly onPick: (ids: readonly string[], isPicked: boolean) => void
  readonly onEnd: () => void
}

/** One line an exception: how grave, what, about what, how old, whose, how much. */
export function ExceptionList({ exceptions, ...list }: ExceptionListProps) {
  const { t } = useTranslation('exceptions')
  const { person } = useSession()
  const nameOf = useNames()
  const aboutOf = useAboutWords(exceptions)
  const currency = onlyCurrency(exceptions)
  const ownerOf = ({ owner }: Exception): string => (owner === null ? '' : owner === person.personId ? t('mine') : nameOf(owner))
  return (
    <PickList
      {...list} label={t('pickAll')} rows={exceptions} idOf={exceptionId} layout={styles.columns ?? ''} isPickable={({ state }) => state !== 'resolved'}
      pickLabel={(exception) => t('pick', { what: `${t(`code.${exception.code}.title`)}, ${aboutOf(exception)}` })}
      head={
        <>
          <span>{t('column.weight')}</span>
          <span>{t('column.kind')}</span>
          <span>{t('column.about')}</span>
          <span className={styles.wide}>{t('column.owner')}</span>
          <span className={styles.end}>{t('column.age')}</span>
          <span className={styles.end}>{currency === null ? t('column.amount') : t('column.amountIn', { currency })}</span>
        </>
      }
      renderCells={(exception) => (
        <>
          <Cell>{exception.state === 'open' ? <SeverityMark severity={exception.severity} isShort /> : <StandingMark state={exception.state} />}</Cell>
          <Cell className={styles.kind}>{t(`code.${exception.code}.title`)}</Cell>
          <Cell className={styles.quiet}><span translate="no">{aboutOf(exception)}</span></Cell>
          <Cell className={`${styles.wide} ${styles.quiet}`}>{ownerOf(exception)}</Cell>
          <Cell className={`${styles.end} ${styles.quiet}`}>{t('age', { count: exception.ageDays })}</Cell>
          <Cell className={styles.end}>
            {exception.currency !== null && exception.minor !== 0 && <Amount amount={money(Math.abs(exception.minor), exception.currency)} currency={currency === null ? 'code' : 'none'} />}
          </Cell>
        </>
      )}
    />
  )
}
