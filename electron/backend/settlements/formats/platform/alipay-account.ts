import { ok } from '../../../../../shared/result.ts'
import { cellOrNull, cellText } from '../delimited/cells.ts'
import { needed, optional } from '../delimited/header.ts'
import type { SourceRecord } from '../delimited/records.ts'
import { RunningBalance } from '../delimited/running-balance.ts'
import type { StatementStream } from '../delimited/statement-stream.ts'
import type { Table } from '../delimited/table.ts'
import type { Refused, SettlementLineKind } from '../reader.ts'
import { refused } from '../refusal.ts'
import { AlipayFrame } from './alipay-frame.ts'
import { beijingTime } from './beijing.ts'
import { BLANK_LINE, distinct, minorOrZero, neededMinor, settlementTableReader, type TableRows } from './settlement-table.ts'

/** Columns of the account statement (账务明细, bill type signcustomer), by name. */
const columns = {
  flow: needed('账务流水号'),
  business: needed('业务流水号'),
  reference: needed('商户订单号'),
  time: needed('发生时间'),
  income: needed('收入金额（+元）', '收入金额（元）', '收入（+元）'),
  spending: needed('支出金额（-元）', '支出金额（元）', '支出（-元）'),
  balance: needed('账户余额（元）', '账户余额'),
  type: needed('业务类型'),
  title: optional('商品名称'),
  channel: optional('交易渠道', '渠道'),
  note: optional('备注'),
}

type Column = keyof typeof columns

/** By a word of the type; the first that is found decides. */
const kinds: readonly (readonly [string, SettlementLineKind])[] = [
  ['提现退回', 'payout_return'], ['提现失败', 'payout_return'], ['提现', 'payout'], ['退费', 'fee_refund'], ['退服务费', 'fee_refund'],
  ['收费', 'fee'], ['服务费', 'fee'], ['手续费', 'fee'], ['退款', 'refund'], ['充值', 'transfer'], ['转账', 'transfer'], ['分账', 'transfer'],
  ['解冻', 'reserve_release'], ['冻结', 'reserve_hold'], ['交易付款', 'payment'], ['在线支付', 'payment'], ['收款', 'payment'], ['交易', 'payment'],
]

/** Alipay's account statement: every movement of the balance, fees and withdrawals in rows of their own, proved by 账户余额. */
export const alipayAccountReader = settlementTableReader<Column>({
  format: 'alipay-account',
  columns,
  dialect: { delimiter: ',' },
  encodingHabit: 'gb18030',
  begin: (table, options) => ok(new AccountRows(table, options.zone)),
})

class AccountRows implements TableRows {
  readonly #at: Table<Column>['at']
  readonly #zone: string
  readonly #frame: AlipayFrame
  readonly #balance = new RunningBalance()

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
    const income = minorOrZero(record, at.income, '收入金额（+元）', 'CNY', out)
    const spending = minorOrZero(record, at.spending, '支出金额（-元）', 'CNY', out)
    const balance = neededMinor(record, at.balance, '账户余额（元）', 'CNY', out)
    if (income === null || spending === null || balance === null) return
    // Spending is printed negative, in some exports without its sign.
    const minor = income - Math.abs(spending)
    const when = beijingTime(record, at.time, '发生时间', this.#zone, out)
    if (when === null) return
    this.#balance.add(minor, balance, record.line)
    this.#frame.sides.add(spending === 0 ? 'credit' : 'debit', minor)
    const typeText = cellText(cells[at.type])
    const type = kinds.find(([word]) => typeText.includes(word))?.[1] ?? 'unknown_type'
    const flow = cellOrNull(cells[at.flow])
    const business = cellOrNull(cells[at.business])
    out.line({
      ...BLANK_LINE,
      type: type === 'payment' && minor < 0 ? 'transfer' : type, // what the shop itself paid
      typeText, grossMinor: minor, feeMinor: 0, netMinor: minor, currency: 'CNY',
      nativeId: flow,
      merchantReference: cellOrNull(cells[at.reference]),
      platformReference: business,
      parentReference: type === 'payment' || type === 'payout' ? null : business,
      payoutReference: type === 'payout' || type === 'payout_return' ? flow : null,
      references: distinct(flow),
      occurredAt: when.occurredAt,
      occurredOn: when.occurredOn,
      method: cellOrNull(cells[at.channel]),
      text: [cellText(cells[at.title]), cellText(cells[at.note])].filter((part) => part !== '').join(' '),
      line: record.line,
      raw: record.raw,
    }, this.#frame.facts)
  }

  end(out: StatementStream): Refused | null {
    if (!this.#frame.isEnded) return refused('truncated', 'no line after the table', { field: '账务明细列表结束' })
    const proof = this.#balance.proof()
    if (proof !== null && proof.breaks > 0) out.warn('balance-chain-broken', proof.brokenAt, String(proof.breaks))
    const { facts, controls } = this.#frame
    out.begin('CNY', facts)
    out.end(() => ({
      controls,
      opening: proof === null ? null : { minor: proof.openingMinor, currency: 'CNY', on: facts.from },
      closing: proof === null ? null : { minor: proof.closingMinor, currency: 'CNY', on: facts.to },
    }))
    return null
  }
}
