import { currencyDecimals, isCurrencyCode, type CurrencyCode } from '../../../../shared/currency.ts'

/** The number of decimals of a currency, today's or a withdrawn one; null for a code that never was a currency. */
export const decimalsOf = (currency: CurrencyCode): number | null => (isCurrencyCode(currency) ? currencyDecimals(currency) : null)

/** The code in its official spelling, or null when the text is not a currency. */
export function currencyFrom(text: string | null | undefined): CurrencyCode | null {
  const code = (text ?? '').trim().toUpperCase()
  return isCurrencyCode(code) ? code : null
}
