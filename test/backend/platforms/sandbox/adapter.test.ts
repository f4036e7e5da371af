import { describe, expect, test } from 'vitest'
import type { HttpOutcome } from '../../../../electron/backend/platforms/platform.ts'
import { createSandboxAdapter } from '../../../../electron/backend/platforms/sandbox/adapter.ts'
import { handleOf, openShop, START } from './shop.ts'
import { done } from './shop.ts'

/** An adapter whose channel always answers this. */
const answering = (status: number, body: unknown) => createSandboxAdapter({
  send: (): Promise<HttpOutcome> => Promise.resolve({ kind: 'answered', status, headers: {}, body, text: '', sentAt: START, receivedAt: START, serverAt: START }),
})
const time = (at: number): string => new Date(at).toISOString()
const handle = { platformReference: 'pay_1', merchantReference: 'R1', currency: 'EUR', platformData: {} }
const euro = (minor: unknown) => ({ minor, currency: 'EUR' })
const paid = {
  id: 'pay_1', merchant_reference: 'R1', state: 'paid', amount: euro(1_000), authorized: null, captured: euro(1_000), fee: euro(12), method: { kind: 'unionpay', label: 'ICBC', last4: '6212' },
  customer: null, detail: null, created_at: time(START), updated_at: time(START), expires_at: time(START), authorized_at: null, capture_before: null, paid_at: time(START),
  pay_url: null, refunds: [], disputes: [],
}
const refund = { id: 're_1', refund_reference: 'F1', amount: euro(400), state: 'succeeded', at: time(START) }

describe('an answer about a payment', () => {
  test('that is plausible becomes a snapshot', async () => {
    expect(await answering(200, { ...paid, refunds: [refund] }).query(handle)).toMatchObject({ kind: 'done', value: { status: 'paid', refunds: [{ merchantReference: 'F1' }] } })
  })

  test.each<[string, object]>([
    ['a negative amount', { amount: euro(-1) }], ['an amount of nothing', { amount: euro(0) }], ['a broken amount', { amount: euro(9.5) }], ['an amount as text', { amount: euro('10') }],
    ['an amount beyond what can be counted', { captured: euro(2 ** 53) }], ['another currency', { captured: { minor: 1_000, currency: 'USD' } }], ['no currency', { fee: { minor: 1, currency: 'XXX' } }],
    ['paid with nothing taken', { captured: euro(0) }], ['open with money taken', { state: 'awaiting_payment', paid_at: null }], ['held without a hold', { state: 'authorized', captured: euro(0), paid_at: null }],
    ['paid without a time', { paid_at: null }], ['from the future', { updated_at: time(START + 300_001) }], ['paid in the future', { paid_at: time(START + 400_000) }],
    ['a refund from the future', { refunds: [{ ...refund, at: time(START + 400_000) }] }], ['more given back than taken', { refunds: [refund, refund, refund] }],
    ['another payment', { id: 'pay_2' }], ['another reference', { merchant_reference: 'R2' }], ['an unknown state', { state: 'settled' }], ['no time', { updated_at: 'yesterday' }],
    ['a page that is a script', { pay_url: 'javascript:alert(1)' }], ['a whole card number', { method: { kind: 'card', label: 'Visa', last4: '4242424242424242' } }], ['no refunds list', { refunds: null }],
  ])('with %s is not believed', async (_name, changes) => {
    expect(await answering(200, { ...paid, ...changes }).query(handle)).toMatchObject({ kind: 'unknown', why: 'implausible-answer' })
  })

  test.each([[301], [undefined], ['text'], [[]]])('that is %j is not believed', async (body) => {
    expect(await answering(200, body).query(handle)).toMatchObject({ kind: 'unknown', why: 'implausible-answer' })
  })

  test('a little ahead of the platform’s clock is still believed', async () => {
    expect((await answering(200, { ...paid, updated_at: time(START + 299_000) }).query(handle)).kind).toBe('done')
  })

  test.each([['awaiting_payment', 'awaiting_payment'], ['cancelled', 'cancelled'], ['voided', 'cancelled'], ['expired', 'expired'], ['lapsed', 'expired']])('the state %s means %s', async (state, status) => {
    expect(await answering(200, { ...paid, state, captured: euro(0), paid_at: null }).query(handle)).toMatchObject({ kind: 'done', value: { status } })
  })
})

describe('a no', () => {
  const no = (status: number, code: string) => answering(status, { error: { code, message: 'No.', subject: 's' } }).cancel({ ...handle, idempotencyKey: 'k' })

  test.each([
    ['wrong_state', 'wrong-state'], ['not_found', 'not-found'], ['duplicate_reference', 'duplicate-reference'], ['key_reused', 'key-reused'], ['invalid_request', 'invalid-request'],
    ['currency_not_supported', 'currency-not-supported'], ['amount_too_small', 'amount-too-small'], ['amount_too_large', 'amount-too-large'], ['exceeds_authorized', 'exceeds-authorized'],
    ['exceeds_refundable', 'exceeds-refundable'], ['unknown_key', 'bad-credentials'], ['bad_signature', 'bad-credentials'], ['too_large', 'invalid-request'],
  ])('%s is refused as %s', async (code, reason) => {
    expect(await no(409, code)).toEqual({ kind: 'refused', refusal: { reason, code, words: 'No.', subject: 's' } })
  })
  test('a wrong clock is not a refusal', async () => {
    expect(await no(401, 'clock_skew')).toMatchObject({ kind: 'not-done', why: 'clock-skew' })
  })
  test('that nobody understands is not a certain no', async () => {
    expect([await no(409, 'because'), await answering(404, undefined).query(handle)]).toMatchObject([{ kind: 'unknown', why: 'implausible-answer' }, { kind: 'unknown', why: 'malformed-answer' }])
  })
})

describe('lines and payouts', () => {
  const line = {
    id: 'ln_1', type: 'payment', merchant_reference: 'R1', payment_id: 'pay_1', reference: null, gross_minor: 1_000, fee_minor: 12, net_minor: 988, currency: 'EUR', method: 'unionpay',
    description: '', occurred_at: time(START),
  }
  test('a type that nobody knows is kept and labelled', async () => {
    expect(await answering(200, { lines: [{ ...line, type: 'gift' }], next: null }).payoutLines('po_1', null)).toMatchObject({ kind: 'done', value: { lines: [{ type: 'unknown_type', typeText: 'gift' }] } })
  })
  test('a line whose net is not gross less fee is not believed', async () => {
    expect(await answering(200, { lines: [{ ...line, net_minor: 999 }], next: null }).payoutLines('po_1', null)).toMatchObject({ kind: 'unknown', why: 'implausible-answer' })
  })
  test('a list of payouts that never ends is given up', async () => {
    expect(await answering(200, { payouts: [], next: 'po_1' }).payoutsSince(0)).toMatchObject({ kind: 'unknown', why: 'implausible-answer' })
  })
})

test('everything that the adapter promises, the channel keeps', async () => {
  const { platform, open } = await openShop()
  expect(platform.capabilities).toMatchObject({ findBy: 'reference', feed: 'live', payouts: 'itemised', keyLifetimeMs: 2_592_000_000, clockLimitMs: 300_000, expiryMinutes: { least: 1, most: 10_080 } })
  const opened = await open({ expiresAt: START + 60_000 })
  expect(done(await platform.query(handleOf(opened))).expiresAt).toBe(START + 60_000)
})
