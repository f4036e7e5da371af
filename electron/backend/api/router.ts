import type { HostAbilities } from '../../../shared/contract/session.ts'
import type { AuditService } from '../audit/audit.service.ts'
import type { Changes } from '../changes.ts'
import type { Desk } from '../desk.ts'
import type { Clock } from '../host.ts'
import type { PeopleService } from '../people/people.service.ts'
import type { PlatformKind } from '../platforms/platform.ts'
import type { Sandbox } from '../platforms/sandbox/channel/start-sandbox.ts'
import type { RuleService } from '../reconciliation/rules/rules.service.ts'
import type { PeriodService } from '../reconciliation/periods/periods.service.ts'
import type { CsvProfileService } from '../settlements/csv-profiles.service.ts'
import type { ShopService } from '../shop/shop.service.ts'
import type { StatisticsService } from '../statistics/statistics.service.ts'
import { accountHandlers } from './account-handlers.ts'
import { attentionHandlers } from './attention-handlers.ts'
import { csvProfileHandlers } from './csv-profile-handlers.ts'
import { door } from './door.ts'
import { orderHandlers } from './order-handlers.ts'
import { peopleHandlers, sessionHandlers } from './session-handlers.ts'
import { auditHandlers, shopHandlers } from './shop-handlers.ts'
import { exportHandlers, jobHandlers, ledgerHandlers, verifyHandlers, type BookHandlerParts } from './book-handlers.ts'
import { periodHandlers, rateHandlers, ruleHandlers, type RateHandlerParts } from './rate-handlers.ts'
import { reconciliationHandlers, type ReconciliationHandlerParts } from './reconciliation-handlers.ts'
import { sandboxHandlers } from './sandbox-handlers.ts'
import { settlementHandlers, type SettlementHandlerParts } from './settlement-handlers.ts'
import { statisticsHandlers } from './statistics-handlers.ts'

export interface RouterParts {
  readonly live: Desk<'live'>
  /** Made when somebody practises for the first time. */
  readonly practice: () => Desk<'practice'>
  readonly shop: ShopService
  readonly people: PeopleService
  readonly audit: AuditService
  readonly statistics: StatisticsService
  readonly books: BookParts
  readonly changes: Changes
  readonly clock: Clock
  readonly kinds: readonly PlatformKind[]
  readonly sandbox: () => Promise<Sandbox>
  readonly abilities: HostAbilities
  readonly version: string
}

/** What settlements, reconciliation, exports and proofs are made of. */
export type BookParts = SettlementHandlerParts & { readonly csvProfiles: CsvProfileService } & ReconciliationHandlerParts & BookHandlerParts & RateHandlerParts & { readonly periods: PeriodService; readonly rules: RuleService }

export type Router = ReturnType<typeof createRouter>

/** Binds the contract to the services; one line a call, so that the wiring can be read at a glance. */
export function createRouter(parts: RouterParts) {
  const { live, changes, books } = parts
  const deskOf = ({ session }: { session: { isPractising: boolean } }) => (session.isPractising ? parts.practice() : live)
  return door.router({
    session: sessionHandlers(door, parts),
    shop: shopHandlers(door, parts),
    people: peopleHandlers(door, parts),
    accounts: accountHandlers(door, { deskOf, live, kinds: parts.kinds }),
    orders: orderHandlers(door, deskOf),
    attention: attentionHandlers(door, deskOf),
    polling: {
      once: door.polling.once.handler(async () => {
        const report = await live.scheduler.pollOnce()
        return { ...report, failures: [...report.failures] }
      }),
    },
    statistics: statisticsHandlers(door, { ...parts, desk: live }),
    settlements: settlementHandlers(door, books),
    csvProfiles: csvProfileHandlers(door, books.csvProfiles),
    reconciliation: reconciliationHandlers(door, books),
    rules: ruleHandlers(door, books.rules),
    rates: rateHandlers(door, books),
    periods: periodHandlers(door, books.periods),
    ledger: ledgerHandlers(door, books),
    exports: exportHandlers(door, books.exports),
    verify: verifyHandlers(door, books.jobs),
    sandbox: sandboxHandlers(door, { accounts: live.accounts, sandbox: parts.sandbox }),
    jobs: jobHandlers(door, books.jobs),
    audit: auditHandlers(door, parts.audit),
    feed: {
      changes: door.feed.changes.handler(async function* ({ context, signal }) {
        yield* (context.session.isPractising ? parts.practice().changes : changes).listen(signal)
      }),
    },
  })
}
