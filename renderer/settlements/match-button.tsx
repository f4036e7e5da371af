import { Button } from '@mantine/core'
import { IconArrowsJoin } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, backend } from '../backend-client.ts'
import { announce } from '../components/live-region.tsx'

/** Matches what came in with orders, payouts and deposits. */
export function MatchButton({ isMain = false }: { readonly isMain?: boolean }) {
  const { t } = useTranslation('settlements')
  const [state, setState] = useState<'ready' | 'matching' | 'matched' | 'failed'>('ready')
  const match = async (): Promise<void> => {
    setState('matching')
    const answer = await ask(backend.reconciliation.run({ isDryRun: false }, { context: { isLong: true } }))
    setState(answer.ok ? 'matched' : 'failed')
    if (answer.ok) announce(t('match.matched'))
  }
  return (
    <Button
      variant={isMain ? 'filled' : 'default'} leftSection={<IconArrowsJoin size={16} stroke={1.8} />} loading={state === 'matching'} disabled={state === 'matched'}
      onClick={() => void match()}
    >
      {t(`match.${state}`)}
    </Button>
  )
}
