import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { WebSocket } from 'ws'
import { createBackend, type Backend } from '../../electron/backend/backend.ts'
import type { Host } from '../../electron/backend/host.ts'
import { createNodeHost } from '../../electron/node-host/node-host.ts'
import { startWebServer, type WebServer } from '../../electron/web/web-server.ts'

export const hostOn = (dataFolder: string): Host => ({ ...createNodeHost({ kind: 'web', dataFolder, version: 'test', jobWorker: new URL('file:///none.js') }), jobWorker: null })

/** A page of three files with a secret beside its folder. */
export function writePage(folder: string): string {
  const page = path.join(folder, 'page')
  mkdirSync(path.join(page, 'assets'), { recursive: true })
  writeFileSync(path.join(page, 'index.html'), '<!doctype html><title>Console</title>')
  writeFileSync(path.join(page, 'assets', 'index-ab12.js'), 'export {}')
  writeFileSync(path.join(folder, 'secrets.json'), '{"secret":"beside the page"}')
  return page
}

export interface Served {
  readonly folder: string
  readonly backend: Backend
  readonly server: WebServer
  /** "127.0.0.1:41234" */
  readonly host: string
  /** Addresses told after a code had been spent. */
  readonly newCodes: string[]
  /** Signs a browser in and gives its cookie. */
  signIn(): Promise<string>
  stop(): Promise<void>
}

export async function serve(): Promise<Served> {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-web-'))
  const started = await createBackend(hostOn(path.join(folder, 'data')))
  if (!started.ok) throw new Error(started.failure.kind)
  const backend = started.value
  const newCodes: string[] = []
  const server = await startWebServer({ backend, pageFolder: writePage(folder), port: 0, onNewCode: (url) => newCodes.push(url) })
  return {
    folder, backend, server, newCodes, host: new URL(server.origin).host,
    signIn: async () => {
      const { pathname, search, host } = new URL(server.signInUrl())
      const { headers } = await ask({ host, path: pathname + search })
      return headers['set-cookie']!.split(';')[0]!
    },
    stop: async () => {
      await server.close()
      await backend.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface Said {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** One request with exactly these headers and this path; `fetch` would put both right. */
export function ask({ host, path: asked, method = 'GET', headers = {} }: { host: string; path: string; method?: string; headers?: Record<string, string> }): Promise<Said> {
  const { hostname, port } = new URL(`http://${host}`)
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path: asked, method, headers: { host, ...headers }, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode!, body: Buffer.concat(chunks).toString('utf8'),
          headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
        }))
    })
    asking.on('error', reject).end()
  })
}

/** What comes back for these bytes on a bare connection, until it is closed. */
export const askRaw = (host: string, bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(`http://${host}`)
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    let told = ''
    socket.on('data', (chunk) => (told += chunk.toString('latin1')))
    socket.on('close', () => resolve(told)).on('error', reject)
  })

/** Opens a socket to the contract with these headers; refused: the status that was answered. */
export const openSocket = (host: string, headers: Record<string, string>, urlPath = '/contract'): Promise<WebSocket | number> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${host}${urlPath}`, { headers })
    socket.once('open', () => resolve(socket))
    socket.once('unexpected-response', (asked, { statusCode }) => {
      asked.destroy()
      resolve(statusCode!)
    })
    socket.once('error', reject)
  })
