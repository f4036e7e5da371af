import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallFailure } from '../backend-client.ts'
import { Notice } from '../components/notice.tsx'
import { FailureNotice } from '../components/page-states.tsx'
import { type Before, type Decision, undoDecisions } from './decide-exceptions.ts'

interface DecidedStripProps {
  readonly state: Decision
  readonly changed: number
  /** How all of them stood before. */
  readonly before: readonly Before[]
  readonly onClose: () => void
}

/** What was done to several at once, and the way back. Stays until it is closed or the next decision. */
export function DecidedStrip({ state, changed, before, onClose }: DecidedStripProps) {
  const { t } = useTranslation(['exceptions', 'words'])
  const [undone, setUndone] = useState<number | null>(null)
  const [isUndoing, setUndoing] = useState(false)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const undo = async (): Promise<void> => {
    setUndoing(true)
    const answer = await undoDecisions(before)
    if (answer.ok) setUndone(answer.value.changed)
    else if (answer.failure.kind !== 'note-needed') setFailure(answer.failure)
    setUndoing(false)
  }
  if (failure !== null) return <FailureNotice failure={failure} />
  return (
    <Notice
      tone="plain" isUrgent title={undone === null ? t(`done.${state}`, { count: changed }) : t('done.undone', { count: undone })}
      actions={
        <>
          {undone === null && <Button loading={isUndoing} onClick={() => void undo()}>{t('done.undo')}</Button>}
          <Button variant="subtle" onClick={onClose}>{t('words:close')}</Button>
        </>
      }
    >
      {undone === null && changed < before.length && t('done.unchanged', { count: before.length - changed })}
    </Notice>
  )
}
