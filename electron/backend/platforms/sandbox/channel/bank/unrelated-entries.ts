import { createHash } from 'node:crypto'
import { addDays, weekdayOf, type Day } from '../../../../../../shared/business-day.ts'
import { parseMoney } from '../../../../../../shared/money.ts'
import { currencyDecimals, type CurrencyCode } from '../../../../../../shared/currency.ts'
import type { Merchant } from '../books/merchants.ts'

/** A bank entry that has nothing to do with the channel. */
export interface UnrelatedEntry {
  readonly bookedOn: Day
  /** Signed, plus is money in. */
  readonly amountMinor: number
  readonly counterparty: string
  readonly text: string
}

const suppliers = ['Nordlicht Foods & Co', 'Papier+Druck GmbH', 'Ōhashi Tea <Import>', 'City Cleaning'] as const

/** The same for a merchant and a span of days in every run: rent on the first bank day of a month, a supplier on some days. */
export function unrelatedEntries({ merchantId, bankNoise }: Merchant, currency: CurrencyCode, from: Day, to: Day): readonly UnrelatedEntry[] {
  const entries: UnrelatedEntry[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (weekdayOf(day) > 5 || !bankNoise.some((span) => span.from <= day && (span.to === null || day < span.to))) continue
    const luck = createHash('sha256').update(`${merchantId} ${currency} ${day}`).digest()
    if (isFirstBankDay(day)) entries.push({ bookedOn: day, amountMinor: amountOf('-850', currency), counterparty: 'Hausverwaltung Lindenhof', text: `Rent ${day.slice(0, 7)}` })
    if (luck[0]! % 4 === 0) {
      const supplier = suppliers[luck[1]! % suppliers.length]!
      entries.push({ bookedOn: day, amountMinor: amountOf(`-${20 + (luck[2]! % 180)}.${currencyDecimals(currency) === 0 ? '0' : String(luck[3]! % 100).padStart(2, '0')}`, currency), counterparty: supplier, text: `Invoice ${luck.readUInt16BE(4)}` })
    }
    if (luck[6]! % 10 === 0) entries.push({ bookedOn: day, amountMinor: amountOf(`${5 + (luck[7]! % 60)}`, currency), counterparty: 'M. Example', text: 'Thank you for the cake' })
  }
  return entries
}

const isFirstBankDay = (day: Day): boolean => {
  const date = Number(day.slice(8))
  return date === 1 || (date <= 3 && weekdayOf(day) === 1)
}

function amountOf(text: string, currency: CurrencyCode): number {
  const amount = parseMoney(text, currency)
  if (!amount.ok) throw new RangeError(`not an amount: ${text}`)
  return amount.value.minor
}
