import { isCurrencyCode, type CurrencyCode } from '../../../../../shared/currency.ts'
import { fail, ok } from '../../../../../shared/result.ts'
import { cellOrNull, cellText } from '../delimited/cells.ts'
import { instantOfWritten, localDay, readDate, type DateOrder } from '../delimited/dates.ts'
import { needed, optional } from '../delimited/header.ts'
import type { SourceRecord } from '../delimited/records.ts'
import type { StatementStream } from '../delimited/statement-stream.ts'
import type { Table } from '../delimited/table.ts'
import type { ReadOptions, SettlementLine, SettlementLineKind } from '../reader.ts'
import { refused } from '../refusal.ts'
import { dayOrder } from './day-order.ts'
import {
  BLANK_LINE, currencyOfRow, distinct, minorOf, minorOrZero, neededMinor, settlementTableReader, type TableRows,
} from './settlement-table.ts'

const columns = {
  date: needed('Transaction Date'),
  type: needed('Type'),
  order: needed('Order'),
  amount: needed('Amount'),
  fee: needed('Fee'),
  net: needed('Net'),
  payoutStatus: needed('Payout Status'),
  payoutDate: needed('Payout Date'),
  payoutId: optional('Payout ID'),
  available: optional('Available On'),
  currency: optional('Currency'),
  brand: optional('Card Brand'),
  checkout: optional('Checkout'),
  method: optional('Payment Method Name'),
  facingAmount: optional('Presentment Amount'),
  facingCurrency: optional('Presentment Currency'),
}

type Column = keyof typeof columns

const kinds: ReadonlyMap<string, SettlementLineKind> = new Map([
  ['charge', 'payment'], ['refund', 'refund'], ['refund_failure', 'refund'], ['adjustment', 'adjustment'], ['payout', 'payout'],
  ['transfer', 'payout'], ['payout_failure', 'payout_return'], ['payout_cancellation', 'payout_return'],
  ['transfer_failure', 'payout_return'], ['transfer_cancel', 'payout_return'], ['dispute_withdrawal', 'chargeback'],
  ['dispute_reversal', 'chargeback_reversal'], ['chargeback_won', 'chargeback_reversal'], ['chargeback_fee', 'dispute_fee'],
  ['chargeback_fee_refund', 'dispute_fee'], ['chargeback_hold', 'chargeback'], ['chargeback_hold_release', 'chargeback_reversal'],
  ['shipping_label', 'fee'], ['shipping_label_adjustment', 'fee'], ['tax_adjustment', 'tax'], ['billing_debit', 'fee'],
  ['advance', 'transfer'], ['advance_funding', 'transfer'], ['credit', 'adjustment'], ['debit', 'adjustment'],
])

/**
 * Shopify Payments, transactions export. Amount − Fee = Net; refunds and chargebacks are negative, a `payout` row is the
 * negative total. Old exports end after Net: no payout id, no currency. There is no id of the row.
 */
export const shopifyReader = settlementTableReader<Column>({
  format: 'shopify',
  columns,
  async begin(table, options) {
    if (table.at.currency < 0 && options.currency === undefined) return fail(refused('currency-needed', 'no currency column', { line: table.headerLine, field: 'Currency' }))
    const order = await dayOrder(table, table.at.date, options)
    return order.ok ? ok(new TransactionRows(table, options, order.value)) : order
  },
})

class TransactionRows implements TableRows {
  readonly #at: Table<Column>['at']
  readonly #options: ReadOptions
  readonly #order: DateOrder

  constructor(table: Table<Column>, options: ReadOptions, order: DateOrder) {
    this.#at = table.at
    this.#options = options
    this.#order = order
  }

  row(record: SourceRecord, out: StatementStream): void {
    const at = this.#at
    const { cells } = record
    const currency = currencyOfRow(record, at.currency, this.#options, out)
    if (currency === null) return
    const grossMinor = neededMinor(record, at.amount, 'Amount', currency, out)
    const feeMinor = minorOrZero(record, at.fee, 'Fee', currency, out)
    const netMinor = neededMinor(record, at.net, 'Net', currency, out)
    if (grossMinor === null || feeMinor === null || netMinor === null) return
    if (grossMinor - feeMinor !== netMinor) return out.error('arithmetic', record, 'Net', cells[at.net])

    const dateText = cellText(cells[at.date])
    const written = readDate(dateText, this.#order)
    if (written === null) return out.error(dateText === '' ? 'missing-date' : 'not-a-date', record, 'Transaction Date', dateText)
    const occurredAt = instantOfWritten(written, this.#options.zone)
    const original = this.#original(record, currency, out)
    if (original === undefined) return
    const payoutDay = readDate(cellText(cells[at.payoutDate]), this.#order)?.day ?? null
    const typeText = cellText(cells[at.type])
    const type = shopifyLineType(typeText, netMinor)
    const order = cellOrNull(cells[at.order])
    out.line({
      ...BLANK_LINE,
      type, typeText, grossMinor, feeMinor, netMinor, currency, occurredAt, original,
      merchantReference: order,
      // Old exports have no payout id; date and currency are then the only tie between the rows of a payout.
      payoutReference: cellOrNull(cells[at.payoutId]) ?? (at.payoutId < 0 && payoutDay !== null ? `${payoutDay} ${currency}` : null),
      references: distinct(order?.replace(/^#/, '') ?? null, cellOrNull(cells[at.checkout])),
      occurredOn: occurredAt === null ? written.day : localDay(occurredAt, this.#options.zone),
      availableOn: readDate(cellText(cells[at.available]), this.#order)?.day ?? payoutDay,
      method: cellOrNull(cells[at.method]) ?? cellOrNull(cells[at.brand]),
      line: record.line,
      raw: record.raw,
    })
  }

  /** What the customer paid, when in another currency; undefined after an error has been reported. */
  #original(record: SourceRecord, settled: CurrencyCode, out: StatementStream): SettlementLine['original'] | undefined {
    const { facingAmount, facingCurrency } = this.#at
    const code = cellText(record.cells[facingCurrency]).toUpperCase()
    if (code === '' || code === settled || cellText(record.cells[facingAmount]) === '') return null
    const minor = isCurrencyCode(code) ? minorOf(record.cells[facingAmount], code) : 'unknown-currency'
    if (typeof minor === 'number') return { minor, currency: code, rate: null }
    out.error(minor, record, 'Presentment Amount', record.cells[facingAmount])
    return undefined
  }

  end(out: StatementStream): null {
    out.end()
    return null
  }
}

function shopifyLineType(typeText: string, netMinor: number): SettlementLineKind {
  const word = typeText.toLowerCase().replaceAll(/[\s-]+/g, '_')
  if (word.startsWith('reserve')) return netMinor < 0 ? 'reserve_hold' : 'reserve_release'
  if (word === 'chargeback' || word === 'dispute') return netMinor < 0 ? 'chargeback' : 'chargeback_reversal'
  return kinds.get(word) ?? 'unknown_type'
}
