import { isTimeZone } from '../../shared/business-day.ts'
import { assertNever } from '../../shared/result.ts'
import type { CurrencyCode } from '../../shared/currency.ts'

export const steps = ['shop', 'money', 'owner', 'start'] as const
export type Step = (typeof steps)[number]

/** What the four steps ask for. */
export interface FirstRunForm {
  readonly shopName: string
  readonly currency: CurrencyCode
  readonly zone: string
  readonly cutoffHour: number
  readonly ownerName: string
  readonly pin: string
  readonly pinAgain: string
  readonly start: 'sandbox' | 'later'
}

export type FormProblem = 'shopName' | 'zone' | 'ownerName' | 'pinLength' | 'pinDiffers'

const leastPinDigits = 4

/** What keeps a step from being done, in the order of its fields. */
export function problemOf(step: Step, form: FirstRunForm): FormProblem | null {
  switch (step) {
    case 'shop':
      return form.shopName.trim() === '' ? 'shopName' : null
    case 'money':
      return isTimeZone(form.zone) ? null : 'zone'
    case 'owner':
      if (form.ownerName.trim() === '') return 'ownerName'
      if (form.pin.length < leastPinDigits) return 'pinLength'
      return form.pin === form.pinAgain ? null : 'pinDiffers'
    case 'start':
      return null
    default:
      return assertNever(step)
  }
}

const currenciesOfZones: readonly (readonly [zone: string, currency: CurrencyCode])[] = [
  ['Asia/Shanghai', 'CNY'], ['Asia/Urumqi', 'CNY'], ['Asia/Hong_Kong', 'HKD'], ['Asia/Taipei', 'TWD'], ['Asia/Tokyo', 'JPY'], ['Asia/Seoul', 'KRW'],
  ['Asia/Singapore', 'SGD'], ['Asia/Kolkata', 'INR'], ['Europe/London', 'GBP'], ['Europe/Zurich', 'CHF'], ['Europe/Stockholm', 'SEK'],
  ['Europe/Oslo', 'NOK'], ['Europe/Copenhagen', 'DKK'], ['Europe/Warsaw', 'PLN'], ['Europe/Prague', 'CZK'], ['America/Toronto', 'CAD'],
  ['America/Vancouver', 'CAD'], ['America/Mexico_City', 'MXN'], ['America/Sao_Paulo', 'BRL'], ['Pacific/Auckland', 'NZD'],
  ['Australia/', 'AUD'], ['America/', 'USD'], ['Europe/', 'EUR'],
]

/** A first guess, which the owner sees and can change. */
export const likelyCurrency = (zone: string): CurrencyCode => currenciesOfZones.find(([start]) => zone.startsWith(start))?.[1] ?? 'USD'

export function emptyForm(): FirstRunForm {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return { shopName: '', currency: likelyCurrency(zone), zone, cutoffHour: 4, ownerName: '', pin: '', pinAgain: '', start: 'sandbox' }
}
