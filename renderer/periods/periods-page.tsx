import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation, useRoute } from 'wouter'
import type { Period } from '../../shared/contract/periods.ts'
import { FilterSwitch } from '../components/filter-chip.tsx'
import { Notice } from '../components/notice.tsx'
import { Empty, Loaded } from '../components/page-states.tsx'
import { Page } from '../components/page.tsx'
import { neighbour } from '../components/neighbour.ts'
import { pathOf } from '../paths.ts'
import { accountsQuery } from '../queries/accounts.ts'
import { periodsQuery } from '../queries/periods.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import { OpenPeriod } from './open-period.tsx'
import { PeriodHistory } from './period-history.tsx'
import { PeriodPanel } from './period-panel.tsx'
import styles from './periods-page.module.css'

/** An account's open period with what is missing to close it, and those that are closed under a seal. */
export function PeriodsPage() {
  const { t } = useTranslation(['periods', 'shell'])
  const [isHere, params] = useRoute('/periods/:accountId/:periodId?')
  const [, goTo] = useLocation()
  const answer = useQuery(accountsQuery)
  const accounts = answer.data ?? []
  const wanted = isHere ? params.accountId : undefined
  const account = accounts.find(({ accountId }) => accountId === wanted) ?? accounts.find(({ isClosed }) => !isClosed) ?? accounts[0]
  return (
    <Page title={t('shell:pages.periods')} lead={t('lead')} layout="filled">
      {accounts.length > 1 && (
        <nav className={styles.accounts} aria-label={t('account')}>
          {accounts.map(({ accountId, label }) => (
            <FilterSwitch key={accountId} label={label} isOn={accountId === account?.accountId} onChange={() => goTo(pathOf('periods', accountId))} />
          ))}
        </nav>
      )}
      <Loaded answer={answer} rows={8}>
        {() => (account === undefined ? <Empty title={t('noAccount')}>{t('noAccountWhat')}</Empty> : <AccountPeriods key={account.accountId} accountId={account.accountId} periodId={isHere ? (params.periodId ?? null) : null} />)}
      </Loaded>
    </Page>
  )
}

function AccountPeriods({ accountId, periodId }: { readonly accountId: string; readonly periodId: string | null }) {
  const { t } = useTranslation('periods')
  const [, goTo] = useLocation()
  const answer = useQuery({ ...periodsQuery(accountId), placeholderData: keepPreviousData })
  const show = (id: string | null): void => goTo(id === null ? pathOf('periods', accountId) : pathOf('periods', accountId, id), { replace: true })
  const periods: readonly Period[] = answer.data?.ok === true ? answer.data.value.periods : []
  const walk = (step: number): void => {
    const next = neighbour(periods.map((period) => period.periodId), periodId, step)
    if (next !== null) show(next)
  }
  useShortcuts([
    { keys: 'j', label: t('keys.next'), run: () => walk(1) },
    { keys: 'k', label: t('keys.previous'), run: () => walk(-1) },
    { keys: 'escape', label: t('keys.close'), run: () => show(null) },
  ])
  const chosen = periods.find((period) => period.periodId === periodId)
  const newest = periods.find(({ state }) => state === 'closed')?.periodId
  return (
    <Loaded answer={answer} rows={8}>
      {(found) => (!found.ok ? <Notice tone="attention">{t('failure.account-not-found')}</Notice> : (
        <div className={styles.split} data-open={chosen !== undefined || undefined}>
          <div className={styles.column}>
            {found.value.next === null ? <Empty title={t('nothing')}>{t('nothingWhat')}</Empty> : (
              <OpenPeriod key={found.value.next.from} accountId={accountId} from={found.value.next.from} suggestedTo={found.value.next.suggestedTo} onClosed={show} />
            )}
            {(periods.length > 0 || found.value.next !== null) && <PeriodHistory periods={periods} chosenId={periodId} onChoose={show} />}
          </div>
          {chosen !== undefined && <PeriodPanel key={chosen.periodId} period={chosen} isNewest={chosen.periodId === newest} onClose={() => show(null)} />}
        </div>
      ))}
    </Loaded>
  )
}
