import type { SettlementLineType } from '../../../../shared/settlement-line-type.ts'

/**
 * Square's ActivityType, the kind of a payout entry (API description 2025-08-20; gift card and payroll types from the SDK 46).
 * What is not here is kept as `unknown_type`.
 */
const types: Readonly<Record<string, SettlementLineType>> = {
  CHARGE: 'payment', REFUND: 'refund',
  // Money is held when a dispute is opened, and moves once more when it is decided.
  OPEN_DISPUTE: 'chargeback', DISPUTE: 'chargeback',
  FEE: 'fee', PROCESSING_FEE: 'fee', UNDO_PROCESSING_FEE_REFUND: 'fee', DEPOSIT_FEE: 'fee', THIRD_PARTY_FEE: 'fee', SUBSCRIPTION_FEE: 'fee',
  PAID_SERVICE_FEE: 'fee', GIFT_CARD_LOAD_FEE: 'fee', UNDO_GIFT_CARD_LOAD_FEE_REFUND: 'fee', LOCAL_OFFERS_FEE: 'fee',
  PROCESSING_FEE_REFUND: 'fee_refund', FREE_PROCESSING: 'fee_refund', DEPOSIT_FEE_REVERSED: 'fee_refund', THIRD_PARTY_FEE_REFUND: 'fee_refund',
  SUBSCRIPTION_FEE_REFUND: 'fee_refund', SUBSCRIPTION_FEE_PAID_REFUND: 'fee_refund', PAID_SERVICE_FEE_REFUND: 'fee_refund', GIFT_CARD_LOAD_FEE_REFUND: 'fee_refund',
  TAX_ON_FEE: 'tax',
  HOLD_ADJUSTMENT: 'reserve_hold', RESERVE_HOLD: 'reserve_hold', RELEASE_ADJUSTMENT: 'reserve_release', RESERVE_RELEASE: 'reserve_release',
  ADJUSTMENT: 'adjustment', OTHER: 'adjustment', OTHER_ADJUSTMENT: 'adjustment', APP_FEE_REVENUE: 'adjustment', APP_FEE_REFUND: 'adjustment',
  REDEMPTION_CODE: 'adjustment', ESCHEATMENT: 'adjustment', INITIAL_BALANCE_CHANGE: 'adjustment', LOCAL_OFFERS_CASHBACK: 'adjustment',
  PERCENTAGE_PROCESSING_ENROLLMENT: 'adjustment', PERCENTAGE_PROCESSING_DEACTIVATION: 'adjustment', PERCENTAGE_PROCESSING_REPAYMENT: 'adjustment',
  PERCENTAGE_PROCESSING_REPAYMENT_REVERSED: 'adjustment',
  // Money of the shop that goes to another pocket, or comes back from it: savings, loans, cards, payroll.
  MONEY_TRANSFER: 'transfer', MONEY_TRANSFER_REVERSAL: 'transfer', AUTOMATIC_SAVINGS: 'transfer', AUTOMATIC_SAVINGS_REVERSED: 'transfer',
  SQUARE_CAPITAL_PAYMENT: 'transfer', SQUARE_CAPITAL_REVERSED_PAYMENT: 'transfer', CREDIT_CARD_REPAYMENT: 'transfer', CREDIT_CARD_REPAYMENT_REVERSED: 'transfer',
  AUTOMATIC_BITCOIN_CONVERSIONS: 'transfer', AUTOMATIC_BITCOIN_CONVERSIONS_REVERSED: 'transfer',
  BALANCE_FOLDERS_TRANSFER: 'transfer', BALANCE_FOLDERS_TRANSFER_REVERSED: 'transfer', GIFT_CARD_POOL_TRANSFER: 'transfer', GIFT_CARD_POOL_TRANSFER_REVERSED: 'transfer',
  SQUARE_PAYROLL_TRANSFER: 'transfer', SQUARE_PAYROLL_TRANSFER_REVERSED: 'transfer',
  PAYOUT: 'payout', RETURNED_PAYOUT: 'payout_return',
  // The two kinds of a payout's own fee (PayoutFeeType).
  TRANSFER_FEE: 'fee', TAX_ON_TRANSFER_FEE: 'tax',
}

/** What an entry is, by its type and by which way the money went (minor units, plus is money to the shop). */
export function lineTypeOf(activity: string, netMinor: number): SettlementLineType {
  const type = types[activity] ?? 'unknown_type'
  if (netMinor <= 0) return type
  if (type === 'chargeback') return 'chargeback_reversal'
  return type === 'fee' ? 'fee_refund' : type
}
