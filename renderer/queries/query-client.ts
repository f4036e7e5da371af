import { QueryClient } from '@tanstack/react-query'
import type { Change } from '../../shared/contract/feed.ts'
import type { CallProblem } from './call-problem.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: CallProblem
  }
}

/** Nothing here asks by the clock: what is on the screen is read again when the backend says that it changed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, refetchOnReconnect: false, networkMode: 'always' },
  },
})

/**
 * An account's health is what our own calls made of it, so it changes with the orders. What has reached the bank is known by
 * matching, and a trace goes through the files: each of the two changes with the other.
 */
const alsoConcerned: Partial<Record<Change['topic'], readonly Change['topic'][]>> = {
  orders: ['accounts'], people: ['session'], shop: ['session'], settlements: ['reconciliation'], reconciliation: ['settlements'],
}

/**
 * Whether what was read under the key may differ after the change. Every key is `[topic, name, ...what]`; the topic is the
 * feed's word for what changed. When the third part is text, it is an id, and only changes of that id concern it.
 */
export function concerns(key: readonly unknown[], change: Change): boolean {
  const [topic, name, what] = key
  // Whatever was done has left a line in the record; a line itself never changes.
  if (topic === 'audit') return name !== 'line'
  if (alsoConcerned[change.topic]?.some((other) => other === topic) === true) return true
  return topic === change.topic && (change.id === null || typeof what !== 'string' || what === change.id)
}

export const readAgain = (changes: readonly Change[]): Promise<void> =>
  queryClient.invalidateQueries({ predicate: ({ queryKey }) => changes.some((change) => concerns(queryKey, change)) })
