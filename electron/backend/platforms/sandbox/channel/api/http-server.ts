import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { instantText, signAnswer, signatureHeaders } from '../../signature.ts'
import type { Channel } from '../channel.ts'
import { createCheckout } from '../checkout/checkout.ts'
import type { SandboxControls } from '../controls.ts'
import type { Fault, Faults } from '../faults.ts'
import { createApi, type ApiAnswer } from './api.ts'
import { answerJson, answerText } from './answer.ts'
import { spoilJson } from './spoiling.ts'

export interface ServerParts {
  readonly channel: Channel
  readonly controls: SandboxControls
  readonly faults: Faults
  /** "http://127.0.0.1:4711" */
  readonly baseUrl: () => string
  readonly log: { error(event: string, facts?: Readonly<Record<string, unknown>>): void }
}

const LARGEST_REQUEST = 65_536
const OVERSIZE_BYTES = 6_000_000

/** The channel's door: one HTTP server for the API and the customer's pages. */
export function createChannelServer(parts: ServerParts): Server {
  const api = createApi(parts.channel, parts.controls)
  const checkout = createCheckout(parts.channel)

  function route(request: IncomingMessage, url: URL, body: string, faults: readonly Fault[]): ApiAnswer {
    const method = request.method ?? ''
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    if (url.pathname.startsWith('/v1/')) return api({ method, path: request.url ?? '', headers, body }, faults, parts.baseUrl())
    if (url.pathname.startsWith('/pay/')) return { answer: checkout({ method, url, headers, body }), secret: null }
    return { answer: answerText(url.pathname === '/' ? 200 : 404, 'text/plain; charset=utf-8', 'Counterfoil sandbox: a payment channel for trying things out.\n'), secret: null }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const baseUrl = parts.baseUrl()
    // A page of another site that points its name at this machine (DNS rebinding) comes with another host.
    if (`http://${request.headers.host ?? ''}` !== baseUrl || !URL.canParse(request.url ?? '', baseUrl)) return void response.writeHead(421).end()
    const url = new URL(request.url ?? '', baseUrl)
    const faults = url.pathname.startsWith('/v1/controls/') || url.pathname.startsWith('/pay/assets/') ? [] : parts.faults.drawFor({ method: request.method ?? '', path: url.pathname })
    const body = await bodyOf(request)
    if (body === null) return send(response, { answer: answerJson(413, { error: { code: 'too_large', message: 'The request is too large.', subject: null } }), secret: null }, faults)
    if (await strike(faults, 'before', response)) return
    if (!parts.channel.db.open) return void response.destroy() // stopped while the request was delayed
    const answer = route(request, url, body, faults)
    if (await strike(faults, 'after', response)) return
    send(response, answer, faults)
  }

  function send(response: ServerResponse, { answer, secret }: ApiAnswer, faults: readonly Fault[]): void {
    const now = parts.channel.clock.now()
    const has = (kind: Fault['kind']): boolean => faults.some((fault) => fault.kind === kind)
    const toldAt = faults.reduce((at, fault) => (fault.kind === 'lying-date' ? at + fault.byMs : at), now)
    let text = 'json' in answer.body ? JSON.stringify(spoilJson(answer.body.json, faults, now)) : answer.body.text
    if (has('malformed-json')) text = `${text.slice(0, -1)},`
    if (has('oversize-answer')) text += ' '.repeat(OVERSIZE_BYTES)

    response.sendDate = false
    response.statusCode = answer.status
    response.setHeader('date', new Date(toldAt).toUTCString())
    response.setHeader('content-type', 'json' in answer.body ? 'application/json' : answer.body.type)
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value)
    if (secret !== null) {
      const at = instantText(toldAt)
      const signature = signAnswer(secret, { status: answer.status, at, body: text })
      response.setHeader(signatureHeaders.answerAt, at)
      response.setHeader(signatureHeaders.answerSignature, has('wrong-signature') ? signature.replace(/^./, (first) => (first === '0' ? '1' : '0')) : signature)
    }
    response.setHeader('content-length', Buffer.byteLength(text))
    if (!has('truncated-body')) return void response.end(text)
    response.write(text.slice(0, text.length / 2), () => response.destroy())
  }

  /** Faults that take the place of an answer. True: there is nothing more to say. */
  async function strike(faults: readonly Fault[], when: 'before' | 'after', response: ServerResponse): Promise<boolean> {
    for (const fault of faults) {
      if (!('when' in fault) || fault.when !== when) continue
      if (fault.kind === 'delay') await wait(fault.ms, undefined, { ref: false })
      if (fault.kind === 'drop') {
        response.destroy()
        return true
      }
      if (fault.kind === 'status') {
        const headers = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }
        const error = { error: { code: fault.code ?? 'fault', message: 'A fault that was asked for.', subject: null } }
        send(response, { answer: answerJson(fault.status, error, headers), secret: null }, [])
        return true
      }
    }
    return false
  }

  return createServer((request, response) => {
    handle(request, response).catch((bug: unknown) => {
      parts.log.error('sandbox-request-failed', { path: request.url?.split('?')[0], error: bug instanceof Error ? (bug.stack ?? bug.message) : String(bug) })
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' })
      response.end('{"error":{"code":"internal","message":"The sandbox failed.","subject":null}}')
    })
  })
}

/** The request's body as text; null when it is larger than anything the channel takes. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength
    if (bytes > LARGEST_REQUEST) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
