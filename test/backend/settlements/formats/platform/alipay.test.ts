import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { alipayTradeReader } from '../../../../../electron/backend/settlements/formats/platform/alipay-trade.ts'
import { inspect, lines, saidOf, silent } from '../inspecting.ts'
import { eventsOf, linesIn } from '../reading.ts'
import { zipOf } from '../zip-writer.ts'

const gbk = (text: string): Uint8Array => iconv.encode(text, 'gb18030')
const shanghai = { options: { zone: 'Asia/Shanghai' } } as const

const tradeHeader =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,' +
  '券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注'
const trade = (id: string, reference: string, type: string, received: string, request: string, fee: string): string =>
  `${id}\t,${reference}\t,${type},椅子\t,2026-11-02 10:00:00,2026-11-02 10:00:05,\t,\t,\t,\t,*津水(602***@qq.com)\t,${received},${received},0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,${request}\t,${fee},0.00,备注`
const tradeFile = (...rows: readonly string[]): string => lines(
  '#支付宝业务明细查询', '#账号：[20886000000000000156]', '#起始日期：[2026年11月02日 00:00:00]   终止日期：[2026年11月03日 00:00:00]', '#-----------------------------------------业务明细列表----------------------------------------',
  tradeHeader, ...rows, '#-----------------------------------------业务明细列表结束------------------------------------', '#交易合计：2笔，商家实收共36.80元，商家优惠共0.00元',
  '#退款合计：1笔，商家实收退款共-5.80元，商家优惠退款共0.00元', '#导出时间：[2026年11月03日 06:27:10]',
)
const rows = [trade('2026T1', 'A1', '交易', '35.80', '', '0.21'), trade('2026T2', 'A2', '交易', '1.00', '', '0.01'), trade('2026T1', 'A1', '退款', '-5.80', 'R1', '-0.03')]

describe('Alipay trade detail', () => {
  it('is read in its own encoding, with the frame as proof', async () => {
    const read = await inspect(gbk(tradeFile(...rows)), shanghai)
    expect([saidOf(read), read.report]).toMatchObject([silent, {
      format: 'alipay-trade', encoding: 'gb18030', accounts: [{ account: '20886000000000000156', currency: 'CNY', entries: 3, from: '2026-11-02', to: '2026-11-03' }],
    }])
    expect(linesIn(read.events)).toMatchObject([
      { type: 'payment', grossMinor: 3580, feeMinor: 21, netMinor: 3559, nativeId: '2026T1', merchantReference: 'A1', platformReference: '2026T1', occurredAt: Date.UTC(2026, 10, 2, 2, 0, 5), occurredOn: '2026-11-02', text: '椅子' },
      { type: 'payment', grossMinor: 100, feeMinor: 1 },
      { type: 'refund', grossMinor: -580, feeMinor: -3, netMinor: -577, nativeId: '2026T1/R1', merchantReference: 'R1', parentReference: '2026T1', references: ['A1'] },
    ])
  })

  it('takes the direction from the type, whatever signs the file has', async () => {
    const positive = [rows[0]!, rows[1]!, trade('2026T1', 'A1', '退款', '5.80', 'R1', '0.03')]
    const read = await inspect(gbk(tradeFile(...positive).replace('共-5.80元', '共5.80元')), shanghai)
    expect([saidOf(read), linesIn(read.events).map(({ netMinor }) => netMinor)]).toEqual([silent, [3559, 99, -577]])
    const negativeFee = await eventsOf(alipayTradeReader, gbk(tradeFile(trade('T', 'A', '交易', '35.80', '', '-0.21'))))
    expect(linesIn(negativeFee)).toMatchObject([{ feeMinor: 21 }])
  })

  it('comes in an archive whose names are in the same encoding', async () => {
    const read = await inspect(zipOf({ name: gbk('20886_业务明细.csv'), content: gbk(tradeFile(...rows)) }), shanghai)
    expect([saidOf(read), linesIn(read.events)]).toMatchObject([silent, { length: 3 }])
  })

  it('may have its summary beside it, with nothing in it to import', async () => {
    const summary = lines('#支付宝业务汇总查询', '门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）', '合计,,2,1,31.00,31.00,0.00,0.00,0.00,0.19,0.00,30.81')
    const read = await inspect(gbk(summary), shanghai)
    expect([read.report.format, saidOf(read)]).toEqual(['alipay-summary', { ...silent, warnings: ['summary-only'] }])
  })

  it.each([
    ['a row missing', tradeFile(...rows.slice(1)), { findings: ['control_total', 'control_total'] }],
    ['its end missing', tradeFile(...rows).split('#---').slice(0, 2).join('#---'), { refused: 'truncated' }],
    ['a type that nobody knows', tradeFile(...rows, trade('T9', 'A9', '分账', '-1.00', '', '0.00')), { ...silent }],
    ['a cell too many', tradeFile(...rows, `${rows[0]},x`), { rowErrors: ['wrong-width'] }],
    ['an amount that is none', tradeFile(rows[0]!.replaceAll('35.80', '35..80'), ...rows.slice(1)), { rowErrors: ['not-an-amount'] }],
  ])('with %s says so', async (_name, text, expected) => {
    expect(saidOf(await inspect(gbk(text), shanghai))).toMatchObject(expected)
  })
})

describe('Alipay account statement', () => {
  const file = lines(
    '#支付宝账务明细查询', '#账号：[20886]', '#-----账务明细列表-----',
    '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注',
    'F1\t,B1\t,A1\t,椅子\t,2026-11-02 10:00:00,a@b\t,35.80,0.00,135.80,支付宝\t,在线支付\t,\t', 'F2\t,B1\t,A1\t,\t,2026-11-02 10:00:00,\t,0.00,-0.21,135.59,支付宝\t,收费\t,服务费\t',
    'F3\t,B1\t,A1\t,\t,2026-11-02 11:00:00,\t,0.00,-5.80,129.79,支付宝\t,交易退款\t,\t', 'F4\t,B2\t,\t,\t,2026-11-02 12:00:00,\t,0.00,-100.00,29.79,支付宝\t,提现\t,\t', 'F5\t,B3\t,\t,\t,2026-11-02 12:30:00,\t,1.00,0.00,30.79,支付宝\t,红包奖励\t,\t',
    '#-----账务明细列表结束-----', '#支出合计：3笔，共-106.01元', '#收入合计：2笔，共36.80元', '#导出时间：[2026年11月03日 06:27:10]',
  )

  it('is proved by its balances and its totals', async () => {
    const read = await inspect(gbk(file), shanghai)
    expect([saidOf(read), read.report]).toMatchObject([silent, { format: 'alipay-account', accounts: [{ account: '20886', openingMinor: 10_000, closingMinor: 3079, proof: 'proved' }] }])
    expect(linesIn(read.events)).toMatchObject([
      { type: 'payment', nativeId: 'F1', merchantReference: 'A1', netMinor: 3580 }, { type: 'fee', netMinor: -21, parentReference: 'B1' }, { type: 'refund' },
      { type: 'payout', payoutReference: 'F4', netMinor: -10_000 }, { type: 'unknown_type', typeText: '红包奖励' },
    ])
  })

  it('that lost a row says so twice', async () => {
    expect(saidOf(await inspect(gbk(file.replace(/F2.*\r\n/, '')), shanghai))).toMatchObject({ warnings: ['balance-chain-broken'], findings: expect.arrayContaining(['control_total', 'file_arithmetic']) })
  })
})

describe('Alipay bill of the owner', () => {
  it('counts what moved money', async () => {
    const read = await inspect(gbk(lines(
      '------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------', '交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,',
      '2026-11-02 10:00:00,其他,顾客,a@b,收钱码,收入,35.80,,交易成功,O1\t,\t,,', '2026-11-02 11:00:00,餐饮,店,a@b,午饭,支出,20.00,余额,交易成功,O2\t,M2\t,,',
      '2026-11-02 12:00:00,餐饮,店,a@b,午饭,不计收支,20.00,余额,交易关闭,O3\t,M3\t,,', '2026-11-02 13:00:00,提现,,,提现,不计收支,50.00,,交易成功,O4\t,\t,,',
    )), shanghai)
    expect([saidOf(read), read.report.format]).toEqual([silent, 'alipay-owner'])
    expect(linesIn(read.events).map(({ type, netMinor, excluded }) => [type, netMinor, excluded])).toEqual([['payment', 3580, null], ['transfer', -2000, null], ['unknown_type', 2000, '交易关闭'], ['payout', -5000, null]])
  })

  it('from the website has other names, a fee, what was refunded, and its totals below a line of dashes', async () => {
    const read = await inspect(gbk(lines(
      '支付宝交易记录明细查询', '账号:[a@b]', '---------------------------------交易记录明细列表------------------------------------',
      '交易号                  ,商家订单号               ,交易创建时间              ,付款时间                ,最近修改时间              ,交易来源地     ,类型              ,交易对方            ,商品名称                ,金额（元）   ,收/支     ,交易状态    ,服务费（元）   ,成功退款（元）  ,备注                  ,资金状态     ,',
      'T1\t,S1\t,2019-09-30 13:11:25 ,2019-09-30 13:11:25 ,2019-09-30 13:11:25 ,其他 ,即时到账交易 ,顾客 ,商品 ,27.00 ,收入 ,交易成功 ,0.15 ,0.00 , ,已收入 ,',
      'T2\t, \t,2019-09-30 05:26:50 , ,2019-09-30 05:26:50 ,其他 ,即时到账交易 ,店 ,午饭 ,20.00 ,支出 ,交易成功 ,0.00 ,5.00 , ,已支出 ,',
      '------------------------------------------------------------------------------------', '共2笔记录', '已收入:1笔,27.00元', '已支出:1笔,20.00元', '导出时间:[2019-10-08 14:34:22]    用户:店主',
    )), shanghai)
    expect([saidOf(read), read.report.format]).toEqual([{ ...silent, warnings: ['refunded-in-row'] }, 'alipay-owner'])
    expect(linesIn(read.events).map(({ grossMinor, feeMinor, netMinor, nativeId, merchantReference }) => [grossMinor, feeMinor, netMinor, nativeId, merchantReference])).toEqual([[2700, 15, 2685, 'T1', 'S1'], [-2000, 0, -2000, 'T2', null]])
  })
})
