import { fail, ok, type Result } from '../../shared/result.ts'
import { createBackend } from '../backend/backend.ts'
import type { Host } from '../backend/host.ts'
import { openLocalDoor } from '../node-host/local-door.ts'
import { startWebServer } from './web-server.ts'

export interface ServeOptions {
  readonly host: Host
  readonly port: number
  readonly pageFolder: string
  readonly say: (line: string) => void
}

export interface ServedConsole {
  readonly origin: string
  readonly signInUrl: string
  stop(): Promise<void>
}

export interface CannotServe {
  readonly kind: 'cannot-serve'
  /** A sentence for the terminal. */
  readonly words: string
}

/** Opens the data folder and serves the console on this machine until it is stopped. */
export async function serveConsole({ host, port, pageFolder, say }: ServeOptions): Promise<Result<ServedConsole, CannotServe>> {
  const started = await createBackend(host)
  if (!started.ok) {
    return fail({
      kind: 'cannot-serve',
      words:
        started.failure.kind === 'folder-in-use'
          ? `The shop in ${host.dataFolder} is already open by another console (${started.failure.holder}). Close that one first.`
          : `The shop in ${host.dataFolder} was written by a newer Counterfoil (schema ${started.failure.found}, this one knows ${started.failure.known}). Start that version.`,
    })
  }
  const backend = started.value
  const server = await startWebServer({ backend, pageFolder, port, onNewCode: (url) => say(`Another browser signs in at ${url}`) }).catch((error: NodeJS.ErrnoException) => error)
  if (server instanceof Error) {
    await backend.close()
    return fail({
      kind: 'cannot-serve',
      words: server.code === 'EADDRINUSE' ? `Port ${port} is taken by another program. Choose another with --port, or leave it out for any free one.` : `Port ${port} cannot be used: ${server.message}`,
    })
  }
  const door = await openLocalDoor(backend, host.dataFolder)
  backend.startPolling()
  say(`Counterfoil is at ${server.signInUrl()}`)
  say('The address signs one browser in. Ctrl-C stops the console.')
  return ok({
    origin: server.origin,
    signInUrl: server.signInUrl(),
    stop: async () => {
      await door.close()
      await server.close()
      await backend.close()
    },
  })
}
