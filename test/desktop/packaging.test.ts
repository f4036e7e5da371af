import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { extractAll, extractFile, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import type DatabaseConstructor from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDesktop } from './desktop-under-test.ts'
import { charge, openShop, orderUntil, payAsCustomer } from './sale.ts'
import { writeStubRuntime } from './stand-in/stub-runtime.ts'

// "npm run package" with a stub in place of the Electron runtime: everything but the runtime itself is the real thing.
const root = fileURLToPath(new URL('../..', import.meta.url))
const work = mkdtempSync(path.join(tmpdir(), 'counterfoil-package-'))
const unpacked = path.join(work, 'release/linux-unpacked')
const archive = path.join(unpacked, 'resources/app.asar')

beforeAll(async () => {
  const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }
  const runtime = path.join(work, 'runtime')
  writeStubRuntime(runtime, devDependencies['electron']!)
  const words = ['--linux', 'dir', '--x64', `-c.electronDist=${runtime}`, `-c.directories.output=${path.join(work, 'release')}`]
  await promisify(execFile)(process.execPath, [path.join(root, 'electron/start/package.mjs'), ...words], { cwd: root, maxBuffer: 64 * 1024 * 1024 })
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

const packed = (): string[] =>
  listPackage(archive, { isPack: false }).map((name) => name.replaceAll(path.sep, '/').slice(1)).filter((name) => !isFolder(name))
const isFolder = (name: string): boolean => listPackage(archive, { isPack: false }).some((other) => other.replaceAll(path.sep, '/').startsWith(`/${name}/`))

test('the package holds the built programs, the page, the icons and the database module, and nothing else', () => {
  const files = packed()
  const own = files.filter((name) => !name.startsWith('dist/page/assets/') && !name.startsWith('node_modules/'))
  expect(own.toSorted()).toEqual([
    'LICENSE', 'dist/electron/backend.js', 'dist/electron/job-worker.js', 'dist/electron/main.js', 'dist/electron/preload.cjs', 'dist/page/icon.svg', 'dist/page/index.html',
    'package.json', ...readdirSync(path.join(root, 'resources/icons/desktop')).map((name) => `resources/icons/desktop/${name}`),
  ].toSorted())
  expect(files.filter((name) => name.startsWith('dist/page/assets/') && !/\.(?:js|css|woff2|svg|png|wav)$/u.test(name))).toEqual([])
  expect([...new Set(files.filter((name) => name.startsWith('node_modules/')).map((name) => name.split('/')[1]))]).toEqual(['better-sqlite3'])
})

test('no source, test or map is packed, and no way to the machine that made the package', () => {
  const files = packed()
  expect(files.filter((name) => /\.(?:ts|tsx|map|test\..*|[ch]pp|c|h)$/u.test(name))).toEqual([])
  const texts = files.filter((name) => name.startsWith('dist/') && /\.(?:js|cjs|html|css)$/u.test(name))
  expect(texts.filter((name) => extractFile(archive, name).includes(root))).toEqual([])
})

test('the packed package.json names the program and neither scripts nor tools', () => {
  const metadata = JSON.parse(extractFile(archive, 'package.json').toString()) as Record<string, unknown>
  expect(metadata).toMatchObject({ name: 'counterfoil', main: 'dist/electron/main.js', type: 'module', desktopName: 'counterfoil.desktop' })
  expect(metadata).not.toHaveProperty('scripts')
  expect(metadata).not.toHaveProperty('devDependencies')
})

test('the database module lies outside the archive, for every system on this processor, and opens a database', () => {
  const module = path.join(unpacked, 'resources/app.asar.unpacked/node_modules/better-sqlite3')
  expect(readdirSync(path.join(module, 'prebuilds')).toSorted()).toEqual(['darwin-x64.node', 'linux-x64.node', 'linuxmusl-x64.node', 'win32-x64.node'])
  expect(['src', 'deps', 'build'].filter((name) => existsSync(path.join(module, name)))).toEqual([])
  const { arch } = process
  if (arch !== 'x64') return
  const Database = createRequire(import.meta.url)(module) as typeof DatabaseConstructor
  const db = new Database(':memory:')
  expect(db.prepare('SELECT 40 + 2 AS sum').get()).toEqual({ sum: 42 })
  db.close()
})

test('the switches in the binary are set', async () => {
  const { version, ...wire } = await getCurrentFuseWire(path.join(unpacked, 'counterfoil'))
  expect(version).toBe('1')
  const isOn = Object.fromEntries(Object.entries(wire).map(([fuse, state]) => [FuseV1Options[Number(fuse)], state === FuseState.ENABLE]))
  expect(isOn).toEqual({
    RunAsNode: false, EnableCookieEncryption: true, EnableNodeOptionsEnvironmentVariable: false, EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true, OnlyLoadAppFromAsar: true, LoadBrowserProcessSpecificV8Snapshot: false, GrantFileProtocolExtraPrivileges: false,
    WasmTrapHandlers: true,
  })
})

test('beside the archive lie the licences, the two languages and nothing that could be loaded in its place', () => {
  expect(readdirSync(unpacked).toSorted()).toEqual(['LICENSE.electron.txt', 'LICENSES.chromium.html', 'counterfoil', 'locales', 'resources', 'version'])
  expect(readdirSync(path.join(unpacked, 'resources')).toSorted()).toEqual(['app.asar', 'app.asar.unpacked'])
  expect(readdirSync(path.join(unpacked, 'locales')).toSorted()).toEqual(['en-US.pak', 'zh-CN.pak'])
  expect(statSync(archive).size).toBeLessThan(12 * 1024 * 1024)
})

test('the packed programs sell: main, preload, backend and database from the package', async () => {
  const product = path.join(work, 'extracted')
  extractAll(archive, product)
  const desktop = await startDesktop({ product, machine: { isPackaged: true } })
  try {
    const { client } = await desktop.page()
    const accountId = await openShop(client)
    const { orderId, payUrl } = await charge(client, accountId, 2_500)
    await payAsCustomer(payUrl)
    const { order } = await orderUntil(client, orderId, ({ order: { state } }) => state === 'paid')
    expect(order.amount).toEqual({ minor: 2_500, currency: 'EUR' })
    expect(await desktop.quit()).toBe(0)
  } finally {
    await desktop.end()
  }
})
