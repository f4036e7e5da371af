import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Empty, SkeletonRows } from '../components/page-states.tsx'
import { addSandbox, type SandboxFailure } from '../first-run/sandbox.ts'
import { SandboxFailureNotice } from '../first-run/sandbox-failure-notice.tsx'
import { pathOf } from '../paths.ts'
import { useSession } from '../queries/session.ts'

/** Nothing to charge through yet. The owner can try the sandbox at once. */
export function NoAccount() {
  const { t } = useTranslation('counter')
  const { person, practice } = useSession()
  const [failure, setFailure] = useState<SandboxFailure | null>(null)
  const [isAdding, setAdding] = useState(false)
  if (practice) return <SkeletonRows /> // the practice desk is being laid out

  const tryOut = async (): Promise<void> => {
    setAdding(true)
    const added = await addSandbox()
    if (!added.ok) setFailure(added.failure)
    setAdding(false)
  }
  return (
    <Empty
      title={t('noAccount.title')}
      action={
        <>
          {person.role === 'owner' && (
            <div>
              <Button variant="filled" loading={isAdding} onClick={() => void tryOut()}>{t('noAccount.try')}</Button>{' '}
              <Button component={Link} href={pathOf('accounts', 'connect')}>{t('noAccount.connect')}</Button>
            </div>
          )}
          {failure !== null && <SandboxFailureNotice failure={failure} />}
        </>
      }
    >
      {t(person.role === 'owner' ? 'noAccount.owner' : 'noAccount.staff')}
    </Empty>
  )
}
