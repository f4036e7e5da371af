import { queryOptions } from '@tanstack/react-query'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

const most = 200

/** The newest first. */
export const exportListQuery = queryOptions({ queryKey: ['exports', 'list'] as const, queryFn: () => read(backend.exports.list({ limit: most })) })
