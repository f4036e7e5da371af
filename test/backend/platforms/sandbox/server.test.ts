import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { wireStateOf } from '../../../../electron/backend/platforms/account-wire.ts'
import { connectAccount } from '../../../../electron/backend/platforms/connect-account.ts'
import { createAccountWire } from '../../../../electron/backend/platforms/account-wire.ts'
import { sandboxPlatform } from '../../../../electron/backend/platforms/sandbox/sandbox.ts'
import { instantText, signAnswer, signatureHeaders, signRequest } from '../../../../electron/backend/platforms/sandbox/signature.ts'
import { done, HOUR, openShop, START, type Shop } from './shop.ts'

/** A request with headers of one's own, which fetch would not send. */
const raw = (baseUrl: string, path: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    request(baseUrl + path, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    }).on('error', reject).end()
  })

const signed = (shop: Shop, path: string, changes: { at?: string; secret?: string; keyId?: string; body?: string; signedPath?: string } = {}) => {
  const at = changes.at ?? instantText(START)
  return fetch(shop.sandbox.baseUrl + path, {
    headers: {
      [signatureHeaders.key]: changes.keyId ?? shop.credentials.keyId, [signatureHeaders.at]: at,
      [signatureHeaders.signature]: signRequest(changes.secret ?? shop.credentials.secret, { method: 'GET', path: changes.signedPath ?? path, at, body: changes.body ?? '' }),
    },
  })
}
const codeOf = async (response: Response): Promise<unknown> => ((await response.json()) as { error?: { code: string } }).error?.code ?? response.status

describe('the door', () => {
  test('it listens on this machine only, and to its own name', async () => {
    const { sandbox } = await openShop()
    const { host, port } = new URL(sandbox.baseUrl)
    expect(sandbox.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(await Promise.all(['evil.example', `localhost:${port}`, `127.0.0.1`, host].map((name) => raw(sandbox.baseUrl, '/', { host: name })))).toEqual([421, 421, 421, 200])
  })

  test('no other site may read its answers', async () => {
    const { sandbox } = await openShop()
    const response = await fetch(`${sandbox.baseUrl}/v1/merchant`, { headers: { origin: 'https://evil.example' } })
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  test('a request of more than 64 KB is refused', async () => {
    const shop = await openShop()
    expect((await shop.call('POST', '/v1/payments', { description: 'x'.repeat(70_000) })).status).toBe(413)
  })

  test('what does not exist is said so, signed', async () => {
    const shop = await openShop()
    expect(await codeOf(await signed(shop, '/v1/nothing'))).toBe('not_found')
    expect(await raw(shop.sandbox.baseUrl, '/favicon.ico', { host: new URL(shop.sandbox.baseUrl).host })).toBe(404)
  })

  test('a body that is not JSON is an invalid request', async () => {
    const shop = await openShop()
    const [path, at] = ['/v1/payments', instantText(START)]
    const response = await fetch(shop.sandbox.baseUrl + path, {
      method: 'POST', body: '{', headers: {
        [signatureHeaders.key]: shop.credentials.keyId, [signatureHeaders.at]: at, 'idempotency-key': 'k',
        [signatureHeaders.signature]: signRequest(shop.credentials.secret, { method: 'POST', path, at, body: '{' }),
      },
    })
    expect(await codeOf(response)).toBe('invalid_request')
  })
})

describe('who asks', () => {
  test('a right signature is let in', async () => {
    const shop = await openShop()
    expect(await (await signed(shop, '/v1/merchant')).json()).toEqual({ label: 'Corner Café', environment: 'test', currencies: ['EUR'], zone: 'Europe/Berlin', cutoff_hour: 4 })
  })

  test.each([
    ['a wrong secret', { secret: 'guess' }, 'bad_signature'], ['another path', { signedPath: '/v1/payments' }, 'bad_signature'], ['another body', { body: 'x' }, 'bad_signature'],
    ['an unknown key', { keyId: 'sk_none' }, 'unknown_key'], ['no time', { at: 'now' }, 'invalid_request'],
  ])('%s is not', async (_name, changes, code) => {
    expect(await codeOf(await signed(await openShop(), '/v1/merchant', changes))).toBe(code)
  })

  test.each([[-300_001, 'clock_skew'], [-300_000, 200], [300_000, 200], [300_001, 'clock_skew']])('a clock that is %i ms off is answered with %s', async (offMs, code) => {
    const shop = await openShop()
    expect(await codeOf(await signed(shop, '/v1/merchant', { at: instantText(START + offMs) }))).toBe(code)
  })

  test('answers are signed with the merchant’s secret, the no to a wrong clock included', async () => {
    const shop = await openShop()
    for (const at of [START, START + HOUR]) {
      const response = await signed(shop, '/v1/merchant', { at: instantText(at) })
      const told = { status: response.status, at: response.headers.get(signatureHeaders.answerAt) ?? '', body: await response.text() }
      expect(response.headers.get(signatureHeaders.answerSignature)).toBe(signAnswer(shop.credentials.secret, told))
    }
  })

  test('a stranger gets no signature', async () => {
    const response = await signed(await openShop(), '/v1/merchant', { secret: 'guess' })
    expect(response.headers.get(signatureHeaders.answerSignature)).toBeNull()
  })
})

describe('the adapter at this door', () => {
  const connect = (shop: Shop, keyId: string, secret: string) => connectAccount(sandboxPlatform, {
    accountId: 'a', environment: 'test', baseUrl: shop.sandbox.baseUrl, settings: { keyId }, secrets: { secret },
  }, { wire: createAccountWire(), fetch, clock: { now: () => START }, random: () => 0, sleep: () => Promise.resolve(), record: () => undefined })

  test('good credentials tell the merchant', async () => {
    const shop = await openShop()
    expect(done(await shop.platform.checkCredentials())).toEqual({ merchant: 'Corner Café', environment: 'test', currency: 'EUR', missingPermissions: [], choices: [] })
  })

  test('a merchant with several currencies has no single one', async () => {
    const shop = await openShop({ merchant: { currencies: ['EUR', 'CNY'] } })
    expect(done(await shop.platform.checkCredentials()).currency).toBeNull()
  })

  test('wrong and missing credentials are told apart', async () => {
    const shop = await openShop()
    expect(await connect(shop, shop.credentials.keyId, 'wrong').checkCredentials()).toMatchObject({ kind: 'refused', refusal: { reason: 'bad-credentials', code: 'bad_signature' } })
    expect(await connect(shop, 'sk_none', shop.credentials.secret).checkCredentials()).toMatchObject({ kind: 'refused', refusal: { reason: 'bad-credentials', code: 'unknown_key' } })
    expect(await connect(shop, '', '').checkCredentials()).toMatchObject({ kind: 'not-done', why: 'no-credentials' })
  })

  test('a clock that is off is noticed at the first answer, and works again when it is put right', async () => {
    const shop = await openShop()
    shop.ours.aheadMs = 400_000
    expect(await shop.platform.checkCredentials()).toMatchObject({ kind: 'not-done', why: 'clock-skew' })
    expect(wireStateOf(shop.wire, START).skewMs).toBe(400_000)
    const requests = shop.evidence.length
    expect(await shop.platform.checkCredentials()).toMatchObject({ kind: 'not-done', why: 'clock-skew', detail: "this machine's clock is 400 s ahead of the platform's" })
    expect(shop.evidence).toHaveLength(requests)
    shop.ours.aheadMs = 0
    expect((await shop.platform.checkCredentials()).kind).toBe('done')
  })

  test('the evidence holds neither the secret nor the signature', async () => {
    const shop = await openShop()
    await shop.open()
    const kept = JSON.stringify(shop.evidence)
    expect(kept).not.toContain(shop.credentials.secret)
    expect(shop.evidence[0]).toMatchObject({ requestHeaders: { [signatureHeaders.signature]: '[removed]', 'idempotency-key': 'create-1' }, responseHeaders: { [signatureHeaders.answerSignature]: '[removed]' } })
    expect(kept).toContain('Two coffees')
  })
})
