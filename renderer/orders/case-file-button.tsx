import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, backend, type CallFailure } from '../backend-client.ts'
import { saveText } from '../components/save-text.ts'
import { useSession } from '../queries/session.ts'
import { ActFailureNotice, type ActObjection } from './acts/act-frame.tsx'

/** Everything about the order in one file, for the platform's support. Secrets and card data were never in it. */
export function CaseFileButton({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation('orders')
  const { person } = useSession()
  const [failure, setFailure] = useState<ActObjection | CallFailure | null>(null)
  if (person.role !== 'owner') return null
  const save = async (): Promise<void> => {
    const file = await ask(backend.orders.caseFile({ orderId }))
    if (!file.ok) return setFailure(file.failure)
    setFailure(null)
    saveText(file.value.fileName, file.value.text, 'application/json')
  }
  return (
    <div>
      <Button variant="default" leftSection={<IconDownload size={16} />} onClick={() => void save()}>{t('caseFile')}</Button>
      {failure !== null && <ActFailureNotice failure={failure} />}
    </div>
  )
}
