/**
 * The chart of accounts. Debit is plus, credit is minus. All accounts but the bank's belong to one connected platform
 * account, so that test and live money never meet and each account closes its own periods.
 *
 * A platform's clearing account holds what the platform owes the shop: sales go in, fees, refunds and payouts go out.
 * A payout moves money from clearing to in-transit, its arrival from in-transit to the bank. What stands on the two is
 * the accountant's key number: sold and not yet in the bank.
 */
const perAccount = (name: string) => (accountId: string) => `${name}:${accountId}`

export const ledgerAccount = {
  clearing: perAccount('clearing'),
  inTransit: perAccount('in-transit'),
  reserve: perAccount('reserve'),
  sales: perAccount('sales'),
  fees: perAccount('fees'),
  refunds: perAccount('refunds'),
  chargebacks: perAccount('chargebacks'),
  adjustments: perAccount('adjustments'),
  /** Money at a platform that nobody has explained yet. */
  unexplained: perAccount('unexplained'),
  /** Money that the platform changed into another currency: out of the one, into the other, each in its own. */
  conversion: perAccount('conversion'),
  fxDifference: perAccount('fx-difference'),
  rounding: perAccount('rounding'),
  writtenOff: perAccount('written-off'),
  bank: (bankAccountId: string) => `bank:${bankAccountId}`,
} as const
