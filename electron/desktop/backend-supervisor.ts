import type { MessagePortMain, UtilityProcess } from 'electron'
import type { FromBackend, SecretsRequest, ToBackend } from './backend-messages.ts'

export interface SupervisorParts {
  /** Forks the backend. Called again after it died. */
  readonly fork: () => UtilityProcess
  readonly start: Omit<Extract<ToBackend, { type: 'start' }>, 'type'>
  readonly answerSecrets: (request: SecretsRequest) => Promise<unknown>
  readonly now: () => number
  readonly later: (ms: number, work: () => void) => void
  /** The backend is there, or cannot start, or has died too often. */
  readonly onState: (state: BackendState) => void
  readonly onAttention: (count: number) => void
  readonly log: (line: string) => void
}

export type BackendState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'cannot-start'; readonly failure: string; readonly detail: string }
  | { readonly kind: 'gave-up'; readonly exits: number }

/** Pauses before the restarts after a death; after the last within five minutes the supervisor gives up. */
const restartAfterMs = [0, 1_000, 5_000]
const windowMs = 5 * 60_000
/** The backend's time to end by itself. */
const stopWithinMs = 5_000

export type Supervisor = ReturnType<typeof createSupervisor>

/** Keeps the backend process alive, hands pages their ports, and stops it in order. */
export function createSupervisor(parts: SupervisorParts) {
  let child: UtilityProcess | null = null
  let isReady = false
  let isStopping = false
  let deaths: number[] = []
  let waiting: MessagePortMain[] = []
  const ended: (() => void)[] = []

  const send = (message: ToBackend, ports: MessagePortMain[] = []): void => child?.postMessage(message, ports)

  const begin = (): void => {
    isReady = false
    parts.onState({ kind: 'starting' })
    const forked = parts.fork()
    child = forked
    forked.on('message', (message: FromBackend) => hear(message))
    forked.on('exit', (code) => {
      if (child !== forked) return
      child = null
      isReady = false
      for (const done of ended.splice(0)) done()
      if (!isStopping) died(code)
    })
    forked.stdout?.on('data', (piece: Buffer) => parts.log(piece.toString('utf8')))
    forked.stderr?.on('data', (piece: Buffer) => parts.log(piece.toString('utf8')))
    send({ type: 'start', ...parts.start })
  }

  const died = (code: number): void => {
    const now = parts.now()
    deaths = [...deaths.filter((at) => now - at < windowMs), now]
    parts.log(`the backend ended with ${code}\n`)
    const pause = restartAfterMs[deaths.length - 1]
    if (pause === undefined) parts.onState({ kind: 'gave-up', exits: deaths.length })
    else parts.later(pause, () => {
      if (!isStopping) begin()
    })
  }

  const hear = (message: FromBackend): void => {
    switch (message.type) {
      case 'ready':
        isReady = true
        for (const port of waiting.splice(0)) send({ type: 'client' }, [port])
        parts.onState({ kind: 'ready' })
        break
      case 'cannot-start':
        isStopping = true // a restart would end the same way
        parts.onState({ kind: 'cannot-start', failure: message.failure, detail: message.detail })
        break
      case 'attention':
        parts.onAttention(message.count)
        break
      case 'secrets':
        void parts.answerSecrets(message.request).then(
          (value) => send({ type: 'secrets-answer', id: message.id, ok: true, value }),
          (error: unknown) => send({ type: 'secrets-answer', id: message.id, ok: false, value: error instanceof Error ? error.message : String(error) }),
        )
        break
    }
  }

  return {
    begin,
    /** Gives a page's end of a channel to the backend; waits until there is one. */
    connect: (port: MessagePortMain): void => {
      if (isReady) send({ type: 'client' }, [port])
      else waiting.push(port)
    },
    suspend: (): void => send({ type: 'suspend' }),
    resume: (): void => send({ type: 'resume' }),
    /** Asks the backend to end and waits a little; then it is ended. */
    stop: (): Promise<void> => {
      isStopping = true
      waiting = []
      const running = child
      if (running === null) return Promise.resolve()
      return new Promise((resolve) => {
        ended.push(resolve)
        send({ type: 'close' })
        parts.later(stopWithinMs, () => {
          if (child === running) running.kill()
        })
      })
    },
    isStopping: (): boolean => isStopping,
  }
}
