import { currencyDecimals, isCurrencyCode, type CurrencyCode } from './currency.ts'
import { fail, ok, type Result } from './result.ts'

/** Whole minor units (fen, cents, yen) of one currency. 1999 CNY is ¥19.99; 1999 JPY is ¥1,999. */
export interface Money {
  readonly minor: number
  readonly currency: CurrencyCode
}

/** The only way to make one. Throws unless `minor` is a safe integer and the currency is known. */
export function money(minor: number, currency: CurrencyCode): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not a whole number of minor units: ${minor}`)
  if (!isCurrencyCode(currency)) throw new RangeError(`not an ISO 4217 currency: ${currency}`)
  return { minor: minor === 0 ? 0 : minor, currency } // `=== 0` turns -0 into 0
}

export const zero = (currency: CurrencyCode): Money => money(0, currency)

function sameCurrency(a: Money, b: Money): CurrencyCode {
  if (a.currency !== b.currency) throw new TypeError(`mixed currencies: ${a.currency} and ${b.currency}`)
  return a.currency
}

/** Throws on mixed currencies: mixing is a bug, not a case. */
export const add = (a: Money, b: Money): Money => money(a.minor + b.minor, sameCurrency(a, b))
export const subtract = (a: Money, b: Money): Money => money(a.minor - b.minor, sameCurrency(a, b))
export const negate = (a: Money): Money => money(-a.minor, a.currency)
export function isMore(a: Money, b: Money): boolean {
  sameCurrency(a, b)
  return a.minor > b.minor
}
export const isSame = (a: Money, b: Money): boolean => a.currency === b.currency && a.minor === b.minor

/**
 * Splits an amount in the given whole-number proportions. The parts always sum to the whole: what integer division leaves
 * over goes, one unit each, to the largest remainders (ties to the earlier part). Weights are >= 0 and not all zero.
 */
export function allocate(whole: Money, weights: readonly number[]): Money[] {
  const totalWeight = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (totalWeight <= 0n || weights.some((weight) => weight < 0)) throw new RangeError('weights must be >= 0 and not all zero')
  const sign = whole.minor < 0 ? -1n : 1n
  const size = BigInt(whole.minor) * sign
  const shares = weights.map((weight, index) => {
    const product = size * BigInt(weight)
    return { index, share: product / totalWeight, remainder: product % totalWeight }
  })
  let left = size - shares.reduce((sum, { share }) => sum + share, 0n)
  for (const part of shares.toSorted((a, b) => Number(b.remainder - a.remainder) || a.index - b.index)) {
    if (left === 0n) break
    part.share += 1n
    left -= 1n
  }
  return shares.map(({ share }) => money(Number(share * sign), whole.currency))
}

/** How a fraction of a minor unit is settled. Always written at the call, because platforms differ. */
export type Rounding = 'half-up' | 'half-even' | 'up' | 'down'

/** `numerator / denominator` as a whole number; both are whole, the denominator > 0. Halves follow the rule by magnitude. */
export function roundedQuotient(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const sign = numerator < 0n ? -1n : 1n
  const size = numerator * sign
  const whole = size / denominator
  const rest = size % denominator
  if (rest === 0n) return whole * sign
  const twice = rest * 2n
  const roundsUp =
    rounding === 'up' ||
    (rounding === 'half-up' && twice >= denominator) ||
    (rounding === 'half-even' && (twice > denominator || (twice === denominator && whole % 2n === 1n)))
  return (roundsUp ? whole + 1n : whole) * sign
}

/** The mean of `count` amounts that sum to `total`, halves up; `count` > 0. */
export const mean = (total: Money, count: number): Money =>
  money(Number(roundedQuotient(BigInt(total.minor), BigInt(count), 'half-up')), total.currency)

export interface FeeRate {
  /** Hundredths of a per cent: 290 is 2.9 %. */
  readonly rateBps: number
  /** Minor units added to every transaction. */
  readonly fixedMinor?: number
  readonly rounding: Rounding
}

/** The fee a rate asks for an amount, in the amount's currency. */
export function feeOf(amount: Money, { rateBps, fixedMinor = 0, rounding }: FeeRate): Money {
  const share = roundedQuotient(BigInt(amount.minor) * BigInt(rateBps), 10_000n, rounding)
  return money(Number(share) + fixedMinor, amount.currency)
}

export type NotAnAmount =
  | { readonly kind: 'not-an-amount'; readonly text: string }
  | { readonly kind: 'too-many-decimals'; readonly text: string; readonly currency: CurrencyCode; readonly decimals: number }
  | { readonly kind: 'amount-too-large'; readonly text: string }
  | { readonly kind: 'unknown-currency'; readonly currency: string }

const ZERO = 48
const NINE = 57
const MINUS = 45
const PLUS = 43
const POINT = 46

/**
 * Reads a plain decimal text ("12.34", "-7", "+0.5", ".5") digit by digit, never through a float. More decimals than the
 * currency has are accepted only when they are zeros. No separators, exponents or blanks: those belong to the format readers.
 */
export function parseMoney(text: string, currency: CurrencyCode): Result<Money, NotAnAmount> {
  if (!isCurrencyCode(currency)) return fail({ kind: 'unknown-currency', currency })
  const decimals = currencyDecimals(currency)
  const first = text.charCodeAt(0)
  const start = first === MINUS || first === PLUS ? 1 : 0
  let minor = 0
  let digits = 0
  let point = -1
  for (let index = start; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === POINT && point < 0) {
      point = index
      continue
    }
    if (code < ZERO || code > NINE) return fail({ kind: 'not-an-amount', text })
    digits += 1
    if (point >= 0 && index - point > decimals) {
      if (code !== ZERO) return fail({ kind: 'too-many-decimals', text, currency, decimals })
      continue
    }
    minor = minor * 10 + (code - ZERO)
    if (minor > Number.MAX_SAFE_INTEGER) return fail({ kind: 'amount-too-large', text })
  }
  if (digits === 0 || point === text.length - 1) return fail({ kind: 'not-an-amount', text })
  const missing = decimals - (point < 0 ? 0 : Math.min(decimals, text.length - 1 - point))
  const scaled = minor * 10 ** missing
  if (scaled > Number.MAX_SAFE_INTEGER) return fail({ kind: 'amount-too-large', text })
  return ok(money(first === MINUS ? -scaled : scaled, currency))
}

/** The amount as plain decimal text for machines and exports: "1234.56", "-0.05", "1999" for JPY. */
export function decimalText({ minor, currency }: Money): string {
  const decimals = currencyDecimals(currency)
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return `${minor < 0 ? '-' : ''}${whole}${decimals === 0 ? '' : `.${digits.slice(-decimals)}`}`
}

/** The amount for people, in their language. Built from digits: a formatted text is never read back. */
export function formatMoney(amount: Money, locale: string, display: 'symbol' | 'code' | 'number' = 'symbol'): string {
  const decimals = currencyDecimals(amount.currency)
  const style =
    display === 'number'
      ? { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
      : {
          style: 'currency' as const,
          currency: amount.currency,
          currencyDisplay: display === 'code' ? ('code' as const) : ('narrowSymbol' as const),
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
        }
  // The decimal text goes in as a string, which Intl formats exactly.
  return new Intl.NumberFormat(locale, style).format(decimalText(amount) as Intl.StringNumericLiteral).replace('-', '\u2212')
}
