import type { Progress } from './task.ts'
import type { TaskName } from './tasks.ts'

/** What a worker thread is started with. */
export interface WorkerStart {
  readonly name: TaskName
  readonly input: unknown
  readonly databaseFile: string
  readonly dataFolder: string
  /** Our clock minus the system's: tests and demonstrations have clocks of their own. */
  readonly clockOffsetMs: number
}

export type FromWorker =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: string; readonly stack: string | undefined }
  | { readonly kind: 'log'; readonly level: 'info' | 'warn' | 'error'; readonly event: string; readonly facts: Readonly<Record<string, unknown>> | undefined }
