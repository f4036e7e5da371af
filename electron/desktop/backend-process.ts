import '../backend/runtime-check.ts'
import type { MessagePortMain, ParentPort } from 'electron'
import { setTimeout as wait } from 'node:timers/promises'
import { monotonicFactory } from 'ulid'
import { createBackend, type Backend, type StartFailure } from '../backend/backend.ts'
import type { Host } from '../backend/host.ts'
import { createLogFile } from '../node-host/log-file.ts'
import { openLocalDoor } from '../node-host/local-door.ts'
import { createSecretFile } from '../node-host/secret-file.ts'
import type { FromBackend, SecretsAnswer, SecretsRequest, ToBackend } from './backend-messages.ts'
import { createDesktopSecrets } from './desktop-secrets.ts'
import { lastingFailureOf } from './start-failure.ts'
import { systemFetch } from './system-fetch.ts'

// The backend in a utility process. Main starts it, hands it the pages' ports, and tells it when to stop.
// What it writes is for its owner only.
process.umask(0o077)

const parent = (process as unknown as { parentPort: ParentPort }).parentPort
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- the parent is a process, not a window
const say = (message: FromBackend): void => parent.postMessage(message)

interface Running {
  readonly backend: Backend
  readonly door: { close(): Promise<void> }
}

let starting: Promise<Running | null> = Promise.resolve(null)
let running: Running | null = null
/** A port that nothing refers to is collected, and closes. */
const ports = new Set<MessagePortMain>()
const asked = new Map<number, (answer: SecretsAnswer) => void>()
let lastAsked = 0

const askKeychain = (request: SecretsRequest): Promise<SecretsAnswer> =>
  new Promise((resolve) => {
    lastAsked += 1
    asked.set(lastAsked, resolve)
    say({ type: 'secrets', id: lastAsked, request })
  })

async function start({ dataFolder, version, secretsKind, sealedAway }: Extract<ToBackend, { type: 'start' }>): Promise<Running | null> {
  const nextUlid = monotonicFactory()
  const file = createSecretFile(dataFolder, process.env['COUNTERFOIL_PASSPHRASE'])
  const host: Host = {
    kind: 'desktop', dataFolder, version, jobWorker: new URL('job-worker.js', import.meta.url), clock: { now: Date.now }, newId: () => nextUlid(), random: Math.random,
    fetch: await systemFetch(), log: createLogFile(dataFolder),
    secrets: createDesktopSecrets({ kind: secretsKind, askKeychain, file, sealedAway }),
    sleep: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
  }
  try {
    const started = await createBackend(host)
    if (!started.ok) {
      say({ type: 'cannot-start', failure: started.failure.kind, detail: detailOf(started.failure) })
      return null
    }
    const backend = started.value
    running = { backend, door: await openDoor(backend, host) }
  } catch (error) {
    const failure = lastingFailureOf(error)
    if (failure === null) throw error
    host.log.error('backend.cannot-start', { failure, error: String(error) })
    say({ type: 'cannot-start', failure, detail: String(error) })
    return null
  }
  running.backend.startPolling()
  void tellAttention(running.backend)
  say({ type: 'ready' })
  return running
}

/** Without it the command line has to wait until the window is closed; the shop does not. */
const openDoor = (backend: Backend, { dataFolder, log }: Host): Promise<{ close(): Promise<void> }> =>
  openLocalDoor(backend, dataFolder).catch((error: unknown) => {
    log.warn('backend.no-local-door', { error: String(error) })
    return { close: () => Promise.resolve() }
  })

const detailOf = (failure: StartFailure): string =>
  failure.kind === 'folder-in-use' ? failure.holder : `${failure.found} > ${failure.known}`

async function tellAttention(backend: Backend): Promise<void> {
  say({ type: 'attention', count: backend.attentionCount() })
  for await (const { topic } of backend.changes.listen(undefined)) {
    if (topic === 'attention') say({ type: 'attention', count: backend.attentionCount() })
  }
}

async function stop(): Promise<void> {
  const last = await starting
  await last?.door.close()
  await last?.backend.close()
  process.exit(0)
}

function connect(port: MessagePortMain | undefined): void {
  if (running === null || port === undefined) return
  ports.add(port)
  port.on('close', () => ports.delete(port))
  running.backend.carriers.servePort(port, running.backend.personSession({ hasLocalFiles: false }))
  port.start()
}

parent.on('message', ({ data, ports: [port] }) => {
  const message = data as ToBackend
  switch (message.type) {
    case 'start':
      starting = start(message)
      break
    case 'client':
      connect(port)
      break
    case 'suspend':
      running?.backend.suspend()
      break
    case 'resume':
      running?.backend.resume()
      break
    case 'close':
      void stop()
      break
    case 'secrets-answer':
      asked.get(message.id)?.(message.answer)
      asked.delete(message.id)
      break
  }
})

// Ctrl-C in a terminal reaches every process of the program; this one ends when main says so.
process.on('SIGINT', () => undefined)

// In a utility process an unhandled rejection only warns; here it ends the process, and main starts it again.
process.on('unhandledRejection', (error) => {
  process.stderr.write(`unhandled rejection: ${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
