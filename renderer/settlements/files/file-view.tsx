import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { SourceFileView } from '../../../shared/contract/settlements.ts'
import { Empty, Loaded } from '../../components/page-states.tsx'
import { neighbour } from '../../components/neighbour.ts'
import { pathOf } from '../../paths.ts'
import { fileListQuery } from '../../queries/settlements.ts'
import { useShortcuts } from '../../stores/shortcuts.ts'
import { FilePanel } from './file-panel.tsx'
import { FileTable } from './file-table.tsx'
import styles from '../payouts/payout-view.module.css'

/** Every file that was brought in, the newest first, and the open one beside them. */
export function FileView({ fileId }: { readonly fileId: string | null }) {
  const { t } = useTranslation('settlements')
  const [, goTo] = useLocation()
  const answer = useInfiniteQuery(fileListQuery)
  const files = answer.data?.pages.flatMap((page) => page.files)
  const chosen = files?.find((file) => file.fileId === fileId)
  const show = (id: string | null, replace = true): void => goTo(id === null ? pathOf('settlements', 'files') : pathOf('settlements', 'files', id), { replace })
  const walk = (step: number): void => {
    const next = neighbour((files ?? []).map((file) => file.fileId), fileId, step)
    if (next !== null) show(next)
  }
  useShortcuts([
    { keys: 'arrowdown', label: t('keys.next'), run: () => walk(1) },
    { keys: 'arrowup', label: t('keys.previous'), run: () => walk(-1) },
    { keys: 'escape', label: t('keys.close'), run: () => show(null) },
  ])
  const next = (): void => {
    if (answer.hasNextPage && !answer.isFetchingNextPage) void answer.fetchNextPage()
  }
  return (
    <div className={styles.split} data-open={fileId !== null || undefined}>
      <Loaded answer={{ ...answer, data: files }} rows={12}>
        {(found: readonly SourceFileView[]) => (found.length === 0 ? (
          <Empty title={t('file.none')} action={<Link href={pathOf('settlements', 'import')}>{t('payout.noneImport')}</Link>}>{t('file.noneWhat')}</Empty>
        ) : (
          <FileTable files={found} chosenId={fileId} onChoose={(id) => show(id, fileId !== null)} onEnd={next} />
        ))}
      </Loaded>
      {fileId !== null && files !== undefined && <FilePanel key={fileId} file={chosen ?? null} hasMore={answer.hasNextPage} onMore={next} onClose={() => show(null)} />}
    </div>
  )
}
