import { addDays, localDayOf, weekdayOf, type Day } from '../../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../../shared/currency.ts'
import { parseMoney } from '../../../../../../shared/money.ts'
import { ok, type Result } from '../../../../../../shared/result.ts'
import { refuse, type ChannelRefusal } from '../acts/refusal.ts'
import type { Merchant } from '../books/merchants.ts'
import type { Channel } from '../channel.ts'
import { camt053, type StatementDay, type StatementEntry } from './camt053.ts'
import { ibanOf } from './iban.ts'
import { unrelatedEntries } from './unrelated-entries.ts'

/** What was on the account when the merchant joined the channel. */
const FIRST_BALANCE = '10000'

/**
 * The merchant's bank statement as CAMT.053: one statement for each bank day (Monday to Friday) of the span, as banks
 * issue them, empty days included. Days that are not over have no statement yet.
 */
export function bankStatement({ books }: Channel, merchant: Merchant, span: { from: Day; to: Day; currency: CurrencyCode }, at: number): Result<string, ChannelRefusal> {
  const { currency } = span
  const { zone } = merchant.rule
  const yesterday = addDays(localDayOf(at, zone), -1)
  const to = span.to < yesterday ? span.to : yesterday
  const firstDay = localDayOf(merchant.createdAt, zone)
  const days = bankDays(span.from < firstDay ? firstDay : span.from, to)
  if (days.length === 0) return refuse('not_found', 'There is no statement yet: the bank issues one after each bank day.', span.to)

  const entries = entriesUntil(books, merchant, currency, firstDay, to)
  const before = entries.filter(({ bookedOn }) => bookedOn < days[0]!)
  let openingMinor = before.reduce((sum, { amountMinor }) => sum + amountMinor, firstBalance(currency))
  const statements: StatementDay[] = days.map((day) => {
    const booked = entries.filter(({ bookedOn }) => bookedOn === day)
    const closingMinor = booked.reduce((sum, { amountMinor }) => sum + amountMinor, openingMinor)
    const statement = { day, number: bankDayOfYear(day), openingMinor, closingMinor, entries: booked }
    openingMinor = closingMinor
    return statement
  })
  return ok(camt053({ iban: ibanOf(merchant.merchantId, currency), owner: merchant.label, currency, createdAt: at, statements }))
}

function bankDays(from: Day, to: Day): readonly Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) if (weekdayOf(day) <= 5) days.push(day)
  return days
}

/** Number of the statement in its year. */
const bankDayOfYear = (day: Day): number => bankDays(`${day.slice(0, 4)}-01-01`, day).length

/** Everything booked up to the day, payouts first within a day. The reference is the bank's own and never changes. */
function entriesUntil(books: Channel['books'], merchant: Merchant, currency: CurrencyCode, firstDay: Day, to: Day): readonly StatementEntry[] {
  const payouts = books.bankEntries.until(merchant.merchantId, currency, to).map((entry): StatementEntry => ({
    bookedOn: entry.bookedOn, amountMinor: entry.amountMinor, servicerReference: `SBXP${String(entry.entryNo).padStart(10, '0')}`, endToEndId: entry.bankReference,
    counterparty: 'Sandbox Payments', text: entry.isReturn === 1 ? `RETURN OF PAYOUT ${entry.bankReference}` : `SANDBOX PAYOUT ${entry.bankReference}`, isReturn: entry.isReturn === 1,
  }))
  const unrelated = unrelatedEntries(merchant, currency, firstDay, to).map(({ bookedOn, amountMinor, counterparty, text }, index): StatementEntry => ({
    bookedOn, amountMinor, servicerReference: `SBXU${bookedOn.replaceAll('-', '')}${String(index).padStart(4, '0')}`, endToEndId: null,
    counterparty, text, isReturn: false,
  }))
  return [...payouts, ...unrelated].toSorted((a, b) => (a.bookedOn < b.bookedOn ? -1 : Number(a.bookedOn > b.bookedOn)))
}

function firstBalance(currency: CurrencyCode): number {
  const balance = parseMoney(FIRST_BALANCE, currency)
  if (!balance.ok) throw new RangeError(`no first balance in ${currency}`)
  return balance.value.minor
}
