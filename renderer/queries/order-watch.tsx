import { useEffect } from 'react'
import { backend } from '../backend-client.ts'
import { isConnected, useConnection } from '../stores/connection.ts'

/**
 * As long as this is there, the backend knows that somebody looks at the order and asks about it in a quick rhythm.
 * What changes is told by the page's one subscription; this shows nothing.
 */
export function OrderWatch({ orderId }: { readonly orderId: string }) {
  const { status, epoch } = useConnection()
  return status === 'connected' ? <Watching key={`${epoch} ${orderId}`} orderId={orderId} /> : null
}

function Watching({ orderId }: { readonly orderId: string }): null {
  useEffect(() => {
    const stop = new AbortController()
    listen(orderId, stop.signal).catch(() => undefined) // the connection has gone; the next one watches again
    return () => {
      if (isConnected()) stop.abort() // otherwise it has ended with the connection
    }
  }, [orderId])
  return null
}

/** Takes what comes until it is stopped: the words themselves say nothing new. */
async function listen(orderId: string, signal: AbortSignal): Promise<void> {
  const words = await backend.orders.watch({ orderId }, { signal, context: { isFeed: true } })
  while (!signal.aborted) if ((await words.next()).done === true) return
}
