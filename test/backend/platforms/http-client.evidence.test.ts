import { describe, expect, test } from 'vitest'
import { wireStateOf } from '../../../electron/backend/platforms/account-wire.ts'
import { deadPort, serve } from './raw-server.ts'
import { client, openSigner, read, START, write } from './wire-client.ts'

describe('the two clocks', () => {
  test('the difference is known after one answer', async () => {
    const server = await serve((response) => response.setHeader('date', new Date(START - 42_000).toUTCString()).end('{}'))
    const { http, wire, clock } = client(server.baseUrl)
    await http.send(read)
    expect(wireStateOf(wire, clock.now()).skewMs).toBe(41_500)
  })

  test('a signer that knows the platform time better is asked', async () => {
    const server = await serve((response) => response.setHeader('x-time', String(START + 1_234)).end('{}'))
    const { http, wire, clock } = client(server.baseUrl, { signer: { ...openSigner, serverAt: (headers) => Number(headers['x-time']) } })
    expect(await http.send(read)).toMatchObject({ serverAt: START + 1_234 })
    expect(wireStateOf(wire, clock.now()).skewMs).toBe(-1_234)
  })

  test('with a clock that is too far off nothing signed is sent, until a probe shows that it was put right', async () => {
    const platform = { now: START - 400_000 }
    const server = await serve((response, { url }) => response.writeHead(url === '/' ? 302 : 200, { date: new Date(platform.now).toUTCString(), location: '/docs' }).end('{}'))
    const { http, clock, evidence } = client(server.baseUrl, { clockLimitMs: 300_000 })
    await http.send(read)
    expect(await http.send(write)).toEqual({ kind: 'not-sent', why: 'clock-skew', retryAt: null, detail: "this machine's clock is 400 s ahead of the platform's" })
    expect(server.heard).toHaveLength(1)

    clock.move(6_000)
    platform.now += 6_000
    expect(await http.send(read)).toMatchObject({ kind: 'not-sent', why: 'clock-skew' })
    expect(server.heard.map(({ url }) => url)).toEqual(['/orders?after=1', '/'])

    clock.move(-394_000)
    platform.now += 6_000
    expect(await http.send(write)).toMatchObject({ kind: 'answered' })
    expect(evidence.map(({ path }) => path)).toEqual(['/orders?after=1', '/', '/', '/orders'])
  })

  test('the time in an answer that is not the platform’s is not believed', async () => {
    const server = await serve((response) => response.setHeader('date', new Date(0).toUTCString()).end('{}'))
    const { http, wire, clock } = client(server.baseUrl, { signer: { ...openSigner, verify: () => false } })
    await http.send(read)
    expect(wireStateOf(wire, clock.now()).skewMs).toBeNull()
  })
})

describe('evidence', () => {
  test('each try is kept without secrets and card data', async () => {
    const server = await serve((response) => response.writeHead(402, { 'set-cookie': 'a=b' }).end('{"card":"4242424242424242","client_secret":"cs_1","echo":"sk_live_abcdef"}'))
    const { http, evidence } = client(server.baseUrl, {
      secrets: ['sk_live_abcdef'],
      signer: { ...openSigner, sign: () => Promise.resolve({ ok: true, headers: { authorization: 'Bearer sk_live_abcdef' } }) },
    })
    await http.send({ method: 'POST', path: '/pay?access_token=t1&x=1', headers: { 'idempotency-key': 'k1' }, json: { pan: '4242 4242 4242 4242', cvc: '123', amount: 5 } })
    expect(evidence).toEqual([{
      method: 'POST', path: '/pay?access_token=[removed]&x=1', requestBody: '{"pan":"4242 42** **** 4242","cvc":"[removed]","amount":5}',
      requestHeaders: { accept: 'application/json', 'content-type': 'application/json', 'idempotency-key': 'k1', authorization: '[removed]' },
      status: 402, responseHeaders: expect.objectContaining({ 'set-cookie': '[removed]' }) as object,
      responseText: '{"card":"424242******4242","client_secret":"[removed]","echo":"[removed]"}',
      sentAt: START, receivedAt: START, outcome: { kind: 'answered', why: null, detail: null }, attempt: 1,
    }])
  })

  test('a try without an answer is kept as well', async () => {
    const { http, evidence } = client(`http://127.0.0.1:${await deadPort()}`)
    await http.send(write)
    expect(evidence).toMatchObject([{ status: null, responseText: '', outcome: { kind: 'not-sent', why: 'unreachable' } }])
  })
})
