import { Button } from '@mantine/core'
import { IconCopy, IconLock } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../shared/role.ts'
import { assertNever } from '../../shared/result.ts'
import type { CallFailure } from '../backend-client.ts'
import { useFormat } from '../language/format.ts'
import type { CallProblem } from '../queries/call-problem.ts'
import { copyText } from './copy-text.ts'
import { Notice } from './notice.tsx'
import styles from './page-states.module.css'

interface EmptyProps {
  /** What will be here. */
  readonly title: string
  /** How it comes to be here. */
  readonly children?: ReactNode
  /** The act that fills it. */
  readonly action?: ReactNode
}

export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div className={styles.empty}>
      <div className={styles.blank} aria-hidden><span /><span /><span /></div>
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {action}
    </div>
  )
}

const patienceMs = 300

/** Grey rows, shown only when the answer takes longer than a blink. */
export function SkeletonRows({ rows = 6 }: { readonly rows?: number }) {
  const { t } = useTranslation('words')
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  if (!isShown) return null
  return (
    <output className={styles.skeleton}>
      <span className={styles.heard}>{t('loading')}</span>
      {Array.from({ length: rows }, (_, row) => <span key={`row ${row}`} aria-hidden />)}
    </output>
  )
}

/** Why something could not be read or done, and what to do. */
export function FailureNotice({ failure, onAgain }: { readonly failure: CallFailure; readonly onAgain?: () => void }) {
  const { t } = useTranslation('words')
  switch (failure.kind) {
    case 'not-allowed':
      return <NoPermission why={failure.why} />
    case 'invalid-input':
      return <Notice tone="wrong" title={t('failure.invalidInput')} isUrgent />
    case 'disconnected':
      return <Notice tone="attention" title={t('failure.disconnected')} isUrgent>{t('failure.disconnectedWhat')}</Notice>
    case 'incident':
      return (
        <Notice
          tone="wrong" title={failure.problem === null ? t('failure.incident') : t(`failure.store.${failure.problem}`)} isUrgent
          actions={
            <>
              {onAgain !== undefined && <Button onClick={onAgain}>{t('failure.readAgain')}</Button>}
              {failure.incident !== null && (
                <Button variant="subtle" leftSection={<IconCopy size={16} />} onClick={() => void copyText(failure.incident!)}>{t('failure.copyIncident', { incident: failure.incident })}</Button>
              )}
            </>
          }
        >
          {t('failure.incidentWhat')}
        </Notice>
      )
    default:
      return assertNever(failure)
  }
}

interface NoPermissionProps {
  readonly why: 'sign-in-first' | 'not-in-practice' | 'role-not-allowed'
  /** Who may, where that is known. */
  readonly roles?: readonly Role[]
}

export function NoPermission({ why, roles }: NoPermissionProps) {
  const { t } = useTranslation(['words', 'shell'])
  const { locale } = useFormat()
  const names = roles?.map((role) => t(`shell:role.${role}`))
  return (
    <div className={styles.empty}>
      <IconLock size={28} stroke={1.5} aria-hidden />
      <h2>{t(`noPermission.${why}.title`)}</h2>
      <p>{why === 'role-not-allowed' && names !== undefined ? t('noPermission.role-not-allowed.who', { roles: new Intl.ListFormat(locale).format(names) }) : t(`noPermission.${why}.what`)}</p>
    </div>
  )
}

interface Answer<T> {
  readonly data: T | undefined
  readonly error: CallProblem | null
  readonly refetch: () => Promise<unknown>
}

interface LoadedProps<T> {
  readonly answer: Answer<T>
  /** Grey rows meanwhile. */
  readonly rows?: number
  readonly children: (data: T) => ReactNode
}

/** What a query answered, or in its place why there is nothing yet. Old data stays on the screen while new data is read. */
export function Loaded<T>({ answer: { data, error, refetch }, rows, children }: LoadedProps<T>) {
  if (data !== undefined) return children(data)
  // A lost connection has its own line on top of the window, and everything is read again when it is back.
  if (error !== null && error.failure.kind !== 'disconnected') return <FailureNotice failure={error.failure} onAgain={() => void refetch()} />
  return <SkeletonRows {...(rows === undefined ? {} : { rows })} />
}
