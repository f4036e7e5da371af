import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Exception } from '../../shared/contract/reconciliation.ts'
import { Notice } from '../components/notice.tsx'
import { AsideDialog } from '../reconciliation/open/aside-dialog.tsx'
import { itemNameOf } from './exception-subject.ts'

/** The line behind an exception set aside, when it is not this shop's to explain. */
export function SetAsideAct({ exception }: { readonly exception: Exception }) {
  const { t } = useTranslation(['exceptions', 'reconciliation'])
  const [step, setStep] = useState<'asking' | 'done' | null>(null)
  const item = itemNameOf(exception)
  if (item === null || (item.side !== 'bank_line' && item.side !== 'settlement_line')) return null
  if (step === 'done') return <Notice tone="plain" isUrgent>{t('asideDone')}</Notice>
  return (
    <>
      <Button onClick={() => setStep('asking')}>{t('reconciliation:aside.act')}</Button>
      {step === 'asking' && <AsideDialog side={item.side} lineIds={[item.subject]} onClose={() => setStep(null)} onDone={() => setStep('done')} />}
    </>
  )
}
