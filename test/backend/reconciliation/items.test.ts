import { afterEach, beforeEach, expect, test } from 'vitest'
import { settling, type Settling } from '../../harness/settling.ts'
import { day, openTestShop, type TestShop } from '../../harness/shop.ts'
import { openBankLines, openPayouts } from '../../harness/open-work.ts'

let shop: TestShop
let books: Settling

beforeEach(async () => {
  shop = await openTestShop()
  books = settling(shop)
})
afterEach(() => shop.close())

async function sellAndSettle(): Promise<void> {
  shop.pay(await shop.charge(1_250, { customer: 'Ines' }))
  await shop.poll()
  await shop.pass(4 * day)
  await books.pull()
  await books.statement('2026-06-15', '2026-06-19')
}

test('what a match names can be shown: the payout with its reference, the bank line with its file', async () => {
  await sellAndSettle()
  await books.reconcile()
  const { matches } = await shop.client.reconciliation.matches({ before: null, limit: 50 })
  const deposit = matches.find(({ link }) => link === 'L4')!
  const items = await shop.client.reconciliation.items({ names: deposit.allocations.map(({ side, subject }) => ({ side, subject })) })
  expect(items.map(({ side, minor, currency }) => [side, minor, currency])).toEqual(deposit.allocations.map(({ side, minor }) => [side, minor, 'EUR']))
  expect(items.find(({ side }) => side === 'bank_line')).toMatchObject({ fileName: expect.any(String) as string, sourceLine: expect.any(Number) as number, raw: expect.any(String) as string })
  expect(items.find(({ side }) => side === 'payout')).toMatchObject({ accountId: shop.accountId, name: expect.stringMatching(/^po_/u) as string })
})

test('names that are not there are left out', async () => {
  expect(await shop.client.reconciliation.items({ names: [{ side: 'bank_line', subject: '7' }, { side: 'payout', subject: 'nothing' }, { side: 'payment', subject: 'nothing' }] })).toEqual([])
})

test('open items say what is open of them, and what is set aside is listed until it is taken in again', async () => {
  await sellAndSettle()
  const [line] = await openBankLines(shop.client)
  const [payout] = await openPayouts(shop.client)
  expect([line!.openMinor, payout!.openMinor]).toEqual([line!.amount.minor, payout!.amount!.minor])
  await shop.client.reconciliation.exclude({ side: 'bank_line', subjects: [String(line!.lineId)], reason: 'Other business' })
  expect((await shop.client.reconciliation.excluded({ before: null, limit: 10 })).items).toMatchObject([{ side: 'bank_line', subject: String(line!.lineId), reason: 'Other business' }])
  await shop.client.reconciliation.include({ side: 'bank_line', subject: String(line!.lineId) })
  expect((await shop.client.reconciliation.excluded({ before: null, limit: 10 })).items).toEqual([])
})

test('exceptions are filtered by whose they are', async () => {
  await sellAndSettle()
  await books.file('rent.csv', 'Date,Description,Amount,Currency\n2026-06-16,Office rent,-500.00,EUR\n', { side: 'statement' })
  await books.reconcile()
  const filter = { codes: [], severities: [], accountId: null, states: ['open' as const] }
  const { people } = await shop.client.session.state()
  const owner = people[0]!.personId
  expect((await shop.client.reconciliation.exceptions({ filter: { ...filter, owner }, after: null, limit: 10 })).exceptions).toEqual([])
  expect((await shop.client.reconciliation.exceptions({ filter, after: null, limit: 10 })).exceptions).toHaveLength(1)
})
