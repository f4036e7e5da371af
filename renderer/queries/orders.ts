import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { OrderFilter } from '../../shared/contract/orders.ts'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

const pageSize = 100

/** The order with everything about it. The data is a Result: there may be no such order. */
export const orderQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['orders', 'one', orderId] as const,
    queryFn: () => read(backend.orders.get({ orderId })),
  })

/** Newest first, page by page. */
export const orderListQuery = (filter: OrderFilter) =>
  infiniteQueryOptions({
    queryKey: ['orders', 'list', filter] as const,
    queryFn: ({ pageParam }) => read(backend.orders.list({ filter, before: pageParam, limit: pageSize })),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  })

export const noFilter: OrderFilter = { search: '', states: [], accountId: null, createdBy: null, from: null, to: null, onlyFlagged: false }

/** The newest few, for the strip beside the counter and for the palette. */
export const newestOrdersQuery = (count: number, search = '') =>
  queryOptions({
    queryKey: ['orders', 'newest', { count, search }] as const,
    queryFn: async () => (await read(backend.orders.list({ filter: { ...noFilter, search }, before: null, limit: count }))).orders,
  })

/** One kept exchange with a platform. It never changes. */
export const exchangeQuery = (exchangeId: string) =>
  queryOptions({
    queryKey: ['orders', 'exchange', exchangeId] as const,
    queryFn: () => read(backend.orders.exchange({ exchangeId })),
  })
