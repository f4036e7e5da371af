import type { SettlementLineKind } from '../reader.ts'

/**
 * Stripe's reporting categories, and the older balance transaction types that exports without the category have.
 * Source: docs.stripe.com/reports/reporting-categories.
 */
const kindByCategory: ReadonlyMap<string, SettlementLineKind> = new Map(
  Object.entries({
    payment: 'charge payment',
    refund: 'refund payment_refund refund_failure payment_refund_failure',
    chargeback: 'dispute',
    chargeback_reversal: 'dispute_reversal',
    fee: 'fee stripe_fee stripe_fx_fee network_cost application_fee payment_network_fee',
    fee_refund: 'application_fee_refund',
    tax: 'tax tax_fee',
    payout: 'payout',
    payout_return: 'payout_reversal payout_failure payout_cancel',
    transfer:
      'transfer transfer_reversal transfer_refund transfer_failure transfer_cancel topup topup_reversal platform_earning ' +
      'platform_earning_refund connect_collection_transfer financing_payout financing_payout_reversal financing_paydown ' +
      'financing_paydown_reversal advance advance_funding anticipation_repayment contribution climate_order_purchase ' +
      'climate_order_refund issuing_authorization_hold issuing_authorization_release issuing_transaction issuing_dispute ' +
      'issuing_disbursement',
    // A payment that failed after it had been booked, and the part of an authorisation that was not captured: both take back
    // from a payment without a refund.
    adjustment:
      'adjustment other_adjustment charge_failure payment_failure_refund partial_capture_reversal payment_reversal ' +
      'unreconciled_customer_funds validation',
  } satisfies Partial<Record<SettlementLineKind, string>>).flatMap(([kind, categories]) =>
    categories.split(' ').map((category): [string, SettlementLineKind] => [category, kind as SettlementLineKind]),
  ),
)

/** Funds that Stripe holds back or lets go: the sign tells which. */
const reserves: ReadonlySet<string> = new Set([
  'risk_reserved_funds', 'connect_reserved_funds', 'reserve_transaction', 'reserved_funds', 'reserve', 'reserve_hold',
  'reserve_release', 'payout_minimum_balance_hold', 'payout_minimum_balance_release', 'payment_reserve_hold', 'payment_reserve_release',
])

/** What a row is. `source` is the object behind it: exports without categories show disputes as adjustments of `dp_…` or `du_…`. */
export function stripeLineType(category: string, netMinor: number, source: string | null): SettlementLineKind {
  const word = category.toLowerCase().replaceAll(' ', '_')
  if (reserves.has(word)) return netMinor < 0 ? 'reserve_hold' : 'reserve_release'
  if (word === 'adjustment' && source !== null && /^d[pu]_/.test(source)) return netMinor < 0 ? 'chargeback' : 'chargeback_reversal'
  return kindByCategory.get(word) ?? 'unknown_type'
}
