import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { DesktopUnderTest } from './desktop-under-test.ts'
import { charge, openShop } from './sale.ts'
import { useDesktops } from './started-desktops.ts'

const { start } = useDesktops()

const shown = (desktop: DesktopUnderTest) =>
  desktop.inMain(({ BrowserWindow }) => {
    const loaded = BrowserWindow.all[0]?.webContents.loaded ?? null
    return loaded === null ? null : { url: loaded.url, body: loaded.body, policy: loaded.headers['content-security-policy'] ?? '' }
  })
const untilRecovery = (desktop: DesktopUnderTest, words: RegExp) => desktop.until('the recovery page', () => shown(desktop), (page) => words.test(page?.body ?? ''), 30_000)
const forks = (desktop: DesktopUnderTest) => desktop.inMain(({ utilityProcess }) => utilityProcess.all.length)
const crash = (desktop: DesktopUnderTest) => desktop.inMain(({ utilityProcess }) => utilityProcess.all.at(-1)!.crash())
const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'counterfoil-desktop-'))

test('a backend that dies is started again, and the page goes on by itself', async () => {
  const desktop = await start()
  const { client, status } = await desktop.page()
  await openShop(client)
  const before = await forks(desktop)
  await crash(desktop)
  await expect.poll(status, { timeout: 20_000 }).toBe('lost')
  await expect.poll(status, { timeout: 20_000 }).toBe('connected')
  expect(await forks(desktop)).toBe(before + 1)
  // Whoever was signed in has to sign in again: the session belonged to the connection.
  expect((await client.session.state()).person).toBeNull()
  expect(desktop.logLines()).toMatch(/"event":"backend.ended","code":9/u)
  expect(desktop.logLines()).toMatch(/"event":"main.process-gone".*"reason":"killed"/u)
})

test('a backend that dies again and again is left alone; the window says so and a person can try again', async () => {
  const desktop = await start()
  await desktop.loaded()
  for (const forked of [1, 2, 3, 4]) {
    await desktop.until(`start ${forked}`, () => forks(desktop), (count) => count === forked)
    await crash(desktop)
  }
  const { url, body, policy } = (await untilRecovery(desktop, /stopped several times/u))!
  expect(url).toBe('app://console/recovery')
  expect(body).toContain('负责记账的部分多次停止运行')
  expect(body).not.toContain('<script')
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-/u)
  await wait(1_500)
  expect(await forks(desktop)).toBe(4)

  expect(await desktop.inMain(({ BrowserWindow }) => BrowserWindow.all[0]!.webContents.navigate('app://console/'))).toBe(true)
  const { client } = await desktop.page()
  expect((await client.session.state()).shop).toBeNull()
  expect(await forks(desktop)).toBe(5)
})

test('a shop that is open elsewhere is not opened; after it is closed there, trying again opens it', async () => {
  const dataFolder = newFolder()
  const holder = new BetterSqlite3(path.join(dataFolder, 'lock.db'))
  holder.exec('BEGIN EXCLUSIVE')
  writeFileSync(path.join(dataFolder, 'in-use.txt'), 'web, process <4711>\n')
  const desktop = await start({ dataFolder })
  const page = (await untilRecovery(desktop, /already open/u))!
  expect(page.body).toContain('web, process &#60;4711&#62;')
  await wait(1_500)
  expect(await forks(desktop)).toBe(1)

  holder.close()
  await desktop.inMain(({ BrowserWindow }) => BrowserWindow.all[0]!.webContents.navigate('app://console/'))
  const { client } = await desktop.page()
  expect((await client.session.state()).host.kind).toBe('desktop')
})

test('books from a newer version are not touched', async () => {
  const dataFolder = newFolder()
  const file = path.join(dataFolder, 'counterfoil.db')
  const future = new BetterSqlite3(file)
  future.pragma('journal_mode = WAL')
  future.pragma('user_version = 999990')
  future.close()
  const before = readFileSync(file)
  const desktop = await start({ dataFolder })
  expect((await untilRecovery(desktop, /newer version/u))!.body).toContain('更新版本')
  expect(await desktop.quit()).toBe(0)
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('damaged books are said to be damaged, at once and without changing them', async () => {
  const dataFolder = newFolder()
  const file = path.join(dataFolder, 'counterfoil.db')
  writeFileSync(file, `SQLite format 3\0${'damaged '.repeat(4_000)}`)
  const before = readFileSync(file)
  const desktop = await start({ dataFolder })
  await untilRecovery(desktop, /data file is damaged/u)
  expect(await forks(desktop)).toBe(1)
  expect(await desktop.quit()).toBe(0)
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('quitting closes the books and gives the folder free before the program ends', async () => {
  const desktop = await start()
  const { client } = await desktop.page()
  await openShop(client)
  const exits = desktop.inMain(({ utilityProcess }) => new Promise<number>((resolve) => utilityProcess.all[0]!.on('exit', resolve)))
  const quit = desktop.quit()
  expect(await exits).toBe(0)
  expect(await quit).toBe(0)
  // A closed database in WAL mode has neither log nor shared memory beside it, and nobody holds the lock.
  expect(['counterfoil.db-wal', 'counterfoil.db-shm', 'sandbox.db-wal', 'console.sock'].filter((name) => existsSync(path.join(desktop.dataFolder, name)))).toEqual([])
  const lock = new BetterSqlite3(path.join(desktop.dataFolder, 'lock.db'), { timeout: 0 })
  expect(() => lock.exec('BEGIN EXCLUSIVE')).not.toThrow()
  lock.close()
})

test('while the backend stops, the window is out of reach and quitting again does nothing', async () => {
  const desktop = await start()
  await desktop.page()
  const calls = await desktop.inMain(({ app, journal, utilityProcess }) => {
    app.quit()
    app.quit()
    return { calls: journal.map(({ call }) => call).slice(-3), isRunning: utilityProcess.all[0]!.pid !== undefined }
  })
  expect(calls).toEqual({ calls: ['app.quit', 'window.hide', 'app.quit'], isRunning: true })
  expect(await desktop.exited).toBe(0)
})

test('Ctrl-C in a terminal, which reaches every process, ends the program in order', async () => {
  const desktop = await start()
  const { client } = await desktop.page()
  await client.session.state()
  const exits = await desktop.inMain(({ utilityProcess }) => new Promise<number>((resolve) => {
    const [child] = utilityProcess.all
    child!.on('exit', resolve)
    for (const pid of [child!.pid!, process.pid]) process.kill(pid, 'SIGINT')
  }))
  expect(exits).toBe(0)
  expect(await desktop.exited).toBe(0)
  expect(desktop.logLines()).not.toContain('backend.ended')
})

test('a backend that does not stop is ended after five seconds', async () => {
  const desktop = await start()
  await desktop.page()
  await desktop.inMain(({ utilityProcess }) => process.kill(utilityProcess.all[0]!.pid!, 'SIGSTOP'))
  const startedAt = Date.now()
  const kills = desktop.inMain(({ app, utilityProcess }) => new Promise<boolean>((resolve) => {
    const child = utilityProcess.all[0]!
    const kill = child.kill.bind(child)
    child.kill = () => {
      resolve(true)
      process.kill(child.pid!, 'SIGCONT') // a stopped process does not hear that it should end
      return kill()
    }
    setTimeout(() => app.quit(), 0)
  }))
  expect(await kills).toBe(true)
  expect(Date.now() - startedAt).toBeGreaterThan(4_500)
  expect(await desktop.exited).toBe(0)
})

test('the end of a Windows session and a shutdown end the backend in order', async () => {
  const onWindows = await start({ machine: { platform: 'win32' } })
  await onWindows.page()
  const exit = await onWindows.inMain(({ BrowserWindow, utilityProcess }) => new Promise<number>((resolve) => {
    utilityProcess.all[0]!.on('exit', resolve)
    BrowserWindow.all[0]!.tell('session-end', { reasons: ['logoff'] } as never)
  }))
  expect(exit).toBe(0)

  const onLinux = await start()
  await onLinux.page()
  const isHeldUp = await onLinux.inMain(({ powerMonitor, PreventableEvent }) => {
    const event = new PreventableEvent()
    powerMonitor.emit('shutdown', event)
    return event.defaultPrevented
  })
  expect(isHeldUp).toBe(true)
  expect(await onLinux.exited).toBe(0)
})

test('a second start shows the window of the first, and ends', async () => {
  const first = await start()
  await first.page()
  await first.inMain(({ BrowserWindow }) => {
    BrowserWindow.all[0]!.minimize()
  })
  const second = await start({ dataFolder: first.dataFolder })
  expect(await second.exited).toBe(0)
  const calls = () => first.inMain(({ journal }) => journal.map(({ call }) => call).slice(-3))
  await first.until('the window', calls, (last) => last.join(' ') === 'window.restore window.show window.focus')
  expect(await forks(first)).toBe(1)
})

test('the backend gets no variables that would load other code, and the rest', async () => {
  const desktop = await start({ environment: { NODE_OPTIONS: '--no-warnings', ELECTRON_RUN_AS_NODE: '1', LD_PRELOAD_64: 'x.so', DYLD_INSERT_LIBRARIES: 'x.dylib', TILL: '3' } })
  await desktop.loaded()
  const { options, names } = await desktop.inMain(({ utilityProcess }) => {
    const { env, ...rest } = utilityProcess.all[0]!.options
    return { options: rest, names: Object.keys(env ?? {}) }
  })
  expect(options).toEqual({ serviceName: 'console-backend', stdio: 'pipe' })
  expect(names.filter((name) => /^(?:NODE|ELECTRON|LD|DYLD)_/u.test(name))).toEqual([])
  expect(names).toContain('TILL')
})

test('sleep pauses the polling; waking asks once, gently, not for every missed time', async () => {
  const fetches = path.join(mkdtempSync(path.join(tmpdir(), 'counterfoil-fetches-')), 'fetches.txt')
  const asked = (): number[] => (existsSync(fetches) ? readFileSync(fetches, 'utf8').trim().split('\n').map(Number) : [])
  const desktop = await start({ environment: { COUNTERFOIL_STAND_IN_FETCHES: fetches } })
  const { client } = await desktop.page()
  await charge(client, await openShop(client), 500)
  await expect.poll(() => asked().length, { timeout: 20_000 }).toBeGreaterThan(3)

  await desktop.inMain(({ powerMonitor }) => void powerMonitor.emit('suspend'))
  await wait(500) // what is under way comes to its end
  const asleep = asked().length
  await wait(6_000)
  expect(asked().length).toBe(asleep)

  const wokeAt = Date.now()
  await desktop.inMain(({ powerMonitor }) => void powerMonitor.emit('resume'))
  await expect.poll(() => asked().length, { timeout: 20_000 }).toBeGreaterThan(asleep)
  const [first = 0] = asked().slice(asleep)
  expect(first - wokeAt).toBeGreaterThan(500)
  expect(asked().filter((at) => at >= first && at < first + 800).length).toBeLessThan(4)
})
