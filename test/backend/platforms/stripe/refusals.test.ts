import { describe, expect, test } from 'vitest'
import type { HttpAnswer } from '../../../../electron/backend/platforms/platform.ts'
import { refusalOf, type Doing } from '../../../../electron/backend/platforms/stripe/refusals.ts'

const answer = (status: number, error: unknown, headers: Record<string, string> = {}): HttpAnswer =>
  ({ kind: 'answered', status, headers, body: error, text: '', sentAt: 0, receivedAt: 0, serverAt: null })
const no = (status: number, error: object, doing: Doing = 'creating', headers = {}) => refusalOf(answer(status, { error: { type: 'invalid_request_error', message: 'No.', ...error } }, headers), doing)

describe('a no', () => {
  test.each<[string, number, object, Doing, string]>([
    ['a wrong key', 401, { message: 'Invalid API Key provided: sk_test_****' }, 'looking', 'bad-credentials'],
    ['an expired key', 401, { code: 'api_key_expired' }, 'looking', 'expired-credentials'],
    ['a publishable key', 401, { code: 'secret_key_required' }, 'looking', 'bad-credentials'],
    ['a declined card', 402, { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds' }, 'capturing', 'declined'],
    ['a missing object', 404, { code: 'resource_missing', param: 'session', message: "No such checkout.session: 'x'" }, 'looking', 'not-found'],
    ['an object of the other mode', 404, { code: 'resource_missing', message: "No such checkout.session: 'x'; a similar object exists in live mode, but a test mode key was used to make this request." }, 'looking', 'wrong-environment'],
    ['a live charge in test mode', 400, { code: 'testmode_charges_only' }, 'creating', 'wrong-environment'],
    ['the other mode', 400, { code: 'livemode_mismatch' }, 'creating', 'wrong-environment'],
    ['a key used for something else', 400, { type: 'idempotency_error' }, 'creating', 'key-reused'],
    ['too little', 400, { code: 'amount_too_small' }, 'creating', 'amount-too-small'],
    ['too little, in words', 400, { message: "The Checkout Session's total amount due must add up to at least $0.50 usd" }, 'creating', 'amount-too-small'],
    ['too little, in older words', 400, { message: 'Amount must convert to at least 50 cents.' }, 'creating', 'amount-too-small'],
    ['too much', 400, { code: 'amount_too_large' }, 'creating', 'amount-too-large'],
    ['too much, in words', 400, { message: 'Amount must be no more than $999,999.99' }, 'creating', 'amount-too-large'],
    ['an unknown currency', 400, { param: 'line_items[0][price_data][currency]', message: 'Invalid currency: xxx. Stripe currently supports these currencies: usd, aed' }, 'creating', 'currency-not-supported'],
    ['a currency named by its field', 400, { param: 'currency', message: 'Not here.' }, 'creating', 'currency-not-supported'],
    ['more than is left, in words', 400, { param: 'amount', message: 'Refund amount ($25.00) is greater than unrefunded amount on charge ($21.45)' }, 'refunding', 'exceeds-refundable'],
    ['more than was paid, in words', 400, { param: 'amount', message: 'Refund amount (£93.90) is greater than charge amount (£54.45)' }, 'refunding', 'exceeds-refundable'],
    ['more than is left, by code', 400, { code: 'amount_too_large', param: 'amount' }, 'refunding', 'exceeds-refundable'],
    ['a refund of what was refunded', 400, { code: 'charge_already_refunded', message: 'Charge ch_1 has already been refunded.' }, 'refunding', 'exceeds-refundable'],
    ['a refund of what is disputed', 400, { code: 'charge_disputed' }, 'refunding', 'wrong-state'],
    ['a refund of nothing', 400, { param: 'payment_intent', message: 'This PaymentIntent (pi_1) does not have a successful charge to refund.' }, 'refunding', 'wrong-state'],
    ['more than is held, in words', 400, { message: 'The payment could not be captured because the requested capture amount is greater than the authorized amount.' }, 'capturing', 'exceeds-authorized'],
    ['more than is held, in newer words', 400, { message: 'The payment could not be captured because the requested capture amount is greater than the amount you can capture for this charge.' }, 'capturing', 'exceeds-authorized'],
    ['more than is held, by code', 400, { code: 'amount_too_large', param: 'amount_to_capture' }, 'capturing', 'exceeds-authorized'],
    ['a hold that is no more', 400, { code: 'charge_expired_for_capture' }, 'capturing', 'wrong-state'],
    ['an intent elsewhere', 400, { code: 'payment_intent_unexpected_state' }, 'capturing', 'wrong-state'],
    ['a session that is over', 400, { message: 'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of `complete`.' }, 'ending', 'wrong-state'],
    ['a deadline that is too near', 400, { param: 'expires_at', message: 'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.' }, 'creating', 'invalid-request'],
    ['an unknown field', 400, { code: 'parameter_unknown', param: 'colour' }, 'creating', 'invalid-request'],
    ['a code of tomorrow', 400, { code: 'moon_in_wrong_phase' }, 'creating', 'invalid-request'],
  ])('%s', (_name, status, error, doing, reason) => {
    expect(no(status, error, doing)).toMatchObject({ kind: 'refused', refusal: { reason } })
  })

  test('keeps Stripe’s code and words, and says what it is about', () => {
    expect(no(400, { code: 'parameter_missing', param: 'success_url', message: 'Missing required param: success_url.' })).toEqual({
      kind: 'refused', refusal: { reason: 'invalid-request', code: 'parameter_missing', words: 'Missing required param: success_url.', subject: 'success_url' },
    })
    expect(no(402, { type: 'card_error', code: 'card_declined', decline_code: 'lost_card' })).toMatchObject({ refusal: { code: 'lost_card' } })
  })

  test('for want of a permission names it', () => {
    const message = "The provided key 'rk_test_****' does not have the required permissions for this endpoint on account 'acct_1'. Having the 'rak_checkout_session_write' permission would allow this request to continue."
    expect(no(403, { message })).toMatchObject({ kind: 'refused', refusal: { reason: 'missing-permission', subject: 'rak_checkout_session_write', words: message } })
  })
})

describe('what is no certain no', () => {
  test.each<[string, number, object, Record<string, string>]>([
    ['another request at work', 409, { code: 'idempotency_key_in_use', type: 'idempotency_error' }, {}], ['a locked object', 400, { code: 'lock_timeout' }, {}],
    ['a wish to be asked again', 400, {}, { 'stripe-should-retry': 'true' }],
  ])('%s: it was not done, and may be sent again', (_name, status, error, headers) => {
    expect(no(status, error, 'creating', headers)).toMatchObject({ kind: 'not-done', why: 'busy' })
  })

  test.each<[string, number, unknown]>([
    ['a page of a gateway', 404, undefined], ['a list', 400, []], ['an error without a type', 400, { error: {} }], ['an error of the API', 400, { error: { type: 'api_error', message: 'Oops' } }], ['a text', 403, { error: 'no' }],
  ])('%s: it may have happened', (_name, status, body) => {
    expect(refusalOf(answer(status, body), 'creating').kind).toBe('unknown')
  })
})
