import { describe, expect, test } from 'vitest'
import type { HttpRequest } from '../../../../electron/backend/platforms/platform.ts'
import { money } from '../../../../shared/money.ts'
import { done } from '../../../platforms/calls.ts'
import { DAY, START } from './rig.ts'
import { answering, chargeAnswer, handle, intentAnswer, sessionAnswer } from './shop.ts'

const eur = (minor: number) => money(minor, 'EUR')
const seconds = START / 1_000
const ask = (body: unknown, status?: number) => answering(() => ({ body, ...(status === undefined ? {} : { status }) })).platform.query(handle)
const session = (changes: object = {}) => ({ ...sessionAnswer, ...changes })
const intent = (changes: object = {}) => session({ payment_intent: { ...intentAnswer, ...changes } })
const charge = (changes: object = {}) => intent({ latest_charge: { ...chargeAnswer, ...changes } })
const refund = (changes: object = {}) => ({ id: 're_1', amount: 4_000, currency: 'eur', created: seconds, status: 'succeeded', metadata: {}, ...changes })
const refunds = (...data: object[]) => charge({ refunds: { object: 'list', data, has_more: false } })
const unpaid = { status: 'open', payment_status: 'unpaid', payment_intent: null, url: 'https://checkout.stripe.com/c/pay/cs_test_1' }

describe('a picture', () => {
  test('of a paid session has everything that the program wants to know', async () => {
    expect(done(await ask(session()))).toEqual({
      platformReference: 'cs_test_1', merchantReference: 'R1', status: 'paid', asOf: START, amount: eur(10_000), authorized: null, captured: eur(10_000), fee: eur(320),
      method: { kind: 'card', label: 'visa', last4: '4242' }, customer: 'jenny@example.com', paidAt: START, authorizedAt: null, captureBefore: null, expiresAt: START + 3_600_000, payUrl: null,
      detail: null, refunds: [], disputes: [], platformData: { session: 'cs_test_1', paymentIntent: 'pi_1', charge: 'ch_1', balanceTransaction: 'txn_1' },
    })
  })

  test('of an open session has its page', async () => {
    expect(done(await ask(session(unpaid)))).toMatchObject({ status: 'awaiting_payment', payUrl: 'https://checkout.stripe.com/c/pay/cs_test_1', captured: eur(0), fee: null, method: null, platformData: { session: 'cs_test_1' } })
  })

  test('has no fee until Stripe knows it, and then in the currency of the payout', async () => {
    expect(done(await ask(charge({ balance_transaction: null })))).toMatchObject({ status: 'paid', fee: null, paidAt: START })
    expect(done(await ask(charge({ balance_transaction: { id: 'txn_1', amount: 110_000, fee: 5_000, net: 105_000, currency: 'huf', created: seconds } })))).toMatchObject({ captured: eur(10_000), fee: money(5_000, 'HUF') })
    expect(done(await ask(charge({ balance_transaction: { id: 'txn_1', amount: 1_100, fee: 50, net: 1_050, currency: 'usdc', created: seconds } })))).toMatchObject({ status: 'paid', fee: null })
  })

  test('of money in the shop’s own small units', async () => {
    const isk = { currency: 'isk', amount: 150_000 }
    const body = session({ currency: 'isk', amount_total: 150_000, payment_intent: { ...intentAnswer, ...isk, amount_received: 150_000, latest_charge: { ...chargeAnswer, ...isk, amount_captured: 150_000, balance_transaction: null } } })
    expect(done(await answering(() => ({ body })).platform.query({ ...handle, currency: 'ISK' }))).toMatchObject({ amount: money(1_500, 'ISK'), captured: money(1_500, 'ISK') })
  })

  test.each([
    ['succeeded', 'succeeded'], ['pending', 'pending'], ['requires_action', 'pending'], ['failed', 'failed'], ['canceled', 'failed'], ['a_new_word', 'pending'], [null, 'pending'],
  ])('of a refund that is %s: %s', async (status, told) => {
    expect(done(await ask(refunds(refund({ status })))).refunds).toMatchObject([{ status: told }])
  })

  test('is as old as Stripe’s answer, or as ours where Stripe tells no time', async () => {
    const { platform } = answering(() => ({ body: session() }))
    expect(done(await platform.query(handle)).asOf).toBe(START)
  })

  test('fits a payment of which Stripe says that it is paid and no more', async () => {
    expect(done(await ask(session({ payment_intent: null, customer_details: null, expires_at: null, livemode: undefined })))).toMatchObject({ status: 'paid', captured: eur(10_000), paidAt: null, fee: null, customer: null })
  })
})

describe('an answer that cannot be true is not believed', () => {
  test.each<[string, unknown]>([
    ['another session', session({ id: 'cs_test_2' })], ['another reference', session({ metadata: { order_id: 'R2' } })], ['another currency', session({ currency: 'usd', payment_intent: null })],
    ['live in a test account', session({ livemode: true })], ['a negative amount', session({ amount_total: -1 })], ['half a cent', session({ amount_total: 0.5 })], ['no amount', session({ amount_total: null })],
    ['nothing', session({ amount_total: 0, payment_status: 'no_payment_required', payment_intent: null })], ['no currency of this world', session({ currency: 'xxx' })], ['an amount as text', session({ amount_total: '10000' })],
    ['an intent in another currency', intent({ currency: 'usd' })], ['a charge in another currency', charge({ currency: 'usd' })], ['paid with nothing received', intent({ amount_received: 0 })],
    ['paid, and the intent is not', intent({ status: 'processing', amount_received: 0 })], ['negative money', intent({ amount_received: -5 })], ['more given back than taken', refunds(refund(), refund({ id: 're_2', amount: 6_001 }))],
    ['a refund in another currency', refunds(refund({ currency: 'usd' }))], ['a payment from the future', charge({ created: seconds + 400 })], ['a refund from the future', refunds(refund({ created: seconds + 400 }))],
    ['a balance that does not add up', charge({ balance_transaction: { id: 'txn_1', amount: 10_000, fee: 320, net: 9_999, currency: 'eur', created: seconds } })],
    ['a charge without a price', charge({ amount: undefined })], ['a list', []], ['a text', 'paid'], ['nothing at all', undefined], ['an error page', { error: 'no' }],
  ])('%s', async (_name, body) => {
    expect(await ask(body)).toMatchObject({ kind: 'unknown', why: 'implausible-answer' })
  })

  test('unless it is only a little ahead of the clock', async () => {
    expect((await ask(charge({ created: seconds + 290 }))).kind).toBe('done')
  })

  test('to a create either', async () => {
    const wish = { merchantReference: 'R1', idempotencyKey: 'k', amount: eur(10_001), description: '', captureMode: 'automatic', methodHint: null, expiresAt: START + 3_600_000, createdAt: START, locale: 'en' } as const
    expect(await answering(() => ({ body: session(unpaid) })).platform.create(wish)).toMatchObject({ kind: 'unknown', why: 'implausible-answer' })
    expect((await answering(() => ({ body: session(unpaid) })).platform.create({ ...wish, amount: eur(10_000) })).kind).toBe('done')
  })
})

describe('what Stripe did not expand is fetched', () => {
  const parts: Readonly<Record<string, unknown>> = {
    '/v1/checkout/sessions/cs_test_1': session({ payment_intent: 'pi_1' }), '/v1/payment_intents/pi_1': { ...intentAnswer, latest_charge: 'ch_1' },
    '/v1/charges/ch_1': { ...chargeAnswer, balance_transaction: 'txn_1', refunds: undefined, disputed: true }, '/v1/balance_transactions/txn_1': chargeAnswer.balance_transaction,
    '/v1/refunds': { data: [refund()], has_more: false },
    '/v1/disputes': { data: [{ id: 'dp_1', amount: 5_000, currency: 'eur', created: seconds, status: 'needs_response', reason: 'fraudulent', evidence_details: { due_by: seconds + 86_400 } }], has_more: false },
  }
  const pathOf = ({ path }: HttpRequest): string => path.split('?')[0]!

  test('piece by piece', async () => {
    const { platform, asked } = answering((request) => ({ body: parts[pathOf(request)] }))
    expect(done(await platform.query(handle))).toMatchObject({
      status: 'paid', fee: eur(320), refunds: [{ amount: eur(4_000) }], disputes: [{ platformReference: 'dp_1', amount: eur(5_000), fee: null, respondBy: START + DAY }],
    })
    expect(asked.map(pathOf)).toEqual(Object.keys(parts))
  })

  test('and where it is kept from our key, nothing is made up, and the money shows all the same', async () => {
    const { platform } = answering((request) => (pathOf(request) === '/v1/disputes' ? { status: 403, body: { error: { type: 'invalid_request_error', message: "Having the 'rak_dispute_read' permission would allow this request to continue." } } } : { body: parts[pathOf(request)] }))
    expect(done(await platform.query(handle))).toMatchObject({ status: 'paid', disputes: [], detail: 'disputed; Stripe does not show us how' })
  })
})

describe('a link that cannot be true', () => {
  const link = { id: 'plink_1', active: true, livemode: false, url: 'https://buy.stripe.com/plink_1', metadata: { order_id: 'R1' }, line_items: { data: [{ amount_total: 10_000, currency: 'eur' }], has_more: false } }
  const told = (changes: object) => answering(({ path }) => ({ body: path.startsWith('/v1/payment_links') ? { ...link, ...changes } : { data: [], has_more: false } })).platform.query({ ...handle, platformReference: 'plink_1' })

  test.each<[string, object]>([
    ['for nothing', { line_items: { data: [], has_more: false } }], ['of another order', { metadata: { order_id: 'R2' } }], ['in another currency', { line_items: { data: [{ amount_total: 1, currency: 'usd' }], has_more: false } }],
    ['live', { livemode: true }], ['another', { id: 'plink_2' }], ['without a price', { line_items: undefined }],
  ])('%s', async (_name, changes) => {
    expect(await told(changes)).toMatchObject({ kind: 'unknown', why: 'implausible-answer' })
  })
  test('is told from one that can', async () => {
    expect(done(await told({}))).toMatchObject({ status: 'awaiting_payment', payUrl: link.url })
  })
})

test('a hand-over is not for Stripe', async () => {
  expect(await answering(() => ({ body: {} })).platform.handOver({ ...handle, idempotencyKey: 'k' })).toMatchObject({ kind: 'refused', refusal: { reason: 'not-supported' } })
})
