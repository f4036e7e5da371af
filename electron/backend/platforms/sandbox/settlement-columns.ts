/**
 * The sandbox's settlement file: one CSV a payout, from `GET /v1/payouts/<payout id>/settlement.csv`.
 * UTF-8 without byte order mark, comma, CRLF, quotes where RFC 4180 asks for them; the first row is this list.
 *
 * | column | content |
 * |---|---|
 * | payout_id | `po_…`, the same in every row |
 * | line_id | `ln_…`, unique in the whole channel |
 * | type | a word of `SettlementLineType`: payment, refund, chargeback, chargeback_reversal, dispute_fee, adjustment, reserve_hold, reserve_release |
 * | merchant_reference | the merchant's own: of the payment on payment and dispute lines, of the refund on refund lines; else empty |
 * | payment_id | `pay_…` on payment lines; else empty |
 * | reference | the channel's id of what the line is about when it is no payment: `re_…` refund, `dp_…` dispute, `po_…` the payout that an adjustment was carried over from, `ln_…` the hold that a reserve release ends |
 * | parent_payment_id | `pay_…` that a refund or dispute belongs to; else empty |
 * | occurred_at | UTC, `2026-01-31T10:15:00.000Z` |
 * | gross, fee, net | plain decimals of the currency (`12.34`, `-0.05`, `1999` for JPY); net = gross − fee; plus is money to the merchant, a plus fee is a cost. A dispute fee has gross 0 |
 * | currency | ISO 4217, the same in every row |
 * | method | card, unionpay, wallet; empty where no customer paid |
 * | payout_date | day on which the bank should have the money |
 * | description | the order's description, or what an adjustment is for |
 *
 * The last row holds the control totals: `#total` in the first column, the number of rows above (without the header) in
 * the second, and the sums in gross, fee and net, with the currency; its other cells are empty. Net is the payout's amount.
 */
export const settlementColumns = [
  'payout_id', 'line_id', 'type', 'merchant_reference', 'payment_id', 'reference', 'parent_payment_id', 'occurred_at',
  'gross', 'fee', 'net', 'currency', 'method', 'payout_date', 'description',
] as const

export type SettlementColumn = (typeof settlementColumns)[number]

/** First cell of the row with the control totals. */
export const settlementTotalMark = '#total'
