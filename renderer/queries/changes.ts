import { useEffect } from 'react'
import type { Change } from '../../shared/contract/feed.ts'
import { backend } from '../backend-client.ts'
import { isConnected } from '../stores/connection.ts'
import { queryClient, readAgain } from './query-client.ts'

/** Changes come in flocks; they are taken together so that a list is read once. */
const gatherMs = 50

/**
 * The page's one subscription, as a component that shows nothing. It is made anew with every connection and whenever
 * somebody enters or leaves practice, because the practice desk has changes of its own; what was missed is read again.
 */
export function Changes(): null {
  useEffect(() => {
    const stop = new AbortController()
    listen(stop.signal).catch(() => undefined) // the connection has gone; the next one begins anew
    void queryClient.invalidateQueries()
    return () => {
      if (isConnected()) stop.abort() // otherwise it has ended with the connection
    }
  }, [])
  return null
}

async function listen(signal: AbortSignal): Promise<void> {
  let gathered: Change[] = []
  const flush = (): void => {
    const changes = gathered
    gathered = []
    void readAgain(changes)
  }
  for await (const change of await backend.feed.changes(undefined, { signal, context: { isFeed: true } })) {
    if (gathered.length === 0) setTimeout(flush, gatherMs)
    gathered.push(change)
  }
}
