import type { SettlementLineType } from '../../../../shared/settlement-line-type.ts'

/**
 * Stripe's reporting categories (docs.stripe.com/reports/reporting-categories), and the types of balance transactions (SDK
 * 23.1.0, BalanceTransaction.Type) for the case that a category is missing. What is not here is kept as `unknown_type`.
 */
const typeOfWord: ReadonlyMap<string, SettlementLineType> = new Map(Object.entries({
  payment: 'charge payment',
  refund: 'refund payment_refund refund_failure payment_refund_failure',
  chargeback: 'dispute',
  chargeback_reversal: 'dispute_reversal',
  fee: 'fee stripe_fee stripe_fx_fee network_cost application_fee payment_network_fee',
  fee_refund: 'application_fee_refund',
  tax: 'tax tax_fee tax_fund',
  payout: 'payout',
  payout_return: 'payout_reversal payout_failure payout_cancel',
  transfer:
    'transfer transfer_reversal transfer_refund transfer_failure transfer_cancel topup topup_reversal platform_earning platform_earning_refund ' +
    'connect_collection_transfer financing_payout financing_payout_reversal financing_paydown financing_paydown_reversal advance advance_funding ' +
    'anticipation_repayment contribution climate_order_purchase climate_order_refund issuing_authorization_hold issuing_authorization_release ' +
    'issuing_transaction issuing_dispute issuing_dispute_provisional_credit issuing_dispute_provisional_credit_reversal issuing_disbursement fee_credit_funding ' +
    'inbound_transfer inbound_transfer_reversal obligation_outbound obligation_reversal_inbound stripe_balance_payment_debit stripe_balance_payment_debit_reversal',
  // A payment that failed after it was booked, and the part of a hold that was not taken: both take back from a payment without a refund.
  adjustment:
    'adjustment other_adjustment charge_failure payment_failure_refund partial_capture_reversal payment_reversal payment_unreconciled unreconciled_customer_funds',
} satisfies Partial<Record<SettlementLineType, string>>).flatMap(([type, words]) => words.split(' ').map((word): [string, SettlementLineType] => [word, type as SettlementLineType])))

/** Money that Stripe holds back or lets go: the sign tells which. */
const reserves: ReadonlySet<string> = new Set([
  'risk_reserved_funds', 'connect_reserved_funds', 'reserve_transaction', 'reserved_funds', 'reserve_hold', 'reserve_release',
  'payment_network_reserve_hold', 'payment_network_reserve_release', 'payout_minimum_balance_hold', 'payout_minimum_balance_release',
])

/** What a line of a payout is. A type `adjustment` about a dispute is the dispute itself (its category says so too, where there is one). */
export function lineTypeOf(word: string, netMinor: number, isAboutDispute: boolean): SettlementLineType {
  if (reserves.has(word)) return netMinor < 0 ? 'reserve_hold' : 'reserve_release'
  if (word === 'adjustment' && isAboutDispute) return netMinor < 0 ? 'chargeback' : 'chargeback_reversal'
  return typeOfWord.get(word) ?? 'unknown_type'
}
