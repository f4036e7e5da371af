import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Changes } from '../changes.ts'
import type { Host } from '../host.ts'
import { openDatabase } from '../store/database.ts'
import type { Store } from '../store/store.ts'
import type { Progress, Task, TaskContext } from './task.ts'
import { tasks, type TaskInput, type TaskName, type TaskOutput } from './tasks.ts'
import type { FromWorker, WorkerStart } from './worker-messages.ts'

export interface Job {
  readonly jobId: string
  readonly name: string
  /** What it is about, for people: a file name, an account. */
  readonly subject: string
  readonly state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed'
  readonly progress: Progress | null
  readonly startedAt: number
  readonly endedAt: number | null
  /** Set when it failed: what the log calls it. */
  readonly incident: string | null
}

export interface RunningJob<Output> {
  readonly jobId: string
  /** Rejects with `JobCancelled` or `JobFailed`. */
  readonly output: Promise<Output>
}

export class JobCancelled extends Error {}
class JobFailed extends Error {
  readonly incident: string
  constructor(incident: string) {
    super(`incident ${incident}`)
    this.incident = incident
  }
}

export interface JobParts {
  readonly host: Host
  readonly store: Store
  readonly changes: Changes
  readonly databaseFile: string
}

export type JobService = ReturnType<typeof createJobService>

const mostRemembered = 100
/** Rows stream through such a thread: left to itself it would keep 100 MB of them before it cleans up. */
const threadLimits = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 1024 }

/** Long work, one piece at a time, in a thread of its own, with progress and cancel. */
export function createJobService({ host, store, changes, databaseFile }: JobParts) {
  const jobs = new Map<string, Job>()
  const cancels = new Map<string, () => void>()
  let queue: Promise<unknown> = Promise.resolve()

  const update = (jobId: string, change: Partial<Job>): void => {
    jobs.set(jobId, { ...jobs.get(jobId)!, ...change })
    changes.announce('jobs', jobId)
  }

  const forgetOld = (): void => {
    const over = [...jobs.values()].filter(({ endedAt }) => endedAt !== null)
    for (const { jobId } of over.slice(0, Math.max(0, jobs.size - mostRemembered))) jobs.delete(jobId)
  }

  /** Puts a piece of work at the end of the queue. `work` gets a signal that is aborted by `cancel`. */
  const enqueue = <Output>(name: string, subject: string, work: (signal: AbortSignal, report: (progress: Progress) => void) => Promise<Output>): RunningJob<Output> => {
    const jobId = host.newId()
    const stopping = new AbortController()
    jobs.set(jobId, { jobId, name, subject, state: 'waiting', progress: null, startedAt: host.clock.now(), endedAt: null, incident: null })
    cancels.set(jobId, () => stopping.abort(new JobCancelled()))
    changes.announce('jobs', jobId)
    const run = async (): Promise<Output> => {
      try {
        stopping.signal.throwIfAborted()
        update(jobId, { state: 'running', startedAt: host.clock.now() })
        const output = await work(stopping.signal, (progress) => update(jobId, { progress }))
        update(jobId, { state: 'done', endedAt: host.clock.now() })
        return output
      } catch (error) {
        if (stopping.signal.aborted) {
          update(jobId, { state: 'cancelled', endedAt: host.clock.now() })
          throw new JobCancelled()
        }
        const incident = host.newId()
        host.log.error('jobs.failed', { incident, name, error: String(error), stack: error instanceof Error ? error.stack : undefined })
        update(jobId, { state: 'failed', endedAt: host.clock.now(), incident })
        throw new JobFailed(incident)
      } finally {
        cancels.delete(jobId)
        forgetOld()
      }
    }
    const output = queue.then(run)
    queue = output.catch(() => undefined)
    return { jobId, output }
  }

  const inThread = <Name extends TaskName>(name: Name, input: TaskInput<Name>, signal: AbortSignal, report: (progress: Progress) => void): Promise<TaskOutput<Name>> =>
    new Promise((resolve, reject) => {
      const start: WorkerStart = { name, input, databaseFile, dataFolder: host.dataFolder, clockOffsetMs: host.clock.now() - Date.now() }
      const worker = new Worker(host.jobWorker!, { workerData: start, name: `job ${name}`, resourceLimits: threadLimits })
      const cancel = (): void => worker.postMessage('cancel')
      signal.addEventListener('abort', cancel, { once: true })
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'progress') report(message.progress)
        else if (message.kind === 'log') host.log[message.level](message.event, message.facts)
        else if (message.kind === 'done') resolve(message.output as TaskOutput<Name>)
        else if (message.kind === 'cancelled') reject(new JobCancelled())
        else reject(new Error(`${message.error}\n${message.stack ?? ''}`))
      })
      worker.on('error', reject)
      worker.on('exit', () => {
        signal.removeEventListener('abort', cancel)
        reject(new Error('the worker ended without an answer'))
      })
    })

  /** The same code on this thread. */
  const inline = <Name extends TaskName>(name: Name, input: TaskInput<Name>, signal: AbortSignal, report: (progress: Progress) => void): Promise<TaskOutput<Name>> => {
    const { dataFolder, clock, newId, log } = host
    const context: TaskContext = { store, dataFolder, openReadOnly: () => openDatabase(databaseFile, { readonly: true }), clock, newId, log, signal, report }
    return (tasks[name] as unknown as Task<TaskInput<Name>, TaskOutput<Name>>)(context, input)
  }

  return {
    /** Runs one of the named tasks. */
    run: <Name extends TaskName>(name: Name, subject: string, input: TaskInput<Name>): RunningJob<TaskOutput<Name>> =>
      enqueue(name, subject, (signal, report) => (host.jobWorker === null ? inline : inThread)(name, input, signal, report)),
    /** A short write that must not fall into the middle of a job; not listed. */
    between: async <Output>(work: () => Output): Promise<Output> => {
      const turn = queue.then(work)
      queue = turn.catch(() => undefined)
      return turn
    },
    /** Work that stays on this thread because it mostly waits for the network, in the same queue. */
    runHere: enqueue,
    cancel: (jobId: string): boolean => {
      cancels.get(jobId)?.()
      return cancels.has(jobId)
    },
    find: (jobId: string): Job | null => jobs.get(jobId) ?? null,
    list: (): Job[] => [...jobs.values()].reverse(),
    /** Cancels everything and waits until it has ended. */
    stop: async (): Promise<void> => {
      for (const cancel of cancels.values()) cancel()
      await queue
    },
  }
}

/** The job's own connection opens the same file as everybody's. */
export const databaseFileOf = (dataFolder: string): string => path.join(dataFolder, 'counterfoil.db')
