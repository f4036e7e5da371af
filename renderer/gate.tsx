import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from './components/page-states.tsx'
import { FirstRunPage } from './first-run/first-run-page.tsx'
import { useOpening } from './first-run/open-shop.ts'
import { Changes } from './queries/changes.ts'
import { forgetWhatWasRead, sessionQuery } from './queries/session.ts'
import { Shell } from './shell/shell.tsx'
import { useSwitching } from './sign-in/switching.ts'
import { SignInPage } from './sign-in/sign-in-page.tsx'
import { useConnection } from './stores/connection.ts'
import styles from './gate.module.css'

/** Decides what this window may show: the first run, the sign-in, or the shell of the person who is signed in. */
export function Gate() {
  const { status, epoch } = useConnection()
  const { data: session, error } = useQuery({ ...sessionQuery, enabled: status === 'connected' })
  const { isOpen: isSwitching } = useSwitching()
  const { isUnderWay: isOpening } = useOpening()
  const desk = `${session?.person?.personId ?? ''} ${session?.person?.role ?? ''} ${session?.practice ?? ''}`

  if (status === 'unknown-browser') return <UnknownBrowser />
  if (session === undefined) {
    return error === null || error.failure.kind === 'disconnected' ? <Opening /> : <div className={styles.middle}><FailureNotice failure={error.failure} /></div>
  }
  return (
    <>
      {status === 'connected' && <Changes key={`${epoch} ${desk}`} />}
      {session.shop === null || isOpening ? <FirstRunPage />
        : session.person === null || isSwitching ? <SignInPage shopName={session.shop.name} people={session.people} present={session.person} />
        : <Desk key={desk} />}
    </>
  )
}

/** One person's screen. Made anew for the next person, who must not see a glimpse of what this one was shown. */
function Desk() {
  useState(forgetWhatWasRead)
  return <Shell />
}

const patienceMs = 600

function Opening() {
  const { t } = useTranslation('shell')
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  return <main className={styles.middle}>{isSlow && <output>{t('opening')}</output>}</main>
}

function UnknownBrowser() {
  const { t } = useTranslation('shell')
  return (
    <main className={styles.middle}>
      <h1>{t('unknownBrowser.title')}</h1>
      <p>{t('unknownBrowser.what')}</p>
      <Button onClick={() => location.reload()}>{t('unknownBrowser.look')}</Button>
    </main>
  )
}
