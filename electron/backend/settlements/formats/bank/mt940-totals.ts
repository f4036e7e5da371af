import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { minorOf, plainDecimal } from '../amounts.ts'
import type { ControlTotal } from '../reader.ts'

/** The count and sum of one side, both still as text. A sum that cannot be read is no total. */
function totalsOfSide(side: 'debit' | 'credit', count: string, sum: string, currency: CurrencyCode, line: number): readonly ControlTotal[] {
  const minor = minorOf(plainDecimal(sum, ',') ?? '', currency)
  const totals: ControlTotal[] = [{ what: `${side}-count`, stated: Number(count), line }]
  if (minor.ok) totals.push({ what: `${side}-sum`, stated: minor.value, line })
  return totals
}

/** MT942 `:90D:` and `:90C:`: count, currency, sum ("2PLN186,33"). */
export function totalsOfField(side: 'D' | 'C', text: string, currency: CurrencyCode, line: number): readonly ControlTotal[] {
  const match = /^(\d{1,5})[A-Z]{3}([\d.,]{1,20})\s*$/.exec(text)
  return match === null ? [] : totalsOfSide(side === 'D' ? 'debit' : 'credit', match[1]!, match[2]!, currency, line)
}

/**
 * Totals that Dutch banks put into the `:86:` after the closing balance: `/SUM/1/2/10,00/20,00/` (number of debits and
 * credits, then their sums), or ING's older `D000001C000002D10,00C20,00`. Empty when the text is something else.
 */
export function totalsOfInformation(text: string, currency: CurrencyCode, line: number): readonly ControlTotal[] {
  const match =
    /^\/SUM\/(\d{1,6})\/(\d{1,6})\/([\d.,]{1,20})\/([\d.,]{1,20})/.exec(text) ??
    /^D(\d{6})C(\d{6})D([\d.,]{1,20})C([\d.,]{1,20})/.exec(text)
  if (match === null) return []
  const [, debitCount, creditCount, debitSum, creditSum] = match as unknown as [string, string, string, string, string]
  return [...totalsOfSide('debit', debitCount, debitSum, currency, line), ...totalsOfSide('credit', creditCount, creditSum, currency, line)]
}
