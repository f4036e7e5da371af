import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const downloadTimeoutMs = 120_000

/** The Electron runtime: the installed one, or downloaded now. Says in one sentence why there is none. */
export async function findElectron(root) {
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
  if (!hasDisplay) return { found: false, why: 'This machine has no display for a desktop window.' }
  const installed = installedPath(root)
  if (installed !== null) return { found: true, path: installed }
  process.stdout.write('Fetching the desktop runtime ...\n')
  await download(root)
  const fetched = installedPath(root)
  return fetched === null
    ? { found: false, why: 'The desktop runtime is not installed and could not be downloaded.' }
    : { found: true, path: fetched }
}

function installedPath(root) {
  const folder = path.join(root, 'node_modules', 'electron')
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const nameFile = path.join(folder, 'path.txt')
  const name = existsSync(nameFile) ? readFileSync(nameFile, 'utf8').trim() : executableName()
  const file = override === undefined ? path.join(folder, 'dist', name) : path.join(override, name)
  return existsSync(file) ? file : null
}

const executableName = () =>
  process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : process.platform === 'win32' ? 'electron.exe' : 'electron'

function download(root) {
  return new Promise((resolve) => {
    const installer = path.join(root, 'node_modules', 'electron', 'install.js')
    if (!existsSync(installer)) return resolve()
    const child = spawn(process.execPath, [installer], { stdio: 'ignore', timeout: downloadTimeoutMs })
    child.on('error', () => resolve())
    child.on('close', () => resolve())
  })
}
