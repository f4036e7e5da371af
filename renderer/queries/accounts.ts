import { queryOptions } from '@tanstack/react-query'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

export const accountsQuery = queryOptions({
  queryKey: ['accounts', 'list'] as const,
  queryFn: () => read(backend.accounts.list()),
})

/** What a person must obtain for each platform. It belongs to the program, so it never changes. */
export const platformFormsQuery = queryOptions({
  queryKey: ['accounts', 'platforms'] as const,
  queryFn: () => read(backend.accounts.platforms()),
})
