import { z } from 'zod'
import { books, Instant, resultOf, Ulid } from './values.ts'

const Progress = z.object({ step: z.string(), done: z.number(), total: z.number().nullable() })

export const Job = z.object({
  jobId: Ulid,
  name: z.string(),
  subject: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  progress: Progress.nullable(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  incident: z.string().nullable(),
})
export type Job = z.infer<typeof Job>

export const jobs = {
  list: books.output(z.array(Job)),
  cancel: books.input(z.object({ jobId: Ulid })).output(resultOf(z.null(), z.object({ kind: z.literal('job-over') }))),
}

/** Endings that any long work can have beside its own. */
export const JobCancelled = z.object({ kind: z.literal('cancelled') })
