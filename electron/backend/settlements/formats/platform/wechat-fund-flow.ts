import { ok } from '../../../../../shared/result.ts'
import { cellOrNull, cellText } from '../delimited/cells.ts'
import { needed, optional } from '../delimited/header.ts'
import type { SourceRecord } from '../delimited/records.ts'
import { RunningBalance } from '../delimited/running-balance.ts'
import { control, type StatementStream } from '../delimited/statement-stream.ts'
import type { Table } from '../delimited/table.ts'
import type { ControlTotal, Refused, SettlementLineKind } from '../reader.ts'
import { refused } from '../refusal.ts'
import { beijingTime } from './beijing.ts'
import { BLANK_LINE, distinct, neededMinor, settlementTableReader, type TableRows } from './settlement-table.ts'
import { SideTotals } from './side-totals.ts'
import { isWechatSummary, summaryCells, wechatDialect, wholeNumber, yuan } from './wechat-summary.ts'

const columns = {
  time: needed('记账时间'),
  business: needed('微信支付业务单号'),
  flow: needed('资金流水单号'),
  type: needed('业务类型'),
  direction: needed('收支类型'),
  amount: needed('收支金额(元)', '收支金额'),
  balance: needed('账户结余(元)', '账户结余'),
  name: optional('业务名称'),
  note: optional('备注'),
  voucher: optional('业务凭证号'),
}

type Column = keyof typeof columns

const kinds: ReadonlyMap<string, SettlementLineKind> = new Map([
  ['交易', 'payment'], ['退款', 'refund'], ['退款关闭', 'refund'], ['扣除交易手续费', 'fee'], ['退还交易手续费', 'fee_refund'],
  ['提现', 'payout'], ['提现退回', 'payout_return'], ['提现失败', 'payout_return'], ['充值', 'transfer'], ['转账', 'transfer'],
  ['分账', 'transfer'], ['分账回退', 'transfer'], ['冻结', 'reserve_hold'], ['解冻', 'reserve_release'],
])

/**
 * WeChat Pay's fund-flow bill: every movement of the merchant's balance. Amounts are unsigned, 收支类型 gives the direction;
 * the running balance 账户结余 proves them.
 */
export const wechatFundFlowReader = settlementTableReader<Column>({
  format: 'wechat-fund-flow',
  columns,
  dialect: wechatDialect,
  encodingHabit: 'gb18030',
  begin: (table, options) => ok(new FlowRows(table, options.zone)),
})

class FlowRows implements TableRows {
  readonly #at: Table<Column>['at']
  readonly #zone: string
  readonly #balance = new RunningBalance()
  readonly #sides = new SideTotals()
  #summaryNames: readonly string[] | null = null
  #controls: readonly ControlTotal[] = []

  constructor(table: Table<Column>, zone: string) {
    this.#at = table.at
    this.#zone = zone
  }

  frame(record: SourceRecord, out: StatementStream): boolean {
    if (this.#summaryNames !== null) {
      if (this.#controls.length === 0 && record.raw.trim() !== '') this.#summary(record, this.#summaryNames, out)
      return true
    }
    if (!isWechatSummary(record, '资金流水总笔数')) return false
    this.#summaryNames = record.cells.map(cellText)
    return true
  }

  row(record: SourceRecord, out: StatementStream): void {
    const at = this.#at
    const { cells } = record
    const amount = neededMinor(record, at.amount, '收支金额(元)', 'CNY', out)
    const balance = neededMinor(record, at.balance, '账户结余(元)', 'CNY', out)
    if (amount === null || balance === null) return
    const direction = cellText(cells[at.direction])
    if (direction !== '收入' && direction !== '支出') return out.error('missing-direction', record, '收支类型', direction)
    const when = beijingTime(record, at.time, '记账时间', this.#zone, out)
    if (when === null) return
    const minor = direction === '支出' && amount !== 0 ? -amount : amount
    this.#balance.add(minor, balance, record.line)
    this.#sides.add(direction === '收入' ? 'credit' : 'debit', amount)
    const typeText = cellText(cells[at.type])
    const type = kinds.get(typeText) ?? 'unknown_type'
    const flow = cellOrNull(cells[at.flow])
    const business = cellOrNull(cells[at.business])
    out.line({
      ...BLANK_LINE,
      type, typeText, grossMinor: minor, feeMinor: 0, netMinor: minor, currency: 'CNY',
      nativeId: flow, // payment and fee share it; with the type it is unique
      platformReference: business,
      payoutReference: type === 'payout' || type === 'payout_return' ? business : null,
      references: distinct(flow, cellOrNull(cells[at.voucher])),
      occurredAt: when.occurredAt,
      occurredOn: when.occurredOn,
      text: [cellText(cells[at.name]), cellText(cells[at.note])].filter((part) => part !== '').join(' '),
      line: record.line,
      raw: record.raw,
    })
  }

  #summary(record: SourceRecord, names: readonly string[], out: StatementStream): void {
    const { line } = record
    const total = summaryCells(names, record)
    const count = wholeNumber(total('资金流水总笔数'))
    const sides = this.#sides
    this.#controls = [
      ...(count === null ? [] : [control('entry-count', count, line)]),
      ...sides.controls('credit', wholeNumber(total('收入笔数')), yuan(total('收入金额'), line, out), line),
      ...sides.controls('debit', wholeNumber(total('支出笔数')), yuan(total('支出金额'), line, out), line),
    ]
  }

  end(out: StatementStream): Refused | null {
    if (this.#summaryNames === null) return refused('truncated', 'no lines with the totals', { field: '资金流水总笔数' })
    const proof = this.#balance.proof()
    if (proof !== null && proof.breaks > 0) out.warn('balance-chain-broken', proof.brokenAt, String(proof.breaks))
    out.begin('CNY')
    out.end(() => ({
      controls: this.#controls,
      opening: proof === null ? null : { minor: proof.openingMinor, currency: 'CNY', on: null },
      closing: proof === null ? null : { minor: proof.closingMinor, currency: 'CNY', on: null },
    }))
    return null
  }
}
