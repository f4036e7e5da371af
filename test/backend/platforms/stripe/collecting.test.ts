import { describe, expect, test } from 'vitest'
import { nestedForm } from '../../../platforms/bracket-form.ts'
import { actOn, done, handleOf, query } from '../../../platforms/calls.ts'
import { DAY, START } from './rig.ts'
import { answering, openShop, sessionAnswer, type Shop } from './shop.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What the last request said, as nested names. */
const lastForm = ({ said }: Shop) => nestedForm(new URLSearchParams(said.at(-1)!.requestBody)) as Record<string, never>

describe('a session', () => {
  test('asks for one line with the whole amount, marked in both places', async () => {
    const shop = await openShop()
    const opened = await shop.open({ merchantReference: 'CF-7', description: 'Two coffees & a cake' })
    const marks = { order_id: 'CF-7', order_deadline: new Date(START + HOUR).toISOString() }
    expect(shop.said.at(-1)!.path).toBe('/v1/checkout/sessions')
    expect(lastForm(shop)).toMatchObject({
      mode: 'payment', line_items: [{ quantity: '1', price_data: { currency: 'eur', unit_amount: '10000', product_data: { name: 'Two coffees & a cake' } } }],
      client_reference_id: 'CF-7', metadata: marks, payment_intent_data: { metadata: marks, description: 'Two coffees & a cake' }, success_url: 'https://shop.example/thanks', locale: 'en',
      adaptive_pricing: { enabled: 'false' },
    })
    expect(lastForm(shop)).not.toHaveProperty('payment_method_types')
    expect(opened).toMatchObject({ platformReference: expect.stringMatching(/^cs_/) as string, payUrl: expect.stringContaining('checkout.stripe.com') as string, expiresAt: START + HOUR, platformData: {} })
  })

  test('speaks the pinned version with the key as bearer, and an idempotency key with writes only', async () => {
    const shop = await openShop()
    await shop.look(await shop.open())
    expect(shop.said.map(({ requestHeaders: headers }) => [headers['stripe-version'], headers['authorization']?.slice(0, 15), headers['idempotency-key']])).toEqual([
      ['2026-10-28.endive', 'Bearer sk_test_', '01JCREATE1'], ['2026-10-28.endive', 'Bearer sk_test_', undefined],
    ])
  })

  test.each([
    ['zh-CN', 'zh'], ['en', 'en'], ['de', 'auto'],
  ])('in %s shows a page in %s', async (locale, told) => {
    const shop = await openShop()
    await shop.open({ locale })
    expect(lastForm(shop)).toMatchObject({ locale: told })
  })

  test.each([['card', ['card']], ['unionpay', ['card']], ['wallet', undefined], [null, undefined]] as const)('with the hint %s offers %j', async (methodHint, offered) => {
    const shop = await openShop()
    await shop.open({ methodHint })
    expect(lastForm(shop)['payment_method_types']).toEqual(offered)
  })

  test('without a description is named by our reference', async () => {
    const shop = await openShop()
    await shop.open({ merchantReference: 'CF-8', description: '  ' })
    expect(lastForm(shop)).toMatchObject({ line_items: [{ price_data: { product_data: { name: 'CF-8' } } }] })
  })

  test('of a shop without a page sends the customer to a neutral one', () => {
    const { platform, asked } = answering(() => ({ body: { ...sessionAnswer, status: 'open', payment_status: 'unpaid', payment_intent: null } }))
    void platform.create({ merchantReference: 'R1', idempotencyKey: 'k', amount: { minor: 10_000, currency: 'EUR' }, description: '', captureMode: 'automatic', methodHint: null, expiresAt: START + HOUR, createdAt: START, locale: 'en' })
    expect(asked[0]!.form!.get('success_url')).toBe('https://stripe.com/')
  })

  test.each([
    ['a quarter of an hour', 15 * MINUTE, 15 * MINUTE + 35 * MINUTE], ['an hour', HOUR, HOUR + 35 * MINUTE], ['23 hours', 23 * HOUR, 23 * HOUR + 35 * MINUTE], ['a day', DAY, DAY - 5 * MINUTE],
  ])('for %s ends by itself after our deadline, and within Stripe’s day', async (_name, life, end) => {
    const shop = await openShop()
    const opened = await shop.open({ expiresAt: START + life })
    expect(lastForm(shop)['expires_at']).toBe(String((START + end) / 1_000))
    expect(opened.expiresAt).toBe(START + Math.min(life, end))
  })

  test('sent late is still good, and the same request', async () => {
    const shop = await openShop()
    const wish = shop.wish({ expiresAt: START + 15 * MINUTE })
    shop.rig.advance(14 * MINUTE)
    expect((await shop.platform.create(wish)).kind).toBe('done')
    shop.rig.advance(30_000)
    expect((await shop.platform.create(wish)).kind).toBe('done')
    expect(new Set(shop.said.filter(({ method }) => method === 'POST').map(({ requestBody }) => requestBody)).size).toBe(1)
  })

  test('repeated with its key is looked at anew: the stored answer is old', async () => {
    const shop = await openShop()
    const wish = shop.wish()
    const opened = done(await shop.platform.create(wish))
    shop.buyer.pays(opened.platformReference)
    expect(done(await shop.platform.create(wish))).toMatchObject({ platformReference: opened.platformReference, status: 'paid', captured: opened.amount })
  })
})

describe('a link', () => {
  const days = { expiresAt: START + 3 * DAY }

  test('is what an order gets that lives for longer than a day; it can be paid once, and Stripe says thank you', async () => {
    const shop = await openShop()
    const opened = await shop.open({ ...days, captureMode: 'manual' })
    expect(opened).toMatchObject({ platformReference: expect.stringMatching(/^plink_/) as string, payUrl: expect.stringContaining('buy.stripe.com') as string, expiresAt: START + 3 * DAY, platformData: { paymentLink: opened.platformReference } })
    expect(lastForm(shop)).toMatchObject({
      restrictions: { completed_sessions: { limit: '1' } }, after_completion: { type: 'redirect', redirect: { url: 'https://shop.example/thanks' } }, metadata: { order_id: 'CF-1' },
      payment_intent_data: { metadata: { order_id: 'CF-1' }, capture_method: 'manual' },
    })
  })

  test('stays payable through many visits, a declined card and days', async () => {
    const shop = await openShop()
    const opened = await shop.open(days)
    shop.buyer.pageOf(opened.platformReference)
    shop.buyer.isDeclined(opened.platformReference)
    shop.rig.advance(2 * DAY)
    expect(await shop.look(opened)).toMatchObject({ status: 'awaiting_payment', payUrl: opened.payUrl })
    shop.buyer.pays(opened.platformReference)
    expect(await shop.look(opened)).toMatchObject({ status: 'paid', captured: opened.amount, merchantReference: 'CF-1', platformData: { paymentLink: opened.platformReference, session: expect.stringMatching(/^cs_/) as string, paymentIntent: expect.stringMatching(/^pi_/) as string, charge: expect.stringMatching(/^ch_/) as string } })
  })

  test('that was paid twice against Stripe’s word shows all the money', async () => {
    const shop = await openShop()
    const opened = await shop.open(days)
    shop.buyer.pays(opened.platformReference)
    shop.books.links.get(opened.platformReference)!.active = true
    shop.buyer.pays(opened.platformReference)
    const twice = await shop.look(opened)
    expect(twice).toMatchObject({ status: 'paid', amount: opened.amount, captured: { minor: 20_000, currency: 'EUR' }, fee: null })
    expect(Object.keys(twice.platformData).toSorted()).toEqual(['charge', 'charge2', 'paymentIntent', 'paymentIntent2', 'paymentLink', 'session', 'session2'])
  })
})

describe('the deadline', () => {
  test.each([['a session', HOUR], ['a link', 3 * DAY]])('of %s is kept by cancelling, and that is an expiry', async (_name, life) => {
    const shop = await openShop()
    const opened = await shop.open({ expiresAt: START + life })
    shop.rig.advance(life)
    expect(done(await shop.platform.cancel(actOn(opened)))).toMatchObject({ status: 'expired', payUrl: null })
    expect(shop.buyer.pays(opened.platformReference)).toBe(false)
  })

  test.each([['a session', HOUR], ['a link', 3 * DAY]])('has nothing to do with %s that somebody cancelled before: it stays cancelled', async (_name, life) => {
    const shop = await openShop()
    const opened = await shop.open({ expiresAt: START + life })
    const cancelled = done(await shop.platform.cancel(actOn(opened)))
    expect(cancelled.status).toBe('cancelled')
    shop.rig.advance(2 * life)
    expect((await query(shop.platform, cancelled)).status).toBe('cancelled')
  })

  test('is kept by Stripe itself half an hour later when nobody cancels', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    shop.rig.advance(HOUR + 36 * MINUTE)
    expect(await shop.look(opened)).toMatchObject({ status: 'expired', expiresAt: START + HOUR })
  })
})

describe('finding', () => {
  test('goes through all pages, past the sessions of other programs', async () => {
    const shop = await openShop()
    const wish = shop.wish()
    const opened = done(await shop.platform.create(wish))
    for (let count = 0; count < 230; count += 1) shop.books.sessions.set(`cs_setup_${count}`, { ...shop.books.sessions.get(opened.platformReference)!, id: `cs_setup_${count}`, metadata: {}, client_reference_id: null, amount_total: null as never, currency: null as never })
    expect(done(await shop.platform.findByReference(wish))?.platformReference).toBe(opened.platformReference)
    expect(shop.heard('GET /v1/checkout/sessions')).toBe(3)
  })

  test('takes the paid one when there are two', async () => {
    const shop = await openShop()
    const wish = shop.wish()
    const first = done(await shop.platform.create(wish))
    done(await shop.platform.create({ ...wish, idempotencyKey: 'another' }))
    shop.buyer.pays(first.platformReference)
    expect(done(await shop.platform.findByReference(wish))).toMatchObject({ platformReference: first.platformReference, status: 'paid' })
  })

  test('finds links too', async () => {
    const shop = await openShop()
    const wish = shop.wish({ expiresAt: START + 3 * DAY })
    const opened = done(await shop.platform.create(wish))
    for (let count = 0; count < 120; count += 1) await shop.open({ expiresAt: START + 3 * DAY })
    expect(done(await shop.platform.findByReference(wish))).toEqual({ ...opened, asOf: expect.any(Number) as number })
    expect(done(await shop.platform.findByReference({ ...wish, merchantReference: 'CF-none' }))).toBeNull()
  })

  test('finds the link behind a session that it opened', async () => {
    const shop = await openShop()
    const wish = shop.wish({ expiresAt: START + 3 * DAY })
    const opened = done(await shop.platform.create(wish))
    shop.buyer.pays(opened.platformReference)
    expect(done(await shop.platform.findByReference(wish))).toMatchObject({ platformReference: opened.platformReference, status: 'paid' })
  })

  test('of what is not there is a question that was answered', async () => {
    const shop = await openShop()
    const opened = await shop.open()
    expect(await shop.platform.query({ ...handleOf(opened), platformReference: 'plink_none' })).toMatchObject({ kind: 'refused', refusal: { reason: 'not-found' } })
  })
})
