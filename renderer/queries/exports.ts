import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

const pageSize = 100

/** The newest first, page by page. */
export const exportListQuery = infiniteQueryOptions({
  queryKey: ['exports', 'list'] as const,
  queryFn: ({ pageParam }) => read(backend.exports.list({ before: pageParam, limit: pageSize })),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
})

/** The data is a Result: there may be no such export. */
export const exportQuery = (exportId: string) => queryOptions({ queryKey: ['exports', 'one', exportId] as const, queryFn: () => read(backend.exports.one({ exportId })) })
