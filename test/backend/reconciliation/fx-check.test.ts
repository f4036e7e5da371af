import { afterEach, beforeEach, expect, test } from 'vitest'
import { settling, type Settling } from '../../harness/settling.ts'
import { openTestShop, type TestShop } from '../../harness/shop.ts'

let shop: TestShop
let books: Settling
beforeEach(async () => {
  shop = await openTestShop()
  books = settling(shop)
  await shop.client.accounts.add({ platform: 'files', label: 'Marketplace', environment: 'test', baseUrl: null, settings: {}, secrets: {} })
})
afterEach(() => shop.close())

const header = 'Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,Creation Date,TimeZone,Type,Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),Exchange Rate,Net Currency,Net Debit (NC),Net Credit (NC),Commission (NC),Batch Number'

/** 100.00 USD at 0.92 are 92.00 EUR. */
const settled = (psp: string, net: string): string => `Shop,ShopDE,${psp},${psp},visa,2026-06-12 10:00:00,CET,Settled,M${psp},USD,,100.00,0.92,EUR,,${net},1.80,7`

test('several converted rows are checked in one run; the one that is not the product of amount and rate is told', async () => {
  await books.file('adyen.csv', [header, settled('P1', '90.20'), settled('P2', '88.70'), settled('P3', '90.21'), ''].join('\n'))
  await books.reconcile()
  const found = (await books.exceptions()).filter(({ code }) => code === 'fx_difference')
  expect(found).toMatchObject([{ minor: 150, currency: 'EUR', facts: { stated: 9_050, expected: 9_200 } }])
})
