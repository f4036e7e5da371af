import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Host } from '../../../electron/backend/host.ts'
import { createNodeHost } from '../../../electron/node-host/node-host.ts'
import { serveConsole } from '../../../electron/web/serve-console.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The whole console with its real backend, on a folder of its own, served to a browser. */
export interface TestedConsole {
  readonly origin: string
  readonly host: Host
  /** An address that signs one browser in; each call gives another. */
  signInUrl(): string
  /** Ends the backend and starts it anew on the same folder and port, as after a crash of the program. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** COUNTERFOIL_PAGE names a folder with a page that has been built already; otherwise what is stale is built first. */
export async function startConsole(pageFolder = process.env['COUNTERFOIL_PAGE']): Promise<TestedConsole> {
  if (pageFolder === undefined) await buildPage()
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'counterfoil-e2e-'))
  const host = createNodeHost({ kind: 'web', dataFolder, version: '0.0.0-test', jobWorker: new URL('../../../electron/backend/jobs/job-worker.ts', import.meta.url) })
  const signInUrls: string[] = []
  const serve = async (port: number) => {
    const served = await serveConsole({
      host, port, pageFolder: pageFolder ?? path.join(root, 'dist/page'),
      say: (line) => signInUrls.push(...(line.match(/http:\S+code=\S+/gu) ?? [])),
    })
    if (!served.ok) throw new Error(served.failure.words)
    return served.value
  }
  let served = await serve(0)
  return {
    origin: served.origin,
    host,
    signInUrl: () => signInUrls.at(-1)!,
    restart: async () => {
      await served.stop()
      served = await serve(Number(new URL(served.origin).port))
    },
    stop: async () => {
      await served.stop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

async function buildPage(): Promise<void> {
  const starter = path.join(root, 'electron/start/build-if-stale.mjs')
  const { buildIfStale } = (await import(starter)) as { buildIfStale: (root: string, say: (line: string) => void) => Promise<boolean> }
  if (!(await buildIfStale(root, () => undefined))) throw new Error('the build failed')
}
