import { currencyDecimals, type CurrencyCode } from '../../../../../../shared/currency.ts'
import { feeOf, parseMoney, type Money } from '../../../../../../shared/money.ts'
import type { Method } from './methods.ts'

export interface MethodFee {
  /** Hundredths of a per cent of what was taken. */
  readonly rateBps: number
  /** Added to it, in the currency's unit: "0.30" is 30 cents or 300 fils. */
  readonly fixed: string
  /** The same where the currency has no decimals: "30" yen. */
  readonly fixedWhole: string
}

export type Fees = Readonly<Record<Method | 'dispute', MethodFee>>

export const usualFees: Fees = {
  card: { rateBps: 290, fixed: '0.30', fixedWhole: '30' },
  unionpay: { rateBps: 120, fixed: '0', fixedWhole: '0' },
  wallet: { rateBps: 60, fixed: '0', fixedWhole: '0' },
  dispute: { rateBps: 0, fixed: '15.00', fixedWhole: '1500' },
}

/** What the channel keeps of an amount, halves rounded up. */
export function channelFee(amount: Money, fee: MethodFee): Money {
  return feeOf(amount, { rateBps: fee.rateBps, fixedMinor: fixedMinorOf(fee, amount.currency), rounding: 'half-up' })
}

function fixedMinorOf(fee: MethodFee, currency: CurrencyCode): number {
  const fixed = parseMoney(currencyDecimals(currency) === 0 ? fee.fixedWhole : fee.fixed, currency)
  if (!fixed.ok) throw new RangeError(`not a fee: ${JSON.stringify(fixed.failure)}`)
  return fixed.value.minor
}
