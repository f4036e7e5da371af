import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { pathOf } from '../paths.ts'
import { accountsQuery } from '../queries/accounts.ts'
import { useImports } from './imports/import-store.ts'
import { isEmbeddedSandbox } from './sandbox/embedded-sandbox.ts'
import styles from './settlements-tabs.module.css'

/** The parts of the page, as links. The sandbox's is there when the shop has an account at it. */
export function SettlementsTabs() {
  const { t } = useTranslation('settlements')
  const [path] = useLocation()
  const { data: accounts = [] } = useQuery(accountsQuery)
  const waiting = useImports(({ items }) => items.filter(({ phase }) => phase !== 'done').length)
  const part = path.split('/')[2] ?? ''
  const tabs = [
    { name: 'payouts', path: pathOf('settlements'), isHere: !['files', 'import', 'csv', 'sandbox'].includes(part) },
    { name: 'files', path: pathOf('settlements', 'files'), isHere: part === 'files' },
    { name: 'import', path: pathOf('settlements', 'import'), isHere: part === 'import' || part === 'csv' },
    ...(accounts.some(isEmbeddedSandbox) ? [{ name: 'sandbox' as const, path: pathOf('settlements', 'sandbox'), isHere: part === 'sandbox' }] : []),
  ] as const
  return (
    <nav className={styles.tabs} aria-label={t('parts')}>
      {tabs.map(({ name, path: to, isHere }) => (
        <Link key={name} href={to} className={styles.tab ?? ''} aria-current={isHere ? 'page' : undefined}>
          {t(`tab.${name}`)}
          {name === 'import' && waiting > 0 && <span className={styles.count}>{waiting}</span>}
        </Link>
      ))}
    </nav>
  )
}
