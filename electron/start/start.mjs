// "npm start": builds what is stale and opens the console. Plain JavaScript, because it must also run, and explain itself,
// on a Node.js that is too old for the rest.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { isRuntimeUsable } from './runtime.mjs'
import { buildIfStale } from './build-if-stale.mjs'
import { findElectron } from './find-electron.mjs'
import { readStartWords } from './start-words.mjs'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
const opensWithinMs = 5_000

if (!isRuntimeUsable()) process.exit(1)

const root = fileURLToPath(new URL('../..', import.meta.url))
const say = (line) => process.stdout.write(`${line}\n`)
const wish = readStartWords(process.argv.slice(2))
if (wish === null) process.exit()

if (!(await buildIfStale(root, say))) process.exit(1)

const electron = wish.web ? { found: false, why: '' } : await findElectron(root, say)
if (!electron.found) {
  if (!wish.web) say(`${electron.why} The same console opens in the browser.`)
  process.exit(await inBrowser())
}
const { code, isOurs, tookMs } = await run(electron.path, [root, ...wish.forDesktop])
if (code === 0 || isOurs || tookMs > opensWithinMs) process.exit(code)
// Where Chromium may not build its sandbox (as root, in some containers) it ends at once; it is not asked to do without.
say('The desktop window could not be opened. The same console opens in the browser.')
process.exit(await inBrowser())

async function inBrowser() {
  return (await run(process.execPath, [path.join(root, 'dist/electron/web.js'), ...wish.forWeb])).code
}

/** Runs a program to its end. Ctrl-C in a terminal reaches it as well; here signals are handed on and its end is awaited. */
function run(command, words) {
  return new Promise((resolve) => {
    const startedAt = Date.now()
    const child = spawn(command, words, { stdio: 'inherit' })
    let isOurs = false
    const handOn = (signal) => {
      isOurs = true
      child.kill(signal)
    }
    for (const signal of signals) process.on(signal, handOn)
    child.on('error', (error) => {
      process.stderr.write(`The console could not be started: ${error.message}\n`)
      resolve({ code: 1, isOurs: false, tookMs: 0 })
    })
    child.on('exit', (code) => {
      for (const signal of signals) process.off(signal, handOn)
      resolve({ code: code ?? (isOurs ? 130 : 1), isOurs, tookMs: Date.now() - startedAt })
    })
  })
}
