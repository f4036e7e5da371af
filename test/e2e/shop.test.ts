import { expect, test } from 'vitest'
import { seriousProblems } from './harness/axe.ts'
import { useConsole } from './harness/fixture.ts'
import { ownerPin, staffPin } from './harness/shop.ts'
import { expectNoComplaints, signIn } from './harness/window.ts'

const fixture = useConsole()

test('the owner adds a person, who signs in; roles change; the last owner stays; who leaves cannot sign in', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await page.getByRole('link', { name: 'People' }).click()
  await page.getByRole('button', { name: 'Add a person' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Mei')
  await dialog.getByRole('radio', { name: /^Accountant/u }).check()
  await dialog.getByLabel('PIN', { exact: true }).fill('97531')
  await dialog.getByLabel('PIN again').fill('97532')
  await dialog.getByText('This is not the same PIN.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Add', exact: true }).isDisabled()).toBe(true)
  await dialog.getByLabel('PIN again').fill('97531')
  expect(await seriousProblems(page)).toEqual([])
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: 'Person' })
  await panel.getByRole('heading', { name: 'Mei' }).waitFor()

  await page.getByRole('option', { name: /^Ada/u }).click()
  await panel.getByRole('heading', { name: 'Ada' }).waitFor()
  await panel.getByRole('button', { name: 'Change role' }).click()
  await dialog.getByRole('radio', { name: /^Staff/u }).check()
  await dialog.getByRole('button', { name: 'Change role' }).click()
  await dialog.getByText('The shop needs an owner.', { exact: false }).waitFor()
  await page.keyboard.press('Escape')

  await page.getByRole('option', { name: /^Sam/u }).click()
  await panel.getByRole('heading', { name: 'Sam' }).waitFor()
  await panel.getByRole('button', { name: 'Has left' }).click()
  await dialog.getByRole('button', { name: 'Sam has left' }).click()
  await panel.getByText('Can no longer sign in.', { exact: false }).waitFor()

  await page.keyboard.press('Control+Shift+l')
  await page.getByRole('heading', { name: 'Who is here?' }).waitFor()
  expect(await page.getByRole('radio', { name: 'Sam' }).count()).toBe(0)
  await signIn(page, 'Mei', '97531')
  expect(await page.getByRole('link', { name: 'People' }).count()).toBe(0)
  expect(await page.getByRole('link', { name: 'Audit' }).count()).toBe(1)
  expectNoComplaints(window)
})

test('settings are kept: the shop’s for everybody, the device’s on this device', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('textbox', { name: 'Name of the shop' }).fill('Corner Books & Maps')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('banner').getByText('Corner Books & Maps').waitFor()
  await page.getByRole('radiogroup', { name: 'Sound with the result' }).getByText('Off').click()
  await expect.poll(async () => (await fixture.client.shop.settings()).soundOnResult).toBe(false)
  await page.getByRole('button', { name: 'Add a day' }).click()
  await page.getByRole('button', { name: /^28 November/u }).click()
  await expect.poll(async () => (await fixture.client.shop.settings()).bankHolidays.length).toBe(1)
  await page.getByRole('textbox', { name: 'Name of this till' }).fill('Window')
  await page.keyboard.press('Tab')
  await page.getByRole('radiogroup', { name: 'Appearance' }).getByText('Dark').click()
  expect(await seriousProblems(page)).toEqual([])

  await page.reload()
  await page.getByRole('textbox', { name: 'Name of this till' }).waitFor()
  expect(await page.getByRole('textbox', { name: 'Name of this till' }).inputValue()).toBe('Window')
  expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark')
  expect(await page.getByRole('textbox', { name: 'Name of the shop' }).inputValue()).toBe('Corner Books & Maps')
  await page.getByRole('button', { name: /^Remove .*28 Nov/u }).click()
  await expect.poll(async () => (await fixture.client.shop.settings()).bankHolidays).toEqual([])
  expect((await fixture.client.shop.settings()).soundOnResult).toBe(false)
  expectNoComplaints(window)
})

test('staff see the settings of the device and no others', async () => {
  await fixture.client.people.add({ name: 'Noor', role: 'staff', pin: staffPin })
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Noor', staffPin)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('textbox', { name: 'Name of this till' }).waitFor()
  expect(await page.getByRole('textbox', { name: 'Name of the shop' }).count()).toBe(0)
  expectNoComplaints(window)
})

test('the record tells who did what, is filtered by both, and leads to what it is about', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await page.getByRole('link', { name: 'Audit' }).click()
  await page.getByRole('button', { name: 'What', exact: true }).click()
  await page.getByRole('button', { name: 'Connected an account' }).click()
  const list = page.getByRole('listbox', { name: 'Audit' })
  await expect.poll(() => list.getByRole('option').count()).toBe(1)
  expect(new URL(page.url()).search).toBe('?act=account.add')
  await list.getByRole('option').click()
  const panel = page.getByRole('complementary', { name: 'One act' })
  await panel.getByRole('heading', { name: 'Connected an account' }).waitFor()
  await panel.getByRole('link', { name: 'Open the account' }).click()
  await page.getByRole('complementary', { name: 'Account' }).getByRole('link', { name: 'What was done with it' }).click()
  await list.getByRole('option', { name: /Connected an account/u }).waitFor()
  await fixture.client.accounts.change({ accountId: (await fixture.client.accounts.list())[0]!.accountId, label: 'Sandbox two', settings: {} })
  await list.getByRole('option', { name: /Changed an account/u }).click() // it came by itself
  await panel.getByText('Sandbox two').first().waitFor()
  expectNoComplaints(window)
})
