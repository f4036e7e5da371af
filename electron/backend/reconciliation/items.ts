import type { Item, ItemName } from '../../../shared/contract/reconciliation.ts'
import type { BankLineRow, LineRow, SettlementQueries } from '../settlements/settlement-queries.ts'
import type { PayoutRecord, PayoutRepository } from '../settlements/payouts.repository.ts'
import type { Database } from '../store/database.ts'

interface PaymentRow {
  paymentId: string
  orderId: string
  orderNumber: number
  customer: string
  description: string
  accountId: string
  reference: string
  minor: number
  currency: string
  day: string | null
}

/** What people need to recognise an item by that a match, a proposal or an exception names. Unknown names are left out. */
export function createItemViews(db: Database, queries: SettlementQueries, payouts: PayoutRepository): (names: readonly ItemName[]) => Item[] {
  const selectPayment = db.prepare<[string], PaymentRow>(
    `SELECT p.payment_id AS paymentId, p.order_id AS orderId, o.number AS orderNumber, o.customer, o.description, p.account_id AS accountId,
            p.merchant_reference AS reference, p.captured_minor AS minor, p.currency, o.paid_day AS day
       FROM payments p JOIN orders o ON o.order_id = p.order_id WHERE p.payment_id = ?`,
  )
  const found = <Row>(row: Row | null | undefined, view: (row: Row) => Item): Item[] => (row === null || row === undefined ? [] : [view(row)])
  const readers: Record<ItemName['side'], (subject: string) => Item[]> = {
    payment: (subject) => found(selectPayment.get(subject), paymentItem),
    settlement_line: (subject) => found(queries.line(Number(subject)), lineItem),
    payout: (subject) => found(payouts.find(subject), payoutItem),
    bank_line: (subject) => found(queries.bankLine(Number(subject)), bankItem),
  }
  return (names) => names.flatMap(({ side, subject }) => readers[side](subject))
}

const nothingMore = { accountId: null, bankAccount: null, orderId: null, orderNumber: null, fileName: null, sourceLine: null, raw: null } as const

const paymentItem = ({ paymentId, orderId, orderNumber, customer, description, accountId, reference, minor, currency, day }: PaymentRow): Item => ({
  ...nothingMore, side: 'payment', subject: paymentId, name: reference, words: [customer, description].filter((words) => words !== '').join(', '), day,
  minor, currency, accountId, orderId, orderNumber,
})

const lineItem = (row: LineRow): Item => ({
  ...nothingMore, side: 'settlement_line', subject: String(row.lineId), name: row.merchantReference ?? row.platformReference ?? row.nativeId ?? '',
  words: row.text === '' ? row.typeText : row.text, day: row.occurredOn, minor: row.grossMinor, currency: row.currency, accountId: row.accountId,
  orderId: row.orderId, orderNumber: row.orderNumber, fileName: row.fileName, sourceLine: row.sourceLine, raw: row.raw,
})

const payoutItem = (payout: PayoutRecord): Item => ({
  ...nothingMore, side: 'payout', subject: payout.payoutId, name: payout.platformReference, words: payout.bankReferences.filter((reference) => reference !== payout.platformReference).join(' '), day: payout.arrivesOn,
  minor: payout.amountMinor ?? payout.linesNetMinor, currency: payout.currency, accountId: payout.accountId,
})

const bankItem = (row: BankLineRow): Item => ({
  ...nothingMore, side: 'bank_line', subject: String(row.lineId), name: row.counterpartyName ?? '', words: row.text, day: row.bookedOn ?? row.valueOn,
  minor: row.minor, currency: row.currency, bankAccount: row.bankAccount, fileName: row.fileName, sourceLine: row.sourceLine, raw: row.raw,
})
