import { Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/contract/accounts.ts'
import { HealthDot, useHealthWords } from '../components/health-dot.tsx'
import { accountsQuery } from '../queries/accounts.ts'
import { useSession } from '../queries/session.ts'
import styles from './connection-dots.module.css'

/** More than these show their names only where there is room, or when something is the matter. */
const few = 3

/** How each account stands, from our own calls, and whether money is real here. */
export function ConnectionDots() {
  const { data: accounts = [] } = useQuery(accountsQuery)
  const { practice } = useSession()
  const open = accounts.filter(({ isClosed }) => !isClosed)
  // Accounts of files are never spoken to, so nothing is known of how they stand.
  const spoken = open.filter(({ platform }) => platform !== 'files')
  return (
    <div className={styles.dots} data-many={spoken.length > few || undefined}>
      {spoken.map((account) => <AccountDot key={account.accountId} account={account} />)}
      {!practice && open.length > 0 && <MoneyKind accounts={open} />}
    </div>
  )
}

function AccountDot({ account }: { readonly account: Account }) {
  const words = useHealthWords(account)
  return (
    <Tooltip label={words} multiline maw={320}>
      <button type="button" className={styles.dot} aria-label={`${account.label}: ${words}`}>
        <HealthDot verdict={account.health.verdict} />
        <span data-verdict={account.health.verdict}>{account.label}</span>
      </button>
    </Tooltip>
  )
}

/** Test and live can never be mistaken for one another. */
function MoneyKind({ accounts }: { readonly accounts: readonly Account[] }) {
  const { t } = useTranslation('shell')
  const live = accounts.filter(({ environment }) => environment === 'live').length
  const kind = live === 0 ? 'test' : live === accounts.length ? 'live' : 'mixed'
  return <span className={styles.kind} data-kind={kind} title={t(`money.${kind}What`)}>{t(`money.${kind}`)}</span>
}
