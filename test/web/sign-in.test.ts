import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, askRaw, serve, type Said, type Served } from './served.ts'

let served: Served
let host: string
beforeAll(async () => {
  served = await serve()
  ;({ host } = served)
})
afterAll(() => served.stop())

const open = (url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Said> => {
  const { pathname, search } = new URL(url)
  return ask({ host, path: pathname + search, method, headers })
}

describe('the one-time code', () => {
  test('is long, signs one browser in, and is spent by it', async () => {
    const url = served.server.signInUrl()
    expect(url).toMatch(/\?code=[\w-]{22}$/u)
    expect(await open(url)).toMatchObject({ status: 303, headers: { location: '/' } })
    expect(await open(url)).toMatchObject({ status: 403, body: 'This sign-in address has been used. The terminal shows a new one.\n' })
    expect(served.newCodes.at(-1)).toBe(served.server.signInUrl())
    expect(served.server.signInUrl()).not.toBe(url)
  })

  test.each(['', '?code=', '?code=guessed', `?code=${'A'.repeat(22)}`, `?code=${'€'.repeat(22)}`])('is not guessed by %s', async (query) => {
    const { status, headers } = await ask({ host, path: `/sign-in${query}`.replaceAll('€', '%E2%82%AC') })
    expect([status, headers['set-cookie']]).toEqual([403, undefined])
  })

  test('is not spent from another site, under another name, or by a look', async () => {
    const url = served.server.signInUrl()
    expect((await open(url, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await open(url, { host: 'evil.example' })).status).toBe(421)
    expect((await open(url, {}, 'HEAD')).status).toBe(405)
    expect(served.server.signInUrl()).toBe(url)
  })
})

describe('the cookie', () => {
  test('is for this port, long, out of reach for scripts and other sites, and gone with the browser', async () => {
    const { headers } = await open(served.server.signInUrl())
    const [pair, ...flags] = headers['set-cookie']!.split('; ')
    expect(pair).toMatch(new RegExp(`^counterfoil-${new URL(served.server.origin).port}=[\\w-]{43}$`, 'u'))
    expect(flags).toEqual(['HttpOnly', 'SameSite=Strict', 'Path=/'])
  })

  test('of one browser is not that of the next', async () => {
    expect(await served.signIn()).not.toBe(await served.signIn())
  })
})

describe('every answer', () => {
  const guarded = {
    'content-security-policy': expect.stringMatching(/^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'; base-uri 'none'/u) as string,
    'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
  }
  const withSession = async (path: string, headers: Record<string, string> = {}, method = 'GET') => ask({ host, path, method, headers: { cookie: await served.signIn(), ...headers } })

  test.each<[string, () => Promise<Said>]>([
    ['the page', () => withSession('/')], ['a script', () => withSession('/assets/index-ab12.js')], ['a missing file', () => withSession('/none.js')],
    ['a wrong method', () => withSession('/', {}, 'POST')], ['a signing in', () => open(served.server.signInUrl())], ['a spent code', () => open(`${served.server.origin}/sign-in?code=x`)],
    ['no session', () => ask({ host, path: '/' })], ['a wrong host', () => ask({ host, path: '/', headers: { host: 'evil.example' } })],
    ['another site', () => withSession('/', { origin: 'https://evil.example' })], ['an address that is none', () => withSession('//')],
  ])('carries the security headers: %s', async (_what, asked) => {
    const { headers } = await asked()
    expect(headers).toMatchObject(guarded)
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-') || name === 'server' || name === 'x-powered-by')).toEqual([])
  })

  test.each([
    ['a refused socket', 'GET /contract HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n', 403], ['no HTTP', 'HELLO\r\n\r\n', 400],
  ])('carries them on the bare connection too: %s', async (_what, bytes, status) => {
    const told = await askRaw(host, bytes)
    expect(told).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `, 'u'))
    for (const name of Object.keys(guarded)) expect(told.toLowerCase()).toContain(`\r\n${name}: `)
  })
})
