import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, test } from 'vitest'
import { contentSecurityPolicy } from '../../electron/page/page-files.ts'
import type { DesktopUnderTest } from './desktop-under-test.ts'
import { useDesktops } from './started-desktops.ts'

const { start, product } = useDesktops()

const ask = (desktop: DesktopUnderTest, url: string, method = 'GET') =>
  desktop.inMain(async ({ session }, [address, how]: [string, string]) => {
    const answer = await session.defaultSession.answer(address, how)
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() }
  }, [url, method])

test('what has to be said before the application is ready is said before, and the lock is asked for first', async () => {
  const desktop = await start()
  await desktop.loaded()
  const calls = await desktop.inMain(({ journal }) => journal.map(({ call }) => call))
  expect(calls.slice(0, calls.indexOf('ready'))).toEqual([
    'app.setPath', 'app.requestSingleInstanceLock', 'app.enableSandbox', 'protocol.registerSchemesAsPrivileged', 'crashReporter.start', 'app.setAppUserModelId',
    'app.setDesktopName',
  ])
  const [schemes] = await desktop.inMain(({ journal }) => journal.find(({ call }) => call === 'protocol.registerSchemesAsPrivileged')!.values)
  expect(schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
})

test.each([[false, true], [true, false]])('the page is caged, whatever is packaged (%s), and developer tools are for developers', async (isPackaged, devTools) => {
  const desktop = await start({ machine: { isPackaged } })
  await desktop.loaded()
  const options = await desktop.inMain(({ BrowserWindow }) => BrowserWindow.all[0]!.options)
  expect(options).toMatchObject({ show: false, backgroundColor: '#FAF9F6' })
  expect(options.webPreferences).toEqual({
    preload: path.join(product(), 'dist/electron/preload.cjs'), sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false, webviewTag: false, spellcheck: false, devTools,
  })
})

test('the preload script exposes one function and nothing else', async () => {
  const desktop = await start()
  await desktop.page()
  expect(Object.keys(window.desktop!)).toEqual(['connectBackend'])
  expect(Object.isFrozen(window.desktop)).toBe(true)
})

test('the page comes from the built folder with the content policy', async () => {
  const desktop = await start()
  const { loaded } = await desktop.loaded()
  expect(loaded).toMatchObject({ url: 'app://console/', status: 200 })
  expect(loaded!.body).toBe(readFileSync(path.join(product(), 'dist/page/index.html'), 'utf8'))
  expect(loaded!.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8', 'content-security-policy': contentSecurityPolicy, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store',
  })
  expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:/u)
})

test('every file that the page names is served, and a page of the console gets the one HTML file', async () => {
  const desktop = await start()
  const { loaded } = await desktop.loaded()
  const named = [...loaded!.body.matchAll(/(?:src|href)="(\/[^"]+)"/gu)].map(([, file]) => file!)
  expect(named.length).toBeGreaterThan(2)
  const answers = await Promise.all(named.map((file) => ask(desktop, `app://console${file}`)))
  expect(answers.map(({ status }) => status)).toEqual(named.map(() => 200))
  const script = answers[named.findIndex((file) => file.endsWith('.js'))]
  expect(script?.headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' })
  expect((await ask(desktop, 'app://console/orders/01J')).body).toBe(loaded!.body)
})

test('nothing outside the built page is served', async () => {
  const desktop = await start()
  await desktop.loaded()
  const urls = [
    'app://console/../package.json', 'app://console/..%2f..%2fpackage.json', 'app://console/%2e%2e/%2e%2e/package.json', 'app://console/assets/..%5c..%5cpackage.json',
    'app://console/..%2felectron%2fmain.js', 'app://console/%00.js', 'app://console/%', 'app://console/etc/passwd.json', 'app://elsewhere/index.html',
    'app://console.evil/index.html', 'app://console:1/index.html', 'app://somebody@console/index.html', 'app://console/package.json', 'app://console/main.js',
  ]
  // An address that cannot even be asked for is as good as refused.
  const answers = await Promise.all(urls.map((url) => ask(desktop, url).catch(() => ({ status: 404, body: '' }))))
  expect(answers.map(({ status }, at) => [urls[at], status])).toEqual(urls.map((url) => [url, 404]))
})

test('while it is developed the page comes from Vite under the same address; a package never asks Vite', async () => {
  const vite = createServer((request, response) => response.setHeader('Content-Type', 'text/html').end(`from Vite: ${request.url}`)).listen(0, '127.0.0.1')
  await new Promise((resolve) => vite.once('listening', resolve))
  const environment = { COUNTERFOIL_VITE: `http://127.0.0.1:${(vite.address() as AddressInfo).port}` }
  const developed = await (await start({ environment })).loaded()
  const packaged = await (await start({ environment, machine: { isPackaged: true } })).loaded()
  vite.close()
  expect(developed.loaded).toMatchObject({ url: 'app://console/', body: 'from Vite: /' })
  expect(developed.loaded!.headers['content-security-policy']).toContain(`connect-src 'self' ${environment.COUNTERFOIL_VITE.replace('http', 'ws')};`)
  expect(packaged.loaded!.body).not.toContain('from Vite')
  expect(packaged.loaded!.headers['content-security-policy']).toBe(contentSecurityPolicy)
})

test('the page is read, not written to', async () => {
  const desktop = await start()
  await desktop.loaded()
  expect((await ask(desktop, 'app://console/', 'POST')).status).toBe(405)
  expect(await ask(desktop, 'app://console/', 'HEAD')).toMatchObject({ status: 200, body: '' })
})

test('the page goes nowhere else', async () => {
  const desktop = await start()
  await desktop.loaded()
  const went = await desktop.inMain(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.all[0]!.webContents
    const results: [string, boolean][] = []
    for (const url of ['https://example.com/', 'http://127.0.0.1:1/', 'file:///etc/passwd', 'app://elsewhere/', 'data:text/html,x', 'javascript:alert(1)', 'about:blank', 'app://console/orders']) {
      results.push([url, await contents.navigate(url)])
    }
    return results.filter(([, didGo]) => didGo).map(([url]) => url)
  })
  expect(went).toEqual(['app://console/orders'])
})

test('redirects and frames elsewhere are stopped, and no page is embedded', async () => {
  const desktop = await start()
  await desktop.loaded()
  const stopped = await desktop.inMain(({ BrowserWindow, PreventableEvent }) => {
    const contents = BrowserWindow.all[0]!.webContents
    const elsewhere = () => Object.assign(new PreventableEvent(), { url: 'https://example.com/', isMainFrame: false })
    return [contents.tell('will-redirect', elsewhere()), contents.tell('will-frame-navigate', elsewhere()), contents.tell('will-attach-webview', new PreventableEvent(), {}, {})]
  })
  expect(stopped).toEqual([false, false, false])
})

test('windows: the customer\'s is opened in the same cage on the customer\'s display; addresses on the list open in the browser; nothing else opens', async () => {
  const desktop = await start({ machine: { displays: [{ x: 0, y: 0, width: 1920, height: 1040 }, { x: 1920, y: 0, width: 1280, height: 800 }] } })
  await desktop.loaded()
  const { opened, outside } = await desktop.inMain(({ BrowserWindow, journal }) => {
    const window = BrowserWindow.all[0]!
    const urls = [
      'app://console/display', 'app://console/', 'app://console/orders', 'https://example.com/', 'https://dashboard.stripe.com/payments', 'http://dashboard.stripe.com/',
      'https://dashboard.stripe.com.evil.example/', 'https://someone@dashboard.stripe.com/', 'https://dashboard.stripe.com:8443/', 'http://127.0.0.1:41234/pay/abc?lang=en',
      'http://127.0.0.1:41234/v1/controls', 'http://127.0.0.2:41234/pay/abc', 'file:///etc/passwd', 'javascript:alert(1)', 'about:blank', '',
    ]
    return {
      opened: urls.map((url) => ({ url, options: window.openFromPage(url)?.options })).filter(({ options }) => options !== undefined),
      outside: journal.filter(({ call }) => call === 'shell.openExternal').map(({ values }) => values[0]),
    }
  })
  expect(opened.map(({ url }) => url)).toEqual(['app://console/display'])
  expect(opened[0]!.options).toMatchObject({ x: 1920, y: 0, width: 1280, height: 800 })
  expect(opened[0]!.options!.webPreferences).toEqual(await desktop.inMain(({ BrowserWindow }) => BrowserWindow.all[0]!.options.webPreferences))
  expect(outside).toEqual(['https://dashboard.stripe.com/payments', 'http://127.0.0.1:41234/pay/abc?lang=en'])
})

test('the customer\'s window goes with the console, and then the program', async () => {
  const desktop = await start()
  await desktop.loaded()
  await desktop.inMain(({ BrowserWindow }) => {
    const window = BrowserWindow.all[0]!
    window.openFromPage('app://console/display')
    setTimeout(() => window.close(), 0)
  })
  expect(await desktop.exited).toBe(0)
})

test('permissions: to copy and to tell results, for our own page; everything else is refused', async () => {
  const desktop = await start()
  await desktop.loaded()
  const granted = await desktop.inMain(async ({ session, BrowserWindow }) => {
    const { permissionRequest, permissionCheck, devicePermission } = session.defaultSession
    const contents = BrowserWindow.all[0]!.webContents as never
    const permissions = [
      'clipboard-sanitized-write', 'notifications', 'clipboard-read', 'media', 'geolocation', 'midi', 'fullscreen', 'pointerLock', 'openExternal', 'hid', 'serial', 'usb',
      'fileSystem', 'display-capture', 'idle-detection', 'unknown',
    ] as const
    const asked = await Promise.all(permissions.map((permission) =>
      new Promise<string | null>((resolve) => {
        permissionRequest!(contents, permission, (isGranted) => resolve(isGranted ? permission : null), { isMainFrame: true, requestingUrl: 'app://console/' })
      })))
    const check = (origin: string, isMainFrame: boolean) => permissions.filter((permission) => permissionCheck!(contents, permission, origin, { isMainFrame, requestingUrl: origin }))
    return {
      asked: asked.filter((each) => each !== null), ours: check('app://console/', true), inner: check('app://console/', false), foreign: check('https://example.com/', true),
      device: devicePermission!({ deviceType: 'usb', origin: 'app://console/', device: {} as never }),
    }
  })
  expect(granted).toEqual({
    asked: ['clipboard-sanitized-write', 'notifications'], ours: ['clipboard-sanitized-write', 'notifications'], inner: [], foreign: [], device: false,
  })
})

test('only the console\'s own top frame gets a port', async () => {
  const desktop = await start()
  const { id } = await desktop.loaded()
  for (const from of ['inner', 'detached', 'gone'] as const) desktop.pageSays(id, 'backend:connect', from)
  await desktop.inMain(({ BrowserWindow }) => {
    const contents = BrowserWindow.all[0]!.webContents
    contents.loaded = { url: 'https://example.com/', status: 200, headers: {}, body: '' }
  })
  desktop.pageSays(id, 'backend:connect', 'top')
  await expect.poll(() => desktop.logLines().split('main.connect-refused').length - 1, { timeout: 20_000 }).toBe(4)
})

test('files: only what the page has made is saved, and the folder is remembered', async () => {
  const desktop = await start()
  await desktop.loaded()
  const download = (url: string) => desktop.inMain(({ session, BrowserWindow, StandInDownload, PreventableEvent }, address) => {
    const item = new StandInDownload(address, '../payouts.csv')
    const isSaved = session.defaultSession.tell('will-download', new PreventableEvent(), item, BrowserWindow.all[0]!.webContents)
    if (isSaved) {
      item.savedAs = '/media/stick/payouts.csv'
      item.tell('done', new PreventableEvent(), 'completed')
    }
    return isSaved ? item.dialogOptions?.defaultPath : null
  }, url)
  expect(await download('https://example.com/payouts.csv')).toBeNull()
  expect(await download('blob:https://example.com/1')).toBeNull()
  expect(await download('blob:app://console/0a1b')).toBe('/home/somebody/Documents/payouts.csv')
  expect(await download('blob:app://console/0a1c')).toBe('/media/stick/payouts.csv')
})
