import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Account, CheckResult } from '../../shared/contract/accounts.ts'
import { ask, backend } from '../backend-client.ts'
import { EnvironmentMark } from '../components/environment-mark.tsx'
import { HealthDot, useHealthWords } from '../components/health-dot.tsx'
import { Notice } from '../components/notice.tsx'
import { Empty } from '../components/page-states.tsx'
import { Perforation } from '../components/perforation.tsx'
import { SidePanel } from '../components/side-panel.tsx'
import { pathOf } from '../paths.ts'
import { Abilities } from './abilities.tsx'
import { AccountFacts } from './account-facts.tsx'
import styles from './account-panel.module.css'
import { type AccountAct, AccountDialog } from './acts/account-dialog.tsx'
import { CheckAnswer } from './check-answer.tsx'
import { ObjectionNotice, type AccountObjection } from './objection-notice.tsx'
import { usePlatformName } from './platform-words.ts'
import { resultsOf, standingOf } from './standing.ts'

/** One account: how it stands, what it can do, and what may be done with it. */
export function AccountPanel({ account, onClose }: { readonly account: Account | null; readonly onClose: () => void }) {
  const { t } = useTranslation('accounts')
  const [act, setAct] = useState<AccountAct | null>(null)
  if (account === null) return <SidePanel label={t('detail')} onClose={onClose}><Empty title={t('gone')} /></SidePanel>
  // The sandbox inside the program issues its own keys; accounts of files have none.
  const hasKeys = account.platform !== 'files' && !(account.platform === 'sandbox' && account.baseUrl === null)
  return (
    <SidePanel label={t('detail')} onClose={onClose}>
      <header className={styles.head}>
        <h2>{account.label}</h2>
        <EnvironmentMark environment={account.environment} />
      </header>
      {account.isClosed ? <Notice tone="plain">{t('closedNotice')}</Notice> : (
        <>
          <Standing account={account} />
          <div className={styles.acts}>
            <Button onClick={() => setAct('change')}>{t('act.change')}</Button>
            {hasKeys && <Button onClick={() => setAct('replace-keys')}>{t('act.replaceKeys')}</Button>}
            <Button variant="subtle" color="wrong" onClick={() => setAct('close')}>{t('act.close')}</Button>
          </div>
        </>
      )}
      <div className={styles.perforation}><Perforation /></div>
      <AccountFacts account={account} />
      {account.platform !== 'files' && <Abilities account={account} />}
      <nav className={styles.links} aria-label={account.label}>
        {account.platform !== 'files' && <Link href={`${pathOf('orders')}?account=${account.accountId}`}>{t('act.orders')}</Link>}
        <Link href={`${pathOf('audit')}?about=${account.accountId}`}>{t('act.record')}</Link>
      </nav>
      {act !== null && <AccountDialog act={act} account={account} onClose={() => setAct(null)} />}
    </SidePanel>
  )
}

function Standing({ account }: { readonly account: Account }) {
  const { t } = useTranslation('accounts')
  const words = useHealthWords({ ...account, feedCompleteUntil: null }, false)
  const name = usePlatformName()(account.platform)
  const [isAsking, setAsking] = useState(false)
  const [answer, setAnswer] = useState<CheckResult | null>(null)
  const [failure, setFailure] = useState<AccountObjection | null>(null)
  const standing = standingOf(account)
  const check = async (): Promise<void> => {
    setAsking(true)
    const checked = await ask(backend.accounts.check({ accountId: account.accountId }))
    setAnswer(checked.ok ? checked.value : null)
    setFailure(checked.ok ? null : checked.failure)
    setAsking(false)
  }
  return (
    <>
      <div className={styles.standing}>
        <p className={styles.verdict}>
          {standing !== 'files' && standing !== 'closed' && <HealthDot verdict={standing} />}
          {t(`standing.${standing}`)}
        </p>
        {words !== '' && <p className={styles.words}>{words}</p>}
        <p className={styles.words}>{t(`resultsWhat.${resultsOf(account)}`)}</p>
        {account.platform !== 'files' && <Button className={styles.check ?? ''} loading={isAsking} onClick={() => void check()}>{t('check')}</Button>}
      </div>
      {isAsking && <output className={styles.heard}>{t('checking', { platform: name })}</output>}
      {answer !== null && !isAsking && <CheckAnswer platform={account.platform} result={answer} />}
      {failure !== null && <ObjectionNotice platform={account.platform} failure={failure} />}
    </>
  )
}
