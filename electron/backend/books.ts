import type { BookParts } from './api/router.ts'
import type { AuditService } from './audit/audit.service.ts'
import type { Changes } from './changes.ts'
import type { Desk } from './desk.ts'
import { createExportService } from './exports/exports.service.ts'
import type { Host } from './host.ts'
import { createJobService, databaseFileOf } from './jobs/jobs.service.ts'
import { createJournalQueries } from './ledger/journal.queries.ts'
import { createArrivals } from './reconciliation/checks/arrivals.ts'
import { createMissingFiles } from './reconciliation/checks/missing-files.ts'
import { createPeriodService } from './reconciliation/periods/periods.service.ts'
import { createClaims } from './reconciliation/rates/claims.ts'
import { createRateRepository } from './reconciliation/rates/rates.repository.ts'
import { createRateService } from './reconciliation/rates/rates.service.ts'
import { createRuleRepository, extraHolidays } from './reconciliation/rules/rules.repository.ts'
import { createRuleService } from './reconciliation/rules/rules.service.ts'
import { createReconciliationService } from './reconciliation/reconciliation.service.ts'
import { createSummary } from './reconciliation/summary.ts'
import { createTracer } from './reconciliation/trace.ts'
import { createCsvProfileService } from './settlements/csv-profiles.service.ts'
import { createPayoutRepository } from './settlements/payouts.repository.ts'
import { createPull } from './settlements/pull.ts'
import { createSettlementQueries } from './settlements/settlement-queries.ts'
import { createSettlementService } from './settlements/settlements.service.ts'
import { createUploads } from './settlements/uploads.ts'
import type { ShopService } from './shop/shop.service.ts'

export interface BooksParts {
  /** Only the live desk: practice is never settled, reconciled or exported. */
  readonly desk: Desk<'live'>
  readonly host: Host
  readonly shop: ShopService
  readonly audit: AuditService
  readonly changes: Changes
}

export interface Books extends BookParts {
  /** Fetches payouts in the background when the platform has told of some, and every few hours anyway. */
  pullWhenDue(accountId: string, payoutsChanged: boolean): void
  /** Looks, now and then, which files should have been brought in by now. */
  reviewFiles(): void
}

const reviewEveryMs = 3_600_000
const pullEveryMs = 6 * 3_600_000

/** The accountant's half: settlements, reconciliation, exports and proofs, on the live desk's store. */
export function createBooks({ desk, host, shop, audit, changes }: BooksParts): Books {
  const { store, accounts, connections, ledger, attention } = desk
  const { db } = store
  const { clock, newId, dataFolder } = host
  const jobs = createJobService({ host, store, changes, databaseFile: databaseFileOf(dataFolder) })
  const uploads = createUploads(clock)
  const queries = createSettlementQueries(db)
  const payouts = createPayoutRepository(db)
  const askAgain = (paymentIds: readonly string[]): void => {
    if (desk.asker.askAgain(paymentIds) > 0) desk.scheduler.wake()
  }
  const today = () => shop.dayOf(clock.now())
  const pull = createPull({ store, clock, newId, zone: shop.zone, accounts, connect: connections.connect })
  const settlements = createSettlementService({
    store, dataFolder, clock, zone: () => (shop.find() === null ? Intl.DateTimeFormat().resolvedOptions().timeZone : shop.zone()), currency: () => shop.find()?.currency ?? null,
    accounts, jobs, uploads, pull, audit, changes,
  })
  const missingFiles = createMissingFiles(db, extraHolidays)
  const pulling = new Set<string>()
  const pullBegunAt = new Map<string, number>()
  let reviewedAt = Number.NEGATIVE_INFINITY
  const pullInBackground = async (accountId: string): Promise<void> => {
    pulling.add(accountId)
    try {
      const result = await settlements.pull(accountId, null)
      if (result.ok && result.value.failure !== null) host.log.warn('settlements.pull-failed', { accountId, failure: result.value.failure })
    } catch (error) {
      host.log.error('settlements.pull-failed', { accountId, error: String(error) })
    } finally {
      pulling.delete(accountId)
    }
  }
  return {
    pullWhenDue: (accountId, payoutsChanged) => {
      const isFresh = clock.now() - Math.max(pullBegunAt.get(accountId) ?? 0, accounts.find(accountId)?.payoutsPulledUntil ?? 0) < pullEveryMs
      if (pulling.has(accountId) || (isFresh && !payoutsChanged)) return
      pullBegunAt.set(accountId, clock.now())
      void pullInBackground(accountId)
    },
    reviewFiles: () => {
      if (shop.find() === null || Math.abs(clock.now() - reviewedAt) < reviewEveryMs) return
      reviewedAt = clock.now()
      attention.setNeedsOfKind('missing_file', missingFiles(today()))
    },
    db, jobs, uploads, queries, payouts, today, arrivals: createArrivals({ db, today, extraHolidays }), ledger, dayOf: shop.dayOf,
    csvProfiles: createCsvProfileService({ store, clock, uploads, zone: shop.zone, audit, changes }),
    settlements,
    accounts, shopName: () => shop.find()?.name ?? '', claims: createClaims(db),
    rates: createRateService({ repository: createRateRepository(db), inTransaction: store.inTransaction, clock, newId, accounts, audit, changes }),
    rules: createRuleService({ repository: createRuleRepository(db), inTransaction: store.inTransaction, clock, newId, jobs, audit, changes }),
    periods: createPeriodService({ store, clock, accounts, jobs, audit, changes }),
    reconciliation: createReconciliationService({ store, clock, newId, ledger, audit, changes, jobs, dayOf: shop.dayOf, askAgain }),
    summary: createSummary(db, today, shop.dayOf),
    trace: createTracer(db, queries, payouts),
    journal: createJournalQueries(db),
    exports: createExportService({
      store, host, jobs, audit, changes, zone: () => ({ zone: shop.zone(), cutoffHour: shop.days().ruleFor(today()).cutoffHour }),
    }),
  }
}
