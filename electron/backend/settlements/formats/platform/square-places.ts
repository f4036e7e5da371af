import { isTimeZone } from '../../../../../shared/business-day.ts'
import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { readAmount } from '../delimited/amounts.ts'

/** Long zone names as Square writes them, for the countries where Square works. */
const zones: ReadonlyMap<string, string> = new Map([
  ['Eastern Time (US & Canada)', 'America/New_York'], ['Central Time (US & Canada)', 'America/Chicago'],
  ['Mountain Time (US & Canada)', 'America/Denver'], ['Pacific Time (US & Canada)', 'America/Los_Angeles'],
  ['Indiana (East)', 'America/Indiana/Indianapolis'], ['Arizona', 'America/Phoenix'], ['Alaska', 'America/Anchorage'],
  ['Hawaii', 'Pacific/Honolulu'], ['Puerto Rico', 'America/Puerto_Rico'], ['Atlantic Time (Canada)', 'America/Halifax'],
  ['Newfoundland', 'America/St_Johns'], ['Saskatchewan', 'America/Regina'], ['London', 'Europe/London'],
  ['Edinburgh', 'Europe/London'], ['Dublin', 'Europe/Dublin'], ['Paris', 'Europe/Paris'], ['Madrid', 'Europe/Madrid'],
  ['Tokyo', 'Asia/Tokyo'], ['Osaka', 'Asia/Tokyo'], ['Sapporo', 'Asia/Tokyo'], ['Sydney', 'Australia/Sydney'],
  ['Canberra', 'Australia/Sydney'], ['Melbourne', 'Australia/Melbourne'], ['Brisbane', 'Australia/Brisbane'],
  ['Adelaide', 'Australia/Adelaide'], ['Darwin', 'Australia/Darwin'], ['Perth', 'Australia/Perth'], ['Hobart', 'Australia/Hobart'],
])

/** IANA zone of a Square zone name; null when it is not known. */
export const squareZone = (name: string): string | null => zones.get(name) ?? (isTimeZone(name) ? name : null)

/** Signs that mean one currency among those in which Square pays out; a dollar may be American, Canadian or Australian. */
const currencyBySign: ReadonlyMap<string, CurrencyCode> = new Map([
  ['£', 'GBP'], ['€', 'EUR'], ['¥', 'JPY'], ['CA$', 'CAD'], ['C$', 'CAD'], ['A$', 'AUD'], ['US$', 'USD'],
])

/** The location's currency by the sign beside an amount; null when the sign leaves it open, undefined without one. */
export function currencyBesides(amount: string): CurrencyCode | null | undefined {
  const sign = readAmount(amount, '.')?.currencyText
  return sign === undefined || sign === null ? undefined : (currencyBySign.get(sign) ?? null)
}
