import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Duplex } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { clientOverSocket } from '../../electron/backend/backend.ts'
import { ask, askRaw, openSocket, serve, type Served } from './served.ts'

let served: Served
let cookie: string
let origin: string
let host: string

beforeAll(async () => {
  served = await serve()
  cookie = await served.signIn()
  ;({ host } = served)
  origin = served.server.origin
})
afterAll(() => served.stop())

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => ask({ host, path, method, headers: { cookie, ...headers } })
const upgrade = (lines: readonly string[]): string => ['GET /contract HTTP/1.1', ...lines, 'Connection: Upgrade', 'Upgrade: websocket', '', ''].join('\r\n')

describe('the port', () => {
  test('is on 127.0.0.1 and on no other address of the machine', async () => {
    expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u)
    const port = Number(new URL(origin).port)
    const others = ['::1', ...Object.values(networkInterfaces()).flatMap((list) => list ?? []).filter(({ internal }) => !internal).map(({ address }) => address)]
    const open: string[] = []
    for (const address of others) {
      const isOpen = await new Promise<boolean>((resolve) => {
        const socket = connect({ host: address, port, timeout: 2_000 }, () => resolve(true))
        socket.on('error', () => resolve(false)).on('timeout', () => resolve(false))
        socket.on('close', () => resolve(false))
        setTimeout(() => socket.destroy(), 2_500).unref()
      })
      if (isOpen) open.push(address)
    }
    expect(open).toEqual([])
  })
})

describe('a request', () => {
  test.each([
    ['another name for this machine', 'localhost:PORT'], ['a name that was bent to this machine', 'evil.example:PORT'], ['no port', '127.0.0.1'], ['another port', '127.0.0.1:1'],
  ])('whose Host is %s is refused, with a session too', async (_what, name) => {
    const { status, body } = await get('/', { host: name.replace('PORT', new URL(origin).port) })
    expect([status, body]).toEqual([421, `This is ${host}.\n`])
  })

  test('without a Host is refused', async () => {
    expect(await askRaw(host, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 421 /u)
  })

  test.each(['https://evil.example', 'null', 'http://127.0.0.1', 'http://localhost:1'])('from the origin %s is refused', async (from) => {
    expect((await get('/', { origin: from })).status).toBe(403)
  })

  test('without a session gets words and nothing of the page', async () => {
    const { status, body } = await ask({ host, path: '/' })
    expect([status, body]).toEqual([401, 'Open the address that the terminal shows: it signs this browser in.\n'])
    expect((await ask({ host, path: '/assets/index-ab12.js', headers: { cookie: cookie.replace(/=.*/u, '=guessed') } })).status).toBe(401)
  })

  test('with a session gets the page, under every address of the console', async () => {
    expect(await get('/')).toMatchObject({ status: 200, body: expect.stringContaining('<title>Console</title>') as string })
    expect(await get('/orders/1234')).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } })
    expect(await get('/assets/index-ab12.js')).toMatchObject({ status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' } })
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('by %s is refused', async (method) => {
    expect((await get('/', {}, method)).status).toBe(405)
  })

  test.each([
    '/../secrets.json', '/%2e%2e/secrets.json', '/..%2fsecrets.json', '/assets/..%2f..%2f..%2fsecrets.json', '/..%5csecrets.json', '/%2e%2e%2f%2e%2e%2fetc%2fpasswd.json',
    '//secrets.json', '/%00/secrets.json', '/assets/%00.js', '/%zz.json', '/assets/.',
  ])('for %s reads nothing outside the page', async (path) => {
    const { status, body } = await get(path)
    expect(body).not.toContain('beside the page')
    expect(status === 404 || body.includes('<title>Console</title>'), `${status} ${body}`).toBe(true)
  })
})

describe('a socket', () => {
  test('of our own page is opened, and carries the contract', async () => {
    const socket = await openSocket(host, { cookie, origin })
    expect(socket).toBeInstanceOf(WebSocket)
    expect(await clientOverSocket(socket as never).session.state()).toMatchObject({ person: null, host: { kind: 'web', localFiles: false } })
    ;(socket as WebSocket).close()
  })

  test.each<[string, (right: Record<string, string>) => Record<string, string>, string?]>([
    ['from another site', (right) => ({ ...right, origin: 'https://evil.example' })],
    ['from a site that hides its origin', (right) => ({ ...right, origin: 'null' })],
    ['without an origin', ({ cookie: kept }) => ({ cookie: kept! })],
    ['for another host', (right) => ({ ...right, host: 'evil.example' })],
    ['without a session', ({ origin: from }) => ({ origin: from! })],
    ['with a guessed session', (right) => ({ ...right, cookie: right['cookie']!.replace(/=.*/u, '=guessed') })],
    ['at another path', (right) => right, '/other'],
  ])('%s is refused', async (_what, headers, path) => {
    expect(await openSocket(host, headers({ cookie, origin }), path)).toBe(403)
  })
})

describe('what a client does wrong ends nothing', () => {
  test.each<[string, (socket: WebSocket) => unknown]>([
    ['sends more than a message may hold', (socket) => socket.send(Buffer.alloc(9 * 1024 * 1024))],
    ['breaks the protocol', (socket) => (socket as unknown as { _socket: Duplex })._socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff]))],
  ])('one that %s loses its socket', async (_what, act) => {
    const socket = (await openSocket(host, { cookie, origin })) as WebSocket
    const closed = new Promise<number>((resolve) => void socket.on('close', resolve).on('error', () => undefined))
    act(socket)
    expect(await closed).toBeGreaterThan(1_000)
    expect((await get('/')).status).toBe(200)
  })

  test('one that hangs up while it is refused is forgotten', async () => {
    for (let times = 0; times < 10; times += 1) {
      const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => {
        socket.write(upgrade(['Host: evil.example']))
        socket.resetAndDestroy()
      }).on('error', () => undefined)
    }
    await wait(200)
    expect((await get('/')).status).toBe(200)
  })
})
