import { describe, expect, test } from 'vitest'
import type { HttpOutcome } from '../../../../electron/backend/platforms/platform.ts'
import { createSquareAdapter } from '../../../../electron/backend/platforms/square/adapter.ts'

const START = Date.UTC(2026, 9, 14, 10)
const account = { accountId: 'a1', environment: 'test' as const, baseUrl: 'http://127.0.0.1', settings: { locationId: 'L1' }, secrets: {} }

/** An adapter whose platform always answers this. */
const answering = (status: number, body: unknown) => createSquareAdapter({
  send: (): Promise<HttpOutcome> => Promise.resolve({ kind: 'answered', status, headers: {}, body, text: '', sentAt: START, receivedAt: START, serverAt: START }),
}, account)

const wish = {
  merchantReference: 'CF-1', idempotencyKey: 'k1', amount: { minor: 100, currency: 'USD' }, description: '', captureMode: 'automatic' as const, methodHint: null,
  expiresAt: START, createdAt: START, locale: 'en',
}
const errors = (category: string, code: string, detail = 'No.', field?: string) => ({ errors: [{ category, code, detail, ...(field === undefined ? {} : { field }) }] })
const INVALID = 'INVALID_REQUEST_ERROR'
const PRICE = 'order.line_items[0].base_price_money'

describe('a no', () => {
  test.each<[number, string, string, string, string | undefined, string]>([
    [401, 'AUTHENTICATION_ERROR', 'UNAUTHORIZED', '', undefined, 'bad-credentials'],
    [401, 'AUTHENTICATION_ERROR', 'ACCESS_TOKEN_REVOKED', '', undefined, 'bad-credentials'],
    [401, 'AUTHENTICATION_ERROR', 'ACCESS_TOKEN_EXPIRED', '', undefined, 'expired-credentials'],
    [403, 'AUTHENTICATION_ERROR', 'INSUFFICIENT_SCOPES', '', undefined, 'missing-permission'],
    [403, 'AUTHENTICATION_ERROR', 'FORBIDDEN', '', undefined, 'missing-permission'],
    [404, INVALID, 'NOT_FOUND', '', undefined, 'not-found'],
    [400, INVALID, 'IDEMPOTENCY_KEY_REUSED', '', 'idempotency_key', 'key-reused'],
    [400, INVALID, 'VALUE_TOO_LOW', '', `${PRICE}.amount`, 'amount-too-small'],
    [400, INVALID, 'VALUE_TOO_HIGH', '', `${PRICE}.amount`, 'amount-too-large'],
    [400, INVALID, 'INVALID_VALUE', 'Amount must be at least 100.', 'amount_money', 'amount-too-small'],
    [400, INVALID, 'INVALID_VALUE', 'The amount exceeds the maximum.', 'amount_money.amount', 'amount-too-large'],
    [400, INVALID, 'INVALID_VALUE', 'Currency must be USD.', `${PRICE}.currency`, 'currency-not-supported'],
    [400, INVALID, 'UNSUPPORTED_CURRENCY', '', undefined, 'currency-not-supported'],
    [400, INVALID, 'VALUE_TOO_LONG', 'Field must not be greater than 40 length', 'order.reference_id', 'invalid-request'],
    [400, INVALID, 'MISSING_REQUIRED_PARAMETER', '', 'order', 'invalid-request'],
    [400, INVALID, 'SOMETHING_NEW', '', undefined, 'invalid-request'],
    [400, 'REFUND_ERROR', 'REFUND_AMOUNT_INVALID', '', undefined, 'exceeds-refundable'],
    [400, 'REFUND_ERROR', 'REFUND_ALREADY_PENDING', '', undefined, 'wrong-state'],
    [400, 'REFUND_ERROR', 'PAYMENT_NOT_REFUNDABLE', '', undefined, 'wrong-state'],
    [402, 'PAYMENT_METHOD_ERROR', 'GENERIC_DECLINE', '', undefined, 'declined'],
    [400, 'PAYMENT_METHOD_ERROR', 'TRANSACTION_LIMIT', '', undefined, 'amount-too-large'],
    [409, INVALID, 'VERSION_MISMATCH', '', 'order.version', 'wrong-state'],
  ])('%d %s %s (%s) about %s is %s', async (status, category, code, detail, field, reason) => {
    const outcome = await answering(status, errors(category, code, detail, field)).create(wish)
    expect(outcome).toEqual({ kind: 'refused', refusal: { reason, code, words: detail === '' ? code : detail, subject: field ?? null } })
  })

  test('names the missing permission', async () => {
    const detail = 'The merchant must authorize your application for the following scopes: ORDERS_WRITE'
    expect(await answering(403, errors('AUTHENTICATION_ERROR', 'INSUFFICIENT_SCOPES', detail)).create(wish)).toMatchObject({ refusal: { reason: 'missing-permission', subject: 'ORDERS_WRITE' } })
  })

  test.each<[number, string, string]>([
    [409, INVALID, 'CONFLICT'], [400, 'API_ERROR', 'TEMPORARY_ERROR'], [400, 'API_ERROR', 'SOMETHING_NEW'], [400, 'EXTERNAL_VENDOR_ERROR', 'PLAID_ERROR'], [400, INVALID, 'GATEWAY_TIMEOUT'],
    [400, 'SOMETHING_NEW', 'SOMETHING_NEW'],
  ])('%d %s %s is not certain', async (status, category, code) => {
    expect((await answering(status, errors(category, code)).create(wish)).kind).toBe('unknown')
  })

  test('of which one reason is not certain is not certain', async () => {
    const both = { errors: [...errors(INVALID, 'BAD_REQUEST').errors, ...errors('API_ERROR', 'INTERNAL_SERVER_ERROR').errors] }
    expect((await answering(400, both).create(wish)).kind).toBe('unknown')
  })

  test('about the rate was not carried out', async () => {
    expect(await answering(400, errors('RATE_LIMIT_ERROR', 'RATE_LIMITED')).create(wish)).toMatchObject({ kind: 'not-done', why: 'rate-limited' })
  })

  test('without a reason is certain only where nobody was let in', async () => {
    expect(await answering(401, undefined).create(wish)).toMatchObject({ kind: 'refused', refusal: { reason: 'bad-credentials' } })
    for (const status of [400, 403, 404, 409, 422]) expect((await answering(status, undefined).create(wish)).kind).toBe('unknown')
  })
})

describe('an answer that cannot be true', () => {
  const link = { payment_link: { id: 'L', version: 1, order_id: 'o1', url: 'https://square.link/u/L', created_at: '2026-10-14T10:00:00Z' } }
  const order = { id: 'o1', location_id: 'L1', reference_id: 'CF-1', state: 'DRAFT', total_money: { amount: 100, currency: 'USD' }, created_at: '2026-10-14T10:00:00Z' }

  test('a link without its order is enough', async () => {
    expect((await answering(200, link).create(wish)).kind).toBe('done')
  })

  test.each<[string, unknown]>([
    ['nothing', undefined], ['a word', 'ok'], ['a list', []], ['an empty object', {}], ['errors with 200', { ...link, ...errors('API_ERROR', 'INTERNAL_SERVER_ERROR') }],
    ['no order id', { payment_link: { ...link.payment_link, order_id: null } }], ['no address', { payment_link: { ...link.payment_link, url: null } }],
    ['a page that is a script', { payment_link: { ...link.payment_link, url: 'javascript:alert(1)' } }],
    ['another amount', { ...link, related_resources: { orders: [{ ...order, total_money: { amount: 101, currency: 'USD' } }] } }],
    ['another reference', { ...link, related_resources: { orders: [{ ...order, reference_id: 'CF-2' }] } }],
    ['half a cent', { ...link, related_resources: { orders: [{ ...order, total_money: { amount: 100.5, currency: 'USD' } }] } }],
    ['an amount as text', { ...link, related_resources: { orders: [{ ...order, total_money: { amount: '100', currency: 'USD' } }] } }],
    ['a currency of nobody', { ...link, related_resources: { orders: [{ ...order, total_money: { amount: 100, currency: 'XXQ' } }] } }],
  ])('to a create: %s', async (_name, body) => {
    expect((await answering(200, body).create(wish)).kind).toBe('unknown')
  })

  const handle = { platformReference: 'o1', merchantReference: 'CF-1', currency: 'USD', platformData: {} }
  test.each<[string, object]>([
    ['another order', { id: 'o2' }], ['another reference', { reference_id: 'CF-2' }], ['another currency', { total_money: { amount: 100, currency: 'EUR' } }],
    ['no total', { total_money: undefined }], ['an amount below zero', { total_money: { amount: -1, currency: 'USD' } }], ['no time', { created_at: 'yesterday' }],
    ['no amount', { total_money: { currency: 'USD' } }], ['infinity', { total_money: { amount: Number.POSITIVE_INFINITY, currency: 'USD' } }],
  ])('to a question: %s', async (_name, changes) => {
    expect((await answering(200, { order: { ...order, ...changes } }).query(handle)).kind).toBe('unknown')
  })

  test('the same order, as it should be, is believed', async () => {
    expect(await answering(200, { order }).query(handle)).toMatchObject({ kind: 'done', value: { status: 'awaiting_payment', amount: { minor: 100, currency: 'USD' } } })
  })
})
