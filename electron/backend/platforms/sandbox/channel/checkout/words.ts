import type { PaymentState } from '../books/payments.ts'

export interface Words {
  readonly tag: string
  readonly sandbox: string
  readonly payTo: string
  readonly amount: string
  readonly forWhat: string
  readonly reference: string
  readonly payBy: string
  readonly howToPay: string
  readonly card: string
  readonly cardHint: string
  readonly unionpay: string
  readonly unionpayHint: string
  readonly walletHint: string
  readonly chooseCard: string
  readonly chooseBank: string
  readonly ending: (last4: string) => string
  readonly back: string
  readonly declined: string
  readonly left: string
  readonly bankTitle: (bank: string) => string
  readonly bankAsks: (shop: string) => string
  readonly bankAsksHold: (shop: string) => string
  readonly yourAccount: string
  readonly approve: string
  readonly authorise: string
  readonly freeze: string
  readonly freezeHint: string
  readonly decline: string
  readonly leave: string
  readonly leaveHint: string
  readonly paidWith: string
  readonly paidAt: string
  readonly taken: string
  readonly held: string
  readonly givenBack: string
  readonly states: Readonly<Record<Exclude<PaymentState, 'awaiting_payment'>, { readonly title: string; readonly text: string }>>
  readonly unknownTitle: string
  readonly unknownText: string
  readonly otherLanguage: string
}

const en: Words = {
  tag: 'en',
  sandbox: 'This is a sandbox for trying things out. No real money moves.',
  payTo: 'Pay', amount: 'Amount', forWhat: 'For', reference: 'Reference', payBy: 'Pay by',
  howToPay: 'How would you like to pay?',
  card: 'Card', cardHint: 'Visa, Mastercard, American Express', unionpay: 'UnionPay', unionpayHint: 'Choose your bank', walletHint: 'Wallet',
  chooseCard: 'Choose a test card', chooseBank: 'Choose your bank', ending: (last4) => `ending ${last4}`,
  back: 'Other ways to pay',
  declined: 'Your bank declined the payment: insufficient funds. Nothing was paid. You can try another way.',
  left: 'You left the bank’s page. Nothing was paid.',
  bankTitle: (bank) => `${bank} (sandbox)`,
  bankAsks: (shop) => `${shop} asks you to pay`, bankAsksHold: (shop) => `${shop} asks you to reserve`,
  yourAccount: 'From',
  approve: 'Approve payment', authorise: 'Approve reservation',
  freeze: 'Freeze only', freezeHint: 'The amount is reserved; the shop takes it later or gives it back.',
  decline: 'Decline', leave: 'Walk away', leaveHint: 'Leaves this page without an answer.',
  paidWith: 'Paid with', paidAt: 'Time', taken: 'Paid', held: 'Reserved', givenBack: 'Given back',
  states: {
    paid: { title: 'Paid', text: 'Thank you. The shop knows; you can close this page.' },
    authorized: { title: 'Reserved', text: 'The amount is reserved on your account. The shop will take it or give it back.' },
    cancelled: { title: 'Cancelled', text: 'The shop cancelled this order. Nothing can be paid here any more.' },
    voided: { title: 'Given back', text: 'The shop gave the reserved amount back. Nothing was paid.' },
    expired: { title: 'Expired', text: 'The time to pay has passed. Nothing was paid. Please ask the shop for a new link.' },
    lapsed: { title: 'Lapsed', text: 'The reservation has lapsed. Nothing was paid.' },
  },
  unknownTitle: 'No such payment', unknownText: 'There is nothing to pay at this address. Please check the link.',
  otherLanguage: '简体中文',
}

const zh: Words = {
  tag: 'zh-CN',
  sandbox: '这是沙盒环境，仅供试用，不会产生真实扣款。',
  payTo: '付款给', amount: '金额', forWhat: '商品', reference: '订单号', payBy: '请于此时间前付款',
  howToPay: '请选择付款方式',
  card: '银行卡', cardHint: 'Visa、万事达卡、美国运通', unionpay: '银联', unionpayHint: '选择发卡银行', walletHint: '电子钱包',
  chooseCard: '请选择测试卡', chooseBank: '请选择银行', ending: (last4) => `尾号 ${last4}`,
  back: '其他付款方式',
  declined: '银行拒绝了这笔付款：余额不足。未扣款，您可以换一种方式再试。',
  left: '您已离开银行页面，未扣款。',
  bankTitle: (bank) => `${bank}（沙盒）`,
  bankAsks: (shop) => `${shop} 请求您付款`, bankAsksHold: (shop) => `${shop} 请求冻结资金`,
  yourAccount: '付款账户',
  approve: '确认付款', authorise: '确认冻结',
  freeze: '仅冻结', freezeHint: '金额先行冻结，由商家稍后扣款或解冻。',
  decline: '拒绝', leave: '直接离开', leaveHint: '不作答复，离开此页面。',
  paidWith: '付款方式', paidAt: '时间', taken: '已付', held: '已冻结', givenBack: '已退款',
  states: {
    paid: { title: '付款成功', text: '谢谢！商家已收到结果，您可以关闭此页面。' },
    authorized: { title: '资金已冻结', text: '该金额已在您的账户中冻结，商家将稍后扣款或解冻。' },
    cancelled: { title: '订单已取消', text: '商家已取消该订单，此处无法再付款。' },
    voided: { title: '冻结已解除', text: '商家已解除冻结，未扣款。' },
    expired: { title: '订单已过期', text: '付款时间已过，未扣款。请向商家索取新的付款链接。' },
    lapsed: { title: '冻结已失效', text: '冻结期已满，资金已自动解冻，未扣款。' },
  },
  unknownTitle: '找不到该付款', unknownText: '此地址没有待付款项，请检查链接。',
  otherLanguage: 'English',
}

export const words = { en, zh }
