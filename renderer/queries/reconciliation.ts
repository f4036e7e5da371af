import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Exception, ExceptionFilter, ItemName } from '../../shared/contract/reconciliation.ts'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

const pageSize = 100

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

type WorkCursor = Parameters<typeof backend.reconciliation.worklist>[0]['after']

/** What waits for a person, page by page. */
export const worklistQuery = infiniteQueryOptions({
  queryKey: ['reconciliation', 'worklist'] as const,
  queryFn: ({ pageParam }) => read(backend.reconciliation.worklist({ after: pageParam, limit: pageSize })),
  initialPageParam: null as WorkCursor,
  getNextPageParam: (page) => page.next,
})

/** How many there are in each group of the list. */
export const worklistCountsQuery = queryOptions({ queryKey: ['reconciliation', 'worklist-counts'] as const, queryFn: () => read(backend.reconciliation.worklistCounts()) })

/** The data is a Result: the item may not be open. */
export const workRowQuery = ({ side, subject }: { readonly side: 'bank_line' | 'payout'; readonly subject: string }) =>
  queryOptions({ queryKey: ['reconciliation', 'work-row', { side, subject }] as const, queryFn: () => read(backend.reconciliation.workRow({ side, subject })) })

/** What may belong to an amount on a day, and the items that are named. */
export const candidatesQuery = (wanted: { readonly currency: string; readonly minor: number; readonly day: string | null; readonly also: readonly ItemName[] }) =>
  queryOptions({
    queryKey: ['reconciliation', 'candidates', wanted] as const,
    queryFn: () => read(backend.reconciliation.candidates({ ...wanted, also: wanted.also.slice(0, 500) })),
  })

/** Newest first, page by page. */
export const matchListQuery = infiniteQueryOptions({
  queryKey: ['reconciliation', 'matches'] as const,
  queryFn: ({ pageParam }) => read(backend.reconciliation.matches({ before: pageParam, limit: pageSize })),
  initialPageParam: null as number | null,
  getNextPageParam: (page) => page.next,
})

type ExcludedCursor = Parameters<typeof backend.reconciliation.excluded>[0]['before']

/** What was set aside, the last first, page by page. */
export const excludedQuery = infiniteQueryOptions({
  queryKey: ['reconciliation', 'excluded'] as const,
  queryFn: ({ pageParam }) => read(backend.reconciliation.excluded({ before: pageParam, limit: pageSize })),
  initialPageParam: null as ExcludedCursor,
  getNextPageParam: (page) => page.next,
})
