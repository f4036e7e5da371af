import { isCurrencyCode, type CurrencyCode } from '../../../../../shared/currency.ts'
import { fail, ok } from '../../../../../shared/result.ts'
import { cellOrNull, cellText } from '../delimited/cells.ts'
import { DateWitness } from '../delimited/date-order.ts'
import { readDate, type DateOrder } from '../delimited/dates.ts'
import { needed, optional } from '../delimited/header.ts'
import type { SourceRecord } from '../delimited/records.ts'
import type { StatementStream } from '../delimited/statement-stream.ts'
import type { Table } from '../delimited/table.ts'
import type { Refused } from '../reader.ts'
import { refused } from '../refusal.ts'
import { settleDayOrder } from './day-order.ts'
import { distinct, minorOrZero, neededCurrency, neededMinor, settlementTableReader, type TableRows } from './settlement-table.ts'
import { currencyBesides } from './square-places.ts'

/**
 * Square has called payouts deposits and transfers, and the columns of their export are not documented; every name that
 * says "id of the payout, day, amount" is understood.
 */
const columns = {
  payout: needed('Deposit ID', 'Payout ID', 'Transfer ID', 'Settlement ID'),
  date: needed('Deposit Date', 'Payout Date', 'Transfer Date', 'Arrival Date', 'Initiated Date', 'Date'),
  total: needed(
    'Deposit Amount', 'Payout Amount', 'Transfer Amount', 'Amount Deposited', 'Total Deposited', 'Net Deposit', 'Net Amount', 'Amount', 'Total',
  ),
  gross: optional('Gross Amount', 'Gross Sales', 'Total Collected', 'Gross'),
  fees: optional('Fees', 'Fee', 'Square Fees'),
  status: optional('Deposit Status', 'Payout Status', 'Transfer Status', 'Status'),
  endToEnd: optional('End To End ID', 'End-to-End ID', 'Trace ID', 'Bank Reference'),
  bank: optional('Bank Account', 'Destination', 'Account'),
  currency: optional('Currency'),
}

type Column = keyof typeof columns

/** Square's list of payouts: one row a payout. A list of what is inside them repeats their ids and is refused. */
export const squarePayoutsReader = settlementTableReader<Column>({
  format: 'square-payouts',
  columns,
  foreign: ['Transaction ID', 'Transaction Date', 'Payment ID', 'Line ID', 'Type', 'Order', 'Charges', 'Balance Transaction ID'],
  async begin(table, options) {
    const { dates, sign } = await firstReading(table)
    const currency = options.currency ?? sign
    const field = cellText(table.header[table.at.total])
    if (currency === null && table.at.currency < 0) return fail(refused('currency-needed', 'amounts without a telling sign', { line: table.headerLine, field }))
    const order = settleDayOrder(dates, table, table.at.date, options)
    return order.ok ? ok(new PayoutRows(table, currency, order.value)) : order
  },
})

/** What all rows together tell: the order of the dates, and the sign beside the amounts. */
async function firstReading({ at, records }: Table<Column>) {
  const dates = new DateWitness()
  let sign: CurrencyCode | null | undefined
  for await (const batch of records()) {
    for (const { cells } of batch) {
      dates.see(cellText(cells[at.date]))
      sign ??= currencyBesides(cellText(cells[at.total]))
    }
  }
  return { dates: dates.verdict(), sign: sign ?? null }
}

class PayoutRows implements TableRows {
  readonly #at: Table<Column>['at']
  readonly #currency: CurrencyCode | null
  readonly #order: DateOrder
  readonly #seen = new Set<string>()
  #repeated: SourceRecord | null = null

  constructor(table: Table<Column>, currency: CurrencyCode | null, order: DateOrder) {
    this.#at = table.at
    this.#currency = currency
    this.#order = order
  }

  row(record: SourceRecord, out: StatementStream): void {
    const at = this.#at
    const { cells } = record
    const currency = this.#currencyOf(record, out)
    if (currency === null) return
    const minor = neededMinor(record, at.total, 'Amount', currency, out)
    const gross = minorOrZero(record, at.gross, 'Gross', currency, out)
    const fees = minorOrZero(record, at.fees, 'Fees', currency, out)
    if (minor === null || gross === null || fees === null) return
    // Fees are written as a cost or as a negative; where both parts are given, one of the two must come to the total.
    const isSplit = at.gross >= 0 && at.fees >= 0 && cellText(cells[at.gross]) !== ''
    if (isSplit && gross + fees !== minor && gross - fees !== minor) return out.error('arithmetic', record, 'Amount', cells[at.total])
    const dateText = cellText(cells[at.date])
    const on = readDate(dateText, this.#order)?.day
    if (on === undefined) return out.error(dateText === '' ? 'missing-date' : 'not-a-date', record, 'Date', dateText)
    const payoutReference = cellOrNull(cells[at.payout])
    if (payoutReference !== null && this.#seen.has(payoutReference)) this.#repeated ??= record
    if (payoutReference !== null) this.#seen.add(payoutReference)
    out.line({
      kind: 'payout-notice',
      payoutReference, minor, currency, on,
      status: cellText(cells[at.status]),
      bankReferences: distinct(cellOrNull(cells[at.endToEnd]), payoutReference),
      line: record.line,
      raw: record.raw,
    })
  }

  #currencyOf(record: SourceRecord, out: StatementStream): CurrencyCode | null {
    const stands = this.#at.currency >= 0 && isCurrencyCode(cellText(record.cells[this.#at.currency]).toUpperCase())
    if (!stands && this.#currency !== null) return this.#currency
    return neededCurrency(record, this.#at.currency, 'Currency', out)
  }

  end(out: StatementStream): Refused | null {
    const { line = null, cells = [] } = this.#repeated ?? {}
    if (line !== null) return refused('unsupported', `${cellText(cells[this.#at.payout])} stands in several rows`, { line, field: 'Deposit ID' })
    out.end()
    return null
  }
}
