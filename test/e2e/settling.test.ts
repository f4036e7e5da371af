import { beforeAll, expect, test } from 'vitest'
import { addDays, localDayOf } from '../../shared/business-day.ts'
import { seriousProblems } from './harness/axe.ts'
import { type DroppedFile, dropFiles } from './harness/drop.ts'
import { useConsole } from './harness/fixture.ts'
import { makeOrder, untilOrder } from './harness/orders.ts'
import { control } from './harness/sandbox.ts'
import { ownerPin, staffPin } from './harness/shop.ts'
import { expectNoComplaints, signIn, type TestedWindow, type WindowOptions } from './harness/window.ts'

const fixture = useConsole()
const dayMs = 86_400_000
/** Every file is looked at in a thread of its own, which takes its time to start where little is to be had. */
const patienceMs = 30_000

async function openPatiently(options: WindowOptions = {}): Promise<TestedWindow> {
  const window = await fixture.open(options)
  window.page.setDefaultTimeout(patienceMs)
  return window
}

let settlement: DroppedFile
let statement: DroppedFile
let orderId: string

beforeAll(async () => {
  const { client, console } = fixture
  for (const minor of [3_850, 1_200]) {
    const made = await makeOrder(client, minor)
    await control(console, client, 'pay', { payment: made.order.reference, choice: 'visa', decision: 'approve' })
    await untilOrder(client, made.order.orderId, ({ order }) => order.state === 'paid')
    orderId = made.order.orderId
  }
  // A week goes by at the platform and its bank; the shop's own clock stays, for all it needs now are the files.
  await control(console, client, 'clock', { advance_ms: 7 * dayMs })
  const { accountId } = (await client.accounts.list())[0]!
  const files = await client.sandbox.settlementFiles({ accountId })
  if (!files.ok) throw new Error(files.failure.kind)
  const offered = await client.sandbox.settlementFile({ accountId, payoutId: files.value[0]!.payoutId })
  const today = localDayOf(Date.now(), 'Europe/Berlin')
  const booked = await client.sandbox.bankStatement({ accountId, from: addDays(today, -1), to: addDays(today, 7), currency: 'EUR' })
  if (!offered.ok || !booked.ok) throw new Error('nothing is offered')
  settlement = offered.value
  statement = booked.value
})

test('a cut file is refused with its place, and nothing of it is written', async () => {
  const window = await openPatiently()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await page.goto(`${fixture.console.origin}/settlements`)
  await page.getByRole('heading', { name: 'No payouts yet' }).waitFor()
  const bad = settlement.text.split('\n').map((line, at) => (at === 1 ? line.replace(/\d+\.\d\d/u, 'twelve') : line)).join('\n')
  await dropFiles(page, [{ name: 'cut.xml', text: statement.text.slice(0, 1_500) }, { name: 'bad-row.csv', text: bad }])

  const cut = page.getByRole('listitem', { name: 'cut.xml' })
  await cut.getByText('Cannot be used').waitFor()
  await cut.getByText('The end is missing').waitFor()
  await cut.getByText(/^line \d+/u).waitFor()
  const row = page.getByRole('listitem', { name: 'bad-row.csv' })
  await row.getByText('Does not add up', { exact: true }).waitFor()
  await row.getByText('1 row cannot be read').waitFor()
  await row.getByText('line 2', { exact: true }).waitFor()
  await row.getByText(/twelve/u).first().waitFor()

  await row.getByRole('button', { name: 'Hold it' }).click()
  await row.getByText('Held until somebody decides').waitFor()
  expect((await fixture.client.settlements.payouts({ accountId: null, before: null, limit: 10 })).payouts).toEqual([])
  await row.getByRole('link', { name: 'Open under files' }).click()
  const panel = page.getByRole('complementary', { name: 'File in detail' })
  await panel.getByRole('textbox', { name: 'Reason' }).fill('A wrong row; fetched again')
  await panel.getByRole('button', { name: 'Drop it' }).click()
  await panel.getByText('Dropped', { exact: true }).waitFor()
  expectNoComplaints(window)
})

test('settlement file and statement are dropped, the payout closes, and the money is traced from the bank to the order and back', async () => {
  const window = await openPatiently()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await page.goto(`${fixture.console.origin}/settlements`)
  await dropFiles(page, [settlement, statement])
  await page.getByText('Ready to come in').nth(1).waitFor()
  await page.getByRole('button', { name: 'Bring in 2 files' }).click()
  await page.getByText('Brought in', { exact: true }).nth(1).waitFor()
  await page.getByRole('button', { name: 'Match now' }).click()
  await page.getByRole('button', { name: 'Matched' }).waitFor()

  await page.getByRole('navigation', { name: 'Parts of settlements' }).getByRole('link', { name: 'Payouts' }).click()
  await page.getByRole('option').first().click()
  const panel = page.getByRole('complementary', { name: 'Payout in detail' })
  await panel.getByText('explained to the last cent').waitFor()
  await panel.getByText('arrived to the last cent').waitFor()
  await panel.getByRole('button', { name: /^Paid by customers/u }).click()
  await panel.getByRole('region', { name: 'Lines of this step' }).getByRole('link', { name: /^Order/u }).nth(1).waitFor()

  await panel.getByRole('link', { name: /PAYOUT/u }).click()
  await page.getByRole('heading', { level: 1, name: 'Where is the money?' }).waitFor()
  await page.getByText(/^At the bank since/u).waitFor()
  expect(await page.getByRole('region', { name: '2 orders' }).getByRole('link', { name: /^Order/u }).count()).toBe(2)
  await page.getByRole('region', { name: '2 orders' }).getByRole('link', { name: 'Order 0002' }).click()
  await page.getByRole('complementary', { name: 'Order in detail' }).getByRole('link', { name: 'Where is the money?' }).click()
  await page.getByRole('region', { name: 'Bank line', exact: true }).getByText(/^SANDBOX PAYOUT/u).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/settlements/trace/order/${orderId}`)
  const source = page.getByRole('region', { name: 'Bank line', exact: true }).getByText(/line \d+/u)
  await source.click()
  await page.getByText(/<Ntry>/u).waitFor()

  await page.goto(`${fixture.console.origin}/settlements`)
  await dropFiles(page, [statement])
  await page.getByText('The same file is in already').waitFor()
  expectNoComplaints(window)
})

test('a bank’s CSV that is new is shown how to be read once, and comes in by itself the next time', async () => {
  const window = await openPatiently()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await page.goto(`${fixture.console.origin}/settlements/import`)
  const csv = (rows: string): string => `Date,Description,Amount\n${rows}`
  await dropFiles(page, [{ name: 'bank-march.csv', text: csv('03/04/2026,Rent,-800.00\n04/05/2026,Coffee,-12.50\n') }])
  await page.getByRole('link', { name: 'Show how it is read' }).click()
  await page.getByRole('button', { name: /^Day first/u }).click()
  await page.getByRole('button', { name: 'That is it' }).click()
  await page.getByRole('cell', { name: 'Fri, 3 Apr 2026' }).or(page.getByRole('cell', { name: 'Fri 3 Apr 2026' })).waitFor()
  await page.getByRole('textbox', { name: 'Name of this reading' }).fill('Corner Bank')
  await page.getByRole('button', { name: 'Save and look at the file' }).click()
  await page.getByText('Ready to come in').waitFor()
  await dropFiles(page, [{ name: 'bank-april.csv', text: csv('05/06/2026,Rent,-800.00\n') }])
  await page.getByRole('listitem', { name: 'bank-april.csv' }).getByText('Ready to come in').waitFor()
  expect((await fixture.client.csvProfiles.list()).map(({ name }) => name)).toEqual(['Corner Bank'])
  expectNoComplaints(window)
})

test.each([['en', 'light'], ['zh-CN', 'dark']] as const)('payouts, files, questions and the trace are free of serious barriers: %s, %s', async (language, appearance) => {
  const window = await openPatiently({ language, appearance })
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  const { payouts } = await fixture.client.settlements.payouts({ accountId: null, before: null, limit: 1 })
  const { files } = await fixture.client.settlements.files({ before: null, limit: 10 })
  const payoutId = payouts[0]!.payoutId
  const paths = [`${payoutId}?step=gross`, `files/${files[0]!.fileId}`, `files/${files.at(-1)!.fileId}`, `trace/payout/${payoutId}`, 'sandbox', 'import']
  const found: Record<string, string[]> = {}
  const look = async (name: string): Promise<void> => {
    await page.waitForTimeout(300)
    const problems = await seriousProblems(page)
    if (problems.length > 0) found[name] = problems
  }
  for (const path of paths) {
    await page.goto(`${fixture.console.origin}/settlements/${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await look(path)
  }
  await dropFiles(page, [{ name: 'new.csv', text: 'Booking date,Details,Amount\n03/04/2026,Rent,-800.00\n04/05/2026,Coffee,-12.50\n' }, { name: 'cut.xml', text: statement.text.slice(0, 1_500) }])
  await page.getByRole('listitem', { name: 'cut.xml' }).getByText(/^(?:The end is missing|文件不完整)$/u).waitFor()
  await look('files that were brought')
  await page.getByRole('link', { name: language === 'en' ? 'Show how it is read' : '说明读法' }).click()
  await page.getByRole('table').first().waitFor()
  await look('the assistant')
  expect(found).toEqual({})
  expectNoComplaints(window)
})

test('staff are not offered settlements, and no way from an order to the bank', async () => {
  const window = await openPatiently()
  const { page } = window
  await signIn(page, 'Sam', staffPin)
  await page.goto(`${fixture.console.origin}/settlements`)
  await page.getByRole('heading', { name: 'Not for this role' }).first().waitFor()
  await page.goto(`${fixture.console.origin}/orders/${orderId}`)
  await page.getByRole('complementary', { name: 'Order in detail' }).getByRole('heading', { name: /^Order/u }).waitFor()
  expect(await page.getByRole('link', { name: 'Where is the money?' }).count()).toBe(0)
  expectNoComplaints(window)
})
