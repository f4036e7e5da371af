import '../backend/runtime-check.ts'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { defaultDataFolder } from '../node-host/default-folder.ts'
import { createNodeHost } from '../node-host/node-host.ts'
import { version } from '../node-host/version.ts'
import { openBrowser } from './open-browser.ts'
import { serveConsole } from './serve-console.ts'

// What this program writes is for its owner only.
process.umask(0o077)

const { values } = parseArgs({
  options: { port: { type: 'string' }, data: { type: 'string' }, 'no-open': { type: 'boolean' }, json: { type: 'boolean' } },
})

const port = Number(values.port ?? '0')
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write(`--port ${values.port}: a number from 0 to 65535.\n`)
  process.exit(2)
}

const dataFolder = values.data ?? defaultDataFolder()
const host = createNodeHost({ kind: 'web', dataFolder, version, jobWorker: new URL('job-worker.js', import.meta.url) })
const served = await serveConsole({ host, port, pageFolder: fileURLToPath(new URL('../page', import.meta.url)), say: (line) => (values.json === true ? process.stderr : process.stdout).write(`${line}\n`) })
if (!served.ok) {
  process.stderr.write(`${served.failure.words}\n`)
  process.exit(1)
}
if (values.json === true) process.stdout.write(`${JSON.stringify({ origin: served.value.origin, signInUrl: served.value.signInUrl })}\n`)
if (values['no-open'] !== true) openBrowser(served.value.signInUrl)

let isStopping = false
const stop = (): void => {
  if (isStopping) return
  isStopping = true
  void served.value.stop().then(() => process.exit(0))
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
process.on('SIGHUP', stop)
