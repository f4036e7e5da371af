import { userInfo } from 'node:os'
import { WebSocket } from 'ws'
import { clientOverSocket, createBackend, type BackendClient, type StartFailure } from '../backend/backend.ts'
import type { Host } from '../backend/host.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { localDoorPath } from '../node-host/local-door.ts'

/** A way to the shop's backend: one of our own, or the running console's. */
export interface Console {
  readonly client: BackendClient
  close(): Promise<void>
}

/** Opens the data folder, or speaks to the console that has it open. */
export async function openConsole(host: Host): Promise<Result<Console, StartFailure>> {
  const started = await createBackend(host)
  if (started.ok) {
    const backend = started.value
    const { client, close } = backend.carriers.connectInProcess(backend.operatorSession(userInfo().username))
    return ok({
      client,
      close: async () => {
        close()
        await backend.close()
      },
    })
  }
  if (started.failure.kind !== 'folder-in-use') return started
  const running = await reachRunning(host.dataFolder)
  return running === null ? fail(started.failure) : ok(running)
}

async function reachRunning(dataFolder: string): Promise<Console | null> {
  const door = localDoorPath(dataFolder)
  const socket = new WebSocket(`ws+unix://${door}:/`)
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.once('open', () => resolve(true))
    socket.once('error', () => resolve(false))
  })
  if (!isOpen) return null
  return {
    client: clientOverSocket(socket as unknown as globalThis.WebSocket),
    close: () => {
      socket.close()
      return Promise.resolve()
    },
  }
}
