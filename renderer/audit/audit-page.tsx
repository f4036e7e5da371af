import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation, useRoute, useSearchParams } from 'wouter'
import type { AuditFilter } from '../../shared/contract/audit.ts'
import { ListAndDetail } from '../components/list-and-detail.tsx'
import { Empty, Loaded } from '../components/page-states.tsx'
import { Page } from '../components/page.tsx'
import { neighbour } from '../components/neighbour.ts'
import { pathOf } from '../paths.ts'
import { auditQuery } from '../queries/audit.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import { filterOf, isFiltering, queryOf } from './audit-filter.ts'
import { AuditFilters } from './audit-filters.tsx'
import { AuditList } from './audit-list.tsx'
import { AuditPanel } from './audit-panel.tsx'

/** The record of acts, newest first, and the chosen line beside it. */
export function AuditPage() {
  const { t } = useTranslation('audit')
  const [, goTo] = useLocation()
  const [isOne, params] = useRoute('/audit/:seq')
  const [query] = useSearchParams()
  const filter = filterOf(query)
  const chosen = isOne && /^\d{1,15}$/u.test(params.seq) ? params.seq : null
  const answer = useInfiniteQuery({ ...auditQuery(filter), placeholderData: keepPreviousData })
  const entries = answer.data?.pages.flatMap((page) => page.entries) ?? []

  const show = (seq: string | null, next: AuditFilter = filter): void => {
    const text = queryOf(next).toString()
    goTo(`${seq === null ? pathOf('audit') : pathOf('audit', seq)}${text === '' ? '' : `?${text}`}`, { replace: chosen !== null || next !== filter })
  }
  const walk = (step: number): void => {
    const next = neighbour(entries.map(({ seq }) => String(seq)), chosen, step)
    if (next !== null) show(next)
  }
  useShortcuts([
    { keys: 'arrowdown', label: t('keys.next'), run: () => walk(1) },
    { keys: 'arrowup', label: t('keys.previous'), run: () => walk(-1) },
    { keys: 'escape', label: t('keys.close'), run: () => show(null) },
  ])

  return (
    <Page title={t('title')} lead={t('lead')} layout="filled">
      <AuditFilters filter={filter} onChange={(next) => show(null, next)} />
      <ListAndDetail
        list={
          <Loaded answer={{ ...answer, data: answer.data === undefined ? undefined : entries }} rows={14}>
            {(found) => (found.length === 0 ? (
              isFiltering(filter) ? <Empty title={t('none.filtered')}>{t('none.filteredWhat')}</Empty> : <Empty title={t('none.title')}>{t('none.what')}</Empty>
            ) : (
              <AuditList
                entries={found} chosenId={chosen} onChoose={show}
                onEnd={() => {
                  if (answer.hasNextPage && !answer.isFetchingNextPage) void answer.fetchNextPage()
                }}
              />
            ))}
          </Loaded>
        }
        detail={chosen === null ? null : <AuditPanel key={chosen} seq={Number(chosen)} onClose={() => show(null)} />}
      />
    </Page>
  )
}
