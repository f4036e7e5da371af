import type { Payout } from '../../../shared/contract/settlements.ts'

/** How long a payout's bar is beside the largest of its currency, and how much of it is filled: 0 to 1, for drawing only. */
export function shareAtBank({ amount, deposited }: Pick<Payout, 'amount' | 'deposited'>, largestMinor: number): { readonly size: number; readonly there: number } {
  if (amount === null || amount.minor === 0 || largestMinor === 0) return { size: 0, there: 0 }
  const there = deposited.minor / amount.minor
  return { size: Math.min(1, Math.abs(amount.minor) / largestMinor), there: Math.max(0, Math.min(1, there)) }
}
