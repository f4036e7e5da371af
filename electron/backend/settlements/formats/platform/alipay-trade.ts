import { ok } from '../../../../../shared/result.ts'
import { cellOrNull, cellText } from '../delimited/cells.ts'
import { needed, optional } from '../delimited/header.ts'
import type { SourceRecord } from '../delimited/records.ts'
import type { StatementStream } from '../delimited/statement-stream.ts'
import type { Table } from '../delimited/table.ts'
import type { Refused, SettlementLineKind } from '../reader.ts'
import { refused } from '../refusal.ts'
import { AlipayFrame } from './alipay-frame.ts'
import { beijingTime } from './beijing.ts'
import { BLANK_LINE, distinct, minorOrZero, neededMinor, settlementTableReader, type TableRows } from './settlement-table.ts'

/** The 25 columns of the trade detail (业务明细), by name; brackets are full-width or not. */
const columns = {
  trade: needed('支付宝交易号'),
  reference: needed('商户订单号'),
  type: needed('业务类型'),
  finished: needed('完成时间'),
  received: needed('商家实收（元）'),
  fee: needed('服务费（元）'),
  title: optional('商品名称'),
  request: optional('退款批次号/请求号', '退款批次号'),
  note: optional('备注'),
}

type Column = keyof typeof columns

const kinds: ReadonlyMap<string, SettlementLineKind> = new Map([['交易', 'payment'], ['退款', 'refund']])

/**
 * Alipay's trade detail bill. 商家实收 is what the merchant receives before the fee. Refunds are negative in real files and
 * positive in some published samples, and sources disagree about the sign of the fee: the row's type decides the
 * direction, the cells give the size. A payment's fee is a cost, a refund's fee is given back.
 */
export const alipayTradeReader = settlementTableReader<Column>({
  format: 'alipay-trade',
  columns,
  dialect: { delimiter: ',' },
  encodingHabit: 'gb18030',
  begin: (table, options) => ok(new TradeRows(table, options.zone)),
})

class TradeRows implements TableRows {
  readonly #at: Table<Column>['at']
  readonly #zone: string
  readonly #frame: AlipayFrame

  constructor(table: Table<Column>, zone: string) {
    this.#at = table.at
    this.#zone = zone
    this.#frame = new AlipayFrame(table.frame)
  }

  frame(record: SourceRecord, out: StatementStream): boolean {
    return this.#frame.take(record, out)
  }

  row(record: SourceRecord, out: StatementStream): void {
    const at = this.#at
    const { cells } = record
    const received = neededMinor(record, at.received, '商家实收（元）', 'CNY', out)
    const fee = minorOrZero(record, at.fee, '服务费（元）', 'CNY', out)
    if (received === null || fee === null) return
    const when = beijingTime(record, at.finished, '完成时间', this.#zone, out)
    if (when === null) return
    const typeText = cellText(cells[at.type])
    const type = kinds.get(typeText) ?? 'unknown_type'
    // An unknown type keeps the signs of the file.
    const grossMinor = type === 'payment' ? Math.abs(received) : type === 'refund' ? minus(received) : received
    const feeMinor = type === 'payment' ? Math.abs(fee) : type === 'refund' ? minus(fee) : fee
    if (type !== 'unknown_type') this.#frame.sides.add(type === 'payment' ? 'credit' : 'debit', received)
    const trade = cellOrNull(cells[at.trade])
    const reference = cellOrNull(cells[at.reference])
    const request = cellOrNull(cells[at.request])
    const isRefund = type === 'refund'
    out.line({
      ...BLANK_LINE,
      type, typeText, grossMinor, feeMinor, netMinor: grossMinor - feeMinor, currency: 'CNY',
      // A trade may be refunded in parts: only the request number tells them apart.
      nativeId: isRefund ? (trade === null || request === null ? null : `${trade}/${request}`) : trade,
      merchantReference: isRefund ? (request ?? reference) : reference,
      platformReference: trade,
      parentReference: isRefund ? trade : null,
      references: distinct(isRefund ? reference : null),
      occurredAt: when.occurredAt,
      occurredOn: when.occurredOn,
      text: cellText(cells[at.title]) || cellText(cells[at.note]),
      line: record.line,
      raw: record.raw,
    }, this.#frame.facts)
  }

  end(out: StatementStream): Refused | null {
    if (!this.#frame.isEnded) return refused('truncated', 'no line after the table', { field: '业务明细列表结束' })
    out.begin('CNY', this.#frame.facts)
    out.end(() => ({ controls: this.#frame.controls }))
    return null
  }
}

const minus = (minor: number): number => (minor === 0 ? 0 : -Math.abs(minor))
