import type { App, Dialog } from 'electron'
import { ulid } from 'ulid'
import type { Log } from '../backend/host.ts'
import type { Words } from './words.ts'

/** What nobody expected in main ends the program, after it is written down and said with the id it is written down under. */
export function endOnIncident(process: NodeJS.Process, app: Pick<App, 'exit'>, dialog: Pick<Dialog, 'showErrorBox'>, log: Log, words: () => Words): void {
  const end = (error: unknown): void => {
    const incident = ulid()
    try {
      log.error('main.incident', { incident, error: String(error), stack: error instanceof Error ? error.stack : undefined })
    } catch {
      // Where nothing can be written, it is still said.
    }
    dialog.showErrorBox('Counterfoil', words().crashed(incident))
    app.exit(1)
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
}
