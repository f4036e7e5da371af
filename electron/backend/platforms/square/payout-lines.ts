import { money, type Money } from '../../../../shared/money.ts'
import type { PayoutLine } from '../platform.ts'
import { lineTypeOf } from './activity-types.ts'
import type { EntryAnswer, PayoutAnswer } from './payout-answers.ts'

/** An entry of a payout as a line; `readAt` stands in where Square leaves out when it took effect. */
export function lineOf({ id, type, effective_at, gross_amount_money, fee_amount_money, net_amount_money, details, raw }: EntryAnswer, readAt: number): PayoutLine {
  const typeText = type ?? ''
  const lineType = lineTypeOf(typeText, net_amount_money.minor)
  const paymentId = details.payment_id ?? null
  const isPayment = lineType === 'payment'
  return {
    nativeId: id, type: lineType, typeText, grossMinor: gross_amount_money.minor, feeMinor: fee_amount_money?.minor ?? 0,
    netMinor: net_amount_money.minor, currency: net_amount_money.currency, merchantReference: null,
    platformReference: isPayment ? paymentId : (details.refund_id ?? details.dispute_id ?? null), parentReference: isPayment ? null : paymentId,
    references: details.payout_id === null || details.payout_id === undefined ? [] : [details.payout_id],
    occurredAt: effective_at ?? readAt, availableOn: null, method: null, text: typeText, original: null, raw,
  }
}

/**
 * What Square keeps of an instant transfer, as lines beside the entries. The entries come to the amount before this fee, the
 * payout's own amount is what reaches the bank; where the entries hold the fee already (DEPOSIT_FEE), nothing is missing.
 * Figures: the API description's example, 62.59 paid out after 0.95, which is 1.5 % of 63.54.
 */
export function missingCharges({ id, amount_money, payout_fee, created_at }: PayoutAnswer, entriesMinor: number): readonly PayoutLine[] {
  const charges = payout_fee.flatMap(({ amount_money: amount, type, effective_at }): { amount: Money; type: string; at: number }[] =>
    (amount === null || amount === undefined ? [] : [{ amount, type: type ?? 'TRANSFER_FEE', at: effective_at ?? created_at }]))
  const total = charges.reduce((sum, { amount }) => sum + amount.minor, 0)
  if (total === 0 || entriesMinor - total !== amount_money.minor) return []
  return charges.map(({ amount, type, at }, index) => {
    const { minor, currency } = money(-amount.minor, amount.currency)
    return {
      nativeId: `${id}:fee:${index + 1}`, type: lineTypeOf(type, minor), typeText: type, grossMinor: minor, feeMinor: 0, netMinor: minor, currency,
      merchantReference: null, platformReference: null, parentReference: null, references: [id], occurredAt: at, availableOn: null, method: null,
      text: type, original: null, raw: JSON.stringify({ payout_id: id, type, amount: amount.minor, currency }),
    }
  })
}
