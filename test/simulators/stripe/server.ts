import { createServer, type IncomingMessage, type Server } from 'node:http'
import { nestedForm } from '../../platforms/bracket-form.ts'
import type { Books } from './books.ts'
import { Refused } from './refusing.ts'
import { createRoutes, type Moods } from './routes.ts'

/** The keys of the simulated account. */
export interface Keys {
  readonly secret: string
  /** Restricted keys with the permissions that they have ("checkout_session_write"). */
  readonly restricted: Map<string, ReadonlySet<string>>
  readonly expired: Set<string>
}

interface Kept { readonly request: string; readonly status: number; readonly text: string; readonly at: number }

const KEY_LIFE_MS = 86_400_000
const VERSION = '2026-10-28.endive'

/** Stripe's door: who asks, in which version, with which idempotency key; and its envelope for answers and refusals. */
export function createStripeServer(books: Books, moods: Moods, keys: Keys): Server {
  const routes = createRoutes(books, moods)
  const kept = new Map<string, Kept>()

  function answer(request: IncomingMessage, body: string): { status: number; text: string; isReplay: boolean } {
    const url = new URL(request.url ?? '', 'http://stripe')
    const method = request.method ?? ''
    const route = routes.find((one) => one.method === method && one.pattern.test(url.pathname))
    authenticate(request, keys, route === undefined ? null : `${route.permission}_${method === 'GET' ? 'read' : 'write'}`)
    if (request.headers['stripe-version'] !== VERSION) throw new Refused(400, { message: `Invalid Stripe API version: ${String(request.headers['stripe-version'])}` })
    if (route === undefined) throw new Refused(404, { message: `Unrecognized request URL (${method}: ${url.pathname}).` })
    if (method === 'POST' && body !== '' && request.headers['content-type'] !== 'application/x-www-form-urlencoded') throw new Refused(400, { message: 'Invalid request content type.' })

    const key = method === 'POST' ? request.headers['idempotency-key'] : undefined
    const fingerprint = `${url.pathname} ${body}`
    const earlier = typeof key === 'string' ? kept.get(key) : undefined
    if (earlier !== undefined && books.now() - earlier.at < KEY_LIFE_MS) {
      if (earlier.request !== fingerprint) throw new Refused(400, { type: 'idempotency_error', message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${String(key)}' if you meant to execute a different request.` })
      return { status: earlier.status, text: earlier.text, isReplay: true }
    }
    const json = route.answer({ method, path: url.pathname, query: nestedForm(url.searchParams), form: nestedForm(new URLSearchParams(body)) }, decodeURIComponent(route.pattern.exec(url.pathname)?.[1] ?? ''))
    const text = JSON.stringify(json)
    // What did not begin to be carried out is not kept: a refusal throws above.
    if (typeof key === 'string') kept.set(key, { request: fingerprint, status: 200, text, at: books.now() })
    return { status: 200, text, isReplay: false }
  }

  return createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      response.sendDate = false
      response.setHeader('date', new Date(books.now()).toUTCString())
      response.setHeader('content-type', 'application/json')
      response.setHeader('request-id', books.newId('req'))
      try {
        const { status, text, isReplay } = answer(request, Buffer.concat(chunks).toString('utf8'))
        if (isReplay) response.setHeader('idempotent-replayed', 'true')
        response.writeHead(status).end(text)
      } catch (refused) {
        if (!(refused instanceof Refused)) throw refused
        response.writeHead(refused.status).end(JSON.stringify({ error: refused.error }))
      }
    })
  })
}

function authenticate(request: IncomingMessage, keys: Keys, permission: string | null): void {
  const [, key = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? []
  if (keys.expired.has(key)) throw new Refused(401, { code: 'api_key_expired', message: `Expired API Key provided: ${masked(key)}` })
  if (key === keys.secret) return
  const permissions = keys.restricted.get(key)
  if (permissions === undefined) throw new Refused(401, { message: `Invalid API Key provided: ${masked(key)}` })
  const reads = permission?.replace(/_read$/, '_write')
  if (permission === null || permissions.has(permission) || (reads !== undefined && permissions.has(reads))) return
  throw new Refused(403, {
    message: `The provided key '${masked(key)}' does not have the required permissions for this endpoint on account 'acct_1simulated'. Having the 'rak_${permission}' permission would allow this request to continue.`,
  })
}

const masked = (key: string): string => `${key.slice(0, 8)}${'*'.repeat(20)}${key.slice(-4)}`
