import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/contract/accounts.ts'
import { HealthDot } from '../components/health-dot.tsx'
import { useFormat } from '../language/format.ts'
import { takesOrders } from './charge.ts'
import styles from './account-choice.module.css'

interface AccountChoiceProps {
  readonly accounts: readonly Account[]
  readonly chosen: Account | null
  readonly onChoose: (accountId: string) => void
}

/** Through which account the money comes. Each says how it stands before it is chosen. */
export function AccountChoice({ accounts, chosen, onChoose }: AccountChoiceProps) {
  const { t } = useTranslation('counter')
  return (
    <fieldset className={styles.accounts}>
      <legend>{t('account')}</legend>
      {accounts.filter(takesOrders).map((account) => (
        <label key={account.accountId} className={styles.account}>
          <input type="radio" name="account" checked={account.accountId === chosen?.accountId} onChange={() => onChoose(account.accountId)} />
          <HealthDot verdict={account.health.verdict} />
          <span className={styles.label}>{account.label}</span>
          {account.environment === 'test' && <span className={styles.test}>{t('test')}</span>}
          <Standing account={account} />
        </label>
      ))}
    </fieldset>
  )
}

/** Nobody at a till feels less than this. */
const promptMs = 1_000

/** A few words; all of them are in the strip on top. */
function Standing({ account: { health, can } }: { readonly account: Account }) {
  const { t } = useTranslation('counter')
  const format = useFormat()
  const words =
    health.verdict === 'down' ? t('standing.down')
    : health.verdict === 'poor' ? t('standing.poor', { answered: health.answered, calls: health.calls })
    : can.feed === 'late' ? t('standing.late')
    : health.medianMs !== null ? health.medianMs < promptMs ? t('standing.prompt') : t('standing.slow', { seconds: format.number(Math.round(health.medianMs / 100) / 10) })
    : ''
  return <span className={styles.standing}>{words}</span>
}
