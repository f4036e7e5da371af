import { Tooltip } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { type PageEntry } from '../pages.tsx'
import { pathOf } from '../paths.ts'
import { needsCountQuery } from '../queries/attention.ts'
import { setPreference, usePreferences } from '../stores/preferences.ts'
import { Mark } from './mark.tsx'
import styles from './sidebar.module.css'

const groups = ['see', 'sell', 'books', 'shop'] as const

export function Sidebar({ pages }: { readonly pages: readonly PageEntry[] }) {
  const { t } = useTranslation('shell')
  const isNarrow = usePreferences((preferences) => preferences.isSidebarNarrow)
  const Toggle = isNarrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  const shown = groups.map((group) => pages.filter((page) => page.group === group)).filter((group) => group.length > 0)
  return (
    <nav className={styles.sidebar} data-narrow={isNarrow || undefined} aria-label={t('navigation')}>
      <div className={styles.brand}>
        <Mark />
        <span className={styles.word}>Counterfoil</span>
      </div>
      {shown.map((group) => (
        <ul key={group[0]!.group} className={styles.group}>
          {group.map((page) => <li key={page.name}><PageLink page={page} isNarrow={isNarrow} /></li>)}
        </ul>
      ))}
      <button type="button" className={styles.toggle} onClick={() => setPreference('isSidebarNarrow', !isNarrow)} aria-label={t(isNarrow ? 'widen' : 'narrow')}>
        <Toggle size={20} stroke={1.6} aria-hidden />
      </button>
    </nav>
  )
}

function PageLink({ page, isNarrow }: { readonly page: PageEntry; readonly isNarrow: boolean }) {
  const { t } = useTranslation('shell')
  const [location] = useLocation()
  const path = pathOf(page.name)
  const isHere = location === path || location.startsWith(`${path}/`)
  const PageIcon = page.icon
  return (
    <Tooltip label={t(`pages.${page.name}`)} position="right" disabled={!isNarrow}>
      <Link href={path} className={styles.link} aria-current={isHere ? 'page' : undefined}>
        <PageIcon size={20} stroke={1.6} aria-hidden />
        <span className={styles.word}>{t(`pages.${page.name}`)}</span>
        {page.name === 'needs' && <NeedsCount />}
      </Link>
    </Tooltip>
  )
}

function NeedsCount() {
  const { t } = useTranslation('shell')
  const { data } = useQuery(needsCountQuery)
  if (data === undefined || data.count === 0) return null
  return <span className={styles.count} title={t('needsCount', { count: data.count })}>{data.count}</span>
}
