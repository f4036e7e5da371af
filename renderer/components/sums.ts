import type { CurrencyCode } from '../../shared/currency.ts'
import { money, type Money } from '../../shared/money.ts'

/** One sum a currency, in the order of their codes: amounts of different currencies are never added. What has no currency has no amount. */
export function sumsOf(amounts: Iterable<{ readonly minor: number; readonly currency: CurrencyCode | null }>): Money[] {
  const sums = new Map<CurrencyCode, number>()
  for (const { minor, currency } of amounts) if (currency !== null) sums.set(currency, (sums.get(currency) ?? 0) + minor)
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => money(minor, currency))
}

/** The currency that all of them are in, for the head of their column; null when they differ or there is none. */
export function onlyCurrency(amounts: Iterable<{ readonly currency: CurrencyCode | null }>): CurrencyCode | null {
  const found = new Set([...amounts].flatMap(({ currency }) => (currency === null ? [] : [currency])))
  return found.size === 1 ? [...found][0]! : null
}
