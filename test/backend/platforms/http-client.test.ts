import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createAccountWire, wireStateOf } from '../../../electron/backend/platforms/account-wire.ts'
import { createPlatformHttp, type ExchangeEvidence, type PlatformHttpOptions } from '../../../electron/backend/platforms/http-client.ts'
import type { HttpRequest, RequestSigner } from '../../../electron/backend/platforms/platform.ts'
import { deadPort, serve, serveTcp } from './raw-server.ts'

const START = Date.UTC(2026, 10, 22, 12)

const openSigner: RequestSigner = { sign: () => Promise.resolve({ ok: true, headers: {} }), verify: () => true, renew: () => false }

/** A client whose clock stands still except while it sleeps. */
function client(baseUrl: string, changes: Partial<PlatformHttpOptions> = {}) {
  let now = START
  const slept: number[] = []
  const evidence: ExchangeEvidence[] = []
  const wire = createAccountWire()
  const http = createPlatformHttp({
    baseUrl, signer: openSigner, rateLimit: { perSecond: 100, burst: 100 }, clockLimitMs: null, wire, fetch,
    clock: { now: () => now }, random: () => 1,
    sleep: (ms) => {
      slept.push(ms)
      now += ms
      return Promise.resolve()
    },
    record: (exchange) => evidence.push(exchange), ...changes,
  })
  return { http, wire, slept, evidence, clock: { now: () => now, move: (ms: number) => void (now += ms) } }
}

const read: HttpRequest = { method: 'GET', path: '/orders?after=1' }
const write: HttpRequest = { method: 'POST', path: '/orders', json: { amount: 1999 } }

describe('what an answer is worth', () => {
  test('a JSON answer is parsed, with lower-case headers and both clocks', async () => {
    const server = await serve((response) => response.setHeader('X-Request-Id', 'r1').setHeader('Date', new Date(START).toUTCString()).end('{"a":1}'))
    const { http } = client(server.baseUrl)
    expect(await http.send(read)).toMatchObject({ kind: 'answered', status: 200, body: { a: 1 }, text: '{"a":1}', sentAt: START, receivedAt: START, serverAt: START, headers: { 'x-request-id': 'r1' } })
    expect(server.heard[0]).toMatchObject({ method: 'GET', url: '/orders?after=1', body: '' })
  })

  test('a JSON body and a form go out with their content types', async () => {
    const server = await serve((response) => response.end('{}'))
    const { http } = client(server.baseUrl)
    await http.send(write)
    await http.send({ method: 'POST', path: '/token', form: new URLSearchParams({ a: 'b c' }) })
    expect(server.heard.map(({ body, headers }) => [headers['content-type'], body])).toEqual([['application/json', '{"amount":1999}'], ['application/x-www-form-urlencoded', 'a=b+c']])
  })

  test('a base URL with a path keeps it', async () => {
    const server = await serve((response) => response.end('{}'))
    await client(`${server.baseUrl}/api/`).http.send(read)
    expect(server.heard[0]?.url).toBe('/api/orders?after=1')
  })

  test('a refusal of the platform is an answer', async () => {
    const server = await serve((response) => response.writeHead(409).end('{"code":"wrong_state"}'))
    expect(await client(server.baseUrl).http.send(write)).toMatchObject({ kind: 'answered', status: 409, body: { code: 'wrong_state' } })
  })

  test('an empty answer is answered without a body', async () => {
    const server = await serve((response) => response.writeHead(204).end())
    expect(await client(server.baseUrl).http.send(write)).toMatchObject({ kind: 'answered', status: 204, body: undefined })
  })

  test('text is given as it is, and an error beside it still as JSON', async () => {
    const server = await serve((response, _heard, count) => (count === 1 ? response.end('a,b\r\n1,2') : response.writeHead(404).end('{"code":"gone"}')))
    const { http } = client(server.baseUrl)
    expect(await http.send({ ...read, expect: 'text' })).toMatchObject({ kind: 'answered', text: 'a,b\r\n1,2', body: undefined })
    expect(await http.send({ ...read, expect: 'text' })).toMatchObject({ kind: 'answered', status: 404, body: { code: 'gone' } })
  })

  test.each([
    ['HTML', '<html></html>'], ['cut JSON', '{"a":'], ['NaN', '{"a":NaN}'], ['an unsafe integer', '{"a":[{"b":9007199254740993}]}'],
    ['an unsafe negative', '[-9007199254740992]'], ['infinity', '{"a":1e999}'],
  ])('%s is malformed', async (_name, body) => {
    const server = await serve((response) => response.end(body))
    expect(await client(server.baseUrl).http.send(write)).toMatchObject({ kind: 'no-answer', why: 'malformed-answer' })
  })

  test('the largest exact integer is not malformed', async () => {
    const server = await serve((response) => response.end('{"a":9007199254740991}'))
    expect(await client(server.baseUrl).http.send(read)).toMatchObject({ kind: 'answered', body: { a: 9_007_199_254_740_991 } })
  })

  test('JSON nested deeper than the stack does no harm', async () => {
    const server = await serve((response) => response.end('['.repeat(200_000) + ']'.repeat(200_000)))
    expect(['answered', 'no-answer']).toContain((await client(server.baseUrl).http.send(read)).kind)
  })

  test('bytes that are not the stated text are malformed', async () => {
    const server = await serve((response) => response.end(Buffer.from([0x22, 0xff, 0x22])))
    expect(await client(server.baseUrl).http.send(read)).toMatchObject({ kind: 'no-answer', why: 'malformed-answer' })
  })

  test('more than 5 MB is refused while it comes', async () => {
    let isCut = false
    const server = await serve((response) => {
      response.on('close', () => (isCut = !response.writableFinished))
      const more = () => response.write(Buffer.alloc(500_000, 32), () => (response.destroyed ? undefined : more()))
      more()
    })
    expect(await client(server.baseUrl).http.send(read)).toMatchObject({ kind: 'no-answer', why: 'too-large-answer' })
    await expect.poll(() => isCut).toBe(true)
  })

  test('a small packed answer that unpacks to more than 5 MB is refused', async () => {
    const server = await serve((response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(20_000_000, 32))))
    expect(await client(server.baseUrl).http.send(read)).toMatchObject({ kind: 'no-answer', why: 'too-large-answer' })
  })

  test('an answer with a wrong signature is not believed', async () => {
    const server = await serve((response) => response.end('{"paid":true}'))
    const { http } = client(server.baseUrl, { signer: { ...openSigner, verify: () => false } })
    expect(await http.send(read)).toMatchObject({ kind: 'no-answer', why: 'bad-signature' })
  })

  test('the signature is checked over the text as it came, byte order mark included', async () => {
    const seen: string[] = []
    const server = await serve((response) => response.end('\uFEFF{"a":1}'))
    const { http } = client(server.baseUrl, { signer: { ...openSigner, verify: ({ text }) => seen.push(text) > 0 } })
    expect(await http.send(read)).toMatchObject({ kind: 'answered', body: { a: 1 } })
    expect(seen).toEqual(['\uFEFF{"a":1}'])
  })

  test('a redirect is not followed', async () => {
    const server = await serve((response, { url }) => (url === '/secret' ? response.end('{}') : response.writeHead(302, { location: '/secret' }).end()))
    expect(await client(server.baseUrl).http.send(read)).toMatchObject({ kind: 'no-answer', why: 'malformed-answer' })
    expect(server.heard).toHaveLength(1)
  })
})

describe('where requests may go', () => {
  test.each([
    ['another origin', 'https://evil.example/x'], ['another port', 'http://127.0.0.1:1/x'], ['a name in the address', 'http://user:pw@127.0.0.1/x'], ['another scheme', 'file:///etc/passwd'], ['no address', 'https://'],
  ])('%s is not asked', async (_name, path) => {
    const server = await serve((response) => response.end('{}'))
    const { http, evidence } = client(server.baseUrl)
    expect(await http.send({ ...read, path })).toMatchObject({ kind: 'not-sent', why: 'unreachable' })
    expect([server.heard, evidence]).toEqual([[], []])
  })

  test('a further origin of the platform is asked', async () => {
    const [server, files] = [await serve((response) => response.end('{}')), await serve((response) => response.end('{"file":1}'))]
    const { http, evidence } = client(server.baseUrl, { origins: [files.baseUrl] })
    expect(await http.send({ ...read, path: `${files.baseUrl}/f?x=1` })).toMatchObject({ kind: 'answered', body: { file: 1 } })
    expect(evidence[0]?.path).toBe(`${files.baseUrl}/f?x=1`)
  })

  test('without encryption only this machine is asked', async () => {
    const never = () => Promise.reject(new Error('asked'))
    expect(await client('http://192.0.2.1', { fetch: never }).http.send(read)).toMatchObject({ kind: 'not-sent', detail: expect.stringContaining('not encrypted') as string })
  })
})

describe('requests that failed on the way', () => {
  test('a refused connection was certainly not sent', async () => {
    expect(await client(`http://127.0.0.1:${await deadPort()}`).http.send(write)).toMatchObject({ kind: 'not-sent', why: 'unreachable', detail: expect.stringContaining('ECONNREFUSED') as string })
  })

  test('a name that does not resolve was certainly not sent', async () => {
    expect(await client('https://no-such-host.invalid').http.send(write)).toMatchObject({ kind: 'not-sent', why: 'unreachable' })
  })

  test('a TLS handshake that fails was certainly not sent', async () => {
    const { port } = await serveTcp((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
    expect(await client(`https://127.0.0.1:${port}`).http.send(write)).toMatchObject({ kind: 'not-sent', why: 'unreachable' })
  })

  test('a hang-up during the handshake was certainly not sent', async () => {
    const { port } = await serveTcp((socket) => socket.once('data', () => socket.destroy()))
    expect(await client(`https://127.0.0.1:${port}`).http.send(write)).toMatchObject({ kind: 'not-sent', why: 'unreachable' })
  })

  test('a connection reset after the request may have been carried out', async () => {
    const server = await serve((response) => response.socket?.resetAndDestroy())
    expect(await client(server.baseUrl).http.send(write)).toMatchObject({ kind: 'no-answer', why: 'connection-lost' })
  })

  test('a body that ends early may have been carried out', async () => {
    const server = await serve((response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"a"')
      setTimeout(() => response.destroy(), 20)
    })
    expect(await client(server.baseUrl).http.send(write)).toMatchObject({ kind: 'no-answer', why: 'connection-lost' })
  })

  test('silence ends at the time limit, and may have been carried out', async () => {
    const server = await serve(() => undefined)
    expect(await client(server.baseUrl).http.send({ ...write, timeoutMs: 100 })).toMatchObject({ kind: 'no-answer', why: 'timeout' })
  })

  test('a body that drips too slowly ends at the same limit', async () => {
    const server = await serve((response) => void response.writeHead(200).write('{'))
    expect(await client(server.baseUrl).http.send({ ...write, timeoutMs: 100 })).toMatchObject({ kind: 'no-answer', why: 'timeout' })
  })

  test('stopped before sending was certainly not sent; stopped while waiting may have been carried out', async () => {
    const stop = new AbortController()
    const server = await serve(() => stop.abort())
    const { http } = client(server.baseUrl, { signal: stop.signal })
    expect(await http.send(write)).toMatchObject({ kind: 'no-answer', why: 'connection-lost' })
    expect(await http.send(write)).toMatchObject({ kind: 'not-sent', why: 'busy' })
    expect(server.heard).toHaveLength(1)
  })
})

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
    const server = await serve((response) => response.setHeader('date', new Date(platform.now).toUTCString()).end('{}'))
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
