import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { BankLineView } from '../../../shared/contract/settlements.ts'
import { Amount } from '../../components/amount.tsx'
import { useFormat } from '../../language/format.ts'
import { SourcePlace } from '../source-place.tsx'
import { tracePath } from '../trace/trace-path.ts'
import styles from './deposits.module.css'

/** The bank's own lines that this payout was found in. */
export function Deposits({ deposits }: { readonly deposits: readonly BankLineView[] }) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  if (deposits.length === 0) return null
  return (
    <section className={styles.deposits}>
      <h3>{t('deposit.title', { count: deposits.length })}</h3>
      <ul>
        {deposits.map((line) => (
          <li key={line.lineId}>
            <span className={styles.day}>{line.bookedOn === null ? '' : format.day(line.bookedOn)}</span>
            <span className={styles.text}>
              <Link href={tracePath('bank-line', line.lineId)}>{line.text === '' ? (line.counterparty ?? t('deposit.noText')) : line.text}</Link>
              <span className={styles.quiet}>{[line.counterparty, line.bankAccount].filter((words) => words !== null && words !== '').join(' · ')}</span>
              <SourcePlace fileName={line.fileName} line={line.sourceLine} />
            </span>
            <span className={styles.amount}><Amount amount={line.amount} /></span>
          </li>
        ))}
      </ul>
    </section>
  )
}
