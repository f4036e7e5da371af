// "npm run dev": the page from Vite, which puts changes into it while it is open; the backend built anew and started again
// whenever its code changes. In a desktop window where the runtime is there, else in the browser.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { isRuntimeUsable } from './runtime.mjs'
import { findElectron } from './find-electron.mjs'
import { readStartWords } from './start-words.mjs'

if (!isRuntimeUsable()) process.exit(1)

const root = fileURLToPath(new URL('../..', import.meta.url))
const say = (line) => process.stdout.write(`${line}\n`)
const wish = readStartWords(process.argv.slice(2))
if (wish === null) process.exit()

const { createBuilder, createServer } = await import('vite')
const configFile = path.join(root, 'vite.config.ts')
/** Beside what is built for use, which is not touched. */
const outDir = path.join(root, 'dist/development')
const pagePort = Number(wish.port ?? 5173)
const pageUrl = `http://127.0.0.1:${pagePort}`
const webUrl = `http://127.0.0.1:${pagePort + 1}`
/** One change is often several files. */
const restAfterChangeMs = 200

const electron = wish.web ? { found: false } : await findElectron(root, say)
const names = electron.found ? ['main', 'preload', 'backend', 'worker'] : ['web', 'worker']

// The web host knows one host and one origin; Vite passes sign-in and contract on to it as if they came from there.
const toWebHost = { target: webUrl, changeOrigin: true, ws: true, headers: { origin: webUrl } }
const server = await createServer({
  configFile,
  server: {
    host: '127.0.0.1', port: pagePort, strictPort: true, hmr: { protocol: 'ws', host: '127.0.0.1', clientPort: pagePort },
    proxy: { '/sign-in': toWebHost, '/contract': toWebHost },
  },
})
await server.listen()

let running = null
let isStopping = false

async function build() {
  const environments = Object.fromEntries(names.map((name) => [name, { build: { outDir } }]))
  const builder = await createBuilder({ configFile, logLevel: 'warn', environments })
  for (const name of names) await builder.build(builder.environments[name])
}

function start() {
  const [command, words] = electron.found
    ? [electron.path, [path.join(outDir, 'main.js'), ...wish.forDesktop]]
    : [process.execPath, [path.join(outDir, 'web.js'), ...wish.forDesktop, '--port', String(pagePort + 1), '--no-open']]
  const child = spawn(command, words, { stdio: ['inherit', 'pipe', 'inherit'], env: { ...process.env, COUNTERFOIL_VITE: pageUrl } })
  child.stdout.on('data', (piece) => process.stdout.write(String(piece).replaceAll(webUrl, pageUrl)))
  child.on('exit', () => {
    // A desktop window that a person has closed is not opened again.
    if (running === child && electron.found) void stop()
  })
  running = child
}

/** Ends the program that runs, and waits for it: two of them do not open one shop. */
async function end() {
  const child = running
  running = null
  if (child === null || child.exitCode !== null || child.signalCode !== null) return
  await new Promise((resolve) => {
    child.on('exit', resolve)
    child.kill('SIGTERM')
  })
}

async function restart() {
  try {
    await build()
  } catch (error) {
    say(`Not built; what ran before runs on.\n${error.message}`)
    return
  }
  await end()
  if (!isStopping) start()
}

async function stop() {
  if (isStopping) return
  isStopping = true
  await end()
  await server.close()
  process.exit(0)
}

let turn = restart()
let rest
const changed = (_kind, file) => {
  if (file === null || !/\.(?:ts|json)$/u.test(file)) return
  clearTimeout(rest)
  rest = setTimeout(() => {
    say(`${file} has changed.`)
    turn = turn.then(restart)
  }, restAfterChangeMs)
}
for (const folder of ['electron', 'shared']) watch(path.join(root, folder), { recursive: true }, changed)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop())
