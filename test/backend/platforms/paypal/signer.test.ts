import { describe, expect, test } from 'vitest'
import { done, handleOf } from '../../../platforms/calls.ts'
import { HOUR, MINUTE, openShop } from './shop.ts'

describe('the access token', () => {
  test('is fetched once for many calls, also for those that begin at the same time', async () => {
    const { platform, open, paypal } = await openShop()
    const payment = await open()
    await Promise.all([1, 2, 3].map(() => platform.query(handleOf(payment))))
    expect(paypal.access.given()).toBe(1)
  })

  test('is fetched anew before it expires', async () => {
    const { look, open, paypal } = await openShop()
    const payment = await open()
    paypal.advance(9 * HOUR - 30_000)
    await look(payment)
    expect(paypal.access.given()).toBe(2)
  })

  test('that was revoked is replaced once, and the call is made all the same', async () => {
    const { platform, wish, paypal, requests, open } = await openShop()
    await open()
    paypal.access.revokeAll()
    requests()
    expect(done(await platform.create(wish())).status).toBe('awaiting_payment')
    expect(requests().slice(0, 3)).toEqual(['POST /v2/invoicing/invoices', 'POST /v1/oauth2/token', 'POST /v2/invoicing/invoices'])
  })

  test('is dropped when a permission is missing, so that a box ticked now acts soon', async () => {
    const { platform, paypal } = await openShop()
    paypal.access.untick('reporting')
    expect(await platform.payoutsSince(paypal.now())).toMatchObject({ kind: 'refused', refusal: { reason: 'missing-permission', code: 'PERMISSION_DENIED', subject: 'Transaction Search' } })
    paypal.access.tick('reporting')
    paypal.advance(MINUTE)
    await platform.payoutsSince(paypal.now())
    expect((await platform.payoutsSince(paypal.now())).kind).toBe('done')
    expect(paypal.access.given()).toBe(2)
  })

  test('that is young is kept, because a new one would have the same permissions', async () => {
    const { platform, paypal } = await openShop()
    paypal.access.untick('reporting')
    for (let count = 0; count < 5; count += 1) await platform.payoutsSince(paypal.now())
    expect(paypal.access.given()).toBe(1)
  })

  test('that cannot be had leaves a write certainly undone', async () => {
    const { platform, wish, wire, paypal } = await openShop()
    wire.strike({ fault: { kind: 'status', when: 'before', status: 503 }, on: 'read' })
    expect(await platform.create(wish())).toMatchObject({ kind: 'not-done', why: 'unreachable' })
    expect(paypal.books.invoices.size).toBe(0)
  })

  test('that is no token leaves a write certainly undone', async () => {
    const { platform, wish, wire } = await openShop()
    wire.strike({ fault: { kind: 'spoil', spoil: () => ({ scope: '' }) }, on: 'read' })
    expect(await platform.create(wish())).toMatchObject({ kind: 'not-done', why: 'unreachable' })
  })

  test('refused for good is told as bad credentials, by any call', async () => {
    const { platform, wish } = await openShop({}, { secrets: { clientId: 'A', clientSecret: 'wrong' } })
    expect(await platform.create(wish())).toMatchObject({ kind: 'refused', refusal: { reason: 'bad-credentials', code: 'invalid_client', words: 'Client Authentication failed' } })
  })
})

describe('the check of credentials', () => {
  test('names merchant, environment and nothing missing', async () => {
    const { platform } = await openShop()
    expect(done(await platform.checkCredentials())).toEqual({ merchant: 'QYR5Z8XDVJNXQ', environment: 'test', currency: null, missingPermissions: [], choices: [] })
  })

  test('names the currency of an account with one balance', async () => {
    const { platform, paid } = await openShop()
    await paid()
    expect(done(await platform.checkCredentials()).currency).toBe('EUR')
  })

  test('names each box that is not ticked, in PayPal\'s words', async () => {
    const { platform, paypal } = await openShop()
    for (const feature of ['invoicing', 'reporting', 'disputes', 'payments'] as const) paypal.access.untick(feature)
    expect(done(await platform.checkCredentials()).missingPermissions).toEqual([
      'Accept Payments (https://uri.paypal.com/services/payments/payment)', 'Invoicing (https://uri.paypal.com/services/invoicing)',
      'Transaction Search (https://uri.paypal.com/services/reporting/search/read)', 'Disputes (https://uri.paypal.com/services/disputes/read-seller)',
    ])
  })

  test('does not ask a shop without invoices for the permission to make them', async () => {
    const { platform, paypal } = await openShop({ model: 'checkout' })
    paypal.access.untick('invoicing')
    expect(done(await platform.checkCredentials()).missingPermissions).toEqual([])
  })

  test('sees the sandbox\'s credentials in a live account', async () => {
    const { platform } = await openShop({}, { environment: 'live' })
    expect(await platform.checkCredentials()).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-environment', code: 'APP-80W284485P519543T' } })
  })

  test('moves no money and makes nothing', async () => {
    const { platform, paypal, requests } = await openShop()
    await platform.checkCredentials()
    expect([paypal.books.invoices.size, paypal.books.orders.size]).toEqual([0, 0])
    expect(requests().filter((one) => one.startsWith('POST'))).toEqual(['POST /v1/oauth2/token', 'POST /v1/oauth2/token', 'POST /v2/invoicing/search-invoices'])
  })
})
