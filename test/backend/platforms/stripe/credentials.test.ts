import { describe, expect, test } from 'vitest'
import { done } from '../../../platforms/calls.ts'
import { SECRET_KEY } from '../../../simulators/stripe/simulator.ts'
import { answering, openShop, type Shop } from './shop.ts'

const RESTRICTED = 'rk_test_51RestrictedKeyOfTheShop'
const enough = [
  'checkout_session_write', 'payment_links_write', 'price_write', 'product_write', 'payment_intent_write', 'refund_write', 'charge_read', 'dispute_read', 'event_read', 'payout_read', 'balance_transaction_source_read', 'balance_read',
]
const checkWith = (shop: Shop, secretKey: string, environment: 'test' | 'live' = 'test') => shop.connect({ ...shop.rig.account, environment, secrets: { secretKey } }).checkCredentials()

describe('a key', () => {
  test('with all rights costs two questions', async () => {
    const shop = await openShop()
    expect(done(await checkWith(shop, SECRET_KEY))).toEqual({ merchant: 'Corner Café', environment: 'test', currency: 'USD', missingPermissions: [], choices: [] })
    expect(shop.said.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/balance', 'GET /v1/account'])
  })

  test.each([['with blanks around it', `  ${SECRET_KEY}\n`]])('%s still works', async (_name, key) => {
    const shop = await openShop()
    expect((await checkWith(shop, key)).kind).toBe('done')
  })

  test.each([
    ['a live key in a test account', 'sk_live_51', 'test', 'wrong-environment'], ['a restricted live key in a test account', 'rk_live_51', 'test', 'wrong-environment'],
    ['a test key in a live account', SECRET_KEY, 'live', 'wrong-environment'], ['a publishable key', 'pk_test_51', 'test', 'bad-credentials'],
  ] as const)('%s is refused before anything is sent', async (_name, key, environment, reason) => {
    const shop = await openShop()
    expect(await checkWith(shop, key, environment)).toMatchObject({ kind: 'refused', refusal: { reason, subject: 'secretKey' } })
    expect(shop.said).toEqual([])
  })

  test('that does not say its mode is found out by what it sees', async () => {
    const { platform } = answering(({ path }) => ({ body: path === '/v1/balance' ? { object: 'balance', livemode: true, available: [] } : {} }), { secrets: { secretKey: 'mk_1' } })
    expect(await platform.checkCredentials()).toMatchObject({ kind: 'refused', refusal: { reason: 'wrong-environment' } })
  })

  test('that has expired is told from one that never was', async () => {
    const shop = await openShop()
    shop.keys.expired.add('sk_test_51Old')
    expect(await checkWith(shop, 'sk_test_51Old')).toMatchObject({ kind: 'refused', refusal: { reason: 'expired-credentials', code: 'api_key_expired' } })
    expect(await checkWith(shop, 'sk_test_51Never')).toMatchObject({ kind: 'refused', refusal: { reason: 'bad-credentials', words: expect.stringContaining('Invalid API Key') as string } })
  })

  test.each(['', '  ', 'sk_test_ü', 'two words'])('%j is not sent', async (key) => {
    const shop = await openShop()
    expect(await checkWith(shop, key)).toMatchObject({ kind: 'not-done', why: 'no-credentials' })
    expect(shop.said).toEqual([])
  })
})

describe('a restricted key', () => {
  const check = async (permissions: readonly string[]) => {
    const shop = await openShop()
    shop.keys.restricted.set(RESTRICTED, new Set(permissions))
    return { shop, outcome: await checkWith(shop, RESTRICTED) }
  }

  test('with just enough is fine, and nothing has come into being', async () => {
    const { shop, outcome } = await check(enough)
    expect(done(outcome)).toEqual({ merchant: 'acct_1simulated', environment: 'test', currency: 'USD', missingPermissions: [], choices: [] })
    expect([shop.books.sessions.size, shop.books.links.size, shop.books.intents.size, shop.books.refunds.size, shop.books.events.size]).toEqual([0, 0, 0, 0, 0])
  })

  test.each(enough)('without %s is told so in Stripe’s own word', async (permission) => {
    const { outcome } = await check(enough.filter((one) => one !== permission))
    expect(done(outcome).missingPermissions).toEqual([`rak_${permission}`])
  })

  test('that may only read lacks what writes', async () => {
    const { outcome } = await check(enough.map((permission) => permission.replace(/_write$/, '_read')))
    expect(done(outcome).missingPermissions).toEqual(['rak_checkout_session_write', 'rak_payment_links_write', 'rak_price_write', 'rak_product_write', 'rak_refund_write', 'rak_payment_intent_write'])
  })

  test('is not judged while Stripe does not answer', async () => {
    const shop = await openShop()
    shop.keys.restricted.set(RESTRICTED, new Set(enough))
    shop.wire.strike({ fault: { kind: 'malformed' }, on: 'write', times: 1 })
    expect((await checkWith(shop, RESTRICTED)).kind).toBe('unknown')
  })

  test('names the missing right when it is used', async () => {
    const shop = await openShop()
    shop.keys.restricted.set(RESTRICTED, new Set(['event_read']))
    const platform = shop.connect({ ...shop.rig.account, secrets: { secretKey: RESTRICTED } })
    expect(await platform.create(shop.wish())).toMatchObject({ kind: 'refused', refusal: { reason: 'missing-permission', subject: 'rak_checkout_session_write' } })
  })
})

test('a merchant without a name has an address, or at least an id', async () => {
  const named = async (merchant: object) => done(await answering(({ path }) => ({ body: path === '/v1/balance' ? { livemode: false, available: [{ currency: 'eur' }, { currency: 'eur' }] } : merchant })).platform.checkCredentials())
  expect(await named({ id: 'acct_1', business_profile: { name: null }, settings: { dashboard: { display_name: 'Tea & Co' } } })).toMatchObject({ merchant: 'Tea & Co', currency: 'EUR' })
  expect(await named({ id: 'acct_1', email: 'tea@example.com' })).toMatchObject({ merchant: 'tea@example.com' })
  expect(await named({ id: 'acct_1' })).toMatchObject({ merchant: 'acct_1' })
})
