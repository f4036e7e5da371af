import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { CsvAnswers } from '../../shared/contract/csv-profiles.ts'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

/** How the assistant would read a file that was handed over, by what is answered so far. The data is a Result. */
export const csvProposalQuery = (uploadId: string, answers: CsvAnswers) =>
  queryOptions({
    queryKey: ['settlements', 'csv-proposal', { uploadId, answers }] as const,
    queryFn: () => read(backend.csvProfiles.propose({ source: { from: 'upload', uploadId }, answers })),
    placeholderData: keepPreviousData,
  })

/** Saved readings of banks' CSV files. */
export const csvProfilesQuery = queryOptions({ queryKey: ['settlements', 'csv-profiles'] as const, queryFn: () => read(backend.csvProfiles.list()) })
