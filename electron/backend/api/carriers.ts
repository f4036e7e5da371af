import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { onError, ORPCError } from '@orpc/server'
import { RPCHandler as PortHandler } from '@orpc/server/message-port'
import { RPCHandler as SocketHandler } from '@orpc/server/ws'
import type { Contract } from '../../../shared/contract/contract.ts'
import type { Log } from '../host.ts'
import { storeProblemOf } from '../store/database.ts'
import type { ClientSession } from './client-session.ts'
import type { Router } from './router.ts'

export type BackendClient = ContractRouterClient<Contract>

type Port = Parameters<PortHandler<{ session: ClientSession }>['upgrade']>[0]
type Socket = Parameters<SocketHandler<{ session: ClientSession }>['upgrade']>[0]

export interface Carriers {
  /** Serves the contract on a message port (desktop window, tests). The port must have been started. */
  servePort(port: Port, session: ClientSession): void
  /** Serves the contract on a WebSocket (browser, command line beside a running console). */
  serveSocket(socket: Socket, session: ClientSession): void
  /** A client in this process, over a real message channel: the same parsing, the same door. */
  connectInProcess(session: ClientSession): { client: BackendClient; close: () => void }
}

/**
 * The same router on every carrier. What a handler throws is a bug or the disk: it is logged once under an incident id,
 * and only the id goes out.
 */
export function createCarriers(router: Router, log: Log, newIncidentId: () => string): Carriers {
  const report = (error: unknown): void => {
    if (error instanceof ORPCError && error.status < 500) return
    const incident = newIncidentId()
    log.error('api.incident', { incident, error: String(error), stack: error instanceof Error ? error.stack : undefined, cause: error instanceof Error ? String(error.cause) : undefined })
    throw new ORPCError('INTERNAL_SERVER_ERROR', { message: 'incident', data: { incident, problem: storeProblemOf(error) } })
  }
  const ports = new PortHandler<{ session: ClientSession }>(router, { interceptors: [onError(report)] })
  const sockets = new SocketHandler<{ session: ClientSession }>(router, { interceptors: [onError(report)] })

  return {
    servePort: (port, session) => ports.upgrade(port, { context: { session } }),
    serveSocket: (socket, session) => {
      // The library closes a socket over which nonsense comes; without a listener its error would end the program.
      socket.addEventListener('error', ({ message }) => log.warn('api.socket-failed', { why: message }))
      void sockets.upgrade(socket, { context: { session } })
    },
    connectInProcess: (session) => {
      const { port1, port2 } = new MessageChannel()
      ports.upgrade(port1, { context: { session } })
      const client: BackendClient = createORPCClient(new RPCLink({ port: port2 }))
      port1.start()
      port2.start()
      return { client, close: () => port2.close() }
    },
  }
}

/** A client of the backend that serves this socket, which must be open. For a process beside the one that holds the data folder. */
export const clientOverSocket = (socket: WebSocket): BackendClient => createORPCClient(new SocketLink({ websocket: socket }))

/** The id under which the backend logged a failure of its own, or the carrier's word for a call it refused; null for anything else. */
export function incidentOf(error: unknown): string | null {
  if (!(error instanceof ORPCError)) return null
  const data: unknown = error.data
  return typeof data === 'object' && data !== null && 'incident' in data ? String(data.incident) : error.code
}
