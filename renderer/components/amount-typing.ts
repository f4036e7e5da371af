import type { CurrencyCode } from '../../shared/currency.ts'
import { parseMoney } from '../../shared/money.ts'

/** More digits than any sale has; keeps a stuck key or a scanned code from becoming an amount. */
const mostDigits = 10

/** Digits come in from the right, as on a till: 3, 8, 5, 0 is 38.50 where the currency has two decimals. */
export function withDigits(minor: number, typed: string): number {
  let value = minor
  for (const sign of typed) {
    const digit = sign.charCodeAt(0) - 48
    if (digit < 0 || digit > 9) continue
    const next = value * 10 + digit
    if (next >= 10 ** mostDigits) return value
    value = next
  }
  return value
}

export const withoutLastDigit = (minor: number): number => Math.floor(minor / 10)

/** The amount that the digits in a field mean, whatever separators stand between them. */
export const minorOfDigits = (text: string): number => withDigits(0, text)

/**
 * A pasted amount: "38.50", "38,5", "1.234,50", "€ 1,234". The last separator is the decimal point unless three digits
 * follow it and the currency has fewer decimals. Null when it is not an amount of the currency.
 */
export function minorOfPasted(text: string, currency: CurrencyCode): number | null {
  const trimmed = text.replaceAll(/[^\d.,]/gu, '')
  if (!/\d/u.test(trimmed)) return null
  const last = Math.max(trimmed.lastIndexOf('.'), trimmed.lastIndexOf(','))
  const isGrouping = last >= 0 && trimmed.length - last - 1 === 3 && !parseMoney(`0.${trimmed.slice(last + 1)}`, currency).ok
  const point = isGrouping ? -1 : last
  const whole = (point < 0 ? trimmed : trimmed.slice(0, point)).replaceAll(/\D/gu, '')
  const parsed = parseMoney(`${whole === '' ? '0' : whole}${point < 0 || point === trimmed.length - 1 ? '' : `.${trimmed.slice(point + 1)}`}`, currency)
  return parsed.ok && parsed.value.minor < 10 ** mostDigits ? parsed.value.minor : null
}
