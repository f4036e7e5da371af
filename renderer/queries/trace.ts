import { queryOptions } from '@tanstack/react-query'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

export type TraceFrom = Parameters<typeof backend.reconciliation.trace>[0]

/** The chain behind one item. The data is a Result: there may be no such item. */
export const traceQuery = (from: TraceFrom) =>
  queryOptions({ queryKey: ['reconciliation', 'trace', from] as const, queryFn: () => read(backend.reconciliation.trace(from)) })
