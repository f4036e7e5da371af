import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Exception, ExceptionFilter, ItemName } from '../../shared/contract/reconciliation.ts'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

const pageSize = 100
/** Open items that are worked on at a time; the next ones follow when these are done. */
export const mostOpenItems = 200

/** The three numbers, and what waits. */
export const summaryQuery = queryOptions({ queryKey: ['reconciliation', 'summary'] as const, queryFn: () => read(backend.reconciliation.summary()) })

type ExceptionCursor = Pick<Exception, 'openedAt' | 'code' | 'subject'>

/** Oldest first, page by page. */
export const exceptionListQuery = (filter: ExceptionFilter) =>
  infiniteQueryOptions({
    queryKey: ['reconciliation', 'exceptions', { filter }] as const,
    queryFn: ({ pageParam }) => read(backend.reconciliation.exceptions({ filter, after: pageParam, limit: pageSize })),
    initialPageParam: null as ExceptionCursor | null,
    getNextPageParam: (page) => page.next,
  })

/** Count and money per code and currency. */
export const exceptionTotalsQuery = (filter: ExceptionFilter) =>
  queryOptions({ queryKey: ['reconciliation', 'exception-totals', { filter }] as const, queryFn: () => read(backend.reconciliation.exceptionTotals({ filter })) })

/** The data is a Result: there may be no such exception. */
export const exceptionQuery = ({ code, subject }: Pick<Exception, 'code' | 'subject'>) =>
  queryOptions({ queryKey: ['reconciliation', 'exception', { code, subject }] as const, queryFn: () => read(backend.reconciliation.exception({ code, subject })) })

/** What the items are that matches, proposals and exceptions name. */
export const itemsQuery = (names: readonly ItemName[]) =>
  queryOptions({
    queryKey: ['reconciliation', 'items', { names }] as const,
    queryFn: () => (names.length === 0 ? Promise.resolve([]) : read(backend.reconciliation.items({ names: names.slice(0, 500) }))),
  })

export const proposalsQuery = queryOptions({ queryKey: ['reconciliation', 'proposals'] as const, queryFn: () => read(backend.reconciliation.proposals()) })

export const openBankLinesQuery = queryOptions({
  queryKey: ['reconciliation', 'open-bank-lines'] as const,
  queryFn: () => read(backend.reconciliation.openBankLines({ limit: mostOpenItems })),
})

/** Newest first, page by page. */
export const matchListQuery = infiniteQueryOptions({
  queryKey: ['reconciliation', 'matches'] as const,
  queryFn: ({ pageParam }) => read(backend.reconciliation.matches({ before: pageParam, limit: pageSize })),
  initialPageParam: null as number | null,
  getNextPageParam: (page) => page.next,
})

/** What was set aside last. */
export const excludedQuery = queryOptions({ queryKey: ['reconciliation', 'excluded'] as const, queryFn: () => read(backend.reconciliation.excluded({ limit: mostOpenItems })) })
