import { expect, test } from 'vitest'
import { useConsole } from './harness/fixture.ts'
import { ownerPin, staffPin } from './harness/shop.ts'
import { counterReady, expectNoComplaints, signIn } from './harness/window.ts'

const fixture = useConsole()

test('a wrong PIN is said, and after three the next try has to wait', async () => {
  const window = await fixture.open()
  const { page } = window
  await page.getByRole('radio', { name: 'Sam' }).check()
  for (const pin of ['1111', '2222', '3333']) {
    await page.keyboard.type(pin)
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('That is not the PIN.', { exact: false }).waitFor()
    await expect.poll(() => page.getByLabel('PIN of Sam').inputValue(), { timeout: 10_000 }).toBe('')
  }
  await page.getByText(/The next try is possible in \d s\./u).waitFor()
  expect(await page.getByLabel('PIN of Sam').isDisabled()).toBe(true)
  await expect.poll(() => page.getByLabel('PIN of Sam').isDisabled(), { timeout: 10_000 }).toBe(false)
  await page.keyboard.type(staffPin)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()
  expectNoComplaints(window)
})

test('the next person sees nothing of the one before, not even for a moment', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await page.keyboard.press('Control+Shift+l')
  await signIn(page, 'Sam', staffPin)
  const words = await page.getByRole('banner').innerText()
  expect(words).toContain('Sam')
  expect(words).not.toContain('Ada')
  expectNoComplaints(window)
})

test('practice has its border and words on every page, and its orders stay out of the shop', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Sam', staffPin)
  const before = (await fixture.client.orders.list({ filter: {}, before: null, limit: 200 })).orders.length
  await page.getByRole('button', { name: 'Sam Staff' }).click()
  await page.getByRole('menuitem', { name: 'Practise' }).click()
  const banner = page.getByRole('region', { name: 'Practice' })
  await banner.getByText('Nothing here is real.', { exact: false }).waitFor()
  await page.getByRole('radio', { name: /Practice/u }).waitFor()
  await counterReady(page)
  await page.keyboard.type('555')
  await page.keyboard.press('Enter')
  await page.getByRole('img', { name: 'Code for the customer’s phone' }).waitFor()
  for (const name of ['Orders', 'Needs a person', 'Counter']) {
    await page.getByRole('link', { name, exact: false }).first().click()
    await page.getByRole('heading', { level: 1, name }).waitFor({ state: 'attached' })
    expect(await banner.isVisible()).toBe(true)
  }
  expect((await fixture.client.orders.list({ filter: {}, before: null, limit: 200 })).orders).toHaveLength(before)
  await banner.getByRole('button', { name: 'Leave practice' }).click()
  await banner.waitFor({ state: 'detached' })
  expectNoComplaints(window)
})

test('one sale with the keys alone, from the PIN to handing over', async () => {
  const window = await fixture.open()
  const { page, context } = window
  await page.getByRole('radio', { name: 'Sam' }).waitFor()
  await page.getByRole('radio', { name: 'Sam' }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.type(staffPin)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()
  await counterReady(page)
  await page.keyboard.press('?') // the amount has the cursor: a question mark is no digit
  await page.keyboard.type('1900')
  await page.keyboard.press('Enter')
  await page.getByRole('img', { name: 'Code for the customer’s phone' }).waitFor()
  const { orders } = await fixture.client.orders.list({ filter: {}, before: null, limit: 1 })
  const detail = await fixture.client.orders.get({ orderId: orders[0]!.orderId })
  const customer = await context.newPage()
  await customer.goto(`${detail.ok ? detail.value.payUrl! : ''}?lang=en`)
  await customer.getByRole('link', { name: 'Card' }).click()
  await customer.getByRole('button', { name: /Visa/u }).click()
  await customer.getByRole('button', { name: 'Approve payment' }).click()
  await customer.close()
  const handOver = page.getByRole('button', { name: 'Hand over the goods' })
  await handOver.waitFor()
  for (let presses = 0; presses < 40 && !(await handOver.evaluate((button) => button === document.activeElement)); presses += 1) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await handOver.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Search and act' }).waitFor()
  await page.keyboard.type('19.00')
  await page.getByRole('button', { name: /0*\d+.*19\.00/u }).first().waitFor()
  const sold = await fixture.client.orders.get({ orderId: orders[0]!.orderId })
  expect(sold.ok && sold.value.order.handedOverAt).not.toBeNull()
  expectNoComplaints(window)
})
