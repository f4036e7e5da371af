import type { MessagePortMain, UtilityProcess } from 'electron'
import type { Log } from '../backend/host.ts'
import type { FromBackend, SecretsAnswer, SecretsRequest, StartFailureKind, ToBackend } from './backend-messages.ts'

export interface SupervisorParts {
  /** Forks the backend. Called again after it died. */
  readonly fork: () => UtilityProcess
  /** What the backend is told first; asked for anew at every start. */
  readonly start: () => Omit<Extract<ToBackend, { type: 'start' }>, 'type'>
  readonly answerSecrets: (request: SecretsRequest) => Promise<SecretsAnswer>
  readonly now: () => number
  readonly later: (ms: number, work: () => void) => void
  readonly onState: (state: BackendState) => void
  readonly onAttention: (count: number) => void
  readonly log: Log
}

export type BackendState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'cannot-start'; readonly failure: StartFailureKind; readonly detail: string }
  | { readonly kind: 'gave-up'; readonly exits: number }

/** Pauses before the restarts after a death; after the last within five minutes the supervisor gives up. */
const restartAfterMs = [0, 1_000, 5_000]
const deathsCountForMs = 5 * 60_000
/** The backend's time to end by itself, and the system's to end it. */
const stopWithinMs = 5_000
const killWithinMs = 1_000

export type Supervisor = ReturnType<typeof createSupervisor>

/** Keeps the backend process alive, hands pages their ports, and stops it in order. */
export function createSupervisor(parts: SupervisorParts) {
  let child: UtilityProcess | null = null
  let state: BackendState = { kind: 'starting' }
  let stopping: Promise<void> | null = null
  let deaths: number[] = []
  /** Ports of pages that asked before there was a backend, by page: a page that asks again has given up the one before. */
  const waiting = new Map<number, MessagePortMain>()

  const send = (message: ToBackend, ports: MessagePortMain[] = []): void => child?.postMessage(message, ports)
  const become = (next: BackendState): void => {
    state = next
    parts.onState(next)
  }

  const begin = (): void => {
    const forked = parts.fork()
    child = forked
    forked.on('message', hear)
    forked.once('exit', (code) => {
      child = null
      if (stopping === null) ended(code)
    })
    forked.stdout?.on('data', (piece: Buffer) => parts.log.info('backend.said', { text: piece.toString('utf8') }))
    forked.stderr?.on('data', (piece: Buffer) => parts.log.error('backend.said', { text: piece.toString('utf8') }))
    become({ kind: 'starting' })
    send({ type: 'start', ...parts.start() })
  }

  const ended = (code: number): void => {
    if (state.kind === 'cannot-start') return
    const now = parts.now()
    deaths = [...deaths.filter((at) => now - at < deathsCountForMs), now]
    parts.log.error('backend.ended', { code, deaths: deaths.length })
    const pause = restartAfterMs[deaths.length - 1]
    if (pause === undefined) return become({ kind: 'gave-up', exits: deaths.length })
    become({ kind: 'starting' })
    parts.later(pause, () => {
      if (stopping === null && child === null) begin()
    })
  }

  const hear = (message: FromBackend): void => {
    switch (message.type) {
      case 'ready':
        become({ kind: 'ready' })
        for (const port of waiting.values()) send({ type: 'client' }, [port])
        waiting.clear()
        break
      case 'cannot-start':
        parts.log.error('backend.cannot-start', { failure: message.failure, detail: message.detail })
        become({ kind: 'cannot-start', failure: message.failure, detail: message.detail })
        send({ type: 'close' })
        break
      case 'attention':
        parts.onAttention(message.count)
        break
      case 'secrets':
        void parts.answerSecrets(message.request).then((answer) => send({ type: 'secrets-answer', id: message.id, answer }))
        break
    }
  }

  const stopChild = (running: UtilityProcess): Promise<void> =>
    new Promise((resolve) => {
      running.once('exit', () => resolve())
      send({ type: 'close' })
      parts.later(stopWithinMs, () => {
        if (child !== running) return
        parts.log.error('backend.killed', { afterMs: stopWithinMs })
        running.kill()
        parts.later(killWithinMs, resolve)
      })
    })

  return {
    begin,
    /** Gives a page's end of a channel to the backend; waits until there is one. `page` says whose port it is. */
    connect: (page: number, port: MessagePortMain): void => {
      if (state.kind === 'ready') return send({ type: 'client' }, [port])
      waiting.get(page)?.close()
      waiting.set(page, port)
    },
    /** A person asks for another attempt, after the backend could not start or died too often. */
    again: (): void => {
      if (stopping !== null || state.kind === 'ready' || state.kind === 'starting') return
      deaths = []
      if (child === null) begin()
      else child.once('exit', begin) // it is about to end, having said that it cannot start
    },
    suspend: (): void => send({ type: 'suspend' }),
    resume: (): void => send({ type: 'resume' }),
    /** Asks the backend to end and waits a little; then it is ended. */
    stop: (): Promise<void> => {
      stopping ??= child === null ? Promise.resolve() : stopChild(child)
      return stopping
    },
  }
}
