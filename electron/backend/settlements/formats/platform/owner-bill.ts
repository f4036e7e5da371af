import { ok } from '../../../../../shared/result.ts'
import { referenceOrNull } from '../bank/references.ts'
import { cellOrNull, cellText } from '../delimited/cells.ts'
import type { ColumnSpecs } from '../delimited/header.ts'
import type { SourceRecord } from '../delimited/records.ts'
import type { StatementStream } from '../delimited/statement-stream.ts'
import type { Table } from '../delimited/table.ts'
import type { FormatReader, SettlementLineKind } from '../reader.ts'
import { beijingTime } from './beijing.ts'
import { BLANK_LINE, distinct, minorOrZero, neededMinor, settlementTableReader, type TableRows } from './settlement-table.ts'

type OwnerBillColumn =
  | 'time' | 'type' | 'counterparty' | 'item' | 'direction' | 'amount' | 'method' | 'status' | 'order' | 'reference' | 'note' | 'fee' | 'refunded'

/** The export of a person's own Alipay or WeChat account, with which the smallest shops take money. */
export interface OwnerBill {
  readonly format: string
  readonly columns: ColumnSpecs<OwnerBillColumn>
  /** Statuses in which no money has moved. */
  isUnsettled(status: string): boolean
  /** What a row is that the type or status tells more of than its direction; null: income is a payment, spending a transfer. */
  kindOf(type: string, status: string): SettlementLineKind | null
}

/** 收/支 is 收入, 支出 or neutral (`/`, 不计收支): a neutral row moved money inside the wallet or twice, and is not counted. */
export function ownerBillReader(bill: OwnerBill): FormatReader {
  return settlementTableReader<OwnerBillColumn>({
    format: bill.format,
    columns: bill.columns,
    encodingHabit: 'gb18030',
    begin: (table, options) => ok(new OwnerRows(table, options.zone, bill)),
  })
}

class OwnerRows implements TableRows {
  readonly #at: Table<OwnerBillColumn>['at']
  readonly #zone: string
  readonly #bill: OwnerBill
  /** A line of dashes below the table: what follows are its totals. */
  #isOver = false
  #sawRow = false

  constructor(table: Table<OwnerBillColumn>, zone: string, bill: OwnerBill) {
    this.#at = table.at
    this.#zone = zone
    this.#bill = bill
  }

  frame({ raw }: SourceRecord): boolean {
    this.#isOver ||= this.#sawRow && raw.startsWith('---')
    return this.#isOver || raw.startsWith('#') || raw.startsWith('---')
  }

  row(record: SourceRecord, out: StatementStream): void {
    const at = this.#at
    const { cells } = record
    this.#sawRow = true
    const amount = neededMinor(record, at.amount, '金额', 'CNY', out)
    if (amount === null) return
    const when = beijingTime(record, at.time, '交易时间', this.#zone, out)
    if (when === null) return
    const direction = cellText(cells[at.direction])
    const typeText = cellText(cells[at.type])
    const status = cellText(cells[at.status])
    const kind = this.#bill.kindOf(typeText, status)
    const isPayout = kind === 'payout'
    const isNeutral = direction !== '收入' && direction !== '支出'
    const isOut = direction === '支出' || isPayout
    const minor = isOut && amount !== 0 ? -amount : amount
    const excluded = this.#bill.isUnsettled(status) ? status : isNeutral && !isPayout ? direction || '/' : null
    const order = cellOrNull(cells[at.order])
    const fee = minorOrZero(record, at.fee, '服务费', 'CNY', out)
    const refunded = minorOrZero(record, at.refunded, '成功退款', 'CNY', out)
    if (fee === null || refunded === null) return
    // What was given back is part of the row's state, and not a movement with a day of its own.
    if (refunded !== 0) out.warn('refunded-in-row', record.line, cellText(cells[at.refunded]))
    out.line({
      ...BLANK_LINE,
      type: kind ?? (direction === '收入' ? 'payment' : direction === '支出' ? 'transfer' : 'unknown_type'),
      typeText, excluded, grossMinor: minor, feeMinor: fee, netMinor: minor - fee, currency: 'CNY',
      nativeId: order,
      merchantReference: referenceOrNull(cellText(cells[at.reference])),
      platformReference: order,
      payoutReference: isPayout ? order : null,
      references: distinct(),
      occurredAt: when.occurredAt,
      occurredOn: when.occurredOn,
      method: cellOrNull(cells[at.method]),
      text: [cellText(cells[at.counterparty]), cellText(cells[at.item]), cellText(cells[at.note])].filter((part) => part !== '' && part !== '/').join(' '),
      line: record.line,
      raw: record.raw,
    })
  }

  end(out: StatementStream): null {
    out.begin('CNY')
    out.end()
    return null
  }
}
