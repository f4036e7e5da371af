import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { deadPort, serve, serveTcp } from './raw-server.ts'
import { client, openSigner, read, START, write } from './wire-client.ts'

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
