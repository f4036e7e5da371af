import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useRoute } from 'wouter'
import type { Account } from '../../shared/contract/accounts.ts'
import { ListAndDetail } from '../components/list-and-detail.tsx'
import { Empty, Loaded } from '../components/page-states.tsx'
import { Page } from '../components/page.tsx'
import { neighbour } from '../components/neighbour.ts'
import { pathOf } from '../paths.ts'
import { accountsQuery } from '../queries/accounts.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import { AccountList } from './account-list.tsx'
import { AccountPanel } from './account-panel.tsx'
import { ConnectPage } from './connect/connect-page.tsx'

const connectPath = pathOf('accounts', 'connect')

export function AccountsPage() {
  const [isConnecting] = useRoute(connectPath)
  return isConnecting ? <ConnectPage /> : <AccountsView />
}

/** Every account with how it stands, and the chosen one beside the list. */
function AccountsView() {
  const { t } = useTranslation('accounts')
  const [, goTo] = useLocation()
  const [isOne, params] = useRoute('/accounts/:accountId')
  const answer = useQuery(accountsQuery)
  const chosenId = isOne ? (params.accountId ?? null) : null
  const show = (accountId: string | null): void => goTo(accountId === null ? pathOf('accounts') : pathOf('accounts', accountId), { replace: chosenId !== null })
  const walk = (step: number): void => {
    const next = neighbour(inOrder(answer.data ?? []).map(({ accountId }) => accountId), chosenId, step)
    if (next !== null) show(next)
  }
  useShortcuts([
    { keys: 'arrowdown', label: t('keys.next'), run: () => walk(1) },
    { keys: 'arrowup', label: t('keys.previous'), run: () => walk(-1) },
    { keys: 'escape', label: t('keys.close'), run: () => show(null) },
    { keys: 'c', label: t('keys.connect'), run: () => goTo(connectPath) },
  ])
  const connect = <Button component={Link} href={connectPath} variant="filled" leftSection={<IconPlus size={16} />}>{t('connect')}</Button>

  return (
    <Page title={t('title')} lead={t('lead')} layout="filled" actions={connect}>
      <Loaded answer={answer} rows={4}>
        {(accounts) => (accounts.length === 0 ? <Empty title={t('none.title')} action={connect}>{t('none.what')}</Empty> : (
          <ListAndDetail
            list={<AccountList accounts={inOrder(accounts)} chosenId={chosenId} onChoose={show} />}
            detail={chosenId === null ? null : <AccountPanel key={chosenId} account={accounts.find(({ accountId }) => accountId === chosenId) ?? null} onClose={() => show(null)} />}
          />
        ))}
      </Loaded>
    </Page>
  )
}

/** Those that are closed come last; otherwise as they were connected. */
const inOrder = (accounts: readonly Account[]): Account[] => accounts.toSorted((a, b) => Number(a.isClosed) - Number(b.isClosed))
