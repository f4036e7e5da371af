import { addDays, businessDayStart, instantOf, localDayOf, localHourOf, weekdayOf, type BusinessDayRule, type Day } from '../../../../../../shared/business-day.ts'

const HOUR_MS = 3_600_000

/** A business day's payouts are reckoned two hours after it ended. */
export const payoutCutAt = (day: Day, rule: BusinessDayRule): number => businessDayStart(addDays(day, 1), rule) + 2 * HOUR_MS

/** … and sent an hour later. */
export const payoutSentAt = (cutAt: number): number => cutAt + HOUR_MS

const LAST_SENDING_HOUR = 14
const BOOKING_HOUR = 16

/** Banks work Monday to Friday; the channel knows no holidays. */
function bankDayFrom(day: Day): Day {
  return weekdayOf(day) <= 5 ? day : bankDayFrom(addDays(day, 1))
}

/** The day on which money that is sent at `sentAt` is booked at the bank: the same day if sent before 14:00 on a bank day. */
export function arrivalDay(sentAt: number, zone: string): Day {
  const today = localDayOf(sentAt, zone)
  return bankDayFrom(localHourOf(sentAt, zone) < LAST_SENDING_HOUR ? today : addDays(today, 1))
}

/** The bank books at 16:00 in the merchant's zone. */
export const bookedAt = (day: Day, zone: string): number => instantOf(day, BOOKING_HOUR, zone)

/** The bank day after the one in which `at` lies, in the morning: when a bank returns money, or a payout is sent again. */
export const nextBankMorning = (at: number, zone: string): number => instantOf(bankDayFrom(addDays(localDayOf(at, zone), 1)), 9, zone)
