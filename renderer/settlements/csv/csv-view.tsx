import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Empty, SkeletonRows } from '../../components/page-states.tsx'
import { pathOf } from '../../paths.ts'
import { ImportFailureNotice } from '../imports/import-failure-notice.tsx'
import type { ImportFailure } from '../imports/import-item.ts'
import { forgetUpload, handOver, useImports } from '../imports/import-store.ts'
import { CsvAssistant } from './csv-assistant.tsx'

/** How a bank's CSV is read: what was guessed, why, and what comes of it. */
export function CsvView({ itemId }: { readonly itemId: string }) {
  const { t } = useTranslation('csv')
  const item = useImports(({ items }) => items.find((one) => one.itemId === itemId))
  const [failure, setFailure] = useState<ImportFailure | null>(null)
  const isMissing = item !== undefined && item.uploadId === null
  useEffect(() => {
    if (!isMissing) return undefined
    const stop = new AbortController()
    void handOver(itemId, stop.signal).then((answer) => setFailure(answer.ok ? null : answer.failure)).catch(() => undefined) // left meanwhile
    return () => stop.abort()
  }, [isMissing, itemId])

  if (item === undefined) {
    return <Empty title={t('gone')} action={<Button component={Link} href={pathOf('settlements', 'import')} leftSection={<IconArrowLeft size={16} stroke={1.8} />}>{t('back')}</Button>}>{t('goneWhat')}</Empty>
  }
  if (failure !== null) return <ImportFailureNotice failure={failure} onAgain={() => setFailure(null)} />
  if (item.uploadId === null) return <SkeletonRows rows={10} />
  return <CsvAssistant key={item.itemId} item={item} uploadId={item.uploadId} onGone={() => forgetUpload(itemId)} />
}
