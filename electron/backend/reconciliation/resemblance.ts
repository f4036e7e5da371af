import type { Day } from '../../../shared/business-day.ts'
import { platformKinds } from '../platforms/registry.ts'
import type { PlatformId } from '../platforms/platform.ts'
import type { Database } from '../store/database.ts'
import { openBankLines, openPayouts, sendersByAccount } from './open-items.ts'
import { confirmedAliases, declinedKeys, loosePayoutItems, openPaymentItems } from './pass-inputs.ts'
import type { Ambiguity, Exclusion, FoundMatch, NearMiss } from './passes/matching.ts'
import { runDepositPasses, runLoosePayoutPasses, runPaymentPasses } from './passes/run-passes.ts'
import type { VersionedRule } from './passes/rules.ts'
import type { RunOpenItems } from './run-open-items.ts'

/** What the passes that go by resemblance (P5 to P12) have found among what identity has left. */
export interface Resemblance {
  readonly automatic: readonly FoundMatch[]
  readonly proposed: readonly FoundMatch[]
  readonly ambiguities: readonly Ambiguity[]
  readonly nearMisses: readonly NearMiss[]
  readonly excluded: readonly Exclusion[]
  readonly bankLinesExamined: number
  /** Items that a pass has left alone because its budget was used up. */
  readonly notExamined: number
}

export interface ResemblanceTerms {
  readonly dayOf: (at: number) => Day
  readonly rules: readonly VersionedRule[]
  /** Payouts that arrived since that day are still known by name. */
  readonly recentSince: Day
  /** Days on which the shop's banks are closed, beside the usual holidays. */
  readonly extraHolidays: readonly Day[]
  readonly shouldStop: () => boolean
}

/** Words by which banks name the platform of an account as a sender. */
const platformSenders = (platform: string): readonly string[] => platformKinds[platform as PlatformId]?.depositSenders ?? []

export const sendersOfAccounts = (db: Database): ReadonlyMap<string, readonly string[]> => sendersByAccount(db, platformSenders)

/** Reads only. */
export function findResemblance(db: Database, open: Pick<RunOpenItems, 'lines' | 'payments'>, terms: ResemblanceTerms): Resemblance {
  const declined = declinedKeys(db)
  const { rules, extraHolidays, shouldStop, dayOf } = terms
  const senders = sendersOfAccounts(db)
  const bankLines = openBankLines(db)
  const deposits = runDepositPasses({
    payouts: openPayouts(db, (accountId) => senders.get(accountId) ?? [], terms.recentSince), bankLines, declined, rules, extraHolidays, shouldStop,
  })
  const { payments, lines, notExamined } = openPaymentItems(db, open)
  const connected = runPaymentPasses({ payments, lines, declined, rules, extraHolidays, shouldStop, dayOf, aliases: confirmedAliases(db) })
  const loose = loosePayoutItems(db, dayOf)
  const memberships = runLoosePayoutPasses({ ...loose, declined, shouldStop })
  const results = [deposits, connected, memberships]
  const matches = results.flatMap((result) => result.matches)
  return {
    automatic: matches.filter(({ act }) => act === 'auto'), proposed: matches.filter(({ act }) => act === 'propose'),
    ambiguities: results.flatMap(({ ambiguities }) => ambiguities), nearMisses: deposits.nearMisses, excluded: deposits.excluded,
    bankLinesExamined: bankLines.length, notExamined: notExamined + results.reduce((sum, result) => sum + result.notExamined.length, 0),
  }
}
