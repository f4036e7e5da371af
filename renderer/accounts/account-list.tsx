import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/contract/accounts.ts'
import { EnvironmentMark } from '../components/environment-mark.tsx'
import { HealthDot } from '../components/health-dot.tsx'
import { RowList } from '../components/row-list.tsx'
import styles from './account-list.module.css'
import { usePlatformName } from './platform-words.ts'
import { resultsOf, standingOf } from './standing.ts'

interface AccountListProps {
  readonly accounts: readonly Account[]
  readonly chosenId: string | null
  readonly onChoose: (accountId: string) => void
}

export function AccountList({ accounts, chosenId, onChoose }: AccountListProps) {
  const { t } = useTranslation('accounts')
  const hasClosed = accounts.some(({ isClosed }) => isClosed)
  return (
    <RowList<Account>
      label={t('title')} rows={accounts} idOf={({ accountId }: Account) => accountId} chosenId={chosenId} onChoose={onChoose} layout={styles.columns ?? ''}
      groupOf={hasClosed ? ({ isClosed }: Account) => (isClosed ? t('showClosed') : '') : undefined}
      head={
        <>
          <span>{t('column.label')}</span>
          <span>{t('column.platform')}</span>
          <span>{t('column.currency')}</span>
          <span>{t('column.standing')}</span>
          <span className={styles.wide}>{t('column.results')}</span>
        </>
      }
      renderCells={cellsOf}
    />
  )
}

const cellsOf = (account: Account) => <Cells account={account} />

function Cells({ account }: { readonly account: Account }) {
  const { t } = useTranslation('accounts')
  const nameOf = usePlatformName()
  return (
    <>
      <span className={styles.account} data-closed={account.isClosed || undefined}>
        <span className={styles.label}>{account.label}</span>
        <EnvironmentMark environment={account.environment} />
      </span>
      <span>{nameOf(account.platform)}</span>
      <span className={styles.quiet}>{account.currency ?? '–'}</span>
      <Standing account={account} />
      <span className={`${styles.wide} ${styles.quiet}`}>{t(`results.${resultsOf(account)}`)}</span>
    </>
  )
}

function Standing({ account }: { readonly account: Account }) {
  const { t } = useTranslation('accounts')
  const standing = standingOf(account)
  return (
    <span className={styles.standing} data-standing={standing}>
      <span className={styles.dot}>{standing !== 'files' && standing !== 'closed' && <HealthDot verdict={standing} />}</span>
      {t(`standing.${standing}`)}
    </span>
  )
}
