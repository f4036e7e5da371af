import { type ClientLink, createORPCClient, DynamicLink, ORPCError } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../shared/contract/contract.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { connectionLost, connectionMade } from './stores/connection.ts'

/** Feeds stay open until they are left, and long work has its own progress and end; every other call ends within the time limit. */
interface CallContext {
  readonly isFeed?: true
  readonly isLong?: true
}

type Link = ClientLink<CallContext>

/** What can go wrong with any call, whatever was asked. `disconnected`: the outcome is not known. */
export type CallFailure =
  | { readonly kind: 'not-allowed'; readonly why: 'sign-in-first' | 'not-in-practice' | 'role-not-allowed' }
  | { readonly kind: 'invalid-input' }
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'incident'; readonly incident: string | null; readonly problem: StoreProblem | null }

type StoreProblem = 'busy' | 'full' | 'unwritable' | 'corrupt' | 'other'

const callTimeLimitMs = 30_000
const shortestWaitMs = 300
const longestWaitMs = 8_000
const portWaitMs = 5_000

class Disconnected extends Error {}

/** The way to the backend that is open now. It comes and goes beneath the one client. */
let current: { readonly link: Link; drop(): void } | null = null

const dynamic: Link = new DynamicLink<CallContext>(() => {
  if (current === null) throw new Disconnected()
  return current.link
})

const limited: Link = {
  call: async (path, input, options) => {
    if (options.context.isFeed === true || options.context.isLong === true) return dynamic.call(path, input, options)
    const limit = new AbortController()
    const signal = options.signal === undefined ? limit.signal : AbortSignal.any([options.signal, limit.signal])
    let timer: ReturnType<typeof setTimeout> | undefined
    // A port that has died never answers, so the wait is ended here and the way is made anew.
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        limit.abort()
        current?.drop()
        reject(new Disconnected())
      }, callTimeLimitMs)
    })
    try {
      return await Promise.race([dynamic.call(path, input, { ...options, signal }), tooLate])
    } finally {
      clearTimeout(timer)
    }
  },
}

/** Everything the page can ask. One client for the page's whole life. */
export const backend: ContractRouterClient<Contract, CallContext> = createORPCClient(limited)

/** Ends a call whose answer is a Result: what the carrier can do wrong becomes one more failure. */
export async function ask<V, F extends { readonly kind: string }>(call: Promise<Result<V, F>>): Promise<Result<V, F | CallFailure>> {
  try {
    return await call
  } catch (error) {
    return fail(failureOf(error))
  }
}

/** The same for a call that answers with a plain value. */
export async function askPlain<V>(call: Promise<V>): Promise<Result<V, CallFailure>> {
  try {
    return ok(await call)
  } catch (error) {
    return fail(failureOf(error))
  }
}

function failureOf(error: unknown): CallFailure {
  if (!(error instanceof ORPCError)) return { kind: 'disconnected' }
  switch (error.code) {
    case 'UNAUTHORIZED':
      return { kind: 'not-allowed', why: 'sign-in-first' }
    case 'FORBIDDEN':
      return { kind: 'not-allowed', why: error.message === 'not-in-practice' ? 'not-in-practice' : 'role-not-allowed' }
    case 'BAD_REQUEST':
      return { kind: 'invalid-input' }
    default: {
      const { incident = null, problem = null } = (error.data ?? {}) as { incident?: string; problem?: StoreProblem | null }
      return { kind: 'incident', incident, problem }
    }
  }
}

interface Heard {
  readonly opened: (link: Link) => void
  readonly closed: () => void
}

/** Opens a way to the backend; the returned function closes it. `closed` is told once, also when it never opened. */
type Carrier = (heard: Heard) => () => void

const openSocket: Carrier = ({ opened, closed }) => {
  const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/contract`)
  socket.addEventListener('open', () => opened(new SocketLink<CallContext>({ websocket: socket })))
  socket.addEventListener('close', closed)
  return () => socket.close()
}

/** The desktop window's preload script asks the main process, which sends a port that leads to the backend. */
const openPort = (connectBackend: () => void): Carrier => ({ opened, closed }) => {
  let port: MessagePort | null = null
  const stopListening = (): void => {
    clearTimeout(giveUp)
    window.removeEventListener('message', receive)
  }
  const receive = (event: MessageEvent): void => {
    if (event.source !== window || event.data !== 'backend:port' || event.ports[0] === undefined) return
    stopListening()
    port = event.ports[0]
    port.addEventListener('close', closed)
    port.start()
    opened(new PortLink<CallContext>({ port }))
  }
  const close = (): void => {
    stopListening()
    port?.close()
    closed() // closing one's own end tells only the other
  }
  const giveUp = setTimeout(close, portWaitMs) // the backend may not be up yet; it is asked for again
  window.addEventListener('message', receive)
  connectBackend()
  return close
}

/** Connects, and connects again with growing pauses whenever the way is lost. Called once, when the page starts. */
export function connectToBackend(): void {
  const { desktop } = window
  const carrier = desktop === undefined ? openSocket : openPort(desktop.connectBackend)
  let failures = 0
  const open = (): void => {
    let isOver = false
    let isOpen = false
    const close = carrier({
      opened: (link) => {
        isOpen = true
        failures = 0
        current = { link, drop: close }
        connectionMade()
      },
      closed: () => {
        if (isOver) return
        isOver = true
        current = null
        void standing(isOpen || desktop !== undefined).then(connectionLost)
        setTimeout(open, Math.min(shortestWaitMs * 2 ** failures, longestWaitMs))
        failures += 1
      },
    })
  }
  open()
}

/** A browser is refused in silence when the backend does not know it; a plain request tells the two cases apart. */
async function standing(wasWelcome: boolean): Promise<'lost' | 'unknown-browser'> {
  if (wasWelcome) return 'lost'
  try {
    return (await fetch('/', { method: 'HEAD', cache: 'no-store' })).status === 401 ? 'unknown-browser' : 'lost'
  } catch {
    return 'lost'
  }
}

declare global {
  interface Window {
    /** Put there by the desktop window's preload script; absent in a browser. */
    readonly desktop?: { readonly connectBackend: () => void }
  }
}
