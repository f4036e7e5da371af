import type { CurrencyCode } from '../../../../shared/currency.ts'
import { decimalText, parseMoney, type Money } from '../../../../shared/money.ts'
import { fail, ok, type Result } from '../../../../shared/result.ts'

/**
 * Stripe counts in its own smallest units, which are not always those of ISO 4217: the ariary (MGA) is whole, and the króna
 * (ISK) and the shilling of Uganda (UGX) are counted in hundredths that must be 00. Source: docs.stripe.com/currencies.
 */
const wholeUnits: ReadonlySet<CurrencyCode> = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '))
const thousandths: ReadonlySet<CurrencyCode> = new Set('BHD JOD KWD OMR TND'.split(' '))

const wireDecimals = (currency: CurrencyCode): number => (wholeUnits.has(currency) ? 0 : thousandths.has(currency) ? 3 : 2)

export type NotChargeable =
  | { readonly kind: 'amount-too-small' }
  /** Stripe takes the currency in coarser steps: "0.010". */
  | { readonly kind: 'between-steps'; readonly step: string }

/** The amount as Stripe's whole number, for a form. Thousandths must end in 0, because cards know two decimals only. */
export function toWire(amount: Money): Result<string, NotChargeable> {
  if (amount.minor <= 0) return fail({ kind: 'amount-too-small' })
  const decimals = wireDecimals(amount.currency)
  const [whole = '', fraction = ''] = decimalText(amount).split('.')
  const lost = fraction.slice(decimals)
  const units = `${whole}${fraction.slice(0, decimals).padEnd(decimals, '0')}`.replace(/^0+(?=\d)/, '')
  if (/[1-9]/.test(lost)) return fail({ kind: 'between-steps', step: '1' })
  return decimals === 3 && !units.endsWith('0') ? fail({ kind: 'between-steps', step: '0.010' }) : ok(units)
}

/** Stripe's whole number as money. A fraction that the currency does not have is an answer that cannot be true. */
export function fromWire(units: number, currency: CurrencyCode): Result<Money, { readonly kind: string }> {
  const decimals = wireDecimals(currency)
  const digits = String(Math.abs(units)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return parseMoney(`${units < 0 ? '-' : ''}${whole}${decimals === 0 ? '' : `.${digits.slice(-decimals)}`}`, currency)
}
