/**
 * What a line of a platform's settlement can be, whether it comes by API or by file. `unknown_type` is a type that the
 * adapter or reader does not know: kept and shown, never dropped, never guessed.
 */
export const settlementLineTypes = [
  'payment', 'refund', 'fee', 'fee_refund',
  'chargeback', 'chargeback_reversal', 'dispute_fee',
  'adjustment', 'reserve_hold', 'reserve_release', 'transfer',
  'payout', 'payout_return', 'fx', 'tax',
  'unknown_type',
] as const

export type SettlementLineType = (typeof settlementLineTypes)[number]
