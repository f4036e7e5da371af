import type { MethodKind, PaymentMethod } from '../platform.ts'
import type { Charge } from './answers.ts'

/** Stripe's words for payment methods (SDK 23.1.0, PaymentIntent.AllowedPaymentMethodType), sorted into ours; the others are `other`. */
const kinds: ReadonlyMap<string, MethodKind> = new Map(Object.entries({
  card: 'card card_present interac_present kr_card click_to_pay ng_card',
  wallet:
    'alipay amazon_pay bizum blik boku_promptpay cashapp edenred gcash gopay grabpay kakao_pay link mb_way mobilepay momo naver_pay octopus payco paypal paypay ' +
    'revolut_pay samsung_pay satispay shop_pay shopeepay swish touch_n_go truemoney twint vipps wechat_pay wero ng_wallet',
  bank:
    'acss_debit au_becs_debit bacs_debit bancontact customer_balance duitnow eps fpx giropay id_bank_transfer ideal netbanking ng_bank ng_bank_transfer nz_bank_account ' +
    'p24 pay_by_bank paynow payto pix promptpay qris sepa_debit sofort upi us_bank_account ach_debit ach_credit_transfer multibanco knet',
  pay_later: 'affirm afterpay_clearpay alma billie capchase_pay klarna kriya mondu scalapay sequra sunbit tamara zip rechnung',
} satisfies Partial<Record<MethodKind, string>>).flatMap(([kind, words]) => words.split(' ').map((word): [string, MethodKind] => [word, kind as MethodKind])))

/** How the customer paid. Apple Pay and its like are cards to Stripe; to the shop they are wallets, and UnionPay is its own kind. */
export function methodOf({ payment_method_details: details }: Charge): PaymentMethod | null {
  if (details === null || details === undefined) return null
  const facts = recordOf(details[details.type])
  const last4 = textOf(facts['last4'])
  const known = { label: details.type, kind: kinds.get(details.type) ?? 'other', last4: last4 !== null && /^\d{4}$/.test(last4) ? last4 : null } as const
  if (known.kind !== 'card') return known
  const wallet = textOf(recordOf(facts['wallet'])['type'])
  const brand = textOf(facts['brand']) ?? details.type
  if (wallet !== null) return { ...known, kind: 'wallet', label: `${wallet} (${brand})` }
  return { ...known, kind: brand === 'unionpay' ? 'unionpay' : 'card', label: brand }
}

/** Last moment to take a hold, UTC ms; cards tell it. */
export function captureBeforeOf({ payment_method_details: details }: Charge): number | null {
  const seconds = details === null || details === undefined ? undefined : recordOf(details[details.type])['capture_before']
  return typeof seconds === 'number' && Number.isSafeInteger(seconds) && seconds > 0 ? seconds * 1_000 : null
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {})
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value.slice(0, 100) : null)
