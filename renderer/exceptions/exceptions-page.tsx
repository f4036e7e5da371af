import { Button } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useRoute, useSearchParams } from 'wouter'
import type { Exception, ExceptionFilter } from '../../shared/contract/reconciliation.ts'
import type { ExceptionCode } from '../../shared/exception-code.ts'
import { Empty, Loaded } from '../components/page-states.tsx'
import { Page } from '../components/page.tsx'
import { neighbour } from '../components/neighbour.ts'
import { pathOf } from '../paths.ts'
import { exceptionListQuery, summaryQuery } from '../queries/reconciliation.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import { DecideDialog } from './decide-dialog.tsx'
import type { Before, Decision } from './decide-exceptions.ts'
import { DecidedStrip } from './decided-strip.tsx'
import { filterOf, isFiltering, queryOf } from './exception-filter.ts'
import { ExceptionFilters } from './exception-filters.tsx'
import { ExceptionGroups } from './exception-groups.tsx'
import { ExceptionList } from './exception-list.tsx'
import { ExceptionPanel } from './exception-panel.tsx'
import { exceptionId } from './exception-subject.ts'
import styles from './exceptions-page.module.css'
import { PickedBar } from './picked-bar.tsx'

interface Decided {
  /** Each decision is told, and undone, by itself. */
  readonly turn: number
  readonly state: Decision
  readonly changed: number
  readonly before: readonly Before[]
}

/** Kinds with their sums, the list of one or all of them, and the one that is looked at. */
export function ExceptionsPage() {
  const { t } = useTranslation(['exceptions', 'shell'])
  const [, goTo] = useLocation()
  const [isOne, params] = useRoute('/exceptions/:code/:subject')
  const [query] = useSearchParams()
  const filter = filterOf(query)
  const chosen = isOne ? { code: params.code as ExceptionCode, subject: decodeURIComponent(params.subject ?? '') } : null
  const chosenId = chosen === null ? null : exceptionId(chosen)
  const answer = useInfiniteQuery({ ...exceptionListQuery(filter), placeholderData: keepPreviousData })
  const exceptions = answer.data?.pages.flatMap((page) => page.exceptions) ?? []
  const [picked, setPicked] = useState<ReadonlyMap<string, Exception>>(new Map())
  const [deciding, setDeciding] = useState<{ readonly state: Decision; readonly exceptions: readonly Exception[] } | null>(null)
  const [decided, setDecided] = useState<Decided | null>(null)

  const show = (one: Pick<Exception, 'code' | 'subject'> | null, next: ExceptionFilter = filter): void => {
    const text = queryOf(next).toString()
    goTo(`${one === null ? pathOf('exceptions') : pathOf('exceptions', one.code, one.subject)}${text === '' ? '' : `?${text}`}`, { replace: chosen !== null || one === null })
  }
  const open = (id: string): void => {
    const one = exceptions.find((exception) => exceptionId(exception) === id)
    if (one !== undefined) show(one)
  }
  const walk = (step: number): void => {
    const next = neighbour(exceptions.map(exceptionId), chosenId, step)
    if (next !== null) open(next)
  }
  const pick = (some: readonly Exception[], isPicked: boolean): void => {
    const next = new Map(picked)
    for (const exception of some) {
      if (isPicked) next.set(exceptionId(exception), exception)
      else next.delete(exceptionId(exception))
    }
    setPicked(next)
  }
  /** The picked ones, else the one that is open. */
  const decide = (state: Decision): void => {
    const one = exceptions.find((exception) => exceptionId(exception) === chosenId)
    const some = picked.size > 0 ? [...picked.values()] : one === undefined || one.state === 'resolved' ? [] : [one]
    if (some.length > 0) setDeciding({ state, exceptions: some })
  }
  useShortcuts([
    { keys: 'j', label: t('keys.next'), run: () => walk(1) },
    { keys: 'k', label: t('keys.previous'), run: () => walk(-1) },
    { keys: 'x', label: t('keys.pick'), run: () => {
      const one = exceptions.find((exception) => exceptionId(exception) === chosenId)
      if (one !== undefined) pick([one], !picked.has(exceptionId(one)))
    } },
    { keys: 'e', label: t('keys.explain'), run: () => decide('explained') },
    { keys: 'w', label: t('keys.waive'), run: () => decide('waived') },
    { keys: 'escape', label: t('keys.close'), run: () => show(null) },
  ])

  return (
    <Page title={t('shell:pages.exceptions')} lead={t('lead')} layout="filled">
      <ExceptionFilters filter={filter} onChange={(next) => show(chosen, next)} />
      {decided !== null && <DecidedStrip key={decided.turn} state={decided.state} changed={decided.changed} before={decided.before} onClose={() => setDecided(null)} />}
      <div className={styles.split} data-open={chosen !== null || undefined}>
        <ExceptionGroups filter={filter} onChoose={(codes) => show(null, { ...filter, codes })} />
        <Loaded answer={{ ...answer, data: answer.data === undefined ? undefined : exceptions }} rows={12}>
          {(found: readonly Exception[]) => (found.length === 0 ? <NothingHere filter={filter} /> : (
            <ExceptionList
              exceptions={found} chosenId={chosenId} onChoose={open} picked={new Set(picked.keys())}
              onPick={(ids, isPicked) => pick(found.filter((exception) => ids.includes(exceptionId(exception))), isPicked)}
              onEnd={() => {
                if (answer.hasNextPage && !answer.isFetchingNextPage) void answer.fetchNextPage()
              }}
            />
          ))}
        </Loaded>
        {chosen !== null && <ExceptionPanel key={chosenId} name={chosen} onClose={() => show(null)} onDecide={(state, exception) => setDeciding({ state, exceptions: [exception] })} />}
      </div>
      {picked.size > 0 && (
        <PickedBar
          picked={[...picked.values()]} filter={filter} hasMore={answer.hasNextPage || picked.size < exceptions.length}
          onAll={(all) => setPicked(new Map(all.map((exception) => [exceptionId(exception), exception])))} onClear={() => setPicked(new Map())} onDecide={decide}
        />
      )}
      {deciding !== null && (
        <DecideDialog
          {...deciding} onClose={() => setDeciding(null)}
          onDone={(changed) => {
            setDecided({ turn: (decided?.turn ?? 0) + 1, state: deciding.state, changed, before: deciding.exceptions })
            setDeciding(null)
            setPicked(new Map())
          }}
        />
      )}
    </Page>
  )
}

/** Nothing fits the filter, everything agrees, or nobody has looked yet: three different things. */
function NothingHere({ filter }: { readonly filter: ExceptionFilter }) {
  const { t } = useTranslation('exceptions')
  const { data: summary } = useQuery(summaryQuery)
  if (isFiltering(filter)) return <Empty title={t('none.filtered')}>{t('none.filteredWhat')}</Empty>
  if (summary?.lastRunAt !== null) return <Empty title={t('none.title')}>{t('none.what')}</Empty>
  return <Empty title={t('none.never')} action={<Button component={Link} href={pathOf('reconciliation')}>{t('none.toReconciliation')}</Button>}>{t('none.neverWhat')}</Empty>
}
