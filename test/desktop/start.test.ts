import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import BetterSqlite3 from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { buildProduct } from './desktop-under-test.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const work = mkdtempSync(path.join(tmpdir(), 'counterfoil-start-'))
const running: ChildProcess[] = []
beforeAll(buildProduct)
// Ended as a person does it: a script that is killed leaves behind what it has started.
afterEach(async () => {
  const left = running.splice(0).filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
  await Promise.all(left.map((child) => {
    child.kill('SIGTERM')
    return new Promise((resolve) => child.once('exit', resolve))
  }))
})
afterAll(() => rmSync(work, { recursive: true, force: true, maxRetries: 5 }))

type Environment = Readonly<Record<string, string | undefined>>
const noDisplay: Environment = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined, ELECTRON_OVERRIDE_DIST_PATH: undefined }
const newFolder = (): string => mkdtempSync(path.join(work, 'shop-'))

/** Starts one of the scripts that npm starts. */
function run(script: string, words: readonly string[], environment: Environment = noDisplay, nodeWords: readonly string[] = []) {
  const child = spawn(process.execPath, [...nodeWords, path.join(root, script), ...words], { cwd: root, env: { ...process.env, ...environment } })
  running.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (said += String(piece)))
  const exited = new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? -1)))
  const says = async (words: RegExp): Promise<RegExpExecArray> => {
    await expect.poll(() => said, { timeout: 60_000 }).toMatch(words)
    return words.exec(said)!
  }
  return { child, exited, says, said: () => said }
}
const start = (words: readonly string[], environment?: Environment) => run('electron/start/start.mjs', words, environment)

/** A runtime that is there: a script in Electron's place. */
function runtimeThat(does: string): Environment {
  const folder = mkdtempSync(path.join(work, 'runtime-'))
  writeFileSync(path.join(folder, 'electron'), `#!/bin/sh\n${does}\n`, { mode: 0o755 })
  return { DISPLAY: ':99', ELECTRON_OVERRIDE_DIST_PATH: folder }
}

/** One that nobody listens at now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const signInAddress = /Counterfoil is at (http:\/\/127\.0\.0\.1:(\d+)\/sign-in\?code=\S+)/u

test('without a display it says so in a sentence and serves the same console; Ctrl-C closes the books', async () => {
  const dataFolder = newFolder()
  const { child, exited, says } = start(['--no-open', '--data', dataFolder])
  await says(/This machine has no display for a desktop window\. The same console opens in the browser\.\n/u)
  const [, address] = await says(signInAddress)
  const answer = await fetch(address!, { redirect: 'manual' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
  child.kill('SIGINT')
  expect(await exited).toBe(0)
  expect(existsSync(path.join(dataFolder, 'counterfoil.db-wal'))).toBe(false)
  const lock = new BetterSqlite3(path.join(dataFolder, 'lock.db'), { timeout: 0 })
  expect(() => lock.exec('BEGIN EXCLUSIVE')).not.toThrow()
  lock.close()
})

test('--web serves it at the port that is asked for, although the runtime is there', async () => {
  const wished = String(await freePort())
  const { says, said } = start(['--web', '--no-open', '--port', wished, '--data', newFolder()], runtimeThat('echo opened'))
  const [, , port] = await says(signInAddress)
  expect(port).toBe(wished)
  expect(said()).not.toContain('opened')
})

test('with the runtime it opens the window, on the folder as seen from where the person is', async () => {
  const { exited, said } = start(['--data', 'shop'], { ...runtimeThat('[ "$1" = --version ] || echo "opened $@"'), INIT_CWD: work })
  expect(await exited).toBe(0)
  expect(said()).toContain(`opened ${root} --data ${path.join(work, 'shop')}\n`)
  expect(said()).not.toContain('browser')
})

test.each([
  ['whose libraries are missing', 'exit 127', 'The desktop runtime is installed but does not run on this machine.'],
  ['that may not open a window here', '[ "$1" = --version ] || kill -TRAP $$', 'The desktop window could not be opened.'],
])('a runtime %s is said to be so, and the browser takes its place', async (_which, does, sentence) => {
  const { says, said } = start(['--no-open', '--data', newFolder()], runtimeThat(does))
  await says(signInAddress)
  expect(said()).toContain(`${sentence} The same console opens in the browser.\n`)
})

// Where the runtime is installed there is nothing to download.
test.skipIf(existsSync(path.join(root, 'node_modules/electron/path.txt')))('a network that never answers holds nobody up for long', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => silent.once('listening', resolve))
  const mirror = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`
  const { says } = start(['--no-open', '--data', newFolder()], { DISPLAY: ':99', ELECTRON_OVERRIDE_DIST_PATH: undefined, ELECTRON_MIRROR: mirror })
  const startedAt = Date.now()
  await says(/The desktop runtime is not installed and cannot be downloaded\. The same console opens in the browser\.\n/u)
  expect(Date.now() - startedAt).toBeLessThan(40_000)
  await says(signInAddress)
  silent.close()
})

test('a word that it does not know is answered with those it knows', async () => {
  const { exited, said } = start(['--prot', '8080'])
  expect(await exited).toBe(2)
  expect(said()).toMatch(/Unknown option '--prot'[\s\S]*--port NUMBER/u)
})

test.each(['electron/start/start.mjs', 'electron/start/dev.mjs', 'electron/start/package.mjs', 'electron/start/cli.mjs', 'test/run.mjs'])(
  'on a Node.js that is too old %s says what to do', async (script) => {
    const old = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,napi:"9",node:"20.11.0"}})'
    const { exited, said } = run(script, [], noDisplay, ['--import', old])
    expect(await exited).toBe(1)
    expect(said()).toMatch(/needs Node\.js 24; this is Node\.js 20\.11\.0\.\nRun "npm ci"/u)
  })

test('npm run dev: the page comes from Vite, sign-in and contract from a backend beside it, and all of it ends with Ctrl-C', async () => {
  const wished = String(await freePort())
  const { child, exited, says } = run('electron/start/dev.mjs', ['--web', '--port', wished, '--data', newFolder()])
  const [, address, port] = await says(signInAddress)
  expect(port).toBe(wished)
  const origin = `http://127.0.0.1:${port}`
  expect(await (await fetch(`${origin}/`)).text()).toContain('/@vite/client')
  const cookie = (await fetch(address!, { redirect: 'manual' })).headers.get('set-cookie')!.split(';')[0]!
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/contract`, { headers: { cookie }, origin })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  socket.close()
  child.kill('SIGINT')
  expect(await exited).toBe(0)
})
