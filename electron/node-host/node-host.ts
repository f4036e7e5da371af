import { setTimeout as wait } from 'node:timers/promises'
import { monotonicFactory } from 'ulid'
import type { Host } from '../backend/host.ts'
import { createLogFile } from './log-file.ts'
import { createSecretFile } from './secret-file.ts'

export interface NodeHostOptions {
  readonly kind: 'web' | 'cli'
  readonly dataFolder: string
  readonly version: string
  readonly jobWorker: URL
}

/** What the backend needs from a machine without Electron. */
export function createNodeHost({ kind, dataFolder, version, jobWorker }: NodeHostOptions): Host {
  const nextUlid = monotonicFactory()
  return {
    kind,
    dataFolder,
    version,
    jobWorker,
    clock: { now: Date.now },
    newId: () => nextUlid(),
    random: Math.random,
    fetch: globalThis.fetch,
    secrets: createSecretFile(dataFolder, process.env['COUNTERFOIL_PASSPHRASE']),
    log: createLogFile(dataFolder),
    sleep: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
  }
}
