import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { AuditFilter } from '../../shared/contract/audit.ts'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

const pageSize = 100

const noAuditFilter: AuditFilter = { actor: null, act: null, subject: null }

/** Newest first, page by page. */
export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'list', filter] as const,
    queryFn: ({ pageParam }) => read(backend.audit.list({ filter, before: pageParam, limit: pageSize })),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  })

/** One line, by its number; null when there is none. Lines never change. */
export const auditLineQuery = (seq: number) =>
  queryOptions({
    queryKey: ['audit', 'line', { seq }] as const,
    queryFn: async () => {
      const { entries: [entry] } = await read(backend.audit.list({ filter: noAuditFilter, before: seq + 1, limit: 1 }))
      return entry?.seq === seq ? entry : null
    },
  })

export const auditChoicesQuery = queryOptions({ queryKey: ['audit', 'choices'] as const, queryFn: () => read(backend.audit.choices()) })
