import { beforeAll, expect, test } from 'vitest'
import { useConsole } from './harness/fixture.ts'
import { detailOf, makeOrder, newestOrder, orderCount, untilOrder } from './harness/orders.ts'
import { control } from './harness/sandbox.ts'
import { ownerPin, staffPin } from './harness/shop.ts'
import { expectNoComplaints, openPage, signIn } from './harness/window.ts'

const fixture = useConsole()

beforeAll(async () => {
  await makeOrder(fixture.client, 100) // the sandbox is known by the links of its orders
})

const noFaults = { seed: '', rules: [] }
const silence = { seed: 'silent', rules: [{ fault: { kind: 'drop', when: 'before' }, path: '/v1/payments' }, { fault: { kind: 'drop', when: 'before' }, path: '/v1/changes' }] }

test('too little money is on the list, and leaves it when the owner accepts it', async () => {
  await control(fixture.console, fixture.client, 'switches', { payOtherByMinor: -300 })
  const made = await makeOrder(fixture.client, 2500)
  await control(fixture.console, fixture.client, 'pay', { payment: made.order.reference, choice: 'visa', decision: 'approve' })
  await untilOrder(fixture.client, made.order.orderId, ({ order }) => order.amountVerdict === 'underpaid')
  await control(fixture.console, fixture.client, 'switches', { payOtherByMinor: 0 })
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Sam', staffPin)
  await page.goto(`${fixture.console.origin}/needs`)
  const row = page.getByRole('listitem').filter({ hasText: 'EUR 3.00 is missing' })
  await row.getByText('The owner decides.').waitFor()
  await page.keyboard.press('Control+Shift+l')
  await signIn(page, 'Ada', ownerPin)
  await row.getByRole('button', { name: 'Accept the amount' }).click()
  await page.getByRole('button', { name: 'Accept EUR 22.00' }).click()
  await row.waitFor({ state: 'detached' })
  expect((await detailOf(fixture.client, made.order.orderId)).order).toMatchObject({ state: 'paid', amountVerdict: 'accepted' })
  expectNoComplaints(window)
})

test('the hand-over note goes from one person to the next, who accepts it', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Sam', staffPin)
  await page.goto(`${fixture.console.origin}/needs`)
  await page.getByRole('textbox', { name: 'For the next person' }).fill('The drawer sticks.')
  await page.getByRole('button', { name: 'Hand over' }).click()
  await page.getByText('Waits for the next person to accept it.').waitFor()
  expect(await page.getByRole('button', { name: 'I have read it' }).count()).toBe(0)
  await page.keyboard.press('Control+Shift+l')
  await signIn(page, 'Ada', ownerPin)
  await page.getByRole('button', { name: 'I have read it' }).click()
  await page.getByText(/^Sam to Ada, /u).waitFor()
  const [note] = await fixture.client.attention.shiftNotes()
  expect(note).toMatchObject({ words: 'The drawer sticks.' })
  expect(note!.acceptedAt).not.toBeNull()
  expectNoComplaints(window)
})

test('while the channel is down a payment is promised, and charged once when it is back', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Sam', staffPin)
  await control(fixture.console, fixture.client, 'faults', silence)
  await page.getByRole('textbox', { name: /^Amount in/u }).fill('4750')
  await page.getByText('Sandbox does not answer', { exact: true }).waitFor({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Note a promised payment' }).click()
  await page.getByRole('textbox', { name: 'Customer', exact: true }).fill('Mrs Lindner')
  await page.getByRole('textbox', { name: 'How to reach the customer' }).fill('0151 2345678')
  await page.getByRole('button', { name: 'Keep the promise' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await control(fixture.console, fixture.client, 'faults', noFaults)
  await page.getByText('Sandbox does not answer', { exact: true }).waitFor({ state: 'detached', timeout: 60_000 })

  const before = await orderCount(fixture.client)
  await page.getByRole('link', { name: /^Needs a person/u }).click()
  await page.getByRole('heading', { name: 'Mrs Lindner promised to pay EUR 47.50' }).waitFor()
  await page.getByRole('button', { name: 'Charge now' }).dblclick()
  await page.getByRole('img', { name: 'Code for the customer’s phone' }).waitFor()
  expect(await orderCount(fixture.client)).toBe(before + 1)
  expect((await newestOrder(fixture.client)).order).toMatchObject({ amount: { minor: 4750 }, customer: 'Mrs Lindner' })
  await page.getByRole('link', { name: /^Needs a person/u }).click()
  await page.getByRole('heading', { name: /promised to pay/u }).waitFor({ state: 'detached' })
  expectNoComplaints(window)
})

test('the owner ends the asking about a call without an answer, with a reason that is kept', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await openPage(page, 'Counter')
  await control(fixture.console, fixture.client, 'faults', { ...silence, rules: [...silence.rules, { fault: { kind: 'drop', when: 'before' }, method: 'POST' }] })
  await page.getByRole('textbox', { name: /^Amount in/u }).fill('8181')
  await page.keyboard.press('Enter')
  const stub = page.getByRole('region', { name: /^Order/u })
  await stub.getByText('Unknown', { exact: true }).waitFor()
  await stub.getByRole('link', { name: 'Whole order' }).click()
  await page.getByRole('button', { name: 'Decide …' }).click()
  const decide = page.getByRole('button', { name: 'Decide', exact: true })
  expect(await decide.isDisabled()).toBe(true)
  await page.getByRole('radio', { name: /^It did not happen/u }).check()
  expect(await decide.isDisabled()).toBe(true)
  await page.getByRole('textbox', { name: 'How you know' }).fill('Not on the platform’s pages')
  await decide.click()
  await page.getByRole('complementary').getByText('Refused', { exact: true }).first().waitFor()
  const { order, timeline } = await newestOrder(fixture.client)
  expect(order).toMatchObject({ state: 'failed', unknownCalls: 0 })
  expect(timeline.find(({ kind }) => kind === 'decided')?.facts).toMatchObject({ reason: 'Not on the platform’s pages' })
  await control(fixture.console, fixture.client, 'faults', noFaults)
  expectNoComplaints(window)
})
