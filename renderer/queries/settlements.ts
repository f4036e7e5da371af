import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Waterfall } from '../../shared/contract/settlements.ts'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

const pageSize = 100

interface PayoutCursor {
  readonly day: string
  readonly id: string
}

/** What arrives last comes first, page by page. Null: of all accounts. */
export const payoutListQuery = (accountId: string | null) =>
  infiniteQueryOptions({
    queryKey: ['settlements', 'payouts', { accountId }] as const,
    queryFn: ({ pageParam }) => read(backend.settlements.payouts({ accountId, before: pageParam, limit: pageSize })),
    initialPageParam: null as PayoutCursor | null,
    getNextPageParam: (page) => page.next,
  })

/** Payouts that are not wholly at the bank, the oldest first, page by page. Null: of all accounts. */
export const openPayoutsQuery = (accountId: string | null) =>
  infiniteQueryOptions({
    queryKey: ['settlements', 'open-payouts', { accountId }] as const,
    queryFn: ({ pageParam }) => read(backend.reconciliation.openPayouts({ accountId, after: pageParam, limit: pageSize })),
    initialPageParam: null as PayoutCursor | null,
    getNextPageParam: (page) => page.next,
  })

/** The data is a Result: there may be no such payout. */
export const payoutQuery = (payoutId: string) =>
  queryOptions({ queryKey: ['settlements', 'payout', payoutId] as const, queryFn: () => read(backend.settlements.payout({ payoutId })) })

export type StepType = Waterfall['steps'][number]['type']

/** The lines inside a payout, or those of one step of its waterfall, in the order of the file. */
export const payoutLinesQuery = (payoutId: string, step: StepType | null) =>
  infiniteQueryOptions({
    queryKey: ['settlements', 'payout-lines', payoutId, { step }] as const,
    queryFn: ({ pageParam }) => read(backend.settlements.payoutLines({ payoutId, step, after: pageParam, limit: pageSize })),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  })

/** Newest first, page by page. */
export const fileListQuery = infiniteQueryOptions({
  queryKey: ['settlements', 'files'] as const,
  queryFn: ({ pageParam }) => read(backend.settlements.files({ before: pageParam, limit: pageSize })),
  initialPageParam: null as number | null,
  getNextPageParam: (page) => page.next,
})
