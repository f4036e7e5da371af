import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request and what the simulator answered, before any fault spoiled it. */
export interface RecordedExchange {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly requestBody: string
  readonly status: number
  readonly responseHeaders: Readonly<Record<string, string>>
  readonly responseText: string
}

/** `before`: the platform never hears of it. `after`: it has acted, and its answer is lost or spoiled. */
export type WireFault =
  | InsteadOfAnAnswer
  | { readonly kind: 'malformed' | 'truncated' | 'oversize' }
  | { readonly kind: 'spoil'; readonly spoil: (json: unknown) => unknown }

type InsteadOfAnAnswer =
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  | { readonly kind: 'hang'; readonly when: 'before' | 'after' }
  | { readonly kind: 'status'; readonly when: 'before' | 'after'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }

interface FaultRule {
  readonly fault: WireFault
  readonly on: 'read' | 'write' | 'any'
  /** Matching requests that are let through first. */
  readonly skip?: number
  /** How often it strikes at most; default: always. */
  readonly times?: number
}

export interface FaultProxy {
  readonly baseUrl: string
  readonly exchanges: readonly RecordedExchange[]
  strike(rule: FaultRule | null): void
  stop(): Promise<void>
}

interface FaultProxyParts {
  /** Where the simulator listens. */
  readonly upstream: string
  readonly now: () => number
  readonly isWrite: (method: string, path: string) => boolean
}

const OVERSIZE_BYTES = 6_000_000

/** Stands on the wire between the client and a simulator and does there what networks and gateways do. */
export async function startFaultProxy({ upstream, now, isWrite }: FaultProxyParts): Promise<FaultProxy> {
  const target = new URL(upstream)
  const exchanges: RecordedExchange[] = []
  let rule: FaultRule | null = null
  let seen = 0
  let struck = 0

  const draw = (method: string, path: string): WireFault | null => {
    if (rule === null || (rule.on !== 'any' && (rule.on === 'write') !== isWrite(method, path))) return null
    seen += 1
    if (seen <= (rule.skip ?? 0) || struck >= (rule.times ?? Number.POSITIVE_INFINITY)) return null
    struck += 1
    return rule.fault
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [method, path] = [request.method ?? '', request.url ?? '']
    const body = await textOf(request)
    const fault = draw(method, path)
    if (fault !== null && 'when' in fault && fault.when === 'before') return takePlace(fault, response)
    const exchange = await ask(target, { method, path, headers: request.headers, body })
    exchanges.push(exchange)
    if (fault !== null && 'when' in fault) return takePlace(fault, response)
    answer(response, exchange, fault)
  }

  function takePlace(fault: InsteadOfAnAnswer, response: ServerResponse): void {
    if (fault.kind === 'drop') return void response.destroy()
    if (fault.kind === 'hang') return
    response.sendDate = false
    response.writeHead(fault.status, { date: new Date(now()).toUTCString(), 'content-type': 'text/html', ...fault.headers }).end('<html>gateway</html>')
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}${target.pathname === '/' ? '' : target.pathname}`,
    exchanges,
    strike: (next) => {
      rule = next
      seen = 0
      struck = 0
    },
    stop: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}

function answer(response: ServerResponse, exchange: RecordedExchange, fault: WireFault | null): void {
  const { 'content-length': _, 'transfer-encoding': __, connection: ___, ...headers } = exchange.responseHeaders
  const text = fault === null ? exchange.responseText : spoiled(exchange.responseText, fault)
  response.sendDate = false
  response.writeHead(exchange.status, { ...headers, 'content-length': Buffer.byteLength(text) })
  if (fault?.kind !== 'truncated') return void response.end(text)
  response.write(text.slice(0, text.length / 2), () => response.destroy())
}

function spoiled(text: string, fault: WireFault): string {
  if (fault.kind === 'malformed') return `${text.slice(0, -1)},`
  if (fault.kind === 'oversize') return text + ' '.repeat(OVERSIZE_BYTES)
  return fault.kind === 'spoil' && text !== '' ? JSON.stringify(fault.spoil(JSON.parse(text))) : text
}

function ask(target: URL, wanted: { method: string; path: string; headers: IncomingMessage['headers']; body: string }): Promise<RecordedExchange> {
  const { method, path, body } = wanted
  const headers = { ...wanted.headers, host: target.host, connection: 'close' }
  return new Promise((resolve, reject) => {
    const sent = forward({ hostname: target.hostname, port: target.port, method, path, headers }, (response) => {
      textOf(response).then((responseText) => resolve({
        method, path, requestHeaders: plain(wanted.headers), requestBody: body, status: response.statusCode ?? 0, responseHeaders: plain(response.headers), responseText,
      }), reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const plain = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
