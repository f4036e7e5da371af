import type { CurrencyCode } from '../../../../../shared/currency.ts'
import { roundedQuotient } from '../../../../../shared/money.ts'
import { ok } from '../../../../../shared/result.ts'
import { cellOrNull, cellText } from '../delimited/cells.ts'
import { needed, optional } from '../delimited/header.ts'
import type { SourceRecord } from '../delimited/records.ts'
import { control, type StatementFacts, type StatementStream } from '../delimited/statement-stream.ts'
import type { Table } from '../delimited/table.ts'
import type { ControlTotal, Refused } from '../reader.ts'
import { refused } from '../refusal.ts'
import { beijingTime } from './beijing.ts'
import { BLANK_LINE, distinct, minorOrZero, neededCurrency, settlementTableReader, type TableRows } from './settlement-table.ts'
import { isWechatSummary, summaryCells, wechatDialect, wholeNumber, yuan } from './wechat-summary.ts'

/** ALL has 27 columns (early files 24), SUCCESS has no refund columns, REFUND has two more times: by name. */
const columns = {
  time: needed('交易时间'),
  order: needed('微信订单号'),
  reference: needed('商户订单号'),
  state: needed('交易状态'),
  settled: needed('应结订单金额', '总金额', '订单总金额'),
  fee: needed('手续费'),
  merchant: optional('商户号'),
  tradeType: optional('交易类型'),
  bank: optional('付款银行'),
  currency: optional('货币种类', '货币类型'),
  refundId: optional('微信退款单号'),
  refundReference: optional('商户退款单号'),
  refunded: optional('退款金额'),
  refundState: optional('退款状态'),
  title: optional('商品名称'),
  attached: optional('商户数据包'),
}

type Column = keyof typeof columns

/**
 * WeChat Pay's trade bill (ALL, SUCCESS, REFUND). A paid row settles 应结订单金额; a refund row has it zero and takes 退款金额
 * back; the fee (手续费) is a positive cost, on a refund row negative or zero. Net = settled − refunded − fee.
 * Source: pay.weixin.qq.com/docs/merchant/products/bill-download/format-trade.html.
 */
export const wechatTradeReader = settlementTableReader<Column>({
  format: 'wechat-trade',
  columns,
  dialect: wechatDialect,
  encodingHabit: 'gb18030',
  begin: (table, options) => ok(new TradeRows(table, options.zone)),
})

/** Fees are written with five decimals, and charged to the fen, halves up, row by row. */
const inFen = (hundredThousandths: bigint): number => Number(roundedQuotient(hundredThousandths, 1000n, 'half-up'))

class TradeRows implements TableRows {
  readonly #at: Table<Column>['at']
  readonly #zone: string
  #facts: StatementFacts | null = null
  /** Of the first row; the summary adds up one currency. */
  #currency: CurrencyCode = 'CNY'
  #summaryNames: readonly string[] | null = null
  #controls: readonly ControlTotal[] = []
  #rows = 0
  #settled = 0
  #refunded = 0
  /** In hundred-thousandths of a yuan, as the summary states it. */
  #exactFees = 0n

  constructor(table: Table<Column>, zone: string) {
    this.#at = table.at
    this.#zone = zone
  }

  frame(record: SourceRecord, out: StatementStream): boolean {
    if (this.#summaryNames !== null) {
      if (this.#controls.length === 0 && record.raw.trim() !== '') this.#summary(record, this.#summaryNames, out)
      return true
    }
    if (!isWechatSummary(record, '总交易单数')) return false
    this.#summaryNames = record.cells.map(cellText)
    return true
  }

  row(record: SourceRecord, out: StatementStream): void {
    const at = this.#at
    const { cells } = record
    const currency = at.currency < 0 || cellText(cells[at.currency]) === '' ? 'CNY' : neededCurrency(record, at.currency, '货币种类', out)
    if (currency === null) return
    const settled = minorOrZero(record, at.settled, '应结订单金额', currency, out)
    const refunded = minorOrZero(record, at.refunded, '退款金额', currency, out)
    const exactFee = exactDecimal(cellText(cells[at.fee]))
    if (settled === null || refunded === null) return
    if (exactFee === null) return out.error('not-an-amount', record, '手续费', cells[at.fee])
    const when = beijingTime(record, at.time, '交易时间', this.#zone, out)
    if (when === null) return

    this.#rows += 1
    this.#settled += settled
    this.#refunded += refunded
    this.#exactFees += exactFee
    const feeMinor = inFen(exactFee)
    const grossMinor = settled - refunded
    const state = cellText(cells[at.state])
    const isRefund = state === 'REFUND' || state === 'REVOKED'
    const order = cellOrNull(cells[at.order])
    const reference = cellOrNull(cells[at.reference])
    const refundId = isRefund ? cellOrNull(cells[at.refundId]) : null
    if (this.#facts === null) this.#currency = currency
    this.#facts ??= { account: cellText(cells[at.merchant]), statementId: null, sequence: null, from: null, to: null }
    out.line({
      ...BLANK_LINE,
      type: isRefund ? 'refund' : state === 'SUCCESS' ? 'payment' : 'unknown_type',
      typeText: state,
      grossMinor, feeMinor, netMinor: grossMinor - feeMinor, currency,
      nativeId: isRefund ? refundId : order,
      merchantReference: isRefund ? cellOrNull(cells[at.refundReference]) : reference,
      platformReference: isRefund ? refundId : order,
      parentReference: isRefund ? order : null,
      references: distinct(isRefund ? reference : null, cellOrNull(cells[at.attached])),
      occurredAt: when.occurredAt,
      occurredOn: when.occurredOn,
      method: cellOrNull(cells[at.bank]) ?? cellOrNull(cells[at.tradeType]),
      text: cellText(cells[at.title]),
      line: record.line,
      raw: record.raw,
    }, this.#facts)
  }

  /** The totals are of the columns, not of net amounts, and of fees before they are rounded: counted here for that reason. */
  #summary(record: SourceRecord, names: readonly string[], out: StatementStream): void {
    const { line } = record
    const total = summaryCells(names, record)
    const controls: ControlTotal[] = []
    const count = wholeNumber(total('总交易单数'))
    if (count !== null) controls.push(control('entry-count', count, line, this.#rows))
    const settled = yuan(total('应结订单总金额') ?? total('总交易额'), line, out)
    if (settled !== null) controls.push(control('credit-sum', settled, line, this.#settled))
    const refunded = yuan(total('退款总金额') ?? total('总退款金额'), line, out)
    if (refunded !== null) controls.push(control('debit-sum', refunded, line, this.#refunded))
    const fees = exactDecimal(total('手续费总金额') ?? '')
    if (fees !== null && total('手续费总金额') !== null) controls.push(control('fee-sum', inFen(fees), line, inFen(this.#exactFees)))
    this.#controls = controls
  }

  end(out: StatementStream): Refused | null {
    if (this.#summaryNames === null) return refused('truncated', 'no lines with the totals', { field: '总交易单数' })
    out.begin(this.#currency, this.#facts ?? undefined)
    out.end((currency) => (currency === this.#currency ? { controls: this.#controls } : {}))
    return null
  }
}

/** "0.05940" in hundred-thousandths; null when it is not a decimal of at most five places. */
export function exactDecimal(text: string): bigint | null {
  if (text === '') return 0n
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,5})0*)?$/.exec(text)
  if (match === null) return null
  const size = BigInt(match[2]! + (match[3] ?? '').padEnd(5, '0'))
  return match[1] === '-' ? -size : size
}
