import iconv from 'iconv-lite'
import { lines } from '../inspecting.ts'

export interface Example {
  readonly format: string
  readonly content: Uint8Array
  /** The file states totals or balances over every amount in it, so that no changed amount can pass in silence. */
  readonly isProved: boolean
}

const utf8 = (format: string, text: string, isProved = false): Example => ({ format, content: Buffer.from(text), isProved })
const gbk = (format: string, text: string, isProved = false): Example => ({ format, content: iconv.encode(text, 'gb18030'), isProved })

/** A small whole file of every platform format. */
export const examples: readonly Example[] = [
  utf8('sandbox', lines(
    'payout_id,line_id,type,merchant_reference,payment_id,reference,parent_payment_id,occurred_at,gross,fee,net,currency,method,payout_date,description',
    'po_1,ln_1,payment,A1,pay_1,,,2026-11-02T10:15:00.000Z,100.00,3.00,97.00,EUR,card,2026-11-04,"Chair, oak"', 'po_1,ln_2,refund,R1,,re_1,pay_1,2026-11-02T11:15:00.000Z,-20.00,0.00,-20.00,EUR,card,2026-11-04,', '#total,2,,,,,,,80.00,3.00,77.00,EUR,,,',
  ), true),
  utf8('stripe', lines(
    'automatic_payout_id,balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,source_id,description,charge_id,payment_intent_id,payment_metadata[order_id]',
    'po_1,txn_1,2026-11-02 23:30:00,2026-11-04 00:00:00,eur,100.00,3.20,96.80,charge,ch_1,Chair,ch_1,pi_1,A1', 'po_1,txn_2,2026-11-03 23:30:00,2026-11-04 00:00:00,usd,-10.00,0.00,-10.00,refund,re_1,,ch_1,pi_1,A1',
  )),
  utf8('stripe-payouts', lines('id,Amount,Created (UTC),Currency,Arrival Date (UTC),Source Type,Status,Type,Method', 'po_1,97.10,2026-11-04 10:00,eur,2026-11-06 00:00,card,paid,bank_account,standard')),
  utf8('paypal-settlement', lines(
    '"RH",2026/11/03 06:41:54 -0800,"A","M1",009,', '"FH",01', '"SH",2026/11/02 00:00:00 -0800,2026/11/02 23:59:59 -0800,"M1",""',
    '"CH","Transaction ID","Invoice ID","PayPal Reference ID","PayPal Reference ID Type","Transaction Event Code","Transaction Initiation Date","Transaction Debit or Credit","Gross Transaction Amount","Gross Transaction Currency","Fee Debit or Credit","Fee Amount","Fee Currency"',
    '"SB","1A","A1","","","T0006",2026/11/02 10:00:00 -0800,"CR",10000,"USD","DR",329,"USD"', '"SB","2A","","1A","TXN","T1107",2026/11/02 11:00:00 -0800,"DR",2500,"USD","",0,"USD"',
    '"SF","USD",10000,2500,0,329,"CR",0,"CR",0,"CR",500,"CR",7671,"CR",0,"CR",0,2', '"SC",2', '"RC",2', '"FF",2',
  ), true),
  utf8('paypal-activity', lines(
    '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","Transaction ID","Reference Txn ID","Invoice Number","Balance","Balance Impact"',
    '"11/13/2026","10:00:00","PST","Anna","Express Checkout Payment","Completed","USD","1,234.50","-40.00","1,194.50","1A","","A1","1,194.50","Credit"',
    '"11/14/2026","10:00:00","PST","","General Withdrawal","Completed","USD","-1,000.00","0.00","-1,000.00","1B","","","194.50","Debit"',
  )),
  utf8('square-transactions', lines(
    'Date,Time,Time Zone,Gross Sales,Tax,Tip,Total Collected,Card,Cash,Other Tender,Fees,Net Total,Transaction ID,Payment ID,Event Type,Deposit ID,Deposit Date', '2026-11-02,14:03:04,London,£50.00,£0.00,£0.00,£50.00,£50.00,£0.00,£0.00,-£1.00,£49.00,T1,P1,Payment,D1,2026-11-03',
  )),
  utf8('square-payouts', lines('Deposit ID,Deposit Date,Status,Gross,Fees,Deposit Amount', 'D1,2026-11-03,Sent,£100.00,-£3.00,£97.00')),
  utf8('adyen-settlement', lines(
    'Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,Creation Date,TimeZone,Type,Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),Exchange Rate,Net Currency,Net Debit (NC),Net Credit (NC),Commission (NC),Batch Number',
    'Shop,ShopNL,P1,A1,visa,2026-11-02 10:00:00,CET,Settled,M1,EUR,,100.00,1,EUR,,98.00,2.00,7', 'Shop,ShopNL,,,,2026-11-03 10:00:00,CET,MerchantPayout,,,,,,EUR,98.00,,,7',
  ), true),
  utf8('shopify', lines(
    'Transaction Date,Type,Order,Card Brand,Card Source,Payout Status,Payout Date,Payout ID,Available On,Amount,Fee,Net,Checkout,Payment Method Name,Presentment Amount,Presentment Currency,Currency',
    '2026-08-24 22:01:24 +0400,charge,#1001,visa,online,paid,2026-08-26,900,2026-08-25,367.30,10.95,356.35,#C1,card,100.00,USD,AED',
  )),
  utf8('shopify-payouts', lines('Payout Date,Status,Charges,Refunds,Adjustments,Reserved Funds,Fees,Retried Amount,Total,Currency', '2026-11-04,paid,110.00,-10.00,0.00,0.00,3.00,0.00,97.00,EUR')),
  gbk('alipay-trade', lines(
    '#支付宝业务明细查询', '#账号：[2088]', '#-----业务明细列表-----',
    '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注',
    'T1\t,A1\t,交易,椅子\t,2026-11-02 10:00:00,2026-11-02 10:00:05,\t,\t,\t,\t,a@b\t,35.80,35.80,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,\t,0.00,0.00,\t', '#-----业务明细列表结束-----', '#交易合计：1笔，商家实收共35.80元，商家优惠共0.00元', '#退款合计：0笔，商家实收退款共0.00元', '#导出时间：[2026年11月03日 06:27:10]',
  )),
  gbk('alipay-account', lines(
    '#支付宝账务明细查询', '#-----账务明细列表-----', '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注',
    'F1\t,B1\t,A1\t,椅子\t,2026-11-02 10:00:00,a@b\t,35.80,0.00,135.80,支付宝\t,在线支付\t,\t', 'F2\t,B1\t,A1\t,\t,2026-11-02 10:00:00,\t,0.00,-0.21,135.59,支付宝\t,收费\t,\t', '#-----账务明细列表结束-----', '#支出合计：1笔，共-0.21元', '#收入合计：1笔，共35.80元',
  ), true),
  gbk('alipay-owner', lines('-----支付宝-----', '交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,', '2026-11-02 10:00:00,其他,顾客,a@b,收钱码,收入,35.80,,交易成功,O1\t,\t,,')),
  utf8('wechat-trade', lines(
    '\uFEFF交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注',
    '`2026-11-02 10:00:00,`wx1,`19,`0,`,`W1,`A1,`o1,`NATIVE,`SUCCESS,`OTHERS,`CNY,`9.90,`0.00,`0,`0,`0.00,`0.00,`,`,`椅子,`,`0.05940,`0.60%,`9.90,`0.00,`', '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额', '`1.0,`9.90,`0.00,`0.00,`0.05940,`9.90,`0.00',
  ), true),
  utf8('wechat-fund-flow', lines(
    '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号', '`2026-11-02 10:00:00,`B1,`F1,`交易,`交易,`收入,`10.00,`110.00,`API,`,`V1', '`2026-11-02 11:00:00,`B2,`F2,`退款,`退款,`支出,`2.00,`108.00,`API,`,`V2',
    '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额', '`2,`1,`10.00,`1,`2.00',
  ), true),
  utf8('wechat-owner', lines('微信支付账单明细,,,,,,,,,,', '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注', '2026-11-02 10:00:00,二维码收款,顾客,"/",收入,¥35.80,/,已收钱,"1000\t","2000\t","/"')),
  gbk('unionpay-zm', `${[
    [3, 'S22'], [11, ''], [11, ''], [6, '123456'], [10, '1103112203'], [19, ''], [12, '000000476800'], [4, '5399'], [2, ''], [21, '202611021122031906248'], [2, ''], [32, '10078087'], [2, '01'], [6, ''], [10, ''], [13, 'D000000002861'], [13, 'C000000473939'],
    [4, ''], [15, ''], [2, '01'], [2, ''], [6, '000201'], [2, ''], [4, ''], [32, ''], [1, ''], [21, ''], [15, '777290058110048'], [1, ''], [15, ''], [32, ''], [13, ''], [13, ''], [8, ''], [32, ''], [13, ''], [13, ''], [12, ''], [2, ''], [1, ''], [32, ''], [98, ''],
  ].map(([width, text]) => String(text).padEnd(Number(width))).join(' ')}\r\n`),
  gbk('unionpay-summary', lines('商户代码: 777290058110048', '清算日期:20261102   生成日期:20261103', '总计   2  100.00 4,768.00 28.61 0.00 0.00 4,639.39')),
]
