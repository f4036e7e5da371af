import { queryOptions } from '@tanstack/react-query'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

/** What the embedded sandbox offers for download. It makes payouts by its own clock and tells nobody, so it is asked at every visit. */
export const settlementFilesQuery = (accountId: string) =>
  queryOptions({ queryKey: ['orders', 'sandbox-files', { accountId }] as const, staleTime: 0, queryFn: () => read(backend.sandbox.settlementFiles({ accountId })) })
