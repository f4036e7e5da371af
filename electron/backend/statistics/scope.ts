import type { CurrencyCode } from '../../../shared/currency.ts'

/** What figures are of: amounts of one currency only, and practice never among the real. */
export interface Scope {
  readonly environment: 'test' | 'live'
  readonly currency: CurrencyCode
}
