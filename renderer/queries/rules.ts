import { queryOptions } from '@tanstack/react-query'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

/** The newest version of each, in the order in which they are tried. */
export const rulesQuery = queryOptions({ queryKey: ['reconciliation', 'rules'] as const, queryFn: () => read(backend.rules.list()) })

/** All versions of one, newest first. The data is a Result: there may be no such rule. */
export const ruleHistoryQuery = (ruleId: string) =>
  queryOptions({ queryKey: ['reconciliation', 'rule-history', { ruleId }] as const, queryFn: () => read(backend.rules.history({ ruleId })) })
