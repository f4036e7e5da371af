import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Person, SessionState, Shop } from '../../shared/contract/session.ts'
import { backend } from '../backend-client.ts'
import { setBackendClock } from '../stores/clock.ts'
import { read } from './call-problem.ts'
import { queryClient } from './query-client.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session', 'state'] as const,
  queryFn: async () => {
    const state = await read(backend.session.state())
    setBackendClock(state.now)
    return state
  },
})

/** Somebody has signed in or out, or entered or left practice. */
export const sessionChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })

/** Before another person, or practice, is shown anything: what was read for the one before is thrown away. */
export const forgetWhatWasRead = (): void =>
  queryClient.removeQueries({ predicate: ({ queryKey: [topic] }) => topic !== 'session' && topic !== 'shop' })

/** The session while somebody is signed in: for everything inside the shell. */
export interface SignedIn extends SessionState {
  readonly shop: Shop
  readonly person: Person
}

export function useSession(): SignedIn {
  const { data } = useQuery(sessionQuery)
  if (data?.shop === undefined || data.shop === null || data.person === null) throw new Error('used outside the shell')
  return data as SignedIn
}
