import { addDays, instantOf, type Day } from '../../../../shared/business-day.ts'
import type { Need } from '../../attention/needs.ts'
import type { Database } from '../../store/database.ts'
import { createLateness } from './lateness.ts'

/** Beyond the usual time, a weekend and a day for somebody to bring the file in. */
const patienceDays = 5

/**
 * Files that should have been brought in by now: settlements of accounts that have been settled before and have sales since
 * that none tells of, and statements of banks that have taken payouts before. An account that was never settled here asks
 * for nothing.
 */
export function createMissingFiles(db: Database, extraHolidays: (db: Database) => readonly Day[]) {
  const selectUnsettled = db.prepare<[{ from: Day }], { accountId: string; account: string; currency: string; untilDay: Day; day: Day }>(
    `SELECT a.account_id AS accountId, a.label AS account, c.currency, c.until_day AS untilDay, MIN(f.business_day) AS day
       FROM accounts a JOIN settlement_coverage c ON c.account_id = a.account_id
       JOIN day_figures f ON f.environment = a.environment AND f.currency = c.currency AND f.business_day > MAX(c.until_day, @from) AND f.account_id = a.account_id AND f.payments > 0
      WHERE a.closed_at IS NULL GROUP BY a.account_id, c.currency`,
  )
  const selectStatements = db.prepare<[Day, Day], { bankAccountId: string; bank: string; untilDay: Day | null; day: Day }>(
    `SELECT b.bank_account_id AS bankAccountId, b.label AS bank, MAX(s.told_until) AS untilDay,
            (SELECT MIN(p.arrives_on) FROM accounts a JOIN payouts p ON p.account_id = a.account_id AND p.arrives_on > (SELECT MAX(t.told_until) FROM bank_statements t WHERE t.bank_account_id = b.bank_account_id)
              WHERE a.closed_at IS NULL AND p.arrives_on >= ? AND p.arrives_on < ? AND p.currency = b.currency AND p.status IN ('in_transit', 'paid')) AS day
       FROM bank_accounts b JOIN bank_statements s ON s.bank_account_id = b.bank_account_id GROUP BY b.bank_account_id HAVING day IS NOT NULL`,
  )
  /** What is missing today. Reaches back three months: what is older is an exception of its own. */
  return (today: Day): Need[] => {
    const from = addDays(today, -90)
    const lateness = createLateness(db, extraHolidays(db))
    const settlements = selectUnsettled.all({ from }).flatMap(({ accountId, account, currency, untilDay, day }): Need[] =>
      addDays(day, lateness.usualPayoutDays(accountId) + patienceDays) >= today ? [] : [need(`settlement ${accountId} ${currency}`, day, { what: 'settlement', from: account, currency, until: untilDay })])
    const statements = selectStatements.all(from, addDays(today, -patienceDays)).map(({ bankAccountId, bank, untilDay, day }) =>
      need(`statement ${bankAccountId}`, day, { what: 'statement', from: bank, until: untilDay }))
    return [...settlements, ...statements]
  }
}

const need = (subject: string, day: Day, facts: Need['facts']): Need => ({ kind: 'missing_file', subject, orderId: null, since: instantOf(day, 0, 'UTC'), dueAt: null, facts })
