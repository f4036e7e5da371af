import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { Manifest } from '../../shared/contract/exports.ts'
import { useConsole } from './harness/fixture.ts'
import { makeOrder, untilOrder } from './harness/orders.ts'
import { control } from './harness/sandbox.ts'
import { connect, ownerPin, staffPin } from './harness/shop.ts'
import { expectNoComplaints, openPage, signIn } from './harness/window.ts'

const fixture = useConsole()

beforeAll(async () => {
  const { client, console } = fixture
  for (const minor of [1250, 3850, 900]) {
    const { order } = await makeOrder(client, minor)
    await control(console, client, 'pay', { payment: order.reference, choice: 'visa', decision: 'approve' })
    await untilOrder(client, order.orderId, ({ order: { state } }) => state === 'paid')
  }
})

test('the owner sees today, opens a column by the keyboard, and its rows add up to it', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
  await page.getByRole('button', { name: 'EUR 60.00' }).waitFor()
  await page.getByText('Test money').waitFor()

  // A rate of three orders does not stand alone.
  await page.getByText('too few to judge by').waitFor()

  const slider = page.getByRole('slider', { name: /^What came in by the hour/u })
  await slider.focus()
  const columnIn = async (): Promise<{ amount: string; count: string } | null> => {
    const found = /: EUR\s(?<amount>[\d.]+), (?<count>\d+) payment/u.exec((await slider.getAttribute('aria-valuetext'))!)?.groups
    return found?.['count'] === '0' ? null : { amount: found!['amount']!, count: found!['count']! }
  }
  await page.keyboard.press('End')
  await expect.poll(async () => (await columnIn()) ?? page.keyboard.press('ArrowLeft')).toBeTruthy()
  const column = (await columnIn())! // an hour may have ended between the sales
  await page.keyboard.press('Enter')
  const rows = page.getByRole('complementary', { name: 'Rows of: Taken' })
  await rows.getByText(/adds? up to the figure$/u).waitFor()
  expect(String(await rows.getByRole('listitem').count())).toBe(column.count)
  expect(await rows.getByText(`EUR ${column.amount}`).count()).toBe(2)
  await page.keyboard.press('Escape')
  await rows.waitFor({ state: 'detached' })
  expectNoComplaints(window)
})

test('a new payment is in the figures without anybody asking', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await page.getByRole('button', { name: 'EUR 60.00' }).waitFor()
  const { order } = await makeOrder(fixture.client, 4000)
  await control(fixture.console, fixture.client, 'pay', { payment: order.reference, choice: 'visa', decision: 'approve' })
  await page.getByRole('button', { name: 'EUR 100.00' }).waitFor()
  expect(await page.getByRole('button', { name: 'EUR 60.00' }).count()).toBe(0)
  expectNoComplaints(window)
})

test('statistics say the same, in a chart, in its table, and in the rows behind a method', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await openPage(page, 'Statistics')
  await page.getByText('7 days', { exact: true }).click()
  await page.getByRole('button', { name: 'EUR 100.00', exact: true }).waitFor()
  expect(page.url()).toMatch(/range=7d/u)
  await page.getByText('4 of 4 orders: too few to judge by').waitFor()
  await page.getByRole('region', { name: 'Which days?' }).getByText('Table', { exact: true }).click()
  const table = page.getByRole('table', { name: 'Which days?' })
  await table.getByRole('row', { name: /100\.00 0\.00 100\.00 4/u }).getByRole('button').click()
  await page.getByRole('complementary', { name: 'Rows of: Taken' }).getByText('4 rows, add up to the figure').waitFor()
  const busiest = page.getByRole('table', { name: 'When is the week busiest?' })
  await busiest.getByRole('button').first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('complementary', { name: 'Rows of: Taken' }).getByText(/day · \d\d:00–\d\d:00$/u).waitFor()
  await page.getByRole('complementary', { name: 'Rows of: Taken' }).getByText(/adds? up to the figure$/u).waitFor()
  await page.getByRole('table', { name: 'How did they pay?' }).getByRole('button', { name: 'Card' }).click()
  await page.getByRole('complementary', { name: 'Rows of: Taken' }).getByText('4 rows, add up to the figure').waitFor()
  await page.reload()
  await page.getByRole('complementary', { name: 'Rows of: Taken' }).getByText('4 rows, add up to the figure').waitFor()
  expectNoComplaints(window)
})

test('an export is made and downloaded, and its manifest says what the figures say', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await openPage(page, 'Exports')
  await page.getByText('This month', { exact: true }).click()
  await page.getByRole('button', { name: 'Export: Orders' }).click()
  const detail = page.getByRole('complementary', { name: 'Export in detail' })
  await detail.getByRole('row', { name: 'Taken 100.00' }).waitFor()

  const [manifestFile] = await Promise.all([page.waitForEvent('download'), detail.getByRole('button', { name: 'Download manifest' }).click()])
  const manifest = JSON.parse(readFileSync(await manifestFile.path(), 'utf8')) as Manifest
  expect(manifest.sums).toContainEqual({ column: 'captured', currency: 'EUR', minor: 10_000, amount: '100.00' })
  const [file] = await Promise.all([page.waitForEvent('download'), detail.getByRole('button', { name: 'Download file' }).click()])
  expect(file.suggestedFilename()).toBe(manifest.fileName)

  await page.setInputFiles('input[type=file]', await file.path())
  await detail.getByText(/is the file that was made\.$/u).waitFor()
  await page.setInputFiles('input[type=file]', await manifestFile.path())
  await detail.getByText(/is not the file that was made\.$/u).waitFor()
  expectNoComplaints(window)
})

test('staff are offered none of it and are refused it', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Sam', staffPin)
  await page.getByRole('heading', { level: 1, name: 'Counter' }).waitFor({ state: 'attached' })
  expect(await page.getByRole('link', { name: /^(?:Today|Statistics|Payout calendar|Exports)$/u }).count()).toBe(0)
  await page.goto(`${fixture.console.origin}/statistics`)
  await page.getByRole('heading', { name: 'Not for this role' }).last().waitFor()
  const staff = await connect(fixture.console)
  await staff.session.signIn({ personId: (await staff.session.state()).people.find(({ name }) => name === 'Sam')!.personId, pin: staffPin })
  await expect(staff.exports.list({ before: null, limit: 10 })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expectNoComplaints(window)
})
