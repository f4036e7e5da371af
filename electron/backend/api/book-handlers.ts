import type { VerifyReport } from '../../../shared/contract/verify.ts'
import { fail, ok } from '../../../shared/result.ts'
import type { ExportService } from '../exports/exports.service.ts'
import { JobCancelled, type JobService } from '../jobs/jobs.service.ts'
import type { LedgerService } from '../ledger/ledger.service.ts'
import type { JournalQueries } from '../ledger/journal.queries.ts'
import { actorOf, type Door } from './door.ts'
import { pageOf } from './page.ts'

export interface BookHandlerParts {
  readonly ledger: LedgerService
  readonly journal: JournalQueries
  readonly exports: ExportService
  readonly jobs: JobService
}

export const ledgerHandlers = (door: Door, { ledger, journal }: Pick<BookHandlerParts, 'ledger' | 'journal'>) => ({
  balances: door.ledger.balances.handler(() => ledger.balances()),
  journal: door.ledger.journal.handler(({ input }) => {
    const { rows, next } = pageOf(input.limit, (limit) => journal.page(input.from, input.to, input.before, limit), ({ entryId }) => entryId)
    return { entries: rows, next }
  }),
})

export const exportHandlers = (door: Door, exports: ExportService) => ({
  make: door.exports.make.handler(async ({ input, context }) => {
    if (input.path !== null && !context.session.hasLocalFiles) return fail({ kind: 'no-local-files' })
    return exports.make(input, actorOf(context))
  }),
  one: door.exports.one.handler(({ input }) => {
    const record = exports.find(input.exportId)
    return record === null ? fail({ kind: 'export-not-found' }) : ok(record)
  }),
  list: door.exports.list.handler(({ input }) => {
    const { rows, next } = pageOf(input.limit, (limit) => exports.list(input.before, limit), ({ exportId }) => exportId)
    return { exports: rows, next }
  }),
  read: door.exports.read.handler(({ input }) => exports.read(input.exportId, input.part, input.offset)),
  check: door.exports.check.handler(async ({ input, context }) =>
    context.session.hasLocalFiles ? exports.check(input.path) : fail({ kind: 'no-local-files' }),
  ),
})

export const jobHandlers = (door: Door, jobs: JobService) => ({
  list: door.jobs.list.handler(() => jobs.list()),
  cancel: door.jobs.cancel.handler(({ input }) => (jobs.cancel(input.jobId) ? ok(null) : fail({ kind: 'job-over' }))),
})

export const verifyHandlers = (door: Door, jobs: JobService) => ({
  run: door.verify.run.handler(async () => {
    try {
      const report: VerifyReport = await jobs.run('verify', '', null).output
      return ok(report)
    } catch (error) {
      if (error instanceof JobCancelled) return fail({ kind: 'cancelled' })
      throw error
    }
  }),
})
