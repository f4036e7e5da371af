import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Log } from '../backend/host.ts'

const largestBytes = 5_000_000

/**
 * One line of JSON an event, in a file that is turned over once. Secrets never reach a log call; see `redaction.ts`.
 * Never throws: a line that cannot be written (disk full, folder gone) is lost, and the shop goes on.
 */
export function createLogFile(dataFolder: string): Log {
  const folder = path.join(dataFolder, 'logs')
  const file = path.join(folder, 'counterfoil.log')
  const write = (level: string, event: string, facts: Readonly<Record<string, unknown>> = {}): void => {
    attempt(() => mkdirSync(folder, { recursive: true, mode: 0o700 }))
    // A file that another program holds open may not let itself be renamed (Windows); it then grows on.
    attempt(() => {
      if (existsSync(file) && statSync(file).size > largestBytes) renameSync(file, `${file}.1`)
    })
    attempt(() => appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), level, event, ...facts })}\n`, { mode: 0o600 }))
  }
  return {
    info: (event, facts) => write('info', event, facts),
    warn: (event, facts) => write('warn', event, facts),
    error: (event, facts) => write('error', event, facts),
  }
}

/** There is nobody to tell: the log is where it would be told. */
function attempt(work: () => void): void {
  try {
    work()
  } catch {
    // The next line tries again.
  }
}
