import { homedir, platform } from 'node:os'
import path from 'node:path'

/** Where the shop's data lies when nobody says otherwise: the operating system's place for it, the same for every host. */
export function defaultDataFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const system = platform()
  if (system === 'darwin') return path.join(homedir(), 'Library', 'Application Support', 'Counterfoil')
  if (system === 'win32') return path.join(environment['APPDATA'] ?? path.join(homedir(), 'AppData', 'Roaming'), 'Counterfoil')
  return path.join(environment['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config'), 'Counterfoil')
}
