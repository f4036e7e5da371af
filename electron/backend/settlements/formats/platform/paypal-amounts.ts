import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { parseMoney } from '../../../../../shared/money.ts'
import { cellText } from '../delimited/cells.ts'
import type { RowErrorReason } from '../reader.ts'

/** An unsigned number of hundredths with its CR or DR, in minor units of the currency; CR is plus. */
export function signedHundredths(
  amountCell: string | undefined, directionCell: string | undefined, currency: CurrencyCode,
): number | RowErrorReason {
  const digits = cellText(amountCell)
  if (digits === '') return 0
  const minor = hundredths(digits, currency)
  if (typeof minor !== 'number' || minor === 0) return minor
  const direction = cellText(directionCell).toUpperCase()
  if (direction === 'CR') return minor
  return direction === 'DR' ? -minor : 'missing-direction'
}

/** "1050" is 10.50 of any currency; 10.50 JPY do not exist and are an error. */
export function hundredths(digits: string, currency: CurrencyCode): number | RowErrorReason {
  if (!/^\d{1,20}$/.test(digits)) return /^0*\.0+$/.test(digits) ? 0 : 'not-an-amount'
  const padded = digits.padStart(3, '0')
  const amount = parseMoney(`${padded.slice(0, -2)}.${padded.slice(-2)}`, currency)
  return amount.ok ? amount.value.minor : amount.failure.kind
}
