import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Log } from '../backend/host.ts'

const largestBytes = 5_000_000

/** One line of JSON an event, in a file that is turned over once. Secrets never reach a log call; see `redaction.ts`. */
export function createLogFile(dataFolder: string): Log {
  const folder = path.join(dataFolder, 'logs')
  const file = path.join(folder, 'counterfoil.log')
  const write = (level: string, event: string, facts: Readonly<Record<string, unknown>> = {}): void => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (existsSync(file) && statSync(file).size > largestBytes) renameSync(file, `${file}.1`)
    appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), level, event, ...facts })}\n`, { mode: 0o600 })
  }
  return {
    info: (event, facts) => write('info', event, facts),
    warn: (event, facts) => write('warn', event, facts),
    error: (event, facts) => write('error', event, facts),
  }
}
