import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const answerWithinMs = 8_000
const downloadWithinMs = 5 * 60_000
const runsWithinMs = 15_000

/**
 * The Electron runtime: the installed one, or downloaded now, and shown to run. Says in one sentence why there is none.
 * Every step ends by itself.
 */
export async function findElectron(root, say) {
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  if (!hasDisplay) return { found: false, why: 'This machine has no display for a desktop window.' }
  const file = installed(root) ?? (await download(root, say))
  if (file === null) return { found: false, why: 'The desktop runtime is not installed and cannot be downloaded.' }
  return (await runs(file)) ? { found: true, path: file } : { found: false, why: 'The desktop runtime is installed but does not run on this machine.' }
}

/** The package's own test of whether it is installed: it writes `path.txt` last, when everything is unpacked. */
function installed(root) {
  const folder = path.join(root, 'node_modules', 'electron')
  const read = (name) => {
    try {
      return readFileSync(path.join(folder, name), 'utf8').trim()
    } catch {
      return null
    }
  }
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) return existing(path.join(override, read('path.txt') ?? executableName()))
  const name = read('path.txt')
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  return name === null || read('dist/version')?.replace(/^v/u, '') !== version ? null : existing(path.join(folder, 'dist', name))
}

const existing = (file) => (existsSync(file) ? file : null)

const executableName = () =>
  process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : process.platform === 'win32' ? 'electron.exe' : 'electron'

/** Since version 42 the runtime comes with the first start and not with the package. */
async function download(root, say) {
  const installer = path.join(root, 'node_modules', 'electron', 'install.js')
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH || !existsSync(installer) || !(await isDownloadServerThere())) return null
  say('Fetching the desktop runtime, about 120 MB, once. (Ctrl-C stops; "npm start -- --web" does without.)')
  await ends(spawn(process.execPath, [installer], { stdio: 'ignore', timeout: downloadWithinMs, killSignal: 'SIGKILL' }))
  return installed(root)
}

/** A blocked network is known after seconds, not after the time that a download may take. */
async function isDownloadServerThere() {
  if (process.env.ELECTRON_GET_USE_PROXY) return true // only the installer knows the way
  const mirror = process.env.npm_config_electron_mirror || process.env.ELECTRON_MIRROR || 'https://github.com/electron/electron/releases/'
  try {
    await fetch(mirror, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(answerWithinMs) })
    return true
  } catch {
    return false
  }
}

/** Libraries of the system may be missing; that shows before any window does. */
const runs = async (file) => (await ends(spawn(file, ['--version'], { stdio: 'ignore', timeout: runsWithinMs, killSignal: 'SIGKILL' }))) === 0

const ends = (child) =>
  new Promise((resolve) => {
    child.on('error', () => resolve(null))
    child.on('close', resolve)
  })
