import { queryOptions } from '@tanstack/react-query'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

export const needsQuery = queryOptions({ queryKey: ['attention', 'list'] as const, queryFn: () => read(backend.attention.list()) })

export const needsCountQuery = queryOptions({ queryKey: ['attention', 'count'] as const, queryFn: () => read(backend.attention.count()) })

export const shiftNotesQuery = queryOptions({ queryKey: ['attention', 'shift-notes'] as const, queryFn: () => read(backend.attention.shiftNotes()) })

export const promisesQuery = queryOptions({ queryKey: ['attention', 'promises'] as const, queryFn: () => read(backend.attention.promises()) })
