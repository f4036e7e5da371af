import type { Day } from '../../../../shared/business-day.ts'
import type { Database } from '../../store/database.ts'
import type { LatenessOf } from '../checks/lateness.ts'
import { isOpenPayout } from '../open-items.ts'
import type { FoundExceptions } from './found-exceptions.ts'

export interface PayoutExceptionInput {
  readonly db: Database
  readonly lateness: LatenessOf
  readonly today: Day
  /** Payouts that this run has just found at the bank. */
  readonly matched: ReadonlySet<string>
}

interface AwaitedPayout {
  payoutId: string
  accountId: string
  currency: string
  arrivesOn: Day
  openMinor: number
  facts: string
}

/** Exceptions about payouts, and about their arrival. */
export function findPayoutExceptions(found: FoundExceptions, { db, lateness, today, matched }: PayoutExceptionInput): void {
  const facts = `json_object('payout', p.platform_reference, 'amount', p.amount_minor, 'linesNet', p.lines_net_minor, 'lines', p.lines_count, 'status', p.status, 'arrivesOn', p.arrives_on)`
  const row = (minor: string): string =>
    `SELECT 'payout:' || p.payout_id AS subject, p.account_id AS account_id, ${minor} AS minor, p.currency AS currency, p.arrives_on AS day, ${facts} AS facts FROM payouts p`
  found.addFrom('payout_sum_mismatch', `${row('p.amount_minor - p.lines_net_minor')} WHERE p.is_itemised = 1 AND p.lines_count > 0 AND p.amount_minor IS NOT NULL AND p.amount_minor <> p.lines_net_minor`)
  found.addFrom('negative_payout', `${row('-p.amount_minor')} WHERE p.amount_minor < 0`)
  found.addFrom('payout_returned', `${row('p.amount_minor')} WHERE p.status = 'failed'`)

  const awaited = db
    .prepare<[Day], AwaitedPayout>(
      `SELECT p.payout_id AS payoutId, p.account_id AS accountId, p.currency, p.arrives_on AS arrivesOn, p.amount_minor - p.deposited_minor AS openMinor, ${facts} AS facts
         FROM payouts p WHERE ${isOpenPayout} AND p.amount_minor > 0 AND COALESCE(p.arrives_on, '') > '' AND COALESCE(p.arrives_on, '') < ?`,
    )
    .all(today)
  for (const payout of awaited) {
    if (matched.has(payout.payoutId)) continue
    const { lateAfter, missingAfter } = lateness.payout(payout.accountId, payout.currency, payout.arrivesOn)
    if (today <= lateAfter) continue
    found.add({
      code: today > missingAfter ? 'missing_deposit' : 'late', subject: `payout:${payout.payoutId}`, accountId: payout.accountId, minor: payout.openMinor,
      currency: payout.currency, day: payout.arrivesOn, facts: { ...(JSON.parse(payout.facts) as Record<string, unknown>), lateAfter, missingAfter },
    })
  }
}
