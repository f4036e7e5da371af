import { queryOptions } from '@tanstack/react-query'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

export const ratesQuery = queryOptions({ queryKey: ['reconciliation', 'rates'] as const, queryFn: () => read(backend.rates.list()) })

/** What to claim for a month, with the text to send in that language. The data is a Result: there may be no such account. */
export const claimsQuery = (accountId: string, month: string, language: 'en' | 'zh-CN') =>
  queryOptions({
    queryKey: ['reconciliation', 'claims', { accountId, month, language }] as const,
    queryFn: () => read(backend.rates.claims({ accountId, month, language })),
  })
