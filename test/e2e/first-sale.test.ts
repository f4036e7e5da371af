import { expect, test } from 'vitest'
import { useConsole } from './harness/fixture.ts'
import { expectNoComplaints } from './harness/window.ts'

const fixture = useConsole({ withShop: false })

test('from an empty folder to the first paid order with the keyboard, in under a minute', async () => {
  const window = await fixture.open()
  const { page, context } = window
  const startedAt = Date.now()
  await page.getByRole('textbox', { name: 'Name of the shop' }).waitFor()
  await page.keyboard.type('Corner Books')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Continue' }).press('Enter')
  await page.getByRole('textbox', { name: 'Your name' }).waitFor()
  await page.keyboard.type('Ada')
  await page.keyboard.press('Tab')
  await page.keyboard.type('4711')
  await page.keyboard.press('Tab')
  await page.keyboard.type('4711')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Open the shop' }).press('Enter')

  await page.getByRole('img', { name: 'Code for the customer’s phone' }).waitFor()
  const [customer] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: 'Pay as customer' }).click()])
  await customer.getByRole('link', { name: 'Card' }).click()
  await customer.getByRole('button', { name: /Visa/u }).click()
  await customer.getByRole('button', { name: 'Approve payment' }).click()
  await customer.waitForLoadState()
  await customer.close()

  const stub = page.getByRole('region', { name: 'Order 0001' })
  await stub.getByText('Paid', { exact: true }).waitFor()
  expect(Date.now() - startedAt).toBeLessThan(60_000)
  expect(await stub.innerText()).toMatch(/Visa ending 4242/u)
  expect(await page.title()).toBe('Counter · Counterfoil')
  expectNoComplaints(window)
})

