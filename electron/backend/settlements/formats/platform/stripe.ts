import { isCurrencyCode, type CurrencyCode } from '../../../../../shared/currency.ts'
import type { Day } from '../../../../../shared/business-day.ts'
import { ok } from '../../../../../shared/result.ts'
import { cellOrNull, cellText } from '../delimited/cells.ts'
import { instantOfWritten, localDay, readIsoDate } from '../delimited/dates.ts'
import { needed, optional } from '../delimited/header.ts'
import type { SourceRecord } from '../delimited/records.ts'
import type { StatementStream } from '../delimited/statement-stream.ts'
import type { Table } from '../delimited/table.ts'
import type { ReadOptions, SettlementLine, SettlementLineKind } from '../reader.ts'
import {
  BLANK_LINE, distinct, minorOf, minorOrZero, neededCurrency, neededMinor, settlementTableReader, type TableRows,
} from './settlement-table.ts'
import { stripeLineType } from './stripe-types.ts'

/**
 * Stripe's files of balance transactions: payout reconciliation and balance activity reports (itemised), payouts report
 * (itemised), the balance export of the Dashboard, and the short lists that tools make of them. Amounts are decimals in
 * major units, the fee a positive cost, net = gross − fee in each row. The reader chooses columns by name, because the
 * merchant chose them when the report was made. Source: docs.stripe.com/reports/payout-reconciliation and report-types.
 */
const columns = {
  id: needed('balance_transaction_id', 'transaction_id', 'id'),
  type: needed('reporting_category', 'type'),
  gross: needed('gross', 'amount'),
  fee: needed('fee'),
  net: needed('net'),
  currency: needed('currency'),
  created: needed('created_utc', 'created (UTC)', 'created date (UTC)', 'effective_at_utc', 'created', 'effective_at'),
  createdUtc: optional('created_utc', 'created (UTC)', 'created date (UTC)', 'effective_at_utc'),
  available: optional('available_on_utc', 'available_on (UTC)', 'available_on'),
  payout: optional('automatic_payout_id', 'payout_id', 'transfer'),
  payoutEffective: optional('automatic_payout_effective_at_utc', 'automatic_payout_effective_at', 'transfer date (UTC)', 'transfer date'),
  arrival: optional('payout_expected_arrival_date'),
  payoutStatus: optional('payout_status'),
  source: optional('source_id', 'source'),
  charge: optional('charge_id'),
  intent: optional('payment_intent_id'),
  description: optional('description'),
  method: optional('payment_method_type'),
  facingAmount: optional('customer_facing_amount'),
  facingCurrency: optional('customer_facing_currency'),
  reference: optional(
    'payment_metadata[order_id]', 'order_id (metadata)', 'metadata[order_id]',
    'payment_metadata[merchant_reference]', 'merchant_reference (metadata)', 'metadata[merchant_reference]',
  ),
  refundReference: optional('refund_metadata[order_id]', 'refund_metadata[refund_id]', 'refund_metadata[merchant_reference]'),
  invoice: optional('invoice_number', 'invoice_id'),
  trace: optional('trace_id'),
}

type Column = keyof typeof columns

export const stripeReader = settlementTableReader<Column>({
  format: 'stripe',
  columns,
  begin: (table, options) => ok(new StripeRows(table, options)),
})

class StripeRows implements TableRows {
  readonly #at: Table<Column>['at']
  readonly #zone: string
  readonly #createdZone: string

  constructor(table: Table<Column>, options: ReadOptions) {
    this.#at = table.at
    this.#zone = options.zone
    // Only the _utc columns say their zone; the others are in the zone that the report was asked for.
    this.#createdZone = table.at.createdUtc >= 0 ? 'UTC' : options.zone
  }

  row(record: SourceRecord, out: StatementStream): void {
    const at = this.#at
    const { cells } = record
    const currency = neededCurrency(record, at.currency, 'currency', out)
    if (currency === null) return
    const grossMinor = neededMinor(record, at.gross, 'gross', currency, out)
    const feeMinor = minorOrZero(record, at.fee, 'fee', currency, out)
    const netMinor = neededMinor(record, at.net, 'net', currency, out)
    if (grossMinor === null || feeMinor === null || netMinor === null) return
    if (grossMinor - feeMinor !== netMinor) return out.error('arithmetic', record, 'net', cells[at.net])

    const createdText = cellText(cells[at.created])
    const created = readIsoDate(createdText)
    if (created === null) return out.error(createdText === '' ? 'missing-date' : 'not-a-date', record, 'created', createdText)
    const occurredAt = instantOfWritten(created, this.#createdZone)
    const original = this.#original(record, currency, out)
    if (original === undefined) return

    const typeText = cellText(cells[at.type])
    const source = cellOrNull(cells[at.source])
    const type = stripeLineType(typeText, netMinor, source)
    const payment = cellOrNull(cells[at.intent]) ?? cellOrNull(cells[at.charge])
    const isPayout = type === 'payout' || type === 'payout_return'
    const payoutReference = cellOrNull(cells[at.payout]) ?? (isPayout ? source : null)
    const availableOn = writtenDay(cells[at.available]) ?? writtenDay(cells[at.arrival]) ?? writtenDay(cells[at.payoutEffective])
    const line: SettlementLine = {
      ...BLANK_LINE,
      type, typeText, grossMinor, feeMinor, netMinor, currency, payoutReference, occurredAt, availableOn, original,
      nativeId: cellOrNull(cells[at.id]),
      merchantReference: cellOrNull(cells[at.reference]),
      platformReference: type === 'payment' ? (payment ?? source) : (source ?? payment),
      parentReference: belongsToPayment.has(type) ? payment : null,
      references: distinct(
        cellOrNull(cells[at.refundReference]), cellOrNull(cells[at.intent]), cellOrNull(cells[at.charge]), source,
        cellOrNull(cells[at.invoice]), cellOrNull(cells[at.trace]),
      ),
      occurredOn: occurredAt === null ? created.day : localDay(occurredAt, this.#zone),
      method: cellOrNull(cells[at.method]),
      text: cellText(cells[at.description]),
      line: record.line,
      raw: record.raw,
    }
    out.line(line)
    if (isPayout && at.payoutStatus >= 0) this.#announce(line, cells, out)
  }

  /** A row of the payouts report is also the announcement of the payout, with what the bank will show. */
  #announce(line: SettlementLine, cells: readonly string[], out: StatementStream): void {
    out.line({
      kind: 'payout-notice',
      payoutReference: line.payoutReference,
      minor: line.netMinor === 0 ? 0 : -line.netMinor, // the balance loses what the bank gets
      currency: line.currency,
      on: writtenDay(cells[this.#at.arrival]) ?? line.occurredOn,
      status: cellText(cells[this.#at.payoutStatus]),
      bankReferences: distinct(cellOrNull(cells[this.#at.trace]), line.payoutReference),
      line: line.line,
      raw: line.raw,
    })
  }

  /** What the customer paid, when in another currency; undefined after an error has been reported. */
  #original(record: SourceRecord, settled: CurrencyCode, out: StatementStream): SettlementLine['original'] | undefined {
    const { facingAmount, facingCurrency } = this.#at
    const text = facingCurrency < 0 ? '' : cellText(record.cells[facingCurrency]).toUpperCase()
    if (text === '' || text === settled || facingAmount < 0 || cellText(record.cells[facingAmount]) === '') return null
    const minor = isCurrencyCode(text) ? minorOf(record.cells[facingAmount], text) : 'unknown-currency'
    if (typeof minor === 'number') return { minor, currency: text, rate: null }
    out.error(minor, record, 'customer_facing_amount', record.cells[facingAmount])
    return undefined
  }

  end(out: StatementStream): null {
    out.end()
    return null
  }
}

/** Types whose row names the payment that it takes from or gives back to. */
const belongsToPayment: ReadonlySet<SettlementLineKind> = new Set([
  'refund', 'chargeback', 'chargeback_reversal', 'dispute_fee', 'fee_refund', 'adjustment',
])

const writtenDay = (cell: string | undefined): Day | null =>
  cell === undefined || cell === '' ? null : (readIsoDate(cellText(cell))?.day ?? null)
