/** How a customer can pay. There are no card numbers anywhere in the channel: a customer picks one of these. */
export interface MethodChoice {
  /** Stable word for forms, controls and tests: "visa", "boc", "blue_wallet". */
  readonly code: string
  readonly method: Method
  /** As it appears in pictures, statements and receipts. */
  readonly label: string
  readonly labelZh: string
  readonly last4: string | null
}

export type Method = 'card' | 'unionpay' | 'wallet'

const choice = (code: string, method: Method, label: string, labelZh: string, last4: string | null): MethodChoice =>
  ({ code, method, label, labelZh, last4 })

export const methodChoices: readonly MethodChoice[] = [
  choice('visa', 'card', 'Visa', 'Visa', '4242'),
  choice('mastercard', 'card', 'Mastercard', '万事达卡', '4444'),
  choice('amex', 'card', 'American Express', '美国运通', '0005'),
  choice('boc', 'unionpay', 'Bank of China', '中国银行', '6013'),
  choice('icbc', 'unionpay', 'ICBC', '中国工商银行', '6212'),
  choice('ccb', 'unionpay', 'China Construction Bank', '中国建设银行', '6217'),
  choice('abc', 'unionpay', 'Agricultural Bank of China', '中国农业银行', '6228'),
  choice('bocom', 'unionpay', 'Bank of Communications', '交通银行', '6222'),
  choice('cmb', 'unionpay', 'China Merchants Bank', '招商银行', '6214'),
  choice('psbc', 'unionpay', 'Postal Savings Bank of China', '中国邮政储蓄银行', '6210'),
  choice('blue_wallet', 'wallet', 'Blue wallet', '蓝色钱包', null),
  choice('green_wallet', 'wallet', 'Green wallet', '绿色钱包', null),
]

export const findChoice = (code: string): MethodChoice | undefined => methodChoices.find((one) => one.code === code)
