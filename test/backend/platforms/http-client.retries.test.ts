import { describe, expect, test } from 'vitest'
import { wireStateOf } from '../../../electron/backend/platforms/account-wire.ts'
import type { RequestSigner } from '../../../electron/backend/platforms/platform.ts'
import { serve } from './raw-server.ts'
import { client, openSigner, read, START, write } from './wire-client.ts'

describe('trying again', () => {
  test('a read is tried three times, each after a longer pause', async () => {
    const server = await serve((response) => response.writeHead(503).end('busy'))
    const { http, slept, evidence } = client(server.baseUrl)
    expect(await http.send(read)).toEqual({ kind: 'no-answer', why: 'server-error', detail: 'HTTP 503' })
    expect([slept, evidence.map(({ attempt }) => attempt)]).toEqual([[300, 600], [1, 2, 3]])
  })

  test('the first good answer ends it', async () => {
    const server = await serve((response, _heard, count) => (count < 3 ? response.socket?.destroy() : response.end('{"ok":true}')))
    expect(await client(server.baseUrl).http.send(read)).toMatchObject({ kind: 'answered', body: { ok: true } })
  })

  test.each([['a lost connection', 0], ['a server error', 500], ['a gateway error', 502], ['a request timeout', 408]])('a write is never repeated after %s', async (_name, status) => {
    const server = await serve((response) => (status === 0 ? response.socket?.destroy() : response.writeHead(status).end('{}')))
    expect((await client(server.baseUrl).http.send(write)).kind).toBe('no-answer')
    expect(server.heard).toHaveLength(1)
  })

  test('a write that is marked safe is repeated', async () => {
    const server = await serve((response, _heard, count) => (count === 1 ? response.writeHead(500).end() : response.end('{}')))
    expect(await client(server.baseUrl).http.send({ ...write, isSafe: true })).toMatchObject({ kind: 'answered' })
  })

  test('malformed and unproved answers are not asked for again', async () => {
    const server = await serve((response) => response.end('<html>'))
    await client(server.baseUrl).http.send(read)
    expect(server.heard).toHaveLength(1)
  })

  test('Retry-After in seconds and as a date is obeyed', async () => {
    const server = await serve((response, _heard, count) => {
      if (count === 1) return response.writeHead(429, { 'retry-after': '2' }).end()
      if (count === 2) return response.writeHead(503, { 'retry-after': new Date(START + 60_000).toUTCString(), date: new Date(START + 56_000).toUTCString() }).end()
      return response.end('{}')
    })
    const { http, slept } = client(server.baseUrl)
    expect(await http.send(read)).toMatchObject({ kind: 'answered' })
    expect(slept).toEqual([2_000, 4_000])
  })

  test('a read does not wait for longer than ten seconds, and says when to come back', async () => {
    const server = await serve((response) => response.writeHead(429, { 'retry-after': '60' }).end())
    const { http, clock } = client(server.baseUrl)
    const until = START + 60_000
    expect(await http.send(read)).toEqual({ kind: 'not-sent', why: 'rate-limited', retryAt: until, detail: 'HTTP 429' })
    expect(await http.send(write)).toMatchObject({ kind: 'not-sent', why: 'rate-limited', retryAt: until })
    clock.move(60_000)
    await http.send(read)
    expect(server.heard).toHaveLength(2)
  })

  test('a write that met 429 was not carried out', async () => {
    const server = await serve((response) => response.writeHead(429).end())
    expect(await client(server.baseUrl).http.send(write)).toEqual({ kind: 'not-sent', why: 'rate-limited', retryAt: START + 1_000, detail: 'HTTP 429' })
    expect(server.heard).toHaveLength(1)
  })

  test('on 401 even a write is sent once more, with fresh proof', async () => {
    let token = 1
    const signer: RequestSigner = { ...openSigner, sign: () => Promise.resolve({ ok: true, headers: { authorization: `Bearer t${token}` } }), renew: () => (token += 1) > 0 }
    const server = await serve((response, { headers }) => response.writeHead(headers.authorization === 'Bearer t2' ? 201 : 401).end('{}'))
    expect(await client(server.baseUrl, { signer }).http.send(write)).toMatchObject({ kind: 'answered', status: 201 })
    expect(server.heard).toHaveLength(2)
  })

  test('on 401 it is once, not for ever', async () => {
    const server = await serve((response) => response.writeHead(401).end('{}'))
    const { http } = client(server.baseUrl, { signer: { ...openSigner, renew: () => true } })
    expect(await http.send(write)).toMatchObject({ kind: 'answered', status: 401 })
    expect(server.heard).toHaveLength(2)
  })

  test('a signer that cannot sign ends the call with its own outcome', async () => {
    const outcome = { kind: 'not-sent', why: 'no-credentials', retryAt: null, detail: 'no token' } as const
    const server = await serve((response) => response.end('{}'))
    const { http } = client(server.baseUrl, { signer: { ...openSigner, sign: () => Promise.resolve({ ok: false, outcome }) } })
    expect(await http.send(write)).toEqual(outcome)
  })

  test('a signer may fetch its token over the same wire, even as the one probe of an open circuit', async () => {
    const server = await serve((response, { url }, count) => (count <= 5 ? response.socket?.destroy() : response.end(url === '/token' ? '{"t":1}' : '{"ok":1}')))
    const signer: RequestSigner = { ...openSigner, sign: async (_request, http) => {
      const outcome = await http.send({ method: 'POST', path: '/token' })
      return outcome.kind === 'answered' ? { ok: true, headers: {} } : { ok: false, outcome }
    } }
    const { http, clock } = client(server.baseUrl, { signer })
    for (let call = 0; call < 5; call += 1) await http.send(write)
    clock.move(10_000)
    expect(await http.send(write)).toMatchObject({ kind: 'answered', body: { ok: 1 } })
  })
})

describe('sparing the platform', () => {
  test('the bucket lets a burst through, then the rate', async () => {
    const server = await serve((response) => response.end('{}'))
    const { http, slept } = client(server.baseUrl, { rateLimit: { perSecond: 2, burst: 3 } })
    for (let call = 0; call < 6; call += 1) await http.send(read)
    expect(slept).toEqual([500, 500, 500])
  })

  test('callers that wait together are spread over time', async () => {
    const server = await serve((response) => response.end('{}'))
    const { http, slept } = client(server.baseUrl, { rateLimit: { perSecond: 1, burst: 1 }, clock: { now: () => START } })
    await Promise.all([http.send(read), http.send(read), http.send(read)])
    expect(slept).toEqual([1_000, 2_000])
  })

  test('who would wait for more than ten seconds is told when to come back', async () => {
    const server = await serve((response) => response.end('{}'))
    const { http } = client(server.baseUrl, { rateLimit: { perSecond: 0.05, burst: 1 } })
    await http.send(read)
    expect(await http.send(read)).toMatchObject({ kind: 'not-sent', why: 'rate-limited', retryAt: START + 20_000 })
    expect(server.heard).toHaveLength(1)
  })

  test('after five failures in a row the circuit opens, and one probe closes it', async () => {
    const server = await serve((response, _heard, count) => (count <= 5 ? response.writeHead(500).end() : response.end('{}')))
    const { http, wire, clock } = client(server.baseUrl)
    for (let call = 0; call < 5; call += 1) await http.send(write)
    expect(await http.send(write)).toEqual({ kind: 'not-sent', why: 'circuit-open', retryAt: START + 10_000, detail: expect.any(String) as string })
    expect([server.heard.length, wireStateOf(wire, clock.now()).openUntil]).toEqual([5, START + 10_000])
    clock.move(10_000)
    expect(await http.send(write)).toMatchObject({ kind: 'answered' })
    expect(wireStateOf(wire, clock.now()).openUntil).toBeNull()
  })

  test('while the probe is on its way nobody else may ask, and a failed probe doubles the pause', async () => {
    const server = await serve((response) => void setTimeout(() => response.writeHead(500).end(), 30))
    const { http, wire, clock } = client(server.baseUrl)
    for (let call = 0; call < 5; call += 1) await http.send(write)
    clock.move(10_000)
    const [probe, other] = await Promise.all([http.send(write), http.send(write)])
    expect([probe.kind, other]).toEqual(['no-answer', expect.objectContaining({ kind: 'not-sent', why: 'circuit-open' })])
    expect(wireStateOf(wire, clock.now()).openUntil).toBe(clock.now() + 20_000)
  })

  test('a refusal is no failure', async () => {
    const server = await serve((response) => response.writeHead(422).end('{}'))
    const { http } = client(server.baseUrl)
    for (let call = 0; call < 8; call += 1) await http.send(write)
    expect(server.heard).toHaveLength(8)
  })

  test('health tells the last half hour', async () => {
    const server = await serve((response, _heard, count) => (count === 2 ? response.socket?.destroy() : response.end('{}')))
    const { http, wire, clock } = client(server.baseUrl)
    await http.send(write)
    clock.move(60_000)
    await http.send(write)
    expect(wireStateOf(wire, clock.now()).health).toEqual({ calls: 2, answered: 1, medianMs: 0, lastAnswerAt: START, lastFailureAt: START + 60_000 })
    clock.move(1_750_000)
    expect(wireStateOf(wire, clock.now()).health).toMatchObject({ calls: 1, answered: 0 })
  })
})
