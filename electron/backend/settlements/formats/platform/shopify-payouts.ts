import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { fail, ok } from '../../../../../shared/result.ts'
import { cellOrNull, cellText } from '../delimited/cells.ts'
import { readDate, type DateOrder } from '../delimited/dates.ts'
import { needed, optional } from '../delimited/header.ts'
import type { SourceRecord } from '../delimited/records.ts'
import type { StatementStream } from '../delimited/statement-stream.ts'
import type { Table } from '../delimited/table.ts'
import type { ReadOptions, Refused } from '../reader.ts'
import { refused } from '../refusal.ts'
import { dayOrder } from './day-order.ts'
import { currencyOfRow, distinct, minorOrZero, neededMinor, settlementTableReader, type TableRows } from './settlement-table.ts'

const columns = {
  date: needed('Payout Date'),
  status: needed('Status'),
  charges: needed('Charges'),
  refunds: needed('Refunds'),
  fees: needed('Fees'),
  total: needed('Total'),
  adjustments: optional('Adjustments'),
  reserved: optional('Reserved Funds'),
  retried: optional('Retried Amount'),
  currency: optional('Currency'),
  payoutId: optional('Payout ID'),
  trace: optional('Bank Reference', 'Trace ID', 'External Trace ID'),
}

type Column = keyof typeof columns

/**
 * Shopify Payments, payouts export: one row a payout. Whether Fees is written as a cost or as a negative is not documented
 * and differs between files; the rows that add up to Total show it. A file in which no row adds up either way is refused.
 */
export const shopifyPayoutsReader = settlementTableReader<Column>({
  format: 'shopify-payouts',
  columns,
  async begin(table, options) {
    if (table.at.currency < 0 && options.currency === undefined) return fail(refused('currency-needed', 'no currency column', { line: table.headerLine, field: 'Currency' }))
    const order = await dayOrder(table, table.at.date, options)
    return order.ok ? ok(new PayoutRows(table, options, order.value)) : order
  },
})

class PayoutRows implements TableRows {
  readonly #at: Table<Column>['at']
  readonly #options: ReadOptions
  readonly #order: DateOrder
  #feeSign: 1 | -1 | null = null
  #added = 0
  #failed: SourceRecord | null = null

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
    const minor = neededMinor(record, at.total, 'Total', currency, out)
    if (minor === null || !this.#addsUp(record, currency, minor, out)) return
    const dateText = cellText(cells[at.date])
    const on = readDate(dateText, this.#order)?.day
    if (on === undefined) return out.error(dateText === '' ? 'missing-date' : 'not-a-date', record, 'Payout Date', dateText)
    const payoutReference = cellOrNull(cells[at.payoutId])
    out.line({
      kind: 'payout-notice',
      payoutReference, minor, currency, on,
      status: cellText(cells[at.status]),
      bankReferences: distinct(cellOrNull(cells[at.trace]), payoutReference),
      line: record.line,
      raw: record.raw,
    })
  }

  #addsUp(record: SourceRecord, currency: CurrencyCode, total: number, out: StatementStream): boolean {
    const at = this.#at
    let parts = 0
    for (const column of ['charges', 'refunds', 'adjustments', 'reserved', 'retried'] as const) {
      const part = minorOrZero(record, at[column], columns[column].names[0]!, currency, out)
      if (part === null) return false
      parts += part
    }
    const fees = minorOrZero(record, at.fees, 'Fees', currency, out)
    if (fees === null) return false
    const sign = parts + fees === total ? 1 : parts - fees === total ? -1 : null
    const contradicts = fees !== 0 && this.#feeSign !== null && sign !== this.#feeSign
    if (sign === null || contradicts) {
      this.#failed ??= record
      out.error('arithmetic', record, 'Total', record.cells[at.total])
      return false
    }
    if (fees !== 0) this.#feeSign = sign
    this.#added += 1
    return true
  }

  end(out: StatementStream): Refused | null {
    if (this.#added === 0 && this.#failed !== null) {
      return refused('malformed', 'no payout adds up to its total, with fees taken as a cost or as a negative', { line: this.#failed.line, field: 'Fees' })
    }
    out.end()
    return null
  }
}
