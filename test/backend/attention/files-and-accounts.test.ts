import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { needOfAccount } from '../../../electron/backend/attention/needs.ts'
import { settling, type Settling } from '../../harness/settling.ts'
import { day, openTestShop, type TestShop } from '../../harness/shop.ts'

let shop: TestShop
let books: Settling

beforeEach(async () => {
  shop = await openTestShop({ start: Date.UTC(2026, 5, 1, 10) })
  books = settling(shop)
})
afterEach(() => shop.close())

const sell = async (minor: number): Promise<void> => {
  shop.pay(await shop.charge(minor))
  await shop.poll()
}
const missing = async () => (await shop.client.attention.list()).filter(({ kind }) => kind === 'missing_file').map(({ facts }) => facts)

describe('files that should be there', () => {
  test('nobody is asked for files who never brought one in', async () => {
    await sell(1_000)
    await shop.pass(20 * day)
    expect(await missing()).toEqual([])
  })

  test('a settlement that stays away is asked for after its usual time, and no longer once it is there', async () => {
    await sell(1_000)
    await shop.pass(3 * day)
    await books.pull()
    await sell(2_000) // 4 June
    await shop.pass(8 * day)
    expect(await missing()).toEqual([])
    await shop.pass(2 * day)
    expect(await missing()).toEqual([{ what: 'settlement', from: 'Sandbox', currency: 'EUR', until: '2026-06-01' }])
    await books.pull()
    await shop.pass(day)
    expect(await missing()).toEqual([])
  })

  test('so is a bank statement that ends before the payouts do', async () => {
    await sell(1_000)
    await shop.pass(3 * day)
    await books.pull()
    await books.statement('2026-06-01', '2026-06-03')
    await sell(2_000)
    await shop.pass(day)
    await books.pull()
    await shop.pass(8 * day)
    expect(await missing()).toMatchObject([{ what: 'statement', until: '2026-06-03' }])
    await books.statement('2026-06-04', '2026-06-12')
    await shop.pass(day)
    expect(await missing()).toEqual([])
  })

  test('payouts that the platform tells of are fetched without being asked for', async () => {
    await sell(1_000)
    await shop.pass(2 * day)
    await sell(3_000)
    await shop.pass(2 * day)
    shop.backend.startPolling()
    await vi.waitFor(async () => {
      shop.clock.advance(30_000)
      const { payouts } = await shop.client.settlements.payouts({ accountId: shop.accountId, before: null, limit: 10 })
      expect(payouts.map(({ linesCount }) => linesCount)).toEqual([1, 1])
    }, { timeout: 20_000, interval: 50 })
  })
})

describe('an account that cannot be used any more', () => {
  const account = { accountId: 'A', label: 'Cards' }
  test.each(['bad-credentials', 'expired-credentials', 'missing-permission', 'wrong-environment', 'no-credentials'])('%s is for the owner', (failure) => {
    expect(needOfAccount(account, failure, 7)).toMatchObject({ kind: 'account_broken', subject: 'A', since: 7, facts: { account: 'Cards', why: failure } })
  })
  test.each(['timeout', 'connection-lost', 'rate-limited', 'unavailable'])('%s passes by itself and tells nothing', (failure) => expect(needOfAccount(account, failure, 7)).toBeUndefined())
  test('one that answers needs nothing', () => expect(needOfAccount(account, null, 7)).toBeNull())

  test('is on the list until it works or is given up', async () => {
    const broken = async () => (await shop.client.attention.list()).filter(({ kind }) => kind === 'account_broken').map(({ facts, nextAct }) => [facts['why'], nextAct])
    expect(await shop.client.accounts.replaceSecrets({ accountId: shop.accountId, secrets: { secret: 'x'.repeat(64) } })).toMatchObject({ ok: true })
    await shop.poll()
    expect(await broken()).toEqual([['bad-credentials', 'repair_account']])
    await shop.client.accounts.close({ accountId: shop.accountId })
    await shop.poll()
    expect(await broken()).toEqual([])
  })
})
