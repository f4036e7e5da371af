import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useConsole } from './harness/fixture.ts'
import { orderCount } from './harness/orders.ts'
import { ownerPin, staffPin } from './harness/shop.ts'
import { expectNoComplaints, openPage, signIn } from './harness/window.ts'

const fixture = useConsole()

test('over a message port, as the desktop window gives it, the page works and comes back when the port is replaced', async () => {
  const window = await fixture.open()
  const { page } = window
  await page.addInitScript(() => {
    // Stands for preload and main process: each wish for a port brings one whose other end leads to the backend.
    const ports: MessagePort[] = []
    globalThis.addEventListener('message', ({ ports: [port] }: MessageEvent) => port !== undefined && ports.push(port))
    Object.assign(globalThis, {
      ports,
      desktop: {
        connectBackend: () => {
          const socket = new WebSocket(`ws://${location.host}/contract`)
          socket.binaryType = 'arraybuffer'
          socket.addEventListener('open', () => {
            const { port1, port2 } = new MessageChannel()
            port1.addEventListener('message', ({ data }) => socket.send(data as string))
            socket.addEventListener('message', ({ data }) => port1.postMessage(data))
            port1.start()
            globalThis.postMessage('backend:port', location.origin, [port2])
          })
        },
      },
    })
  })
  await page.reload()
  await signIn(page, 'Sam', staffPin)
  // Electron tells the page when the other end closes; a plain Chromium has no such event.
  await page.evaluate(() => (globalThis as unknown as { ports: MessagePort[] }).ports[0]!.dispatchEvent(new Event('close')))
  await expect.poll(() => page.evaluate(() => (globalThis as unknown as { ports: MessagePort[] }).ports.length), { timeout: 8_000 }).toBe(2)
  await page.keyboard.type('3030')
  await page.getByRole('button', { name: /^Charge EUR 30\.30/u }).click()
  await page.getByRole('img', { name: 'Code for the customer’s phone' }).waitFor()
  expectNoComplaints(window)
})

test('the console locks after the owner’s minutes, and the sale that was begun is still there', async () => {
  const settings = await fixture.client.shop.settings()
  await fixture.client.shop.saveSettings({ ...settings, lockAfterMinutes: 1 })
  const window = await fixture.open()
  const { page } = window
  await page.clock.install()
  await page.reload()
  await signIn(page, 'Ada', ownerPin)
  await openPage(page, 'Counter')
  await page.getByRole('textbox', { name: /^Amount in/u }).focus()
  await page.keyboard.type('1250')
  await page.clock.fastForward(90_000)
  await page.getByRole('heading', { name: 'Who is here?' }).waitFor()
  await signIn(page, 'Sam', staffPin)
  expect(await page.getByRole('textbox', { name: /^Amount in/u }).inputValue()).toBe('12.50')
  await fixture.client.shop.saveSettings(settings)
  expectNoComplaints(window)
})

test('an address without a page leads home, and one without an order says so', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Sam', staffPin)
  await page.goto(`${fixture.console.origin}/orders/01ARZ3NDEKTSV4RRFFQ69G5FAV`)
  await page.getByText('This order does not exist.').waitFor()
  await page.goto(`${fixture.console.origin}/no-such-page`)
  await page.waitForURL(`${fixture.console.origin}/counter`)
  await expect.poll(() => page.title()).toBe('Counter · Counterfoil')
  expectNoComplaints(window)
})

/** Cuts the page's connection at the moment at which an order is sent, with the message gone through or not. */
async function cutWhenCharging(page: Page, isDelivered: boolean): Promise<void> {
  let isCut = false
  await page.routeWebSocket(/\/contract$/u, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      const isCharge = !isCut && message.toString().includes('/orders/create')
      if (!isCharge || isDelivered) server.send(message)
      if (!isCharge) return
      isCut = true
      void socket.close()
    })
  })
  await page.reload()
}

test('an answer lost between page and backend: the order is looked up, not sent again', async () => {
  const window = await fixture.open()
  const { page } = window
  await cutWhenCharging(page, true)
  await signIn(page, 'Sam', staffPin)
  const before = await orderCount(fixture.client)
  await page.getByRole('textbox', { name: /^Amount in/u }).fill('6161')
  await page.keyboard.press('Enter')
  await page.getByRole('img', { name: 'Code for the customer’s phone' }).waitFor()
  expect(await page.getByRole('region', { name: /^Order/u }).innerText()).toMatch(/EUR\s?61\.61/u)
  expect(await orderCount(fixture.client)).toBe(before + 1)
})

test('an order that never arrived: the page says that nothing was charged, and charging it makes one order', async () => {
  const window = await fixture.open()
  const { page } = window
  await cutWhenCharging(page, false)
  await signIn(page, 'Sam', staffPin)
  const before = await orderCount(fixture.client)
  await page.getByRole('textbox', { name: /^Amount in/u }).fill('7171')
  await page.keyboard.press('Enter')
  await page.getByText('The order did not arrive. Nothing was charged.').waitFor()
  expect(await orderCount(fixture.client)).toBe(before)
  await page.getByRole('button', { name: 'Charge it now' }).click()
  await page.getByRole('img', { name: 'Code for the customer’s phone' }).waitFor()
  expect(await orderCount(fixture.client)).toBe(before + 1)
})
