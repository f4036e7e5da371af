import type { CurrencyCode } from '../../../../../shared/currency.ts'
import type { Day } from '../../../../../shared/business-day.ts'
import { ok } from '../../../../../shared/result.ts'
import { settlementLineTypes } from '../../../../../shared/settlement-line-type.ts'
import { settlementColumns, settlementTotalMark, type SettlementColumn } from '../../../platforms/sandbox/settlement-columns.ts'
import { cellOrNull, cellText } from '../delimited/cells.ts'
import { instantOfWritten, localDay, readIsoDate } from '../delimited/dates.ts'
import { needed, type ColumnSpecs } from '../delimited/header.ts'
import type { SourceRecord } from '../delimited/records.ts'
import { control, type StatementStream } from '../delimited/statement-stream.ts'
import type { Table } from '../delimited/table.ts'
import type { ControlTotal, Refused, SettlementLine, SettlementLineKind } from '../reader.ts'
import { refused } from '../refusal.ts'
import {
  BLANK_LINE, minorOf, neededCurrency, neededMinor, settlementTableReader, type SettlementTable, type TableRows,
} from './settlement-table.ts'

const columns = Object.fromEntries(
  settlementColumns.map((name) => [name, needed(name)]),
) as ColumnSpecs<SettlementColumn>

const types: ReadonlySet<string> = new Set(settlementLineTypes)

/** The sandbox platform's settlement file; the layout is told beside its column list. A file without the total is cut off. */
const format: SettlementTable<SettlementColumn> = {
  format: 'sandbox',
  columns,
  dialect: { delimiter: ',', quote: '"' },
  begin: (table, options) => ok(new SandboxRows(table, options.zone)),
}

export const sandboxReader = settlementTableReader(format)

class SandboxRows implements TableRows {
  readonly #at: Table<SettlementColumn>['at']
  readonly #zone: string
  #controls: readonly ControlTotal[] | null = null
  #currency: CurrencyCode | null = null
  #payout: { readonly reference: string; readonly on: Day | null } | null = null

  constructor(table: Table<SettlementColumn>, zone: string) {
    this.#at = table.at
    this.#zone = zone
  }

  frame(record: SourceRecord, out: StatementStream): boolean {
    if (record.cells[0] !== settlementTotalMark) return false
    const { cells, line } = record
    const at = this.#at
    const count = cellText(cells[1])
    const currency = neededCurrency(record, at.currency, 'currency', out)
    if (currency === null) return true
    const sums = [minorOf(cells[at.gross], currency), minorOf(cells[at.fee], currency), minorOf(cells[at.net], currency)]
    if (!/^\d{1,9}$/.test(count) || sums.some((sum) => typeof sum !== 'number')) {
      out.error('unreadable', record, settlementTotalMark, record.raw)
      return true
    }
    const [gross, fee, net] = sums as [number, number, number]
    out.begin(currency)
    this.#currency = currency
    this.#announce(net, currency, record, out)
    this.#controls = [
      control('entry-count', Number(count), line), control('gross-sum', gross, line), control('fee-sum', fee, line), control('net-sum', net, line),
    ]
    return true
  }

  row(record: SourceRecord, out: StatementStream): void {
    const at = this.#at
    const { cells } = record
    const currency = neededCurrency(record, at.currency, 'currency', out)
    if (currency === null) return
    const grossMinor = neededMinor(record, at.gross, 'gross', currency, out)
    const feeMinor = neededMinor(record, at.fee, 'fee', currency, out)
    const netMinor = neededMinor(record, at.net, 'net', currency, out)
    if (grossMinor === null || feeMinor === null || netMinor === null) return
    if (grossMinor - feeMinor !== netMinor) return out.error('arithmetic', record, 'net', cells[at.net])

    const written = readIsoDate(cellText(cells[at.occurred_at]))
    const occurredAt = written === null ? null : instantOfWritten(written, 'UTC')
    if (occurredAt === null) return out.error('not-a-date', record, 'occurred_at', cells[at.occurred_at])
    const payoutDate = cellOrNull(cells[at.payout_date])
    const availableOn = payoutDate === null ? null : (readIsoDate(payoutDate)?.day ?? null)
    if (payoutDate !== null && availableOn === null) return out.error('not-a-date', record, 'payout_date', payoutDate)

    const payoutReference = cellOrNull(cells[at.payout_id])
    if (payoutReference !== null) this.#payout ??= { reference: payoutReference, on: availableOn }

    const typeText = cellText(cells[at.type])
    const type = types.has(typeText) ? (typeText as SettlementLineKind) : 'unknown_type'
    const nativeId = cellOrNull(cells[at.line_id])
    const paymentId = cellOrNull(cells[at.payment_id])
    out.line({
      ...BLANK_LINE,
      type, typeText, grossMinor, feeMinor, netMinor, currency, nativeId,
      merchantReference: cellOrNull(cells[at.merchant_reference]),
      platformReference: cellOrNull(cells[at.reference]) ?? paymentId,
      parentReference: cellOrNull(cells[at.parent_payment_id]),
      payoutReference,
      occurredAt,
      occurredOn: localDay(occurredAt, this.#zone),
      availableOn,
      method: cellOrNull(cells[at.method]),
      text: cellText(cells[at.description]),
      line: record.line,
      raw: record.raw,
    } satisfies SettlementLine)
  }

  /** The total of a file is what the platform pays out for it. */
  #announce(minor: number, currency: CurrencyCode, { line, raw }: SourceRecord, out: StatementStream): void {
    if (this.#payout === null) return
    const { reference, on } = this.#payout
    out.line({ kind: 'payout-notice', payoutReference: reference, minor, currency, on, status: 'paid', bankReferences: [reference], line, raw })
  }

  end(out: StatementStream): Refused | null {
    const controls = this.#controls
    if (controls === null) return refused('truncated', 'no row with the control totals', { field: settlementTotalMark })
    out.end((currency) => (currency === this.#currency ? { controls } : {}))
    return null
  }
}
