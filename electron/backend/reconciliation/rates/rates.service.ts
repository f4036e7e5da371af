import type { Day } from '../../../../shared/business-day.ts'
import type { Rate, RateTerms } from '../../../../shared/contract/rates.ts'
import { fail, ok, type Result } from '../../../../shared/result.ts'
import type { AccountService } from '../../accounts/accounts.service.ts'
import type { Actor, AuditService } from '../../audit/audit.service.ts'
import type { Changes } from '../../changes.ts'
import type { Clock } from '../../host.ts'
import type { InTransaction } from '../../store/store.ts'
import type { RateRepository } from './rates.repository.ts'

export interface RateParts {
  readonly repository: RateRepository
  readonly inTransaction: InTransaction
  readonly clock: Clock
  readonly newId: () => string
  readonly accounts: Pick<AccountService, 'find'>
  readonly audit: AuditService
  readonly changes: Changes
}

export type RateFailure =
  | { readonly kind: 'account-not-found' }
  | { readonly kind: 'rate-not-found' }
  | { readonly kind: 'ends-before-it-begins' }
  | { readonly kind: 'least-over-most' }
  | { readonly kind: 'overlaps'; readonly validFrom: Day; readonly validTo: Day | null }

export type RateService = ReturnType<typeof createRateService>

/** Contracted rates. A change of one has all lines of its account checked again by the next run. */
export function createRateService({ repository, inTransaction, clock, newId, accounts, audit, changes }: RateParts) {
  const objectionTo = (rateId: string, terms: RateTerms): RateFailure | null => {
    if (accounts.find(terms.accountId) === null) return { kind: 'account-not-found' }
    if (terms.validTo !== null && terms.validTo < terms.validFrom) return { kind: 'ends-before-it-begins' }
    if (terms.mostMinor !== null && terms.mostMinor < terms.leastMinor) return { kind: 'least-over-most' }
    const other = repository.overlapping({ rateId, ...terms })
    return other === null ? null : { kind: 'overlaps', ...other }
  }

  return {
    list: (): Rate[] => repository.list(),

    save: (rateId: string | null, terms: RateTerms, by: Actor): Result<Rate, RateFailure> =>
      inTransaction(() => {
        const before = rateId === null ? null : repository.find(rateId)
        if (rateId !== null && before === null) return fail({ kind: 'rate-not-found' })
        const id = rateId ?? newId()
        const objection = objectionTo(id, terms)
        if (objection !== null) return fail(objection)
        const rate: Rate = { ...terms, rateId: id, savedAt: clock.now(), savedBy: by.id }
        repository.save(rate)
        for (const accountId of new Set([terms.accountId, ...(before === null ? [] : [before.accountId])])) repository.checkAnew(accountId)
        audit.note(by, 'rates.save', id, { before, after: terms })
        changes.announce('reconciliation')
        return ok(rate)
      }),

    remove: (rateId: string, by: Actor): Result<null, { kind: 'rate-not-found' }> =>
      inTransaction(() => {
        const rate = repository.find(rateId)
        if (rate === null) return fail({ kind: 'rate-not-found' })
        repository.checkAnew(rate.accountId)
        repository.remove(rateId)
        audit.note(by, 'rates.remove', rateId, { before: rate })
        changes.announce('reconciliation')
        return ok(null)
      }),
  }
}
