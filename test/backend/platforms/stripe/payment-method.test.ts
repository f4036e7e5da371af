import { describe, expect, test } from 'vitest'
import { Charge } from '../../../../electron/backend/platforms/stripe/answers.ts'
import { captureBeforeOf, methodOf } from '../../../../electron/backend/platforms/stripe/payment-method.ts'
import { listed, skipReason } from '../../../platforms/enums.ts'
import { START } from './rig.ts'
import { chargeAnswer } from './shop.ts'

const FILE = 'stripe.enums.2026-10-28.json'
const charge = (payment_method_details: unknown) => Charge.parse({ ...chargeAnswer, payment_method_details })
const method = (details: unknown) => methodOf(charge(details))
const card = (facts: object) => method({ type: 'card', card: { brand: 'visa', last4: '4242', wallet: null, ...facts } })

describe('how the customer paid', () => {
  test('a card, and UnionPay by itself', () => {
    expect([card({}), card({ brand: 'unionpay', last4: '0000' }), card({ brand: 'cartes_bancaires' })]).toEqual([
      { kind: 'card', label: 'visa', last4: '4242' }, { kind: 'unionpay', label: 'unionpay', last4: '0000' }, { kind: 'card', label: 'cartes_bancaires', last4: '4242' },
    ])
  })

  test.each(['amex_express_checkout', 'apple_pay', 'google_pay', 'link', 'masterpass', 'samsung_pay', 'visa_checkout', 'a_new_wallet'])('%s is a wallet with a card in it', (type) => {
    expect(card({ wallet: { type } })).toEqual({ kind: 'wallet', label: `${type} (visa)`, last4: '4242' })
  })
  test.skipIf(listed(FILE, 'charge', 'Charge.PaymentMethodDetails.Card.Wallet.Type').length === 0)(`those are all wallets of the official list [${skipReason} otherwise]`, () => {
    expect(listed(FILE, 'charge', 'Charge.PaymentMethodDetails.Card.Wallet.Type').toSorted()).toEqual(['amex_express_checkout', 'apple_pay', 'google_pay', 'link', 'masterpass', 'samsung_pay', 'visa_checkout'])
  })

  test.each([
    ['alipay', 'wallet', null], ['wechat_pay', 'wallet', null], ['paypal', 'wallet', null], ['klarna', 'pay_later', null], ['sepa_debit', 'bank', '3000'], ['us_bank_account', 'bank', '6789'],
    ['ideal', 'bank', null], ['konbini', 'other', null], ['crypto', 'other', null], ['next_years_method', 'other', null],
  ])('%s is %s', (type, kind, last4) => {
    expect(method({ type, [type]: { last4 } })).toEqual({ kind, label: type, last4 })
  })

  test.skipIf(listed(FILE, 'payment_intent', 'PaymentIntent.AllowedPaymentMethodType').length === 0)(`what is sorted nowhere in the official list is known to us [${skipReason} otherwise]`, () => {
    const others = listed(FILE, 'payment_intent', 'PaymentIntent.AllowedPaymentMethodType').filter((type) => method({ type })?.kind === 'other')
    expect(others).toEqual([
      'boleto', 'check_scan', 'crypto', 'demo_pay', 'dummy_auth_push', 'dummy_passthrough_card', 'getbalance', 'gift_card', 'konbini', 'kr_market', 'ng_market', 'ng_ussd', 'oxxo', 'paper_check',
      'south_korea_market', 'stripe_balance', 'test_pay', 'us_cash_voucher',
    ])
  })

  test.each([null, undefined, 'card', { card: {} }, { type: 5 }])('%j tells nothing', (details) => {
    expect(method(details)).toBeNull()
  })

  test('more than four digits are never taken', () => {
    expect(card({ last4: '4242424242424242' })?.last4).toBeNull()
  })

  test('a card tells until when its hold can be taken', () => {
    const held = (capture_before: unknown) => captureBeforeOf(charge({ type: 'card', card: { capture_before } }))
    expect([held(START / 1_000), held(null), held('soon'), held(1.5), captureBeforeOf(charge(null))]).toEqual([START, null, null, null, null])
  })
})
