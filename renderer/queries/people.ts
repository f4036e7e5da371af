import { queryOptions } from '@tanstack/react-query'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

/** Everybody who is or was here; for the owner. */
export const peopleQuery = queryOptions({ queryKey: ['people', 'list'] as const, queryFn: () => read(backend.people.list()) })
