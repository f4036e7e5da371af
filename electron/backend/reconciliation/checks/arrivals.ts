import { addDays, type Day } from '../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../shared/currency.ts'
import type { CalendarEntry, Payout } from '../../../../shared/contract/settlements.ts'
import type { PayoutRecord } from '../../settlements/payouts.repository.ts'
import type { Database } from '../../store/database.ts'
import { createLateness } from './lateness.ts'

/** What has not been paid out after as many days is late itself, and no longer a forecast. */
const forecastDays = 14

export interface ArrivalParts {
  readonly db: Database
  readonly today: () => Day
  readonly extraHolidays: (db: Database) => readonly Day[]
}

type Awaited = Pick<PayoutRecord, 'accountId' | 'currency' | 'status' | 'amountMinor' | 'arrivesOn' | 'depositedMinor'>

export type Arrivals = ReturnType<typeof createArrivals>

/** Where payouts stand on their way to the bank, and when the next ones are to be expected (V3). */
export function createArrivals({ db, today, extraHolidays }: ArrivalParts) {
  const selectPayouts = db.prepare<[{ accountId: string | null; from: Day; to: Day }], Awaited & { arrivesOn: Day }>(
    `SELECT p.account_id AS accountId, p.currency, p.status, p.amount_minor AS amountMinor, p.arrives_on AS arrivesOn, p.deposited_minor AS depositedMinor
       FROM accounts a JOIN payouts p ON p.account_id = a.account_id AND p.arrives_on BETWEEN @from AND @to
      WHERE @accountId IS NULL OR a.account_id = @accountId`,
  )
  // What customers paid on days that no settlement has told of yet, less what went back and what was kept.
  const selectUnsettled = db.prepare<[{ accountId: string | null; from: Day }], { accountId: string; currency: CurrencyCode; day: Day; minor: number }>(
    `SELECT f.account_id AS accountId, f.currency, f.business_day AS day, SUM(f.gross_minor - f.refunds_minor - f.fees_minor - f.chargebacks_minor) AS minor
       FROM (SELECT DISTINCT environment, currency FROM day_figures) e JOIN day_figures f ON f.environment = e.environment AND f.currency = e.currency AND f.business_day >= @from
      WHERE (@accountId IS NULL OR f.account_id = @accountId)
        AND f.business_day > COALESCE((SELECT c.until_day FROM settlement_coverage c WHERE c.account_id = f.account_id AND c.currency = f.currency), '')
      GROUP BY f.account_id, f.currency, f.business_day`,
  )

  /** One look: the rhythm of each account is read once and not again for every payout. */
  const look = (): ((payout: Awaited) => Payout['arrival']) => {
    const lateness = createLateness(db, extraHolidays(db))
    const now = today()
    return ({ accountId, currency, status, amountMinor, arrivesOn, depositedMinor }) => {
      if (status === 'failed' || status === 'cancelled') return 'at_risk'
      if (amountMinor !== null && depositedMinor === amountMinor) return 'arrived'
      if (amountMinor !== null && amountMinor < 0) return 'taken'
      if (depositedMinor !== 0) return 'partly'
      if (arrivesOn === null || now <= arrivesOn) return 'due'
      const { lateAfter, missingAfter } = lateness.payout(accountId, currency, arrivesOn)
      if (now > missingAfter) return 'at_risk'
      return now > lateAfter ? 'late' : 'due'
    }
  }

  const forecast = (accountId: string | null): CalendarEntry[] => {
    const lateness = createLateness(db, extraHolidays(db))
    const now = today()
    return selectUnsettled.all({ accountId, from: addDays(now, -forecastDays) }).map(({ day, ...row }) => {
      const expected = addDays(day, lateness.usualPayoutDays(row.accountId))
      return { ...row, day: expected < now ? now : expected, arrival: 'expected', payouts: 0 }
    })
  }

  return {
    look,
    /** Payouts by day of arrival, account, currency and standing; after today also what should come, from sales not yet paid out. */
    calendar: (accountId: string | null, from: Day, to: Day): CalendarEntry[] => {
      const arrivalOf = look()
      const told = selectPayouts.all({ accountId, from, to }).flatMap((payout): CalendarEntry[] =>
        payout.amountMinor === null ? [] : [{ day: payout.arrivesOn, accountId: payout.accountId, currency: payout.currency, arrival: arrivalOf(payout), payouts: 1, minor: payout.amountMinor }])
      const groups = Map.groupBy([...told, ...forecast(accountId).filter(({ day }) => day >= from && day <= to)], (entry) => `${entry.day} ${entry.accountId} ${entry.currency} ${entry.arrival}`)
      return [...groups.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => ({
        ...group[0]!, payouts: group.reduce((sum, { payouts }) => sum + payouts, 0), minor: group.reduce((sum, { minor }) => sum + minor, 0),
      }))
    },
  }
}
