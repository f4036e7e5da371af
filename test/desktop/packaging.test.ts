import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { extractAll, extractFile, getRawHeader, listPackage } from '@electron/asar'
import type DatabaseConstructor from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDesktop } from './desktop-under-test.ts'
import { fusesAsWished, fusesOf, packageWith, root } from './packed.ts'
import { charge, openShop, orderUntil, payAsCustomer } from './sale.ts'
import { writeLinuxRuntime, writeMacRuntime } from './stand-in/stub-runtime.ts'

let linux = ''
let mac = ''
let unpacked = ''
let archive = ''
beforeAll(async () => {
  linux = await packageWith(writeLinuxRuntime, ['--linux', 'dir'])
  unpacked = path.join(linux, 'release/linux-unpacked')
  archive = path.join(unpacked, 'resources/app.asar')
})
afterAll(() => [linux, mac].filter((folder) => folder !== '').forEach((folder) => rmSync(folder, { recursive: true, force: true })))

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

test('the database module lies outside the archive, for every system on this processor, and opens a database', { skip: process.arch !== 'x64' }, () => {
  const module = path.join(unpacked, 'resources/app.asar.unpacked/node_modules/better-sqlite3')
  expect(readdirSync(path.join(module, 'prebuilds')).toSorted()).toEqual(['darwin-x64.node', 'linux-x64.node', 'linuxmusl-x64.node', 'win32-x64.node'])
  expect(['src', 'deps', 'build'].filter((name) => existsSync(path.join(module, name)))).toEqual([])
  const Database = createRequire(import.meta.url)(module) as typeof DatabaseConstructor
  const db = new Database(':memory:')
  expect(db.prepare('SELECT 40 + 2 AS sum').get()).toEqual({ sum: 42 })
  db.close()
})

test('the switches in the binary are set', async () => {
  expect(await fusesOf(path.join(unpacked, 'counterfoil'))).toEqual(fusesAsWished)
})

test('beside the archive lie the licences, the two languages and nothing that could be loaded in its place', () => {
  expect(readdirSync(unpacked).toSorted()).toEqual(['LICENSE.electron.txt', 'LICENSES.chromium.html', 'counterfoil', 'locales', 'resources', 'version'])
  expect(readdirSync(path.join(unpacked, 'resources')).toSorted()).toEqual(['app.asar', 'app.asar.unpacked'])
  expect(readdirSync(path.join(unpacked, 'locales')).toSorted()).toEqual(['en-US.pak', 'zh-CN.pak'])
  expect(statSync(archive).size).toBeLessThan(12 * 1024 * 1024)
})

test('the packed programs sell: main, preload, backend and database from the package', async () => {
  const product = path.join(linux, 'extracted')
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

// electron-builder makes links that Windows does not let everybody make.
describe.skipIf(process.platform === 'win32')('for macOS', () => {
  let contents = ''
  beforeAll(async () => {
    mac = await packageWith(writeMacRuntime, ['--mac', 'dir', '-c.mac.identity=null'])
    contents = path.join(mac, 'release/mac/Counterfoil.app/Contents')
  })

  test('the switches in the binary are set, and the archive cannot be changed without it being seen', async () => {
    expect(await fusesOf(path.join(contents, 'MacOS/Counterfoil'))).toEqual(fusesAsWished)
    const { headerString } = getRawHeader(path.join(contents, 'Resources/app.asar'))
    const [, hash] = /<key>Resources\/app\.asar<\/key>\s*<dict>\s*<key>algorithm<\/key>\s*<string>SHA256<\/string>\s*<key>hash<\/key>\s*<string>([0-9a-f]{64})</u.exec(plist()) ?? []
    expect(hash).toBe(createHash('sha256').update(headerString).digest('hex'))
  })

  test('it has the product\'s name and icon, and asks for the macOS that the runtime needs', () => {
    const valueOf = (key: string): string | undefined => new RegExp(`<key>${key}</key>\\s*<string>([^<]*)<`, 'u').exec(plist())?.[1]
    expect(['CFBundleIdentifier', 'CFBundleDisplayName', 'CFBundleIconFile', 'LSMinimumSystemVersion'].map(valueOf)).toEqual(['app.counterfoil.console', 'Counterfoil', 'icon.icns', '13.0'])
    expect(readFileSync(path.join(contents, 'Resources/icon.icns')).equals(readFileSync(path.join(root, 'resources/icons/icon.icns')))).toBe(true)
    expect(readdirSync(path.join(contents, 'Resources')).filter((name) => name.endsWith('.lproj')).toSorted()).toEqual(['en.lproj', 'zh_CN.lproj'])
  })

  const plist = (): string => readFileSync(path.join(contents, 'Info.plist'), 'utf8')
})
