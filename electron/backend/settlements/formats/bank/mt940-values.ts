import { daysBetween, type Day } from '../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { minorOf, plainDecimal } from '../amounts.ts'
import { currencyFrom } from '../currencies.ts'
import { dayFromShort, dayOf, fullYear } from '../days.ts'
import type { RowErrorReason } from '../reader.ts'

/** What is wrong with a value: the reason, and the part that is to blame. */
export interface ValueFault {
  readonly kind: 'fault'
  readonly reason: RowErrorReason
  readonly value: string
}

const fault = (reason: RowErrorReason, value: string): ValueFault => ({ kind: 'fault', reason, value })

/** Reads "1234,50", "100,", ",5" or "500". The comma is the decimal sign; a point in its place is seen and understood. */
function amountOf(text: string, currency: CurrencyCode): number | ValueFault {
  const plain = plainDecimal(text, ',')
  if (plain === null) return fault('not-an-amount', text)
  const minor = minorOf(plain, currency)
  return minor.ok ? minor.value : fault(minor.failure.kind, text)
}

/** Interest is counted in months of thirty days, so 30 February occurs as a value date; it means the month's last day. */
function endOfShortMonth(text: string): Day | null {
  const match = /^(\d{2})02(29|30)$/.exec(text)
  if (match === null) return null
  const year = fullYear(Number(match[1]))
  return dayOf(year, 2, 29) ?? dayOf(year, 2, 28)
}

export interface MtBalance {
  readonly kind: 'balance'
  readonly minor: number
  readonly currency: CurrencyCode
  readonly on: Day | null
  /** The day or amount is not written as it should be, but can be read. */
  readonly oddity: 'not-a-date' | 'blank-in-amount' | null
}

/** Reads a balance: `C|D`, YYMMDD, currency, amount. */
export function parseBalance(text: string): MtBalance | ValueFault {
  const match = /^([CD])(\d{6})([A-Za-z]{3})\s*([\d.,]+(?: +[\d.,]+)*)\s*$/.exec(text)
  if (match === null) return fault('unreadable', text)
  const [, mark, date, code, digits] = match as unknown as [string, string, string, string, string]
  const currency = currencyFrom(code)
  if (currency === null) return fault('unknown-currency', code)
  const minor = amountOf(digits.replaceAll(' ', ''), currency)
  if (typeof minor !== 'number') return minor
  const on = dayFromShort(date) ?? endOfShortMonth(date)
  const oddity = on === null ? 'not-a-date' : digits.includes(' ') ? 'blank-in-amount' : null
  return { kind: 'balance', minor: mark === 'D' ? -minor : minor, currency, on, oddity }
}

export interface MtEntry {
  readonly kind: 'entry'
  readonly minor: number
  readonly valueOn: Day | null
  readonly bookedOn: Day | null
  /** EC and ED announce what is expected to be booked. */
  readonly status: 'booked' | 'pending'
  readonly isReversal: boolean
  /** "NTRF", "F020"; null when the bank leaves it out. */
  readonly type: string | null
  readonly customerReference: string
  readonly bankReference: string
  readonly oddities: readonly ('not-a-date' | 'day-clamped')[]
}

const ENTRY = /^(\d{6})(\d{4}| {4})?(RC|RD|EC|ED|C|D)([A-Za-z])?([\d.,]+)(.*)$/s
// The third letter may be a blank ("NOV NONREF"), and a bank that leaves the type out begins with the reference.
const TYPE = /^(?!NONREF)([A-Z][A-Z0-9]{2}[A-Z0-9 ])(.*)$/s

/** RC is a credit taken back and RD a debit taken back: the mark names the kind, the money goes the other way. */
const signs: Record<string, 1 | -1> = { C: 1, D: -1, RC: -1, RD: 1, EC: 1, ED: -1 }

/** The entry date has no year: it is the value date's or a neighbour's, whichever puts the two days closest together. */
function entryDay(monthDay: string, valueOn: Day): Day | null {
  const [month, day] = [Number(monthDay.slice(0, 2)), Number(monthDay.slice(2))]
  const year = Number(valueOn.slice(0, 4))
  if (Math.abs(month - Number(valueOn.slice(5, 7))) < 6) return dayOf(year, month, day)
  const distance = (candidate: Day): number => Math.abs(daysBetween(candidate, valueOn))
  return [year - 1, year, year + 1]
    .map((candidate) => dayOf(candidate, month, day))
    .filter((candidate) => candidate !== null)
    .reduce<Day | null>((best, candidate) => (best === null || distance(candidate) < distance(best) ? candidate : best), null)
}

/** Reads the first line of `:61:`. `below` is the line under it, which some banks use to go on with the references. */
export function parseEntry(text: string, below: string, currency: CurrencyCode): MtEntry | ValueFault {
  const match = ENTRY.exec(text)
  if (match === null) return fault('unreadable', text)
  const [, value, entry, mark, , digits, rest] = match as unknown as [string, string, string | undefined, string, string, string, string]
  const minor = amountOf(digits, currency)
  if (typeof minor !== 'number') return minor
  const clamped = dayFromShort(value) === null ? endOfShortMonth(value) : null
  const valueOn = dayFromShort(value) ?? clamped
  const hasEntryDate = entry !== undefined && entry.trim() !== ''
  const bookedOn = hasEntryDate && valueOn !== null ? entryDay(entry, valueOn) : null
  const type = TYPE.exec(rest.trimStart())
  const references = type?.[2] ?? rest
  const split = references.indexOf('//')
  const continued = split < 0 && below.startsWith('//') ? below.slice(2) : ''
  return {
    kind: 'entry',
    minor: minor === 0 ? 0 : minor * signs[mark]!,
    valueOn,
    bookedOn,
    status: mark.startsWith('E') ? 'pending' : 'booked',
    isReversal: mark.startsWith('R'),
    type: type?.[1]?.trim() ?? null,
    customerReference: (split < 0 ? references : references.slice(0, split)).trim(),
    bankReference: (split < 0 ? continued : references.slice(split + 2)).trim(),
    oddities: [
      ...(valueOn === null || (hasEntryDate && bookedOn === null) ? (['not-a-date'] as const) : []),
      ...(clamped !== null ? (['day-clamped'] as const) : []),
    ],
  }
}

/** Reads `/OCMT/USD100,00/` or `/CHGS/EUR2,50/`: the amount in the payer's currency, or charges. */
export function statedAmount(key: 'OCMT' | 'CHGS', text: string): { minor: number; currency: CurrencyCode } | null {
  const match = new RegExp(`/${key}/([A-Z]{3})([\\d.,]+)`).exec(text)
  const currency = currencyFrom(match?.[1])
  if (match === null || currency === null) return null
  const minor = amountOf(match[2]!, currency)
  return typeof minor === 'number' ? { minor, currency } : null
}
