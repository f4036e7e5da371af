import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import type { Role } from '../../shared/role.ts'
import { ErrorBoundary } from '../components/error-boundary.tsx'
import { Page } from '../components/page.tsx'
import { NoPermission, SkeletonRows } from '../components/page-states.tsx'
import { CurrentOrderWatch } from '../counter/current-order-watch.tsx'
import { ActDialogs } from '../orders/acts/act-dialogs.tsx'
import { pages, pagesFor } from '../pages.tsx'
import { pathOf } from '../paths.ts'
import { useSession } from '../queries/session.ts'
import { openSwitching } from '../sign-in/switching.ts'
import { listenForShortcuts, useShortcuts } from '../stores/shortcuts.ts'
import { CheatSheet } from './cheat-sheet.tsx'
import { useIdleLock } from './idle-lock.ts'
import { OfflineBanner } from './offline-banner.tsx'
import { openPalette, Palette } from './palette.tsx'
import { PracticeBanner } from './practice-banner.tsx'
import { Sidebar } from './sidebar.tsx'
import { TopStrip } from './top-strip.tsx'
import styles from './shell.module.css'

/** The window of somebody who is signed in. */
export function Shell() {
  const { t } = useTranslation('shell')
  const { person, practice } = useSession()
  const [, goTo] = useLocation()
  const [isSheetOpen, setSheetOpen] = useState(false)
  const mine = pagesFor(person.role, practice)
  useIdleLock()
  useEffect(listenForShortcuts, [])
  useShortcuts([
    { keys: 'mod+k', label: t('keys.palette'), isHeardInFields: true, run: openPalette },
    { keys: '?', label: t('keys.sheet'), run: () => setSheetOpen(true) },
    { keys: 'mod+shift+l', label: t('keys.switch'), isHeardInFields: true, run: openSwitching },
    ...mine.map(({ name, letter }) => ({ keys: `g ${letter}`, label: t(`pages.${name}`), run: () => goTo(pathOf(name)) })),
  ])

  return (
    <div className={styles.shell} data-practice={practice || undefined}>
      <a href="#page" className={styles.skip} onClick={(event) => { event.preventDefault(); document.getElementById('page')?.focus() }}>{t('skip')}</a>
      {practice && <PracticeBanner />}
      <Sidebar pages={mine} />
      <div className={styles.main}>
        <TopStrip />
        <OfflineBanner />
        <Suspense fallback={<SkeletonRows />}>
          <ErrorBoundary>
            <Switch>
              {mine.map(({ name, Page: Content }) => <Route key={name} path={`${pathOf(name)}/*?`}><Content /></Route>)}
              {pages.map(({ name, roles }) => <Route key={name} path={`${pathOf(name)}/*?`}><Forbidden roles={roles} /></Route>)}
              <Route><Redirect to={pathOf(mine[0]!.name)} replace /></Route>
            </Switch>
          </ErrorBoundary>
        </Suspense>
      </div>
      <CurrentOrderWatch />
      <ActDialogs />
      <Palette pages={mine} onCheatSheet={() => setSheetOpen(true)} />
      <CheatSheet isOpen={isSheetOpen} onClose={() => setSheetOpen(false)} />
    </div>
  )
}

function Forbidden({ roles }: { readonly roles: readonly Role[] }) {
  const { t } = useTranslation('words')
  const { practice } = useSession()
  const why = practice ? 'not-in-practice' : 'role-not-allowed'
  return <Page title={t(`noPermission.${why}.title`)} isTitleHidden><NoPermission why={why} roles={roles} /></Page>
}
