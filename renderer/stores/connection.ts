import { create } from 'zustand'

/**
 * How the page stands with its backend. `unknown-browser`: it runs, but no longer knows this browser, because it was
 * started anew; only the address that the terminal shows helps.
 */
export interface Connection {
  readonly status: 'connecting' | 'connected' | 'lost' | 'unknown-browser'
  /** By this machine's clock, when the connection was lost. */
  readonly lostAt: number | null
  /** Counts connections: what is on the screen is read again with each. */
  readonly epoch: number
}

export const useConnection = create<Connection>(() => ({ status: 'connecting', lostAt: null, epoch: 0 }))

/** Whether the backend can be told something now, for instance that a feed is left. */
export const isConnected = (): boolean => useConnection.getState().status === 'connected'

export const connectionMade = (): void =>
  useConnection.setState(({ epoch }) => ({ status: 'connected', lostAt: null, epoch: epoch + 1 }))

export const connectionLost = (status: 'lost' | 'unknown-browser'): void =>
  useConnection.setState((before) => ({
    status: before.epoch === 0 && status === 'lost' ? 'connecting' : status,
    lostAt: before.lostAt ?? Date.now(),
  }))
