import { Refused } from './refusing.ts'

/** Written from the currency page, on purpose not with the adapter's tables. */
const decimalsOf: Readonly<Record<string, number>> = {
  usd: 2, eur: 2, gbp: 2, cny: 2, hkd: 2, sek: 2, huf: 2, twd: 2, isk: 2, ugx: 2,
  jpy: 0, krw: 0, vnd: 0, clp: 0, mga: 0, xof: 0, bhd: 3, jod: 3, kwd: 3, omr: 3, tnd: 3,
}
const withoutCents: ReadonlySet<string> = new Set(['isk', 'ugx'])
const LARGEST = 99_999_999

/** The amount of a form, or the refusal that it earns. */
export function chargeable(text: string, currency: string, at: string): number {
  const decimals = decimalsOf[currency]
  if (decimals === undefined) throw new Refused(400, { param: `${at}[currency]`, message: `Invalid currency: ${currency}. Stripe currently supports these currencies: ${Object.keys(decimalsOf).join(', ')}` })
  if (!/^\d+$/.test(text)) throw new Refused(400, { code: 'parameter_invalid_integer', param: `${at}[unit_amount]`, message: `Invalid integer: ${text}` })
  const units = Number(text)
  const least = decimals === 3 ? 500 : 50
  if (units > LARGEST) throw new Refused(400, { code: 'amount_too_large', param: `${at}[unit_amount]`, message: 'The amount must be no more than 999,999.99.' })
  if (units < least) throw new Refused(400, { code: 'amount_too_small', message: `The Checkout Session's total amount due must add up to at least ${least} ${currency}` })
  if (decimals === 3 && units % 10 !== 0) throw new Refused(400, { param: `${at}[unit_amount]`, message: `Amounts in ${currency} must be divisible by 10.` })
  if (withoutCents.has(currency) && units % 100 !== 0) throw new Refused(400, { param: `${at}[unit_amount]`, message: `Amounts in ${currency} must be divisible by 100.` })
  return units
}

/** 2.9 % and 30 of the smallest unit, which is good enough for a simulator. */
export function feeOf(units: number, currency: string): number {
  const fee = Math.round((units * 29) / 1_000) + 30
  return withoutCents.has(currency) ? Math.ceil(fee / 100) * 100 : fee
}
