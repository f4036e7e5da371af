import { createServer, request as forward, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { processHeader, requestNumberHeader, timeOutHeader } from './messages.ts'
import type { Shop } from './shop-handle.ts'
import type { Timeline } from './timeline.ts'
import type { WirePlan } from './wire-plans.ts'

/** The wire between the shop and the platform: real HTTP on both sides, and in between whatever networks and gateways do. */
export interface Wire {
  readonly baseUrl: string
  /** Requests of the living shop process that arrived, and that were answered or cut off. */
  readonly counts: () => { readonly received: number; readonly answered: number }
  /** Requests in all. */
  readonly total: () => number
  /** Puts what has arrived since the last time on its way. To be called when the shop rests. */
  dispatch(): void
  /** While the line is closed, connections are refused. */
  setOpen(isOpen: boolean): Promise<void>
  /** The shop's process is dead: what had not left it by its last rest never did. */
  forgetShop(): void
  stop(): Promise<void>
}

export interface WireParts {
  /** Where the platform listens. */
  readonly upstream: string
  readonly timeline: Timeline
  readonly shop: () => Shop
  readonly planFor: (request: WireRequest) => WirePlan
  readonly onArrival: () => void
}

export interface WireRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

interface Travelling {
  readonly no: number
  readonly request: WireRequest
  readonly response: ServerResponse
}

interface PlatformAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export async function startWire({ upstream, timeline, shop, planFor, onArrival }: WireParts): Promise<Wire> {
  const target = new URL(upstream)
  let arrived: Travelling[] = []
  let living = { received: 0, answered: 0 }
  let total = 0

  const receive = (request: IncomingMessage, body: string, response: ServerResponse): void => {
    const { [requestNumberHeader]: no, [processHeader]: sender, ...headers } = request.headers
    // Bytes of a dead process may still lie in a socket.
    if (Number(sender) !== shop().processId()) {
      response.destroy()
      return
    }
    arrived.push({ no: Number(no), request: { method: request.method ?? '', path: request.url ?? '', headers, body }, response })
    living.received += 1
    total += 1
    onArrival()
  }
  const server = createServer((request, response) => {
    textOf(request).then((body) => receive(request, body, response), () => void response.destroy())
  })

  /** Ends the exchange for the shop, if the process that asked still lives. */
  const finish = async (life: typeof living, response: ServerResponse, write: (response: ServerResponse) => void): Promise<void> => {
    if (life !== living) return void response.destroy()
    await shop().tellTime()
    if (life !== living) return void response.destroy()
    life.answered += 1
    write(response)
  }

  const send = ({ request, response }: Travelling): void => {
    const life = living
    const plan = planFor(request)
    let told: PlatformAnswer | null = null
    const deliver = async (): Promise<void> => {
      const answer = await askPlatform(target, request)
      told ??= answer
    }
    if (plan.deliverAfterMs !== null) {
      timeline.after(plan.deliverAfterMs, async () => {
        if (plan.kill === 'before') await shop().kill()
        await deliver()
        if (plan.kill === 'after') await shop().kill()
      })
    }
    if (plan.deliverAgainAfterMs !== null) timeline.after(plan.deliverAgainAfterMs, deliver)
    timeline.after(plan.answerAfterMs, () => finish(life, response, (open) => write(open, plan, told, timeline.now())))
  }

  const listen = (on: number): Promise<void> => new Promise((resolve) => void server.listen(on, '127.0.0.1', resolve))
  await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    counts: () => living,
    total: () => total,
    dispatch: () => {
      const taken = arrived.toSorted((a, b) => a.no - b.no)
      arrived = []
      for (const one of taken) send(one)
    },
    setOpen: async (isOpen) => {
      if (isOpen === server.listening) return
      if (isOpen) await listen(port)
      else server.close()
    },
    forgetShop: () => {
      total -= arrived.length
      for (const { response } of arrived) response.destroy()
      arrived = []
      living = { received: 0, answered: 0 }
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** What the shop gets to hear instead of, or of, the platform's answer. */
function write(response: ServerResponse, plan: WirePlan, told: PlatformAnswer | null, now: number): void {
  const { answer } = plan
  response.sendDate = false
  response.setHeader('connection', 'close')
  if (answer.kind === 'time-out') return void response.writeHead(599, { [timeOutHeader]: '1' }).end()
  if (answer.kind === 'status') {
    const headers = { date: new Date(now + answer.clockLiesByMs).toUTCString(), 'content-type': 'text/html', ...answer.headers }
    return void response.writeHead(answer.status, headers).end('<html>gateway</html>')
  }
  if (answer.kind === 'cut' || told === null) return void response.destroy()
  const { 'content-length': _length, 'transfer-encoding': _encoding, connection: _connection, ...headers } = told.headers
  const text = answer.kind === 'malformed' ? `${told.text.slice(0, -1)},` : told.text
  response.writeHead(told.status, { ...headers, 'content-length': Buffer.byteLength(text) })
  if (answer.kind !== 'truncated') return void response.end(text)
  response.write(text.slice(0, text.length / 2), () => response.destroy())
}

/** Null: the platform cut the line. */
function askPlatform(target: URL, { method, path, headers, body }: WireRequest): Promise<PlatformAnswer | null> {
  return new Promise((resolve) => {
    const sent = forward(
      { hostname: target.hostname, port: target.port, method, path, headers: { ...headers, host: target.host, connection: 'close' }, agent: false },
      (response) => {
        textOf(response).then(
          (text) => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
          () => resolve(null),
        )
      },
    )
    sent.on('error', () => resolve(null))
    sent.end(body)
  })
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
