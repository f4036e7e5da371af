import { ulid } from 'ulid'
import { expect, test } from 'vitest'
import { useConsole } from './harness/fixture.ts'
import { detailOf, makeOrder, newestOrder, untilOrder } from './harness/orders.ts'
import { payAsCustomer } from './harness/sandbox.ts'
import { connect, ownerPin, staffPin } from './harness/shop.ts'
import { counterReady, expectNoComplaints, openPage, signIn } from './harness/window.ts'

const fixture = useConsole()

test('an amount is put on hold, taken in part, and refunded in part', async () => {
  const window = await fixture.open()
  const { page, context } = window
  await signIn(page, 'Ada', ownerPin)
  await openPage(page, 'Counter')
  await counterReady(page)
  await page.keyboard.type('9990')
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('checkbox', { name: 'Only put on hold' }).check()
  await page.getByRole('button', { name: /^Put EUR 99.90 on hold/u }).click()
  await page.getByRole('img', { name: 'Code for the customer’s phone' }).waitFor()
  const { order, payUrl } = await newestOrder(fixture.client)
  await payAsCustomer(context, payUrl!, 'Approve reservation')
  const stub = page.getByRole('region', { name: /^Order/u })
  await stub.getByText('On hold', { exact: true }).waitFor()

  await stub.getByRole('button', { name: 'Take the money' }).click()
  await page.getByRole('textbox', { name: 'Amount to take' }).fill('9000')
  await page.getByText('Ninety and 00/100 euros', { exact: false }).or(page.getByText('ninety and 00/100 euros')).first().waitFor()
  await page.getByText('The rest, EUR 9.90, is released. It cannot be taken later.').waitFor()
  await page.getByRole('button', { name: 'Take EUR 90.00' }).click()
  await stub.getByText('Paid', { exact: true }).waitFor()
  await untilOrder(fixture.client, order.orderId, (detail) => detail.order.captured.minor === 9000)

  await stub.getByRole('link', { name: 'Whole order' }).click()
  await page.getByRole('complementary', { name: 'Order in detail' }).getByRole('button', { name: 'Refund', exact: true }).click()
  await page.getByRole('textbox', { name: 'Amount to refund' }).fill('95000')
  expect(await page.getByRole('button', { name: /^Refund EUR/u }).isDisabled()).toBe(true)
  await page.getByRole('textbox', { name: 'Amount to refund' }).fill('2500')
  await page.getByRole('textbox', { name: 'Reason' }).fill('Scratched')
  await page.getByRole('button', { name: 'Refund EUR 25.00' }).click()
  await page.getByRole('complementary').getByText('Partly refunded', { exact: true }).first().waitFor()
  expect((await detailOf(fixture.client, order.orderId)).order).toMatchObject({ captured: { minor: 9000 }, refunded: { minor: 2500 } })
  expectNoComplaints(window)
})

test('staff are not offered a refund and are refused one; the owner is offered it', async () => {
  const made = await makeOrder(fixture.client, 1234)
  const window = await fixture.open()
  const { page, context } = window
  await payAsCustomer(context, made.payUrl!, 'Approve payment')
  await untilOrder(fixture.client, made.order.orderId, ({ order }) => order.state === 'paid')
  await signIn(page, 'Sam', staffPin)
  await page.goto(`${fixture.console.origin}/orders/${made.order.orderId}`)
  const panel = page.getByRole('complementary', { name: 'Order in detail' })
  await panel.getByRole('button', { name: 'Hand over the goods' }).waitFor()
  expect(await panel.getByRole('button', { name: 'Refund', exact: true }).count()).toBe(0)
  expect(await panel.getByRole('button', { name: 'Save case file' }).count()).toBe(0)

  await page.keyboard.press('Control+Shift+l')
  await signIn(page, 'Ada', ownerPin)
  await panel.getByRole('button', { name: 'Refund', exact: true }).waitFor()
  await panel.getByRole('button', { name: 'Save case file' }).waitFor()
  expectNoComplaints(window)
})

test('the backend refuses staff a refund and the totals, whatever a page might ask', async () => {
  const made = await makeOrder(fixture.client, 777)
  const staff = await connect(fixture.console)
  const { people } = await staff.session.state()
  const signedIn = await staff.session.signIn({ personId: people.find(({ name }) => name === 'Sam')!.personId, pin: staffPin })
  expect(signedIn.ok).toBe(true)
  await expect(staff.orders.refund({ orderId: made.order.orderId, refundId: ulid(), amount: null, reason: '' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(staff.statistics.scope()).rejects.toMatchObject({ code: 'FORBIDDEN' })
})
