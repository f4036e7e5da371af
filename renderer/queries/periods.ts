import { queryOptions } from '@tanstack/react-query'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

/** Closed periods, newest first, and where the open one begins. The data is a Result: there may be no such account. */
export const periodsQuery = (accountId: string) =>
  queryOptions({ queryKey: ['reconciliation', 'periods', { accountId }] as const, queryFn: () => read(backend.periods.list({ accountId })) })

/** What is missing to close until that day, recounted from rows; it takes its turn among other work. */
export const checklistQuery = (accountId: string, to: string) =>
  queryOptions({
    queryKey: ['reconciliation', 'checklist', { accountId, to }] as const,
    queryFn: () => read(backend.periods.checklist({ accountId, to }, { context: { isLong: true } })),
  })
