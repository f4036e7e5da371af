import { needed, optional } from '../delimited/header.ts'
import { ownerBillReader } from './owner-bill.ts'

/**
 * The bill that the owner exports from WeChat on the phone: 16 lines of frame, `¥` before amounts, tabs after ids. A cash-out
 * of change (零钱提现) is neutral in the file but leaves for the bank.
 */
export const wechatOwnerReader = ownerBillReader({
  format: 'wechat-owner',
  columns: {
    time: needed('交易时间'),
    type: needed('交易类型'),
    counterparty: needed('交易对方'),
    direction: needed('收/支'),
    amount: needed('金额(元)', '金额'),
    status: needed('当前状态'),
    order: needed('交易单号'),
    reference: needed('商户单号'),
    item: optional('商品'),
    method: optional('支付方式'),
    note: optional('备注'),
    fee: optional(),
    refunded: optional(),
  },
  isUnsettled: (status) => /已撤销|支付失败|对方已退还|过期/.test(status),
  kindOf(type) {
    if (type.includes('提现')) return 'payout'
    if (type.includes('退款')) return 'refund'
    return type.includes('充值') ? 'transfer' : null
  },
})

/**
 * The bill that the owner exports from Alipay: a frame of about 22 lines, a comma after the last cell. Closed trades moved no
 * money. The website's own export has other names, a fee, what was refunded of a row, and its totals below the table.
 */
export const alipayOwnerReader = ownerBillReader({
  format: 'alipay-owner',
  columns: {
    time: needed('交易时间', '交易创建时间'),
    type: needed('交易分类', '类型'),
    counterparty: needed('交易对方'),
    item: needed('商品说明', '商品名称'),
    direction: needed('收/支'),
    amount: needed('金额', '金额（元）'),
    status: needed('交易状态'),
    order: needed('交易订单号', '交易号'),
    method: optional('收/付款方式'),
    reference: optional('商家订单号'),
    note: optional('备注'),
    fee: optional('服务费（元）'),
    refunded: optional('成功退款（元）'),
  },
  isUnsettled: (status) => /交易关闭|等待|失败|已关闭|待/.test(status),
  kindOf(type, status) {
    if (/退款/.test(type) || status === '退款成功') return 'refund'
    return /提现/.test(type) ? 'payout' : null
  },
})
