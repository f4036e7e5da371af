import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Job } from '../../shared/contract/jobs.ts'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

export const jobsQuery = queryOptions({ queryKey: ['jobs', 'list'] as const, queryFn: () => read(backend.jobs.list()) })

/** The job of that name that is under way or waits for its turn; of several the first. */
export const currentJob = (jobs: readonly Job[] | undefined, name: string): Job | null =>
  jobs?.find((job) => job.name === name && (job.state === 'running' || job.state === 'waiting')) ?? null

/** The same for a job about one thing, read as long as it is wanted. */
export function useUnfinishedJob(name: string, subject: string, isWanted: boolean): Job | null {
  const { data } = useQuery({ ...jobsQuery, enabled: isWanted })
  return currentJob(data?.filter((job) => job.subject === subject), name)
}
