/** What changed, never the data itself: the page asks again, so that a lost or repeated word harms nothing. */
export interface Change {
  readonly topic: ChangeTopic
  /** Which one, when it is one. */
  readonly id: string | null
}

export type ChangeTopic =
  | 'session' | 'shop' | 'people' | 'accounts' | 'orders' | 'figures' | 'attention' | 'jobs' | 'settlements' | 'reconciliation' | 'exports'

export interface Changes {
  announce(topic: ChangeTopic, id?: string | null): void
  /** Yields changes until the signal aborts. Repeats that have not been taken yet are merged. */
  listen(signal: AbortSignal | undefined): AsyncGenerator<Change>
  /** How many listen now. */
  listenerCount(): number
}

/** More than this many waiting changes of one topic become one change of "all of them". */
const mostWaiting = 200

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>()

  async function* listen(signal: AbortSignal | undefined): AsyncGenerator<Change> {
    const waiting = new Map<string, Change>()
    let wake: (() => void) | null = null
    const take = (change: Change): void => {
      if (waiting.size >= mostWaiting) waiting.set(change.topic, { topic: change.topic, id: null })
      else waiting.set(`${change.topic} ${change.id ?? ''}`, change)
      wake?.()
    }
    const stop = (): void => wake?.()
    listeners.add(take)
    signal?.addEventListener('abort', stop)
    try {
      while (signal?.aborted !== true) {
        const [next] = waiting
        if (next === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
          wake = null
        } else {
          waiting.delete(next[0])
          yield next[1]
        }
      }
    } finally {
      listeners.delete(take)
      signal?.removeEventListener('abort', stop)
    }
  }

  return {
    announce: (topic, id = null) => {
      for (const tell of listeners) tell({ topic, id })
    },
    listen,
    listenerCount: () => listeners.size,
  }
}
