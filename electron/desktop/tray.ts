import path from 'node:path'
import { Tray } from 'electron'
import type { Log } from '../backend/host.ts'

/** A convenience where the system has a tray; nothing is reachable only there. Null where it has none. */
export function createTray(icons: string, onClick: () => void, log: Log): Tray | null {
  try {
    const tray = new Tray(path.join(icons, process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'))
    tray.on('click', onClick)
    return tray
  } catch (error) {
    log.warn('main.no-tray', { error: String(error) })
    return null
  }
}
