import { addDays, type Day } from '../../../../shared/business-day.ts'
import type { Checklist, Period } from '../../../../shared/contract/periods.ts'
import { fail, ok, type Result } from '../../../../shared/result.ts'
import type { AccountService } from '../../accounts/accounts.service.ts'
import type { Actor, AuditService } from '../../audit/audit.service.ts'
import type { Changes } from '../../changes.ts'
import type { Clock } from '../../host.ts'
import { JobCancelled, type JobService } from '../../jobs/jobs.service.ts'
import type { Store } from '../../store/store.ts'
import { openFrom } from './checklist.ts'
import type { PeriodOutcome } from './period.task.ts'
import { createPeriodRepository } from './periods.repository.ts'

export interface PeriodParts {
  readonly store: Store
  readonly clock: Clock
  readonly accounts: Pick<AccountService, 'find'>
  readonly jobs: JobService
  readonly audit: AuditService
  readonly changes: Changes
}

type AccountNotFound = { readonly kind: 'account-not-found' }
type NothingToClose = { readonly kind: 'nothing-to-close' }
type Cancelled = { readonly kind: 'cancelled' }
type NotReady = { readonly kind: 'not-ready'; readonly checklist: Checklist }
type ReopenFailure = { readonly kind: 'period-not-found' } | { readonly kind: 'not-the-newest' } | { readonly kind: 'reopened-already' }

export type PeriodService = ReturnType<typeof createPeriodService>

/** Closing of an account's periods, one after the other, and opening the newest again. */
export function createPeriodService({ store, clock, accounts, jobs, audit, changes }: PeriodParts) {
  const { db } = store
  const repository = createPeriodRepository(db)

  const run = async (accountId: string, to: Day, isToClose: boolean, by: Actor): Promise<Result<PeriodOutcome, Cancelled>> => {
    try {
      return ok(await jobs.run('period', '', { accountId, to, isToClose, by: by.id }).output)
    } catch (error) {
      if (error instanceof JobCancelled) return fail({ kind: 'cancelled' })
      throw error
    }
  }

  return {
    list: (accountId: string): Result<{ periods: Period[]; next: { from: Day; suggestedTo: Day } | null }, AccountNotFound> => {
      if (accounts.find(accountId) === null) return fail({ kind: 'account-not-found' })
      const from = openFrom(db, accountId)
      return ok({ periods: repository.ofAccount(accountId), next: from === null ? null : { from, suggestedTo: lastOfMonth(from) } })
    },

    checklist: async (accountId: string, to: Day, by: Actor): Promise<Result<Checklist, AccountNotFound | NothingToClose | Cancelled>> => {
      if (accounts.find(accountId) === null) return fail({ kind: 'account-not-found' })
      const outcome = await run(accountId, to, false, by)
      if (!outcome.ok) return outcome
      return outcome.value.checklist === null ? fail({ kind: 'nothing-to-close' }) : ok(outcome.value.checklist)
    },

    close: async (accountId: string, to: Day, by: Actor): Promise<Result<Period, AccountNotFound | NothingToClose | NotReady | Cancelled>> => {
      if (accounts.find(accountId) === null) return fail({ kind: 'account-not-found' })
      const outcome = await run(accountId, to, true, by)
      if (!outcome.ok) return outcome
      const { checklist, period } = outcome.value
      if (checklist === null) return fail({ kind: 'nothing-to-close' })
      if (period === null) return fail({ kind: 'not-ready', checklist })
      store.inTransaction(() => audit.note(by, 'periods.close', period.periodId, { accountId, from: period.from, to, seal: period.seal }))
      changes.announce('reconciliation')
      return ok(period)
    },

    reopen: (periodId: string, reason: string, by: Actor): Promise<Result<Period, ReopenFailure>> =>
      // Between two jobs, so that none books into a day that is being opened.
      jobs.between(() =>
        store.inTransaction((): Result<Period, ReopenFailure> => {
          const period = repository.find(periodId)
          if (period === null) return fail({ kind: 'period-not-found' })
          if (period.state === 'reopened') return fail({ kind: 'reopened-already' })
          const isNewest = repository.ofAccount(period.accountId).find(({ state }) => state === 'closed')?.periodId === periodId
          if (!isNewest) return fail({ kind: 'not-the-newest' })
          repository.reopen(periodId, clock.now(), by.id, reason)
          audit.note(by, 'periods.reopen', periodId, { accountId: period.accountId, from: period.from, to: period.to, seal: period.seal, reason })
          changes.announce('reconciliation')
          return ok(repository.find(periodId)!)
        }),
      ),
  }
}

/** The last day of the month in which a day lies. */
const lastOfMonth = (day: Day): Day => addDays(firstOfNext(day), -1)
const firstOfNext = (day: Day): Day => {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  return month === 12 ? `${String(year + 1).padStart(4, '0')}-01-01` : `${day.slice(0, 4)}-${String(month + 1).padStart(2, '0')}-01`
}
