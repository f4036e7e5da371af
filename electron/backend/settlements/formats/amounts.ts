import type { CurrencyCode } from '../../../../shared/currency.ts'
import { parseMoney } from '../../../../shared/money.ts'
import { fail, ok, type Result } from '../../../../shared/result.ts'
import { decimalsOf } from './currencies.ts'

export interface AmountFailure {
  readonly kind: 'not-an-amount' | 'too-many-decimals' | 'amount-too-large' | 'unknown-currency'
}

/** Longer ones are not amounts but attacks or misread columns. */
const MOST_DIGITS = 30

/** Reads "12.34", "-7", ".5" or "12." into whole minor units of the currency. Blanks around it do not matter. */
export function minorOf(text: string, currency: CurrencyCode): Result<number, AmountFailure> {
  if (decimalsOf(currency) === null) return fail({ kind: 'unknown-currency' })
  let plain = text.trim()
  if (plain.length > MOST_DIGITS + 2) return fail({ kind: 'not-an-amount' })
  if (plain.endsWith('.') && plain.length > 1) plain = plain.slice(0, -1)
  const amount = parseMoney(plain, currency)
  return amount.ok ? ok(amount.value.minor) : fail({ kind: amount.failure.kind })
}

/**
 * An amount text with its decimal sign made a point and thousands signs taken out, or null when it cannot be told.
 * `standard` is the decimal sign of the format. The other sign is taken for the decimal sign too, since banks mix them up,
 * but not where three digits follow it: 1.234 may be a thousand.
 */
export function plainDecimal(text: string, standard: '.' | ','): string | null {
  const match = /^([+-]?)([\d.,]+)$/.exec(text)
  if (match === null) return null
  const [, sign, digits] = match as unknown as [string, string, string]
  const other = standard === ',' ? '.' : ','
  const standards = digits.split(standard).length - 1
  const others = digits.split(other).length - 1
  if (standards + others === 0) return sign + digits
  if (standards > 0 && others > 0) {
    const decimal = digits.lastIndexOf(standard) > digits.lastIndexOf(other) ? standard : other
    return grouped(sign, digits, decimal)
  }
  const only = standards > 0 ? standard : other
  if (standards + others > 1) return isGrouped(digits.split(only)) ? sign + digits.replaceAll(only, '') : null
  if (only === other && digits.length - digits.indexOf(only) === 4) return null
  return sign + digits.replace(only, '.')
}

const isGrouped = (groups: readonly string[]): boolean =>
  groups.every((group, index) => (index === 0 ? group.length >= 1 && group.length <= 3 : group.length === 3))

function grouped(sign: string, digits: string, decimal: '.' | ','): string | null {
  const thousands = decimal === '.' ? ',' : '.'
  const [whole, fraction, ...more] = digits.split(decimal) as [string, string, ...string[]]
  if (more.length > 0 || fraction.includes(thousands) || !isGrouped(whole.split(thousands))) return null
  return `${sign}${whole.replaceAll(thousands, '')}.${fraction}`
}

/** The same where the decimal sign is already decided. Other signs between groups of three are thousands signs; null if the text does not fit. */
export function plainDecimalBy(text: string, decimal: '.' | ','): string | null {
  const match = /^([+-]?)([\d.,' \u00a0\u202f]+)$/.exec(text)
  if (match === null) return null
  const [, sign, digits] = match as unknown as [string, string, string]
  const [whole, fraction, ...more] = digits.split(decimal) as [string, string | undefined, ...string[]]
  if (more.length > 0 || (fraction !== undefined && !/^\d*$/.test(fraction))) return null
  const groups = whole.split(/[.,' \u00a0\u202f]/)
  if (groups.length > 1 && !isGrouped(groups)) return null
  return `${sign}${groups.join('')}${fraction === undefined ? '' : `.${fraction}`}`
}
