import { queryOptions } from '@tanstack/react-query'
import type { Job } from '../../shared/contract/jobs.ts'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

export const jobsQuery = queryOptions({ queryKey: ['jobs', 'list'] as const, queryFn: () => read(backend.jobs.list()) })

/** The job of that name that is under way or waits for its turn; of several the first. */
export const currentJob = (jobs: readonly Job[] | undefined, name: string): Job | null =>
  jobs?.find((job) => job.name === name && (job.state === 'running' || job.state === 'waiting')) ?? null
