import { queryOptions } from '@tanstack/react-query'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

export const accountsQuery = queryOptions({
  queryKey: ['accounts', 'list'] as const,
  queryFn: () => read(backend.accounts.list()),
})
