import { beforeAll, expect, test } from 'vitest'
import { ulid } from 'ulid'
import { seriousProblems } from './harness/axe.ts'
import { useConsole } from './harness/fixture.ts'
import { ownerPin } from './harness/shop.ts'
import { expectNoComplaints, signIn } from './harness/window.ts'
import { openProposals } from '../harness/open-work.ts'

const fixture = useConsole()

/** Two months ago: long enough that every day of it is over, whenever this runs. */
const month = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - 2, 1)).toISOString().slice(0, 7)
const day = (of: number): string => `${month}-${String(of).padStart(2, '0')}`

const settlement = [
  'payout_id,line_id,type,merchant_reference,payment_id,reference,parent_payment_id,occurred_at,gross,fee,net,currency,method,payout_date,description',
  `po_old,ln_1,payment,BEFORE-1,pay_1,,,${day(3)}T10:00:00.000Z,20.00,0.00,20.00,EUR,visa,${day(6)},`,
  `po_old,ln_2,payment,BEFORE-2,pay_2,,,${day(4)}T10:00:00.000Z,30.00,0.00,30.00,EUR,visa,${day(6)},`,
  '#total,2,,,,,,,50.00,0.00,50.00,EUR,,,', '',
].join('\r\n')
/** As banks write it in MT940: year, month and day without separators, balances that add up. */
const short = (of: number): string => day(of).slice(2).replaceAll('-', '')
const statement = [
  ':20:STATEMENT', ':25:10010010/307118603', ':28C:1/1', `:60F:C${short(1)}EUR1000,00`,
  `:61:${short(6)}${short(6).slice(2)}C50,00NTRFNONREF`, ':86:Credit transfer Clearing House',
  `:61:${short(9)}${short(9).slice(2)}D800,00NTRFNONREF`, ':86:Office rent Landlord',
  `:62F:C${short(28)}EUR250,00`, '-', '',
].join('\r\n')

const bringIn = async (name: string, text: string, side: 'statement' | 'settlement'): Promise<void> => {
  const { client } = fixture
  const uploadId = ulid()
  await client.settlements.upload({ uploadId, index: 0, base64: Buffer.from(text).toString('base64') })
  const imported = await client.settlements.import({
    source: { from: 'upload', uploadId }, name, side, accountId: null, format: null, currency: null, dateOrder: null, decimal: null, encoding: null, isDryRun: false, acceptNote: null,
  })
  expect(imported).toMatchObject({ ok: true, value: [{ state: 'imported' }] })
}

beforeAll(async () => {
  await bringIn('settlement.csv', settlement, 'settlement')
  await bringIn('bank.sta', statement, 'statement')
})

test('a month is reconciled by keys, its leftovers are explained, it is closed, and the owner opens it again', async () => {
  const window = await fixture.open()
  const { page } = window
  const { client } = fixture
  await signIn(page, 'Ada', ownerPin)
  await page.goto(`${fixture.console.origin}/reconciliation`)

  // A dry run shows what the run then does.
  await page.getByText('Nothing has been reconciled yet.').waitFor()
  await page.getByRole('button', { name: 'Try a run' }).click()
  await page.getByRole('heading', { name: 'This is what a run would do now. Nothing has been written.' }).waitFor()
  expect(await openProposals(client)).toEqual([])
  await page.getByRole('link', { name: 'See each of them with its reasons' }).click()
  const tried = page.getByRole('listbox', { name: 'What a run would match' })
  await tried.getByText('Propose it').click()
  await page.getByRole('complementary', { name: 'Why they would be matched' }).getByText('The sender is not known: no deposit of this platform has come under that name.').waitFor()
  expect(await seriousProblems(page)).toEqual([])
  await page.getByRole('link', { name: 'To match' }).click()
  await page.getByRole('button', { name: 'Run it' }).click()
  await page.getByRole('heading', { name: /^Done in/u }).waitFor()
  await page.getByRole('button', { name: 'Close', exact: true }).click()

  // The deposit came under a name that nobody knows: proposed, with what differs, and accepted with one key.
  const proposal = page.getByRole('complementary', { name: 'Proposal in detail' })
  await proposal.getByText('The sender is not known: no deposit of this platform has come under that name.').waitFor()
  expect(await seriousProblems(page)).toEqual([])
  await page.getByRole('grid', { name: 'What is not matched' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('1 proposal accepted.').waitFor()
  expect((await client.reconciliation.matches({ before: null, limit: 10 })).matches[0]).toMatchObject({ link: 'L4', pass: 'P6', isUndone: false })
  await page.keyboard.press('r')
  await page.getByRole('heading', { name: /^Done in/u }).waitFor()

  // What is left over: explained together, taken back, explained again.
  await page.goto(`${fixture.console.origin}/exceptions`)
  await page.getByRole('grid', { name: 'Exceptions' }).getByText('Settled by the platform, unknown here').first().waitFor()
  const explainAll = async (reason: string): Promise<void> => {
    await page.getByRole('checkbox', { name: 'Exceptions', exact: true }).check()
    await page.getByText('3 picked').waitFor()
    await page.keyboard.press('e')
    await page.getByRole('dialog', { name: 'Explain 3 exceptions' }).getByRole('textbox', { name: 'Reason' }).fill(reason)
    await page.getByRole('button', { name: 'Explain 3', exact: true }).click()
    await page.getByText('3 explained.').waitFor()
  }
  await explainAll('Not sure yet')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Undone: 3 are as they were before.').waitFor()
  expect((await client.reconciliation.summary()).openExceptions).toBe(3)
  await explainAll('From the till before this one')

  // Nothing is missing any more: closed under a seal, which a match under it respects.
  await page.goto(`${fixture.console.origin}/periods`)
  await page.getByText('Ready to close').waitFor()
  await page.getByRole('button', { name: /^Close until/u }).click()
  const detail = page.getByRole('complementary', { name: 'Period in detail' })
  await detail.getByText(/^[0-9a-f]{64}$/u).waitFor()
  expect(await seriousProblems(page)).toEqual([])
  await page.goto(`${fixture.console.origin}/reconciliation/matches`)
  await page.getByRole('listbox', { name: 'Matches' }).getByText('Payout and deposit').click()
  await page.getByRole('button', { name: 'Take back …' }).click()
  await page.getByRole('textbox', { name: 'Reason' }).fill('Wrong one')
  await page.getByRole('button', { name: 'Take back', exact: true }).click()
  await page.getByText(/^It lies in a period that is closed until/u).waitFor()
  await page.getByRole('link', { name: 'Open the periods' }).click()

  // The owner opens it again, with a reason that stays.
  await page.getByRole('table').getByRole('button').click()
  await detail.getByRole('button', { name: 'Open again …' }).click()
  await page.getByRole('dialog', { name: 'Open the period again' }).getByRole('textbox', { name: 'Reason' }).fill('The deposit belongs elsewhere')
  await page.getByRole('button', { name: 'Open again', exact: true }).click()
  await detail.getByText('The deposit belongs elsewhere').waitFor()
  expectNoComplaints(window)
})

test('a rule shows what it would have done before it can be saved', async () => {
  const window = await fixture.open({ appearance: 'dark' })
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await page.goto(`${fixture.console.origin}/rules/new`)
  await page.getByRole('textbox', { name: 'Name' }).fill('Rent')
  await page.getByRole('textbox', { name: 'Value' }).fill('office rent')
  await page.getByRole('textbox', { name: 'Reason' }).fill('Rent of the shop')
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Show the last 90 days' }).click()
  await page.getByRole('region', { name: 'What it would have done' }).getByText(/Set aside: Nothing decided yet/u).waitFor()
  expect(await seriousProblems(page)).toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('complementary', { name: 'Rule in detail' }).getByText('Bank lines whose text contains “office rent” are set aside: Rent of the shop.').first().waitFor()
  expectNoComplaints(window)
})

test('a rate is typed with three decimals; one that overlaps is explained', async () => {
  const window = await fixture.open()
  const { page } = window
  await signIn(page, 'Ada', ownerPin)
  await page.goto(`${fixture.console.origin}/rates/new`)
  await page.getByRole('textbox', { name: 'Rate', exact: true }).fill('1.125')
  await page.getByRole('textbox', { name: 'Fixed part of each payment' }).fill('25')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. The next run checks all lines of the account again.').waitFor()
  expect(await fixture.client.rates.list()).toMatchObject([{ ratePer100k: 1_125, fixedMinor: 25 }])
  await page.getByRole('button', { name: 'Add a rate' }).click()
  await page.getByRole('textbox', { name: 'Rate', exact: true }).fill('2')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/^Another rate for the same account, method and currency holds from/u).waitFor()
  expectNoComplaints(window)
})
