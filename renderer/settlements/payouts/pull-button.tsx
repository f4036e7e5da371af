import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { accountsQuery } from '../../queries/accounts.ts'
import { pullPayouts, usePull } from './pull-store.ts'

/** Asks a platform for its payouts; with several accounts, one is chosen. Platforms that tell none are not offered. */
export function PullButton() {
  const { t } = useTranslation('settlements')
  const { data: accounts = [] } = useQuery(accountsQuery)
  const pull = usePull((state) => state.pull)
  const isPulling = pull !== null && pull.end === null
  const able = accounts.filter(({ isClosed, can }) => !isClosed && can.payouts !== 'none')
  const [only] = able
  if (only === undefined) return null
  const look = { leftSection: <IconRefresh size={16} stroke={1.8} />, disabled: isPulling }
  if (able.length === 1) return <Button {...look} onClick={() => void pullPayouts(only.accountId, only.label)}>{t('pull.fetch')}</Button>
  return (
    <Menu position="bottom-end">
      <Menu.Target><Button {...look} rightSection={<IconChevronDown size={16} aria-hidden />}>{t('pull.fetch')}</Button></Menu.Target>
      <Menu.Dropdown>
        {able.map(({ accountId, label }) => <Menu.Item key={accountId} onClick={() => void pullPayouts(accountId, label)}>{label}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  )
}
