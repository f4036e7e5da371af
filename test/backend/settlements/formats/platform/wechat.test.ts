import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { exactDecimal, wechatTradeReader } from '../../../../../electron/backend/settlements/formats/platform/wechat-trade.ts'
import { inspect, lines, saidOf, silent } from '../inspecting.ts'
import { eventsOf, linesIn } from '../reading.ts'
import { samplePath, samplesFolder, samplesOf, skipReason } from '../samples.ts'

const shanghai = { options: { zone: 'Asia/Shanghai' } } as const
const header =
  '\uFEFF交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
const summaryNames = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'
const paid = (order: string, amount: string, fee: string, title = '椅子'): string =>
  `\`2026-11-02 10:00:00,\`wx1,\`1900000001,\`0,\`,\`${order},\`A${order},\`o1,\`NATIVE,\`SUCCESS,\`OTHERS,\`CNY,\`${amount},\`0.00,\`0,\`0,\`0.00,\`0.00,\`,\`,\`${title},\`data,\`${fee},\`0.60%,\`${amount},\`0.00,\``
const refunded = (order: string, refund: string, amount: string, fee: string): string =>
  `\`2026-11-02 11:00:00,\`wx1,\`1900000001,\`0,\`,\`${order},\`A${order},\`o1,\`NATIVE,\`REFUND,\`OTHERS,\`CNY,\`0.00,\`0.00,\`${refund},\`R${refund},\`${amount},\`0.00,\`ORIGINAL,\`PROCESSING,\`椅子,\`,\`${fee},\`0.60%,\`0.00,\`${amount},\``
const bill = (summary: string, ...rows: readonly string[]): string => lines(header, ...rows, summaryNames, summary)

describe('WeChat Pay trade bill', () => {
  // Two fees of 0.594 fen each are charged as one fen each, while the summary adds the parts.
  const text = bill('`3.0,`1.98,`0.50,`0.00,`0.00888,`1.98,`0.50', paid('1', '0.99', '0.00594', '一把, "好" 椅子'), paid('2', '0.99', '0.00594'), refunded('1', '9', '0.50', '-0.00300'))

  it('is read with fees to the fen, row by row, and its totals as they are stated', async () => {
    const read = await inspect(text, shanghai)
    expect([saidOf(read), read.report]).toMatchObject([silent, { format: 'wechat-trade', accounts: [{ account: '1900000001', currency: 'CNY', entries: 3 }] }])
    expect(linesIn(read.events)).toMatchObject([
      { type: 'payment', grossMinor: 99, feeMinor: 1, netMinor: 98, nativeId: '1', merchantReference: 'A1', platformReference: '1', text: '一把, "好" 椅子', occurredAt: Date.UTC(2026, 10, 2, 2), occurredOn: '2026-11-02', references: ['data'] },
      { type: 'payment', feeMinor: 1 },
      { type: 'refund', grossMinor: -50, feeMinor: 0, nativeId: '9', merchantReference: 'R9', platformReference: '9', parentReference: '1', references: ['A1'] },
    ])
  })

  it('packed as the API packs it is the same', async () => {
    expect(saidOf(await inspect(gzipSync(text), shanghai))).toEqual(silent)
  })

  it.each([
    ['a row missing', text.replace(/`2026-11-02 10:00:00.*?\r\n/, ''), { findings: ['control_total', 'control_total', 'control_total'] }],
    ['a wrong fee total', text.replace('0.00888', '0.09888'), { findings: ['control_total'] }],
    ['no summary', text.slice(0, text.indexOf(summaryNames)), { refused: 'truncated' }],
    ['an extra cell', text.replace('`0.99,`0.00,`\r\n', '`0.99,`0.00,`,`x\r\n'), { rowErrors: ['wrong-width'] }],
    ['an extra cell that is empty', text.replace('`0.99,`0.00,`\r\n', '`0.99,`0.00,`,\r\n'), {}],
    ['a fee that is none', text.replace('`-0.00300', '`free'), { rowErrors: ['not-an-amount'] }],
    ['a time that is none', text.replace('`2026-11-02 11:00:00', '`2026-13-02 11:00:00'), { rowErrors: ['not-a-date'] }],
  ])('with %s says so', async (_name, changed, expected) => {
    expect(saidOf(await inspect(changed, shanghai))).toMatchObject(expected)
  })

  it('of payments or refunds only, or of early merchants, is read by the columns it has', async () => {
    const success = lines('交易时间,商户号,微信订单号,商户订单号,交易状态,货币种类,应结订单金额,手续费', '`2026-11-02 10:00:00,`19,`1,`A1,`SUCCESS,`CNY,`1.00,`0.01000', '总交易单数,应结订单总金额,手续费总金额', '`1,`1.00,`0.01000')
    expect(saidOf(await inspect(success, shanghai))).toEqual(silent)
    const early = success.replaceAll('应结订单金额', '总金额').replace('应结订单总金额', '总交易额')
    expect(linesIn(await eventsOf(wechatTradeReader, early))).toMatchObject([{ netMinor: 99 }])
  })

  it('of a day without trades is a statement of nothing', async () => {
    const read = await inspect(bill('`0,`0.00,`0.00,`0.00,`0.00,`0.00,`0.00'), shanghai)
    expect([saidOf(read), read.report.accounts]).toMatchObject([silent, [{ currency: 'CNY', entries: 0 }]])
  })
})

describe('fees of five decimals', () => {
  it('are kept exactly until they are rounded', () => {
    expect(['0.05940', '-0.00300', '12', '0.0000000', '1.000001', 'x', ''].map(exactDecimal)).toEqual([5940n, -300n, 1_200_000n, 0n, null, null, 0n])
  })
})

describe('WeChat Pay fund flow', () => {
  const flow = (time: string, id: string, type: string, direction: string, amount: string, balance: string): string => `\`2026-11-02 ${time},\`B${id},\`F${id},\`名,\`${type},\`${direction},\`${amount},\`${balance},\`API,\`备注,\`V${id}`
  const file = (brackets: string, ...rows: readonly string[]): string => lines(`记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额${brackets},账户结余${brackets},资金变更提交申请人,备注,业务凭证号`, ...rows, '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额', '`4,`1,`10.00,`3,`7.06')
  const rows = [flow('10:00:00', '1', '交易', '收入', '10.00', '110.00'), flow('10:00:00', '1', '扣除交易手续费', '支出', '0.06', '109.94'), flow('11:00:00', '2', '退款', '支出', '2.00', '107.94'), flow('12:00:00', '3', '提现', '支出', '5.00', '102.94')]

  it.each([['(元)'], ['（元）']])('with %s in its header is proved by its balances and totals', async (brackets) => {
    const read = await inspect(file(brackets, ...rows), shanghai)
    expect([saidOf(read), read.report]).toMatchObject([silent, { format: 'wechat-fund-flow', accounts: [{ openingMinor: 10_000, closingMinor: 10_294, proof: 'proved' }] }])
    expect(linesIn(read.events).map(({ type, nativeId, netMinor }) => [type, nativeId, netMinor])).toEqual([['payment', 'F1', 1000], ['fee', 'F1', -6], ['refund', 'F2', -200], ['payout', 'F3', -500]])
  })

  it('without a direction is a row error', async () => {
    expect(saidOf(await inspect(file('(元)', rows[0]!.replace('收入', ''), ...rows.slice(1)), shanghai))).toMatchObject({ rowErrors: ['missing-direction'] })
  })
})

describe('WeChat bill of the owner', () => {
  it('is read under its frame', async () => {
    const read = await inspect(lines(
      '微信支付账单明细,,,,,,,,,,', '微信昵称：[老板],,,,,,,,,,', ',,,,,,,,,,', '----------------------微信支付账单明细列表--------------------,,,,,,,,,,', '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注',
      '2026-11-02 10:00:00,二维码收款,顾客,"收款方备注:""椅子""",收入,¥35.80,/,已收钱,"1000\t","2000\t","/"', '2026-11-02 11:00:00,零钱提现,银行,"/",/,¥30.00,零钱,提现已到账,"1001\t","/","服务费¥0.10"',
    ), shanghai)
    expect([saidOf(read), read.report.format]).toEqual([silent, 'wechat-owner'])
    expect(linesIn(read.events)).toMatchObject([{ type: 'payment', netMinor: 3580, nativeId: '1000', merchantReference: '2000', text: '顾客 收款方备注:"椅子"' }, { type: 'payout', netMinor: -3000, payoutReference: '1001' }])
  })
})

describe.skipIf(samplesFolder === undefined)(`sample files${samplesFolder === undefined ? ` (${skipReason})` : ''}`, () => {
  it('of the trade bill settle 0.47 and refund 0.14, with fees of 0.08 apart', async () => {
    const sample = samplesOf('wechat').find(({ file }) => file.endsWith('bill.ALL.csv'))!
    const read = await inspect(readFileSync(samplePath(sample.file)), shanghai)
    const sums = { settled: 0, refunds: 0, fees: 0 }
    for (const { grossMinor, feeMinor } of linesIn(read.events)) {
      sums.settled += Math.max(grossMinor, 0)
      sums.refunds += Math.max(-grossMinor, 0)
      sums.fees += feeMinor
    }
    expect([saidOf(read), read.report.accounts[0]!.entries, sums]).toEqual([silent, 45, { settled: 47, refunds: 14, fees: 8 }])
  })

  it.each(['csv', 'csv.gz'])('of the fund flow contradict their summary, as %s', async (ending) => {
    const { file } = samplesOf('wechat').find((sample) => sample.file.endsWith(`fundflow.${ending}`))!
    const read = await inspect(readFileSync(samplePath(file)), shanghai)
    expect(read.report).toMatchObject({ refused: null, accounts: [{ entries: 2, creditsMinor: 0, debitsMinor: 2, openingMinor: 23, closingMinor: 21, proof: 'proved' }] })
    // Three movements are stated, one of them in; two are there.
    expect([saidOf(read).findings, saidOf(read).warnings]).toEqual([['control_total', 'control_total'], ['control-total-differs']])
  })
})
