/**
 * The chart of accounts. Debit is plus, credit is minus.
 *
 * A platform's clearing account holds what the platform owes the shop: sales go in, fees, refunds and payouts go out.
 * A payout moves money from clearing to in-transit, its arrival from in-transit to the bank. What stands on the two is
 * the accountant's key number: sold and not yet in the bank.
 */
export const ledgerAccount = {
  clearing: (accountId: string) => `clearing:${accountId}`,
  inTransit: (accountId: string) => `in-transit:${accountId}`,
  reserve: (accountId: string) => `reserve:${accountId}`,
  bank: (bankAccountId: string) => `bank:${bankAccountId}`,
  fees: (accountId: string) => `fees:${accountId}`,
  sales: 'sales',
  refunds: 'refunds',
  chargebacks: 'chargebacks',
  adjustments: 'adjustments',
  /** Money at a platform or bank that nobody has explained yet. */
  unexplained: 'unexplained',
  fxDifference: 'fx-difference',
  rounding: 'rounding',
  writtenOff: 'written-off',
} as const
