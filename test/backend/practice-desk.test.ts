import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBooks, type BooksParts } from '../../electron/backend/books.ts'
import type { Desk } from '../../electron/backend/desk.ts'
import { contract } from '../../shared/contract/contract.ts'
import { openStore } from '../harness/reach-in.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'

let shop: TestShop

beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(() => shop.close())

/** Never called: that this file passes the compiler is the proof. */
export const provedByType = (desk: Desk<'practice'>, others: Omit<BooksParts, 'desk'>) =>
  // @ts-expect-error Settlements, reconciliation and exports take the live desk and no other.
  createBooks({ desk, ...others })

const noFilter = { search: '', states: [], accountId: null, createdBy: null, onlyFlagged: false, from: null, to: null }
const orders = async () => (await shop.client.orders.list({ filter: noFilter, before: null, limit: 50 })).orders

/** The practice account comes into being in the background. */
async function practise(): Promise<string> {
  await shop.client.session.practise({ on: true })
  for (let tries = 0; tries < 200; tries += 1) {
    const [account] = await shop.client.accounts.list()
    if (account !== undefined) return account.accountId
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('there is no practice account')
}

const charge = (accountId: string, minor: number) =>
  shop.client.orders.create({
    orderId: shop.newId(), accountId, amount: { minor, currency: 'EUR' }, description: '', customer: '', note: '', methodHint: null, captureMode: 'automatic',
    expiresInMinutes: null, till: 'till-1', reference: null, despite: null,
  })

describe('practice', () => {
  it('has orders, accounts and a file of its own; what is charged there is nowhere in the shop', async () => {
    const real = await shop.charge(1_000)
    const accountId = await practise()
    expect(accountId).not.toBe(shop.accountId)
    expect(await orders()).toEqual([])
    expect(await charge(accountId, 7_777)).toMatchObject({ ok: true, value: { reference: 'TRAIN000001', environment: 'test' } })
    expect(await orders()).toMatchObject([{ amount: { minor: 7_777 } }])
    await shop.client.session.practise({ on: false })
    expect(await orders()).toMatchObject([{ orderId: real.order.orderId }])
    expect(existsSync(path.join(shop.folder, 'practice', 'practice.db'))).toBe(true)
    const { store } = openStore(shop.folder)
    expect(store.prepare('SELECT amount_minor AS minor FROM orders').all()).toEqual([{ minor: 1_000 }])
    expect(store.prepare(`SELECT COUNT(*) AS n FROM audit WHERE detail LIKE '%7777%'`).get()).toEqual({ n: 0 })
    store.close()
  })

  it('reaches no account of the shop', async () => {
    await practise()
    expect(await charge(shop.accountId, 500)).toMatchObject({ ok: false, failure: { kind: 'account-not-found' } })
  })

  it.each(['settlements', 'reconciliation', 'exports', 'statistics', 'ledger', 'verify', 'audit', 'people', 'periods', 'rates', 'polling'] as const)('opens no door to %s', (domain) => {
    const procedures = Object.entries(contract[domain]) as unknown as [string, { '~orpc': { meta: { practice: boolean } } }][]
    expect(procedures.filter(([, procedure]) => procedure['~orpc'].meta.practice).map(([name]) => name)).toEqual([])
  })

  it('is turned away at those doors', async () => {
    await practise()
    await expect(shop.client.reconciliation.run({ isDryRun: true })).rejects.toThrow('not-in-practice')
    await expect(shop.client.verify.run()).rejects.toThrow('not-in-practice')
  })
})
