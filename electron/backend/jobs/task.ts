import type { Clock, Log } from '../host.ts'
import type { Database } from '../store/database.ts'
import type { Store } from '../store/store.ts'

/** What long work runs in: its own connection, and a way to be watched and stopped. */
export interface TaskContext {
  readonly store: Store
  readonly dataFolder: string
  /** For work that only reads and wants a view of its own that nothing changes meanwhile. */
  readonly openReadOnly: () => Database
  readonly clock: Clock
  readonly newId: () => string
  readonly log: Log
  readonly signal: AbortSignal
  readonly report: (progress: Progress) => void
}

export interface Progress {
  /** What is being done, as a stable word: "read", "match", "write". */
  readonly step: string
  /** Done and to do, in the step's own unit; `total` null while it is not known. */
  readonly done: number
  readonly total: number | null
}

/** A piece of long work: plain data in, plain data out. Throws the signal's reason when it is cancelled. */
export type Task<Input, Output> = (context: TaskContext, input: Input) => Promise<Output>

/** Gives the other thread a turn at the file, and the cancel message a turn at being heard. */
export const breathe = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    setImmediate(() => {
      if (signal.aborted) reject(signal.reason as Error)
      else resolve()
    })
  })
