import type { Day } from '../../../../shared/business-day.ts'
import type { FoundExceptions } from './found-exceptions.ts'

export interface DepositDeadlines {
  /** Payouts that should have arrived by this day and have no deposit are missing. */
  readonly depositDueDay: Day
}

/** SQL: what live matches have used up of an item. */
export const allocatedTo = (side: 'payout' | 'bank_line' | 'settlement_line', subject: string): string =>
  `(SELECT COALESCE(SUM(a.minor), 0) FROM allocations a JOIN matches x ON x.match_no = a.match_no
     WHERE a.side = '${side}' AND a.subject = ${subject} AND x.undone_by IS NULL AND x.undoes IS NULL)`

/** Exceptions about payouts, and about their arrival. `matchedPayouts` are those that this run has just found at the bank. */
export function findPayoutExceptions(found: FoundExceptions, { depositDueDay }: DepositDeadlines, matchedPayouts: ReadonlySet<string>): void {
  const row = (minor: string): string => `SELECT 'payout:' || p.payout_id AS subject, p.account_id AS account_id, ${minor} AS minor, p.currency AS currency, p.arrives_on AS day,
    json_object('payout', p.platform_reference, 'amount', p.amount_minor, 'linesNet', p.lines_net_minor, 'lines', p.lines_count, 'status', p.status, 'arrivesOn', p.arrives_on) AS facts FROM payouts p`
  found.addFrom('payout_sum_mismatch', `${row('p.amount_minor - p.lines_net_minor')} WHERE p.is_itemised = 1 AND p.lines_count > 0 AND p.amount_minor IS NOT NULL AND p.amount_minor <> p.lines_net_minor`)
  found.addFrom('negative_payout', `${row('-p.amount_minor')} WHERE p.amount_minor < 0`)
  found.addFrom('payout_returned', `${row('p.amount_minor')} WHERE p.status = 'failed'`)
  const matched = [...matchedPayouts]
  const notMatchedNow = matched.length === 0 ? 'TRUE' : `p.payout_id NOT IN (SELECT value FROM json_each(@matched))`
  found.addFrom(
    'missing_deposit',
    `${row(`p.amount_minor - ${allocatedTo('payout', 'p.payout_id')}`)}
      WHERE p.status IN ('in_transit', 'paid') AND p.amount_minor > 0 AND p.arrives_on IS NOT NULL AND p.arrives_on <= @depositDueDay
        AND p.amount_minor <> ${allocatedTo('payout', 'p.payout_id')} AND ${notMatchedNow}`,
    matched.length === 0 ? { depositDueDay } : { depositDueDay, matched: JSON.stringify(matched) },
  )
}
