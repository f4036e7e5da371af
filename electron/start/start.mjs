// "npm start": builds what is stale and opens the console. Plain JavaScript, because it must also run, and explain itself,
// on a Node.js that is too old for the rest.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { isRuntimeUsable } from './runtime.mjs'
import { buildIfStale } from './build-if-stale.mjs'
import { findElectron } from './find-electron.mjs'

if (!isRuntimeUsable()) process.exit(1)

const root = fileURLToPath(new URL('../..', import.meta.url))
const words = process.argv.slice(2)
const wantsWeb = words.includes('--web')
const rest = words.filter((word) => word !== '--web')

if (!(await buildIfStale(root, (line) => process.stdout.write(`${line}\n`)))) process.exit(1)

const electron = wantsWeb ? { found: false, why: '' } : await findElectron(root)
if (!wantsWeb && !electron.found) process.stdout.write(`${electron.why} The same console opens in the browser.\n`)

const child = electron.found
  ? spawn(electron.path, [root, ...rest], { stdio: 'inherit' })
  : spawn(process.execPath, [path.join(root, 'dist/electron/web.js'), ...rest], { stdio: 'inherit' })

// Ctrl-C reaches the child as well; this process only waits for it to end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => {
  process.stderr.write(`The console could not be started: ${error.message}\n`)
  process.exit(1)
})
child.on('exit', (code) => process.exit(code ?? 0))
