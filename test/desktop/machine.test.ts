import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { DesktopUnderTest } from './desktop-under-test.ts'
import { charge, openShop, orderUntil, payAsCustomer, promiseAPayment, signIn } from './sale.ts'
import { useDesktops } from './started-desktops.ts'

const { start } = useDesktops()

const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'counterfoil-desktop-'))
const bounds = (desktop: DesktopUnderTest) => desktop.inMain(({ BrowserWindow }) => BrowserWindow.all[0]!.getBounds())

test.each(['basic_text', 'unknown', 'none'] as const)('without a keychain (%s) the settings say that a key file is used', async (keyStore) => {
  const desktop = await start({ machine: { keyStore } })
  const { client } = await desktop.page()
  await openShop(client)
  expect((await client.session.state()).host.secretsKind).toBe('key-file')
  expect(existsSync(path.join(desktop.dataFolder, 'secrets.key'))).toBe(true)
  expect(desktop.logLines()).toContain('keychain.not-there')
})

test('a passphrase takes the keychain\'s place where it is given', async () => {
  const desktop = await start({ machine: { keyStore: 'basic_text' }, environment: { COUNTERFOIL_PASSPHRASE: 'sixteen candles' } })
  const { client } = await desktop.page()
  await openShop(client)
  expect((await client.session.state()).host.secretsKind).toBe('passphrase')
  expect(existsSync(path.join(desktop.dataFolder, 'secrets.key'))).toBe(false)
})

test('credentials sealed by another key store are said to be out of reach, and entering them again is enough', async () => {
  const first = await start({ machine: { keyStore: 'gnome_libsecret' } })
  const { client } = await first.page()
  const accountId = await openShop(client)
  await first.quit()

  const second = await start({ dataFolder: first.dataFolder, machine: { keyStore: 'kwallet6' } })
  const again = await second.page()
  await signIn(again.client)
  expect(await again.client.accounts.check({ accountId })).toMatchObject({ ok: true, value: { verdict: 'no-answer', why: 'no-credentials' } })
  expect(second.logLines()).toMatch(/sealed by gnome_libsecret; the key store now is kwallet6/u)

  await again.client.accounts.replaceSecrets({ accountId, secrets: { secret: 'entered anew' } })
  // The sandbox does not know them, but it is asked.
  expect(await again.client.accounts.check({ accountId })).toMatchObject({ ok: true, value: { verdict: 'refused' } })
})

test('a sale works without a keychain after one with it: the account is entered anew and its credentials lie in one place', async () => {
  const first = await start()
  const { client } = await first.page()
  await openShop(client)
  await first.quit()
  const sealed = readFileSync(path.join(first.dataFolder, 'keychain.json'), 'utf8')

  const second = await start({ dataFolder: first.dataFolder, machine: { keyStore: 'none' } })
  const again = await second.page()
  await signIn(again.client)
  const added = await again.client.accounts.add({ platform: 'sandbox', label: 'Second', environment: 'test', baseUrl: null, settings: {}, secrets: {} })
  const { orderId, payUrl } = await charge(again.client, added.ok ? added.value.accountId : '', 700)
  await payAsCustomer(payUrl)
  await orderUntil(again.client, orderId, ({ order }) => order.state === 'paid')
  expect(readFileSync(path.join(first.dataFolder, 'keychain.json'), 'utf8')).toBe(sealed)
})

test('what a rotated key has opened is sealed anew', async () => {
  const first = await start()
  const { client } = await first.page()
  const accountId = await openShop(client)
  await first.quit()
  const second = await start({ dataFolder: first.dataFolder, machine: { keysRotated: true } })
  const seals = () => second.inMain(({ safeStorage }) => safeStorage.encryptStringAsync('x').then(() => true))
  expect(await seals()).toBe(true)
  const again = await second.page()
  await signIn(again.client)
  const { payUrl } = await charge(again.client, accountId, 700)
  expect(payUrl).toContain('/pay/')
})

test('the window comes back where it was', async () => {
  const first = await start()
  await first.loaded()
  await first.inMain(({ BrowserWindow }) => BrowserWindow.all[0]!.setBounds({ x: 200, y: 90, width: 1400, height: 900 }))
  await first.quit()
  const second = await start({ dataFolder: first.dataFolder })
  await second.loaded()
  expect(await bounds(second)).toEqual({ x: 200, y: 90, width: 1400, height: 900 })
})

test('a window of a display that is gone comes to one that is there', async () => {
  const both = [{ x: 0, y: 0, width: 1920, height: 1040 }, { x: 1920, y: 0, width: 2560, height: 1400 }]
  const first = await start({ machine: { displays: both } })
  await first.loaded()
  await first.inMain(({ BrowserWindow }) => BrowserWindow.all[0]!.setBounds({ x: 2_400, y: 100, width: 2_000, height: 1_200 }))
  await first.inMain(({ screen }) => screen.remove(1))
  expect(await bounds(first)).toEqual({ x: 0, y: 0, width: 1920, height: 1040 })
  await first.inMain(({ BrowserWindow }) => BrowserWindow.all[0]!.setBounds({ x: 2_400, y: 100, width: 2_000, height: 1_200 }))
  await first.quit()

  const second = await start({ dataFolder: first.dataFolder })
  await second.loaded()
  const options = await second.inMain(({ BrowserWindow }) => BrowserWindow.all[0]!.options)
  expect(options).toMatchObject({ width: 1920, height: 1040 })
  expect(options).not.toHaveProperty('x')
})

test('a data folder that cannot be there is said to be so, before a window opens', async () => {
  const file = path.join(newFolder(), 'not-a-folder')
  writeFileSync(file, '')
  const desktop = await start({ dataFolder: path.join(file, 'shop'), makesFolder: false })
  expect(await desktop.exited).toBe(1)
  expect(desktop.said.join('')).toContain(`Counterfoil: The data folder ${path.join(file, 'shop')} cannot be written to.`)
})

test('a damaged file about the window is no reason not to start', async () => {
  const dataFolder = newFolder()
  mkdirSync(path.join(dataFolder, 'desktop'))
  writeFileSync(path.join(dataFolder, 'desktop/state.json'), '{"window":{"bounds":{"x":"left"')
  const desktop = await start({ dataFolder })
  const { client } = await desktop.page()
  expect((await client.session.state()).shop).toBeNull()
})

test('a maximised window is maximised again, and shown once its page is drawn', async () => {
  const first = await start()
  await first.loaded()
  await first.inMain(({ BrowserWindow }) => BrowserWindow.all[0]!.maximize())
  await first.quit()
  const second = await start({ dataFolder: first.dataFolder })
  const look = () => second.inMain(({ BrowserWindow }) => ({ isMaximized: BrowserWindow.all[0]?.isMaximized(), isVisible: BrowserWindow.all[0]?.isVisible() }))
  await expect.poll(look, { timeout: 20_000 }).toEqual({ isMaximized: true, isVisible: true })
})

test('Windows: the count is a mark on the button in the task bar, also on a window that is opened anew', async () => {
  const desktop = await start({ machine: { platform: 'win32' } })
  const { client } = await desktop.page()
  const accountId = await openShop(client)
  await promiseAPayment(client, accountId)
  const overlay = () => desktop.inMain(({ BrowserWindow }) => BrowserWindow.all[0]?.overlay ?? null)
  const shown = await desktop.until('the mark', overlay, (mark) => typeof mark?.image === 'string')
  expect({ image: path.basename(shown!.image!), description: shown!.description }).toEqual({ image: 'badge-1.png', description: '1 needs a person' })
})

test('macOS: the count stands in the menu bar, and closing the window does not end the program', async () => {
  const desktop = await start({ machine: { platform: 'darwin' } })
  const { client } = await desktop.page()
  await promiseAPayment(client, await openShop(client))
  const look = () => desktop.inMain(({ Tray, BrowserWindow }) => ({ title: Tray.all[0]!.title, image: Tray.all[0]!.image.split('/').at(-1), windows: BrowserWindow.all.length }))
  await desktop.until('the title', look, ({ title }) => title === '1')
  await desktop.inMain(({ BrowserWindow }) => BrowserWindow.all[0]!.close())
  expect(await look()).toEqual({ title: '1', image: 'trayTemplate.png', windows: 0 })
  await desktop.inMain(({ app, PreventableEvent }) => void app.tell('activate', new PreventableEvent(), false))
  expect((await look()).windows).toBe(1)
})

test('a notice tells of something new while nobody looks at the window, without names and amounts, and opens it', async () => {
  const desktop = await start()
  const { client } = await desktop.page()
  const accountId = await openShop(client)
  await promiseAPayment(client, accountId)
  const badge = () => desktop.inMain(({ journal }) => journal.findLast(({ call }) => call === 'app.setBadgeCount')?.values[0])
  await desktop.until('the badge', badge, (count) => count === 1)
  const notices = () => desktop.inMain(({ Notification }) => Notification.shown.map(({ title, body }) => ({ title, body })))
  expect(await notices()).toEqual([])

  await desktop.inMain(({ BrowserWindow }) => BrowserWindow.all[0]!.blur())
  await promiseAPayment(client, accountId)
  expect(await desktop.until('the notice', notices, (shown) => shown.length > 0)).toEqual([{ title: 'Counterfoil', body: '2 need a person' }])
  const isFocused = await desktop.inMain(({ BrowserWindow, Notification, PreventableEvent }) => {
    Notification.shown[0]!.tell('click', new PreventableEvent())
    return BrowserWindow.all[0]!.isFocused()
  })
  expect(isFocused).toBe(true)
})

test('a system without a tray is no reason not to start', async () => {
  const desktop = await start({ machine: { hasTray: false } })
  const { client } = await desktop.page()
  await promiseAPayment(client, await openShop(client))
  expect(desktop.logLines()).toContain('main.no-tray')
})

test('menus speak the language of the system and keep the standard roles', async () => {
  const items = (desktop: DesktopUnderTest) => desktop.inMain(({ Menu }) => Menu.application!.items().map(({ role, label }) => ({ role, label })))
  const chinese = await start({ machine: { languages: ['zh-CN', 'en-GB'] } })
  await chinese.loaded()
  expect(await items(chinese)).toEqual(expect.arrayContaining([{ role: 'copy', label: '复制' }, { role: 'paste', label: '粘贴' }, { role: 'togglefullscreen', label: '全屏' }]))
  const english = await start({ machine: { platform: 'darwin', isPackaged: true } })
  await english.loaded()
  const roles = (await items(english)).map(({ role }) => role)
  expect(roles).toEqual(expect.arrayContaining(['appMenu', 'undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'minimize', 'close']))
  expect(roles).not.toContain('toggleDevTools')
})

test('drawing without the graphics card holds from the next start on', async () => {
  const label = 'Draw without the graphics card (from the next start)'
  const first = await start()
  await first.loaded()
  await first.inMain(({ Menu }, chosen) => Menu.application!.choose(chosen), label)
  await first.quit()
  const second = await start({ dataFolder: first.dataFolder })
  await second.loaded()
  expect(await second.inMain(({ journal }) => journal.map(({ call }) => call).slice(0, 8))).toContain('app.disableHardwareAcceleration')
  expect(await second.inMain(({ Menu }, chosen) => Menu.application!.items().find((item) => item.label === chosen)?.checked, label)).toBe(true)
})

test('a page that dies is loaded again; a second time within a minute the window says so', async () => {
  const desktop = await start()
  await desktop.loaded()
  const loads = () => desktop.inMain(({ journal }) => journal.filter(({ call }) => call === 'webContents.load').map(({ values }) => values[0]))
  const die = () => desktop.inMain(({ BrowserWindow }) => BrowserWindow.all[0]!.webContents.die('oom'))
  await die()
  await expect.poll(loads, { timeout: 20_000 }).toEqual(['app://console/', 'app://console/'])
  await die()
  await expect.poll(loads, { timeout: 20_000 }).toEqual(['app://console/', 'app://console/', 'app://console/recovery'])
})

test('a page that cannot be loaded, or never asks for its port, is replaced by words and a way to try again', async () => {
  const desktop = await start()
  await desktop.loaded()
  const page = () => desktop.inMain(({ BrowserWindow }) => BrowserWindow.all[0]!.webContents.loaded!.body)
  // Nobody runs the page here, so it stays silent.
  await desktop.until('the recovery page', page, (body) => body.includes('does not answer'), 15_000)
  await desktop.inMain(({ BrowserWindow }) => BrowserWindow.all[0]!.webContents.navigate('app://console/'))
  await desktop.inMain(({ BrowserWindow, PreventableEvent }) => {
    BrowserWindow.all[0]!.webContents.tell('did-fail-load', new PreventableEvent(), -6, 'ERR_FILE_NOT_FOUND', 'app://console/', true, 1, 1)
  })
  expect(await desktop.until('the recovery page', page, (body) => body.includes('could not be loaded'))).toContain('ERR_FILE_NOT_FOUND (-6)')
})

test('a page that runs is not taken for silent', async () => {
  const desktop = await start()
  await desktop.page()
  await desktop.inMain(() => new Promise((resolve) => {
    setTimeout(() => resolve(null), 11_000)
  }))
  expect(await desktop.inMain(({ BrowserWindow }) => BrowserWindow.all[0]!.webContents.getURL())).toBe('app://console/')
})

test('a page that hangs is ended only when the person says so', async () => {
  const desktop = await start()
  await desktop.loaded()
  const hang = (response: number) => desktop.inMain(async ({ BrowserWindow, dialog, journal }, answer) => {
    dialog.nextResponse = answer
    BrowserWindow.all[0]!.tell('unresponsive')
    await new Promise((resolve) => {
      setTimeout(() => resolve(null), 50)
    })
    return journal.some(({ call }) => call === 'webContents.forcefullyCrashRenderer')
  }, response)
  expect(await hang(0)).toBe(false)
  expect(await hang(1)).toBe(true)
})

test('what nobody expected in main is written down and said with its id; the program ends', async () => {
  const desktop = await start()
  await desktop.loaded()
  const said = desktop.inMain(({ app, dialog }) => new Promise<string>((resolve) => {
    dialog.showErrorBox = (_title, content) => resolve(content)
    app.exit = () => undefined
    setTimeout(() => {
      throw new Error('a bug')
    }, 0)
  }))
  const [incident] = /[0-9A-Z]{26}/u.exec(await said) ?? []
  expect(desktop.logLines()).toContain(`"incident":"${incident}","error":"Error: a bug"`)
})
