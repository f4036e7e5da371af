import '../backend/runtime-check.ts'
import type { MessagePortMain, ParentPort } from 'electron'
import { setTimeout as wait } from 'node:timers/promises'
import { monotonicFactory } from 'ulid'
import { createBackend, type Backend } from '../backend/backend.ts'
import { UnreadableSecrets, type Host, type SecretStore } from '../backend/host.ts'
import { createLogFile } from '../node-host/log-file.ts'
import { openLocalDoor } from '../node-host/local-door.ts'
import { createSecretFile } from '../node-host/secret-file.ts'
import type { FromBackend, SecretsRequest, ToBackend } from './backend-messages.ts'

// The backend in a utility process. Main starts it, hands it the pages' ports, and tells it when to stop.
const parent = (process as unknown as { parentPort: ParentPort }).parentPort
const say = (message: FromBackend): void => parent.postMessage(message)

let backend: Backend | null = null
let door: { close(): Promise<void> } | null = null
const asked = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
let lastAsked = 0

const askMain = (request: SecretsRequest): Promise<unknown> =>
  new Promise((resolve, reject) => {
    lastAsked += 1
    asked.set(lastAsked, { resolve, reject })
    say({ type: 'secrets', id: lastAsked, request })
  })

/** The keychain is only reachable from main. */
const keychain: SecretStore = {
  kind: 'keychain',
  get: async (name) => {
    try {
      return (await askMain({ act: 'get', name })) as string | null
    } catch {
      throw new UnreadableSecrets('keychain-unavailable')
    }
  },
  set: async (name, value) => void (await askMain({ act: 'set', name, value })),
  delete: async (name) => void (await askMain({ act: 'delete', name })),
}

async function start({ dataFolder, version, secretsKind }: Extract<ToBackend, { type: 'start' }>): Promise<void> {
  const nextUlid = monotonicFactory()
  const host: Host = {
    kind: 'desktop', dataFolder, version, jobWorker: new URL('job-worker.js', import.meta.url), clock: { now: Date.now }, newId: () => nextUlid(), random: Math.random,
    fetch: await systemFetch(), log: createLogFile(dataFolder),
    secrets: secretsKind === 'keychain' ? keychain : createSecretFile(dataFolder, process.env['COUNTERFOIL_PASSPHRASE']),
    sleep: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
  }
  const started = await createBackend(host)
  if (!started.ok) {
    const { failure } = started
    say({ type: 'cannot-start', failure: failure.kind, detail: failure.kind === 'folder-in-use' ? failure.holder : `${failure.found} > ${failure.known}` })
    return
  }
  backend = started.value
  door = await openLocalDoor(backend, dataFolder)
  backend.startPolling()
  void tellAttention(backend)
  say({ type: 'ready' })
}

/** Electron's own fetch honours the system's proxy settings; Node's does not. */
async function systemFetch(): Promise<typeof globalThis.fetch> {
  const { net } = await import('electron')
  return (input, init) => net.fetch(input as string, init)
}

async function tellAttention(running: Backend): Promise<void> {
  say({ type: 'attention', count: running.attentionCount() })
  for await (const { topic } of running.changes.listen(undefined)) {
    if (topic === 'attention') say({ type: 'attention', count: running.attentionCount() })
  }
}

async function stop(): Promise<void> {
  await door?.close()
  await backend?.close()
  process.exit(0)
}

function connect(port: MessagePortMain | undefined): void {
  if (backend === null || port === undefined) return
  backend.carriers.servePort(port, backend.personSession({ hasLocalFiles: false }))
  port.start()
}

parent.on('message', ({ data, ports }) => {
  const message = data as ToBackend
  switch (message.type) {
    case 'start':
      void start(message)
      break
    case 'client':
      connect(ports[0])
      break
    case 'suspend':
      backend?.suspend()
      break
    case 'resume':
      backend?.resume()
      break
    case 'close':
      void stop()
      break
    case 'secrets-answer': {
      const waiting = asked.get(message.id)
      asked.delete(message.id)
      if (message.ok) waiting?.resolve(message.value)
      else waiting?.reject(new Error(String(message.value)))
      break
    }
  }
})

process.on('unhandledRejection', (error) => {
  process.stderr.write(`unhandled rejection: ${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
