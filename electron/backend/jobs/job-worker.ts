import '../runtime-check.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { monotonicFactory } from 'ulid'
import type { Log } from '../host.ts'
import { makeLasting, openDatabase, openForLongWork } from '../store/database.ts'
import { createStore } from '../store/store.ts'
import type { Task } from './task.ts'
import { tasks } from './tasks.ts'
import type { FromWorker, WorkerStart } from './worker-messages.ts'

/** Between two messages of progress: more often nobody can see. */
const progressEveryMs = 100

const { name, input, databaseFile, dataFolder, clockOffsetMs } = workerData as WorkerStart
const port = parentPort!
const say = (message: FromWorker): void => port.postMessage(message)
const logAt = (level: 'info' | 'warn' | 'error'): Log['info'] => (event, facts) => say({ kind: 'log', level, event, facts })

const stopping = new AbortController()
port.on('message', () => stopping.abort(new Error('cancelled')))

const db = openForLongWork(databaseFile)
const nextUlid = monotonicFactory()
let saidAt = 0

try {
  const task = tasks[name] as Task<unknown, unknown>
  const output = await task(
    {
      store: createStore(db), dataFolder, openReadOnly: () => openDatabase(databaseFile, { readonly: true }), clock: { now: () => Date.now() + clockOffsetMs }, newId: () => nextUlid(), signal: stopping.signal,
      log: { info: logAt('info'), warn: logAt('warn'), error: logAt('error') },
      report: (progress) => {
        const now = performance.now()
        if (now - saidAt < progressEveryMs) return
        saidAt = now
        say({ kind: 'progress', progress })
      },
    },
    input,
  )
  makeLasting(db)
  say({ kind: 'done', output })
} catch (error) {
  if (stopping.signal.aborted) say({ kind: 'cancelled' })
  else say({ kind: 'failed', error: String(error), stack: error instanceof Error ? error.stack : undefined })
} finally {
  db.close()
  port.close()
}
