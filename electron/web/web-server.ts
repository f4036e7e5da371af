import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Backend } from '../backend/backend.ts'
import { securityHeaders, servePageFile } from '../page/page-files.ts'
import { createBrowserSessions, type BrowserSessions } from './sessions.ts'

export interface WebServerOptions {
  readonly backend: Backend
  /** Folder of the built page. */
  readonly pageFolder: string
  /** 0: any free port. */
  readonly port: number
  /** A code has been spent; here is the next. */
  readonly onNewCode: (url: string) => void
}

export interface WebServer {
  readonly origin: string
  /** Address with the one-time code; opening it signs the browser in. */
  signInUrl(): string
  close(): Promise<void>
}

/** Requests and answers of the contract are small; files come in pieces. */
const largestMessageBytes = 8 * 1024 * 1024

/**
 * The console for a browser on the same machine. Loopback only. Every request and upgrade must name our host exactly
 * (which stops DNS rebinding), come from our own origin (which stops other sites) and carry the session cookie.
 */
export async function startWebServer({ backend, pageFolder, port, onNewCode }: WebServerOptions): Promise<WebServer> {
  // A request without a Host is answered by us, in the same way as one with a wrong Host.
  const server = createServer({ requireHostHeader: false })
  await listen(server, port)
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const origin = `http://${host}`
  const signInUrl = (code: string): string => `${origin}/sign-in?code=${code}`
  const sessions = createBrowserSessions(
    `counterfoil-${(server.address() as AddressInfo).port}`,
    () => backend.personSession({ hasLocalFiles: false }),
    (code) => onNewCode(signInUrl(code)),
  )

  server.on('request', (request, response) => {
    answer(request, response, { host, origin, sessions, pageFolder }).catch(() => response.destroy())
  })
  server.on('clientError', (_error, socket) => refuseSocket(socket, '400 Bad Request'))

  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessageBytes })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const session = sessions.find(request.headers.cookie)
    const isOurs = request.headers.host === host && request.headers.origin === origin && request.url === '/contract'
    if (!isOurs || session === null) return refuseSocket(socket, '403 Forbidden')
    sockets.handleUpgrade(request, socket, head, (client) => backend.carriers.serveSocket(client, session))
  })
  sockets.on('wsClientError', (_error, socket) => refuseSocket(socket, '400 Bad Request'))

  return {
    origin,
    signInUrl: () => signInUrl(sessions.code()),
    close: async () => {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** Answers where there is no response object. Whoever asked may have hung up already, which is no matter of ours. */
function refuseSocket(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy())
  if (!socket.writable) return void socket.destroy()
  const headers = Object.entries(securityHeaders).map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.end(`HTTP/1.1 ${status}\r\n${headers}Connection: close\r\nContent-Length: 0\r\n\r\n`)
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
}

interface AnswerParts {
  readonly host: string
  readonly origin: string
  readonly sessions: BrowserSessions
  readonly pageFolder: string
}

async function answer(request: IncomingMessage, response: ServerResponse, { host, origin, sessions, pageFolder }: AnswerParts): Promise<void> {
  const refuse = (status: number, words: string): void => {
    response.writeHead(status, { ...securityHeaders, 'Content-Type': 'text/plain; charset=utf-8' }).end(`${words}\n`)
  }
  if (request.headers.host !== host) return refuse(421, `This is ${host}.`)
  if (request.headers.origin !== undefined && request.headers.origin !== origin) return refuse(403, 'Other sites may not ask.')
  const url = URL.parse(request.url ?? '/', origin)
  if (url === null) return refuse(400, 'This is no address.')
  if (url.pathname === '/sign-in') {
    // A look at the address by HEAD must not spend its code.
    if (request.method !== 'GET') return refuse(405, 'Open this address in a browser.')
    const cookie = sessions.redeem(url.searchParams.get('code') ?? '')
    if (cookie === null) return refuse(403, 'This sign-in address has been used. The terminal shows a new one.')
    response.writeHead(303, { ...securityHeaders, 'Set-Cookie': cookie, Location: '/' }).end()
    return
  }
  if (sessions.find(request.headers.cookie) === null) return refuse(401, 'Open the address that the terminal shows: it signs this browser in.')
  const file = await servePageFile(pageFolder, request.method ?? 'GET', url.pathname)
  response.writeHead(file.status, file.headers).end(file.body)
}
