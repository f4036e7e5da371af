import { createHash } from 'node:crypto'
import { chmodSync, existsSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { userInfo } from 'node:os'
import path from 'node:path'
import { WebSocketServer } from 'ws'
import type { Backend } from '../backend/backend.ts'

/**
 * Where a running console can be reached by the command line of the same operating-system user: a socket inside the data
 * folder, which only its owner can open.
 */
export function localDoorPath(dataFolder: string): string {
  if (process.platform === 'win32') {
    return `\\\\.\\pipe\\counterfoil-${createHash('sha256').update(path.resolve(dataFolder)).digest('hex').slice(0, 24)}`
  }
  return path.join(dataFolder, 'console.sock')
}

const largestMessageBytes = 64 * 1024 * 1024

/** Serves the contract to the command line while this process holds the data folder. */
export async function openLocalDoor(backend: Backend, dataFolder: string): Promise<{ close(): Promise<void> }> {
  const door = localDoorPath(dataFolder)
  // The folder is ours alone by its lock, so a socket that lies there is a dead one's.
  if (process.platform !== 'win32' && existsSync(door)) rmSync(door)
  const server = createServer((_request, response) => response.writeHead(404).end())
  const sockets = new WebSocketServer({ server, maxPayload: largestMessageBytes })
  sockets.on('connection', (client) => backend.carriers.serveSocket(client, backend.operatorSession(userInfo().username)))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(door, () => resolve())
  })
  if (process.platform !== 'win32') chmodSync(door, 0o600)
  return {
    close: async () => {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
