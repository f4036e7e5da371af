import { ok } from '../../../../../shared/result.ts'
import { cellOrNull, cellText } from '../delimited/cells.ts'
import { readIsoDate } from '../delimited/dates.ts'
import { needed, optional } from '../delimited/header.ts'
import type { SourceRecord } from '../delimited/records.ts'
import type { StatementStream } from '../delimited/statement-stream.ts'
import type { Table } from '../delimited/table.ts'
import { distinct, neededCurrency, neededMinor, settlementTableReader, type TableRows } from './settlement-table.ts'

const columns = {
  id: needed('id', 'payout_id'),
  amount: needed('Amount'),
  currency: needed('Currency'),
  arrival: needed('Arrival Date (UTC)', 'Arrival Date'),
  status: needed('Status'),
  trace: optional('Trace ID'),
  descriptor: optional('Statement Descriptor'),
}

type Column = keyof typeof columns

/** The payouts export of the Stripe Dashboard: one row a payout, positive when money goes to the bank. */
export const stripePayoutsReader = settlementTableReader<Column>({
  format: 'stripe-payouts',
  columns,
  foreign: ['Net', 'Fee'],
  begin: (table) => ok(new PayoutRows(table.at)),
})

class PayoutRows implements TableRows {
  readonly #at: Table<Column>['at']

  constructor(at: Table<Column>['at']) {
    this.#at = at
  }

  row(record: SourceRecord, out: StatementStream): void {
    const at = this.#at
    const { cells } = record
    const currency = neededCurrency(record, at.currency, 'Currency', out)
    const minor = currency === null ? null : neededMinor(record, at.amount, 'Amount', currency, out)
    if (currency === null || minor === null) return
    const arrival = cellText(cells[at.arrival])
    const on = readIsoDate(arrival)?.day
    if (on === undefined) return out.error(arrival === '' ? 'missing-date' : 'not-a-date', record, 'Arrival Date (UTC)', arrival)
    const payoutReference = cellOrNull(cells[at.id])
    out.line({
      kind: 'payout-notice', payoutReference, minor, currency, on,
      status: cellText(cells[at.status]),
      bankReferences: distinct(cellOrNull(cells[at.trace]), cellOrNull(cells[at.descriptor]), payoutReference),
      line: record.line,
      raw: record.raw,
    })
  }

  end(out: StatementStream): null {
    out.end()
    return null
  }
}
