import { expect, test } from 'vitest'
import { useConsole } from './harness/fixture.ts'
import { chargeAtCounter, detailOf, newestOrder, orderCount } from './harness/orders.ts'
import { control, payAsCustomer } from './harness/sandbox.ts'
import { ownerPin, staffPin } from './harness/shop.ts'
import { counterReady, expectNoComplaints, openPage, signIn } from './harness/window.ts'

const fixture = useConsole()

test('a declined try and then a paid one are one paid order', async () => {
  const window = await fixture.open()
  const { page, context } = window
  await signIn(page, 'Sam', staffPin)
  const before = await orderCount(fixture.client)
  const { order, payUrl } = await chargeAtCounter(page, fixture.client, '3850')
  await payAsCustomer(context, payUrl!, 'Decline')
  await page.getByText('The bank declined the last try.').waitFor()
  await payAsCustomer(context, payUrl!, 'Approve payment')
  await page.getByRole('region', { name: /^Order/u }).getByText('Paid', { exact: true }).waitFor()
  expect((await detailOf(fixture.client, order.orderId)).order).toMatchObject({ state: 'paid', captured: { minor: 3850, currency: 'EUR' } })
  expect(await orderCount(fixture.client)).toBe(before + 1)
  expectNoComplaints(window)
})

test('two presses on Charge are one order', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Sam', staffPin)
  const before = await orderCount(fixture.client)
  await counterReady(page)
  await page.keyboard.type('1111')
  await page.getByRole('button', { name: /^Charge/u }).dblclick()
  await page.getByRole('img', { name: 'Code for the customer’s phone' }).waitFor()
  await page.waitForTimeout(300)
  expect(await orderCount(fixture.client)).toBe(before + 1)
  expectNoComplaints(window)
})

test('the till stops at the same amount, and goes on only with a reason', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Sam', staffPin)
  const first = await chargeAtCounter(page, fixture.client, '2222')
  const before = await orderCount(fixture.client)
  await page.keyboard.type('2222')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'This amount is still open' }).waitFor()
  expect(await orderCount(fixture.client)).toBe(before)
  expect(await page.getByRole('button', { name: 'Charge anyway' }).isDisabled()).toBe(true)
  await page.getByRole('textbox', { name: 'Why it is charged again' }).fill('Another customer')
  await page.getByRole('button', { name: 'Charge anyway' }).click()
  await page.getByRole('img', { name: 'Code for the customer’s phone' }).waitFor()
  const second = await newestOrder(fixture.client)
  expect(second.timeline.find(({ kind }) => kind === 'charged_despite')?.facts).toMatchObject({ orderId: first.order.orderId, reason: 'Another customer' })
  expectNoComplaints(window)
})

test('a reload in the middle of a payment loses nothing', async () => {
  const window = await fixture.open()
  const { page, context } = window
  await signIn(page, 'Sam', staffPin)
  const { order, payUrl } = await chargeAtCounter(page, fixture.client, '4321')
  await page.keyboard.type('99') // the next sale has begun
  await page.reload()
  await page.getByRole('img', { name: 'Code for the customer’s phone' }).waitFor()
  expect(await page.getByRole('textbox', { name: /^Amount in/u }).inputValue()).toBe('0.99')
  await payAsCustomer(context, payUrl!, 'Approve payment')
  await page.getByRole('region', { name: /^Order/u }).getByText('Paid', { exact: true }).waitFor()
  expect((await detailOf(fixture.client, order.orderId)).order.state).toBe('paid')
  expectNoComplaints(window)
})

test('without an answer the order is unknown, and the words say not to charge again', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await openPage(page, 'Counter')
  await chargeAtCounter(page, fixture.client, '5050') // the sandbox must be known before it is disturbed
  await control(fixture.console, fixture.client, 'faults', {
    seed: 'silent', rules: [{ fault: { kind: 'drop', when: 'before' }, method: 'POST', path: '/v1/payments' }, { fault: { kind: 'drop', when: 'before' }, method: 'GET' }],
  })
  await page.keyboard.type('6060')
  await page.keyboard.press('Enter')
  const stub = page.getByRole('region', { name: /^Order/u })
  await stub.getByText('Unknown', { exact: true }).waitFor()
  expect(await stub.innerText()).toMatch(/The bank has not answered yet\.\s+Do not charge again: we are asking\./u)
  await control(fixture.console, fixture.client, 'faults', { seed: '', rules: [] })
  await page.getByRole('img', { name: 'Code for the customer’s phone' }).waitFor({ timeout: 30_000 })
  await stub.getByText('Waiting for payment', { exact: true }).waitFor()
  expectNoComplaints(window)
})

test('when the program was ended in mid-sale, the page comes back to the same order', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Sam', staffPin)
  await chargeAtCounter(page, fixture.client, '7070')
  await fixture.console.restart()
  await page.getByRole('heading', { name: 'This browser is not signed in to the console' }).waitFor({ timeout: 20_000 })
  await page.goto(fixture.console.signInUrl())
  await signIn(page, 'Sam', staffPin)
  await page.getByRole('img', { name: 'Code for the customer’s phone' }).waitFor()
  expect(await page.getByRole('region', { name: /^Order/u }).innerText()).toMatch(/EUR\s?70\.70/u)
})
