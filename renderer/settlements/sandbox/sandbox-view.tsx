import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Empty, Loaded } from '../../components/page-states.tsx'
import { accountsQuery } from '../../queries/accounts.ts'
import { BankStatement } from './bank-statement.tsx'
import { isEmbeddedSandbox } from './embedded-sandbox.ts'
import { SettlementFiles } from './settlement-files.tsx'
import styles from './sandbox-view.module.css'

/** What the sandbox and its bank offer for download, as a platform's and a bank's web pages would. */
export function SandboxView() {
  const { t } = useTranslation('settlements')
  const accounts = useQuery(accountsQuery)
  return (
    <Loaded answer={accounts}>
      {(all) => {
        const mine = all.filter(isEmbeddedSandbox)
        if (mine.length === 0) return <Empty title={t('sandbox.none')}>{t('sandbox.noneWhat')}</Empty>
        return (
          <div className={styles.view}>
            {mine.map(({ accountId, label }) => (
              <section key={accountId} className={styles.account} aria-label={label}>
                {mine.length > 1 && <h2>{label}</h2>}
                <div className={styles.parts}>
                  <SettlementFiles accountId={accountId} />
                  <BankStatement accountId={accountId} />
                </div>
              </section>
            ))}
          </div>
        )
      }}
    </Loaded>
  )
}
