import { addDays, daysBetween, type Day } from '../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../shared/currency.ts'
import { linesPerFile } from '../../settlements/line-ids.ts'
import type { Database } from '../../store/database.ts'
import type { BankCalendar } from '../passes/matching.ts'
import { calendarFor } from '../passes/bank-calendar.ts'

/*
 * V3: when something is late. The platform's day and the shop's own history decide: of the last hundred payouts, what 95 of
 * them needed, and one bank day more. After that it is late and may still come; after a while longer it is missing.
 */

export interface LatenessOf {
  /** The last day on which a payout may reach the bank without being late, and the one after which it is missing. */
  payout(accountId: string, currency: CurrencyCode, arrivesOn: Day): { lateAfter: Day; missingAfter: Day }
  /** The same for a payment's way into a payout: payments of this day and before are late, or missing, today. */
  payment(accountId: string, today: Day): { lateUntil: Day; missingUntil: Day }
  /** Days from a payment to the day its payout arrives, as usual for the account; what the calendar forecasts with. */
  usualPayoutDays(accountId: string): number
}

const usualDepositDays = 1
const usualPayoutDays = 4
/** How long something that is late is waited for before it counts as missing. */
const patienceBankDays = 3
const patienceDays = 5

/** As many lines tell how an account settles. */
const mostLines = 500
/** Too few to say anything of a shop's own rhythm. */
const fewest = 5

/** The value that 95 of 100 do not exceed; null when there are too few. */
function percentile95(values: readonly number[]): number | null {
  if (values.length < fewest) return null
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.95) - 1]!
}

export function createLateness(db: Database, extraHolidays: readonly Day[]): LatenessOf {
  const selectDeposits = db.prepare<[string], { arrivesOn: Day; bookedOn: Day; currency: string }>(
    `SELECT p.arrives_on AS arrivesOn, b.booked_on AS bookedOn, p.currency
       FROM payouts p JOIN allocations x ON x.side = 'payout' AND x.subject = p.payout_id
       JOIN matches m ON m.match_no = x.match_no AND m.link = 'L4' AND m.undone_by IS NULL AND m.undoes IS NULL
       JOIN allocations y ON y.match_no = x.match_no AND y.side = 'bank_line' JOIN bank_lines b ON b.line_id = CAST(y.subject AS INTEGER)
      WHERE p.account_id = ? AND p.arrives_on IS NOT NULL AND b.booked_on IS NOT NULL ORDER BY p.arrives_on DESC LIMIT 100`,
  )
  const selectFiles = db.prepare<[string], { fileNo: number }>(
    `SELECT file_no AS fileNo FROM source_files WHERE account_id = ? AND side = 'settlement' AND state = 'accepted' ORDER BY file_no DESC LIMIT 100`,
  )
  const selectLinesOf = db.prepare<[{ from: number; to: number; most: number }], { occurredOn: Day; availableOn: Day }>(
    `SELECT occurred_on AS occurredOn, available_on AS availableOn FROM all_settlement_lines
      WHERE line_id >= @from AND line_id < @to AND +type = 'payment' AND occurred_on IS NOT NULL AND available_on IS NOT NULL ORDER BY line_id DESC LIMIT @most`,
  )
  /** The account's last lines, file by file, because all of them may be a million. */
  const lastLines = (accountId: string): { occurredOn: Day; availableOn: Day }[] => {
    const lines: { occurredOn: Day; availableOn: Day }[] = []
    for (const { fileNo } of selectFiles.all(accountId)) {
      if (lines.length >= mostLines) break
      lines.push(...selectLinesOf.all({ from: fileNo * linesPerFile, to: (fileNo + 1) * linesPerFile, most: mostLines - lines.length }))
    }
    return lines
  }
  const calendars = new Map<string, BankCalendar>()
  const calendarOf = (currency: CurrencyCode): BankCalendar => {
    let calendar = calendars.get(currency)
    if (calendar === undefined) calendars.set(currency, (calendar = calendarFor(currency, extraHolidays)))
    return calendar
  }
  const remembered = <T>(find: (accountId: string) => T): ((accountId: string) => T) => {
    const known = new Map<string, T>()
    return (accountId) => {
      if (!known.has(accountId)) known.set(accountId, find(accountId))
      return known.get(accountId)!
    }
  }
  const depositDays = remembered(
    (accountId) =>
      percentile95(selectDeposits.all(accountId).map(({ arrivesOn, bookedOn, currency }) => Math.max(0, calendarOf(currency).bankDaysBetween(arrivesOn, bookedOn)))) ?? usualDepositDays,
  )
  const payoutDays = remembered(
    (accountId) => percentile95(lastLines(accountId).map(({ occurredOn, availableOn }) => Math.max(0, daysBetween(occurredOn, availableOn)))) ?? usualPayoutDays,
  )
  return {
    payout: (accountId, currency, arrivesOn) => {
      const calendar = calendarOf(currency)
      const lateAfter = calendar.addBankDays(arrivesOn, depositDays(accountId) + 1)
      return { lateAfter, missingAfter: calendar.addBankDays(lateAfter, patienceBankDays) }
    },
    payment: (accountId, today) => {
      const lateUntil = addDays(today, -(payoutDays(accountId) + 2))
      return { lateUntil, missingUntil: addDays(lateUntil, -patienceDays) }
    },
    usualPayoutDays: payoutDays,
  }
}
