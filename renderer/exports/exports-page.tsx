import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation, useRoute } from 'wouter'
import { Empty, Loaded } from '../components/page-states.tsx'
import { Page } from '../components/page.tsx'
import { pathOf } from '../paths.ts'
import { exportListQuery, exportQuery } from '../queries/exports.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import { ExportDetail } from './export-detail.tsx'
import { ExportForm } from './export-form.tsx'
import { ExportList } from './export-list.tsx'
import { MakingNotice } from './making-notice.tsx'
import styles from './exports-page.module.css'

/** What was handed over, with the proof of each; beside it the next one to make, or the one that is looked at. */
export function ExportsPage() {
  const { t } = useTranslation(['exports', 'shell'])
  const answer = useInfiniteQuery(exportListQuery)
  const records = answer.data?.pages.flatMap((page) => page.exports)
  const [, goTo] = useLocation()
  const [isOne, params] = useRoute('/exports/:exportId')
  const chosenId = isOne ? (params.exportId ?? null) : null
  const show = (exportId: string | null, replace = true): void => goTo(exportId === null ? pathOf('exports') : pathOf('exports', exportId), { replace })
  useShortcuts([{ keys: 'escape', label: t('keys.close'), run: () => show(null) }])
  return (
    <Page title={t('shell:pages.exports')} lead={t('lead')} layout="filled">
      <div className={styles.split}>
        <div className={styles.made}>
          <MakingNotice onOpen={show} />
          <Loaded answer={{ ...answer, data: records }} rows={10}>
            {(found) => (found.length === 0 ? <Empty title={t('none.title')}>{t('none.what')}</Empty> : (
              <ExportList
                records={found} chosenId={chosenId} onChoose={(exportId) => show(exportId, chosenId !== null)}
                onEnd={() => {
                  if (answer.hasNextPage && !answer.isFetchingNextPage) void answer.fetchNextPage()
                }}
              />
            ))}
          </Loaded>
        </div>
        {chosenId === null ? <ExportForm onMade={(exportId) => show(exportId, false)} /> : <ChosenExport key={chosenId} exportId={chosenId} onClose={() => show(null)} />}
      </div>
    </Page>
  )
}

function ChosenExport({ exportId, onClose }: { readonly exportId: string; readonly onClose: () => void }) {
  const answer = useQuery(exportQuery(exportId))
  return <Loaded answer={answer} rows={10}>{(found) => <ExportDetail record={found.ok ? found.value : null} onClose={onClose} />}</Loaded>
}
