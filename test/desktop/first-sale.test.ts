import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { charge, openShop, orderUntil, payAsCustomer, promiseAPayment, signIn } from './sale.ts'
import { useDesktops } from './started-desktops.ts'

const { start } = useDesktops()

test('a shop is opened, charges and is paid over the port that the preload script hands on', async () => {
  const desktop = await start()
  const { client } = await desktop.page()
  const accountId = await openShop(client)
  const { orderId, payUrl } = await charge(client, accountId, 3_850)
  await payAsCustomer(payUrl)
  const paid = await orderUntil(client, orderId, ({ order }) => order.state === 'paid')
  expect(paid.payments.at(-1)).toMatchObject({ captured: { minor: 3_850, currency: 'EUR' } })
})

test('a feed tells the page what changed, and ends with the window', async () => {
  const desktop = await start()
  const { client } = await desktop.page()
  const changes = await client.feed.changes(undefined, { context: { isFeed: true } })
  const heard: string[] = []
  const listening = (async () => {
    for await (const { topic } of changes) heard.push(topic)
  })()
  await openShop(client)
  await expect.poll(() => heard, { timeout: 20_000 }).toContain('accounts')
  const ending = listening.then(() => 'ended', (error: unknown) => String(error))
  await desktop.quit()
  expect(await ending).toContain('closed')
})

test('a sale survives the end of the program, and the keychain still opens what it has sealed', async () => {
  const first = await start()
  const { client } = await first.page()
  const accountId = await openShop(client)
  const { orderId, payUrl } = await charge(client, accountId, 1_200)
  expect(await first.quit()).toBe(0)

  const second = await start({ dataFolder: first.dataFolder })
  const again = await second.page()
  await signIn(again.client)
  // The customer's page is the sandbox's, which listens elsewhere now.
  const detail = await orderUntil(again.client, orderId, ({ order }) => order.state === 'awaiting_payment')
  expect(detail.order.amount.minor).toBe(1_200)
  const next = await charge(again.client, accountId, 900)
  await payAsCustomer(new URL(new URL(payUrl).pathname, next.payUrl).href)
  await orderUntil(again.client, orderId, ({ order }) => order.state === 'paid')
})

test('credentials lie in the keychain and nowhere else', async () => {
  const desktop = await start()
  const { client } = await desktop.page()
  await openShop(client)
  expect((await client.session.state()).host.secretsKind).toBe('keychain')
  expect(existsSync(path.join(desktop.dataFolder, 'keychain.json'))).toBe(true)
  expect(existsSync(path.join(desktop.dataFolder, 'secrets.json'))).toBe(false)
  expect(existsSync(path.join(desktop.dataFolder, 'secrets.key'))).toBe(false)
})

test('tray and icon carry the count of what needs a person', async () => {
  const desktop = await start()
  const { client } = await desktop.page()
  const accountId = await openShop(client)
  await promiseAPayment(client, accountId)
  await promiseAPayment(client, accountId)
  const signs = () => desktop.inMain(({ Tray, journal }) => ({
    tip: Tray.all[0]?.toolTip, lines: Tray.all[0]?.menu?.items().map(({ label }) => label ?? '') ?? [],
    badge: journal.findLast(({ call }) => call === 'app.setBadgeCount')?.values[0],
  }))
  expect(await desktop.until('the signs', signs, ({ badge }) => badge === 2)).toEqual({
    tip: 'Counterfoil: 2 need a person', lines: ['Open Counterfoil', '2 need a person', '', 'Quit'], badge: 2,
  })
})
