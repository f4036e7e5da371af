import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SECRET_KEY, startStripeSimulator, type StripeSimulator } from '../simulators/stripe/simulator.ts'
import { startSquareSimulator, type SquareSimulator } from '../simulators/square/square-simulator.ts'
import { seriousProblems } from './harness/axe.ts'
import { useConsole } from './harness/fixture.ts'
import { ownerPin, staffPin } from './harness/shop.ts'
import { expectNoComplaints, signIn } from './harness/window.ts'

const fixture = useConsole()
let stripe: StripeSimulator
let square: SquareSimulator

beforeAll(async () => {
  stripe = await startStripeSimulator({ startAt: Date.now() })
  square = await startSquareSimulator({ startAt: Date.now(), locations: [{}, {}] })
})
afterAll(async () => {
  await stripe.stop()
  await square.stop()
})

const restrictedKey = 'rk_test_51LacksPermissionToRefund'

/** Opens the form of a platform, for test money, at an address of our own. */
async function openForm(page: Page, platform: string, address: string): Promise<void> {
  await page.goto(`${fixture.console.origin}/accounts`)
  await page.getByRole('link', { name: 'Connect an account' }).click()
  await page.getByRole('radio', { name: platform }).check()
  await page.getByRole('radio', { name: /^Test/u }).check()
  await page.getByRole('button', { name: 'More settings' }).click()
  await page.getByRole('textbox', { name: 'Another address' }).fill(address)
}

test('a Stripe account is connected after a wrong key, a key of the other mode and one that lacks a permission', async () => {
  stripe.keys.restricted.set(restrictedKey, new Set([
    'checkout_session_write', 'payment_links_write', 'price_write', 'product_write', 'payment_intent_write', 'charge_read', 'dispute_read', 'event_read', 'payout_read',
    'balance_read', 'balance_transaction_read', 'balance_transactions_read', 'account_read',
  ]))
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await openForm(page, 'Stripe', stripe.baseUrl)
  const key = page.getByLabel('Restricted or secret key')
  const check = page.getByRole('button', { name: 'Check', exact: true })

  await key.fill('pk_test_publishable')
  await check.click()
  await page.getByText('This is not the secret key').waitFor()
  await key.fill('sk_test_unknown')
  await check.click()
  await page.getByText('Stripe does not know these keys').waitFor()
  await key.fill('sk_live_real')
  await check.click()
  await page.getByText('Live and test are mixed up').waitFor()
  await key.fill(restrictedKey)
  await check.click()
  await page.getByText('they lack permissions').waitFor()
  expect(await page.getByText('rak_refund_write').isVisible()).toBe(true)
  expect(await page.getByRole('button', { name: 'Connect all the same' }).isVisible()).toBe(true)

  await key.fill(` ${SECRET_KEY} `)
  await check.click()
  await page.getByText('Stripe accepts the keys').waitFor()
  expect(await seriousProblems(page)).toEqual([])
  await page.getByRole('textbox', { name: 'Name of the account' }).fill('Stripe shop')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()

  await page.getByRole('complementary', { name: 'Account' }).getByRole('heading', { name: 'Stripe shop' }).waitFor()
  const account = (await fixture.client.accounts.list()).find(({ label }) => label === 'Stripe shop')!
  expect(account).toMatchObject({ platform: 'stripe', environment: 'test', baseUrl: stripe.baseUrl, settings: {} })
  expect(page.url()).toBe(`${fixture.console.origin}/accounts/${account.accountId}`)
  expect(await page.content()).not.toContain(SECRET_KEY)

  await page.getByRole('button', { name: 'Replace keys' }).click()
  await page.getByRole('dialog').getByLabel('Restricted or secret key').fill('sk_test_unknown')
  await page.getByRole('button', { name: 'Check and replace' }).click()
  await page.getByRole('dialog').getByText('Stripe does not know these keys').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Check now' }).click()
  await page.getByText('Stripe accepts the keys').waitFor() // the old ones are still in their place
  expectNoComplaints(window)
})

test('a platform that is not there says so, and nothing is kept', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await openForm(page, 'Stripe', 'http://127.0.0.1:59')
  await page.getByLabel('Restricted or secret key').fill(SECRET_KEY)
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await page.getByText(/^No usable answer/u).waitFor()
  await page.getByRole('textbox', { name: 'Another address' }).fill('http://elsewhere.example')
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await page.getByText('The address must begin with https://', { exact: false }).waitFor()
  expect((await fixture.client.accounts.list()).filter(({ label }) => label === 'Stripe')).toEqual([])
  expectNoComplaints(window)
})

test('Square’s locations are offered to choose from, and the counter offers the account until it is closed', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await openForm(page, 'Square', square.baseUrl)
  await page.getByLabel('Access token').fill('EAAAl-simulated-token-0001')
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await page.getByText('Choose one to go on.').waitFor()
  await page.getByRole('combobox', { name: 'Location' }).or(page.getByRole('textbox', { name: 'Location' })).last().click()
  await page.getByRole('option', { name: /^Shop 2/u }).click()
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByRole('complementary', { name: 'Account' }).getByRole('heading', { name: 'Square' }).waitFor()
  const square2 = (await fixture.client.accounts.list()).find(({ platform }) => platform === 'square')!
  expect(square2.settings).toEqual({ locationId: 'LOC2' })

  await page.goto(`${fixture.console.origin}/counter`)
  await page.getByRole('radio', { name: /^Square/u }).waitFor()
  await page.goto(`${fixture.console.origin}/accounts/${square2.accountId}`)
  await page.getByRole('button', { name: 'Close account' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close Square' }).click()
  await page.getByText('Closed. It takes no new orders', { exact: false }).waitFor()
  await page.goto(`${fixture.console.origin}/counter`)
  await page.getByRole('radio', { name: /^Sandbox/u }).waitFor()
  expect(await page.getByRole('radio', { name: /^Square/u }).count()).toBe(0)
  expectNoComplaints(window)
})

test('an account of files needs no check, and the counter never offers it', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await page.goto(`${fixture.console.origin}/accounts/connect?platform=files`)
  await page.getByRole('textbox', { name: /^Sender on the bank statement/u }).fill('CARDBANK')
  await page.getByRole('textbox', { name: 'Name of the account' }).fill('Card terminal')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByRole('complementary', { name: 'Account' }).getByText('CARDBANK').waitFor()
  await page.goto(`${fixture.console.origin}/counter`)
  await page.getByRole('radio', { name: /^Sandbox/u }).waitFor()
  expect(await page.getByRole('radio', { name: /Card terminal/u }).count()).toBe(0)
  expectNoComplaints(window)
})

test('staff are not offered the page and see who may', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Sam', staffPin)
  expect(await page.getByRole('link', { name: 'Accounts' }).count()).toBe(0)
  await page.goto(`${fixture.console.origin}/accounts`)
  await page.getByRole('heading', { name: 'Not for this role' }).last().waitFor()
  expectNoComplaints(window)
})
