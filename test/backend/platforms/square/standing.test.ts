import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lineTypeOf } from '../../../../electron/backend/platforms/square/activity-types.ts'
import { dated, DisputeAnswer, OrderAnswer, PaymentAnswer, RefundAnswer } from '../../../../electron/backend/platforms/square/answers.ts'
import { disputeOf, isInquiry, refundOf } from '../../../../electron/backend/platforms/square/beside.ts'
import { methodOf } from '../../../../electron/backend/platforms/square/payment-method.ts'
import { standingOf } from '../../../../electron/backend/platforms/square/standing.ts'

const at = (minute: number): string => new Date(Date.UTC(2026, 9, 14, 10, minute)).toISOString()
const usd = (amount: number) => ({ amount, currency: 'USD' })

const readAt = Date.UTC(2026, 9, 14, 11)
const order = (changes: object = {}) => dated(OrderAnswer.parse({
  id: 'o1', location_id: 'L1', reference_id: 'CF-1', state: 'OPEN', total_money: usd(100), created_at: at(0), updated_at: at(1), metadata: { expires_at: at(30) }, ...changes,
}), readAt)
const payment = (status: string, changes: object = {}) => dated(PaymentAnswer.parse({ id: `p-${status}`, order_id: 'o1', status, total_money: usd(100), created_at: at(2), updated_at: at(3), ...changes }), readAt)

describe('an order stands', () => {
  test.each<[string, string, readonly string[], string]>([
    ['DRAFT', 'without a payment', [], 'awaiting_payment'],
    ['OPEN', 'without a payment', [], 'awaiting_payment'],
    ['COMPLETED', 'whose payment does not show yet', [], 'awaiting_payment'],
    ['OPEN', 'with a COMPLETED payment', ['COMPLETED'], 'paid'],
    ['COMPLETED', 'with a COMPLETED payment', ['COMPLETED'], 'paid'],
    ['CANCELED', 'with a COMPLETED payment all the same', ['COMPLETED'], 'paid'],
    ['DRAFT', 'with a COMPLETED payment', ['COMPLETED'], 'paid'],
    ['OPEN', 'with an APPROVED payment', ['APPROVED'], 'authorized'],
    ['OPEN', 'with a PENDING payment', ['PENDING'], 'awaiting_payment'],
    ['CANCELED', 'with a PENDING payment', ['PENDING'], 'awaiting_payment'],
    ['OPEN', 'with a CANCELED payment', ['CANCELED'], 'cancelled'],
    ['OPEN', 'with a FAILED payment and a live link', ['FAILED'], 'awaiting_payment'],
    ['CANCELED', 'with a FAILED payment', ['FAILED'], 'failed'],
    ['OPEN', 'with a failed and a later good payment', ['FAILED', 'COMPLETED'], 'paid'],
    ['OPEN', 'with a payment in a state that is new to us', ['REVIEWING'], 'awaiting_payment'],
    ['CANCELED', 'with a payment in a state that is new to us', ['REVIEWING'], 'awaiting_payment'],
  ])('%s %s', (state, _case, statuses, status) => {
    expect(standingOf(order({ state }), statuses.map((one) => payment(one)), false).status).toBe(status)
  })

  test('expired when it was cancelled at our deadline, cancelled before it', () => {
    expect(standingOf(order({ state: 'CANCELED', closed_at: at(30) }), [], false).status).toBe('expired')
    expect(standingOf(order({ state: 'CANCELED', updated_at: at(31) }), [], false).status).toBe('expired')
    expect(standingOf(order({ state: 'CANCELED', closed_at: at(20) }), [], false).status).toBe('cancelled')
    expect(standingOf(order({ state: 'CANCELED', closed_at: at(31), metadata: {} }), [], false).status).toBe('cancelled')
  })

  test('expired when a hold ran out by itself, cancelled when it was voided before', () => {
    const hold = { delay_action: 'CANCEL', delayed_until: at(40) }
    expect(standingOf(order(), [payment('CANCELED', { ...hold, updated_at: at(40) })], false).status).toBe('expired')
    expect(standingOf(order(), [payment('CANCELED', { ...hold, updated_at: at(39) })], false).status).toBe('cancelled')
    expect(standingOf(order(), [payment('CANCELED', { ...hold, updated_at: at(50), card_details: { card_payment_timeline: { voided_at: at(20) } } })], false).status).toBe('cancelled')
  })

  test('ended, with a warning, when its link is gone and the order lives on', () => {
    expect(standingOf(order(), [], true)).toMatchObject({ status: 'cancelled', detail: expect.stringContaining('may still be paid') as string })
    expect(standingOf(order(), [payment('FAILED')], true).status).toBe('failed')
  })

  test('with the words of the last attempt', () => {
    const declined = payment('FAILED', { card_details: { errors: [{ code: 'CARD_DECLINED', detail: 'No.' }] } })
    expect(standingOf(order(), [declined], false).detail).toBe('last attempt FAILED: CARD_DECLINED')
  })
})

describe('beside it', () => {
  test.each([['PENDING', 'pending'], ['COMPLETED', 'succeeded'], ['REJECTED', 'failed'], ['FAILED', 'failed'], ['REVIEWING', 'pending']])('a refund %s is %s', (status, known) => {
    expect(refundOf(dated(RefundAnswer.parse({ id: 'r1', status, amount_money: usd(5), created_at: at(1) }), readAt)).status).toBe(known)
  })

  test('a refund tells the part of the fee that came back, and our id at the end of the reason', () => {
    const told = { id: 'r1', status: 'COMPLETED', amount_money: usd(50), created_at: at(1), processing_fee: [{ type: 'INITIAL', amount_money: usd(-2) }], reason: 'Cold [so said] [01JREFUND1]' }
    expect(refundOf(dated(RefundAnswer.parse(told), readAt))).toMatchObject({ feeReturned: { minor: 2 }, merchantReference: '01JREFUND1' })
  })

  test.each<[string, string]>([
    ['EVIDENCE_REQUIRED', 'needs_response'], ['PROCESSING', 'under_review'], ['WON', 'won'], ['LOST', 'lost'], ['ACCEPTED', 'lost'], ['WAITING_THIRD_PARTY', 'under_review'],
  ])('a dispute %s is %s', (state, status) => {
    const dispute = dated(DisputeAnswer.parse({ id: 'd1', state, amount_money: usd(5), created_at: at(1), updated_at: at(2) }), readAt)
    expect([isInquiry(dispute), disputeOf(dispute).status]).toEqual([false, status])
  })

  test.each(['INQUIRY_EVIDENCE_REQUIRED', 'INQUIRY_PROCESSING', 'INQUIRY_CLOSED'])('%s is a question, not a dispute', (state) => {
    expect(isInquiry(dated(DisputeAnswer.parse({ dispute_id: 'd1', state, amount_money: usd(5), created_at: at(1) }), readAt))).toBe(true)
  })
})

describe('a method', () => {
  test.each<[object, object]>([
    [{ source_type: 'CARD', card_details: { card: { card_brand: 'VISA', last_4: '1111' } } }, { kind: 'card', label: 'VISA', last4: '1111' }],
    [{ source_type: 'CARD', card_details: { card: { card_brand: 'CHINA_UNIONPAY', last_4: '6212' } } }, { kind: 'unionpay', label: 'CHINA_UNIONPAY', last4: '6212' }],
    [{ source_type: 'CARD', card_details: { wallet_type: 'APPLE_PAY', card: { card_brand: 'MASTERCARD' } } }, { kind: 'card', label: 'MASTERCARD', last4: null }],
    [{ source_type: 'CARD' }, { kind: 'card', label: 'CARD', last4: null }],
    [{ source_type: 'WALLET', wallet_details: { brand: 'CASH_APP' } }, { kind: 'wallet', label: 'CASH_APP', last4: null }],
    [{ source_type: 'BUY_NOW_PAY_LATER', buy_now_pay_later_details: { brand: 'AFTERPAY' } }, { kind: 'pay_later', label: 'AFTERPAY', last4: null }],
    [{ source_type: 'BANK_ACCOUNT', bank_account_details: { bank_name: 'Chase' } }, { kind: 'bank', label: 'Chase', last4: null }],
    [{ source_type: 'SQUARE_ACCOUNT' }, { kind: 'wallet', label: 'SQUARE_ACCOUNT', last4: null }],
    [{ source_type: 'CASH' }, { kind: 'other', label: 'CASH', last4: null }],
    [{ source_type: 'EXTERNAL', external_details: { type: 'CHECK' } }, { kind: 'other', label: 'CHECK', last4: null }],
    [{ source_type: 'CRYPTO' }, { kind: 'other', label: 'CRYPTO', last4: null }],
  ])('%j', (told, method) => {
    expect(methodOf(payment('COMPLETED', told))).toEqual(method)
  })
})

const specs = process.env['COUNTERFOIL_SPECS']

test.skipIf(specs === undefined)(`every kind of payout entry that Square describes is known${specs === undefined ? ' (COUNTERFOIL_SPECS is not set)' : ''}`, () => {
  const description = JSON.parse(readFileSync(`${specs}/square.api.json`, 'utf8')) as { components: { schemas: Record<string, { enum?: string[] }> } }
  const described = (name: string): readonly string[] => description.components.schemas[name]?.enum ?? []
  expect(described('ActivityType').length).toBeGreaterThan(50)
  expect([...described('ActivityType'), ...described('PayoutFeeType')].filter((type) => lineTypeOf(type, -1) === 'unknown_type')).toEqual([])
})

test.each<[string, number, string]>([
  ['CHARGE', 81, 'payment'], ['REFUND', -48, 'refund'], ['OPEN_DISPUTE', -100, 'chargeback'], ['OPEN_DISPUTE', 100, 'chargeback_reversal'], ['DISPUTE', -100, 'chargeback'],
  ['DISPUTE', 100, 'chargeback_reversal'], ['FEE', -3, 'fee'], ['FEE', 3, 'fee_refund'], ['PROCESSING_FEE_REFUND', 3, 'fee_refund'], ['TAX_ON_FEE', -1, 'tax'],
  ['RESERVE_HOLD', -5, 'reserve_hold'], ['RESERVE_RELEASE', 5, 'reserve_release'], ['RETURNED_PAYOUT', 5, 'payout_return'], ['SQUARE_CAPITAL_PAYMENT', -5, 'transfer'],
  ['SOMETHING_NEW', 5, 'unknown_type'], ['', 5, 'unknown_type'],
])('a payout entry %s of %d is a %s', (activity, netMinor, type) => {
  expect(lineTypeOf(activity, netMinor)).toBe(type)
})
