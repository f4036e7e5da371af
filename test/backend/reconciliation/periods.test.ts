import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { settling, type Settling } from '../../harness/settling.ts'
import { openStore } from '../../harness/reach-in.ts'
import { day, openTestShop, type TestShop } from '../../harness/shop.ts'

let shop: TestShop
let books: Settling

beforeEach(async () => {
  shop = await openTestShop({ start: Date.UTC(2026, 5, 1, 10) })
  books = settling(shop)
})
afterEach(() => shop.close())

const sell = async (minor: number): Promise<string> => {
  const detail = await shop.charge(minor)
  shop.pay(detail)
  await shop.poll()
  return detail.order.orderId
}

/** A week of June, wholly settled and found at the bank. */
async function firstWeek(): Promise<void> {
  await sell(1_000)
  await shop.pass(day)
  await sell(2_000)
  await shop.pass(6 * day)
  await books.pull()
  await books.statement('2026-06-01', '2026-06-07')
  await books.reconcile()
}

const names = (items: readonly { name: string; holds: boolean }[]): string[] => items.filter(({ holds }) => !holds).map(({ name }) => name)
const checklist = async (to: string) => {
  const result = await shop.client.periods.checklist({ accountId: shop.accountId, to })
  if (!result.ok) throw new Error(result.failure.kind)
  return result.value
}
const close = async (to: string) => {
  const result = await shop.client.periods.close({ accountId: shop.accountId, to })
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

describe('closing a period', () => {
  test('nothing was booked, nothing to close', async () => {
    expect(await shop.client.periods.close({ accountId: shop.accountId, to: '2026-05-31' })).toEqual({ ok: false, failure: { kind: 'nothing-to-close' } })
  })

  test('what is missing is computed: no settlement, no run, a day that is not over', async () => {
    await sell(1_000)
    expect(names((await checklist('2026-06-01')).items)).toEqual(['day-is-over', 'sources-complete'])
    await shop.pass(6 * day)
    await books.pull()
    expect(names((await checklist('2026-06-06')).items)).toEqual(['run-is-current'])
    await books.reconcile()
    // The deposit is not in any statement: late at first, then missing.
    expect((await checklist('2026-06-06')).items.find(({ name }) => name === 'notes-have-reasons')?.facts).toMatchObject([{ code: 'late', severity: 'note' }])
    await shop.pass(4 * day)
    await books.reconcile()
    const { items, isReady } = await checklist('2026-06-06')
    expect([names(items), isReady]).toEqual([['no-stop-exceptions'], false])
    expect(items.find(({ name }) => name === 'no-stop-exceptions')?.facts).toMatchObject([{ code: 'missing_deposit', severity: 'stop' }])
  })

  test('is sealed over its totals, and the seal is proved again by verify', async () => {
    await firstWeek()
    const period = await close('2026-06-07')
    expect(period).toMatchObject({ from: '2026-06-01', to: '2026-06-07', state: 'closed', seal: expect.stringMatching(/^[0-9a-f]{64}$/u) as string, notes: [] })
    expect(period.totals.filter(({ book }) => book === 'sales')).toEqual([{ currency: 'EUR', book: 'sales', openingMinor: 0, movedMinor: -3_000, closingMinor: -3_000 }])
    expect(period.balances).toMatchObject([{ currency: 'EUR', clearingMinor: 0, inTransitMinor: 0, isProved: true }])
    expect(await books.broken()).toEqual([])
    const listed = await shop.client.periods.list({ accountId: shop.accountId })
    expect(listed).toMatchObject({ ok: true, value: { periods: [{ periodId: period.periodId }], next: { from: '2026-06-08', suggestedTo: '2026-06-30' } } })
  })

  test('a changed row under the seal breaks it', async () => {
    await firstWeek()
    await close('2026-06-07')
    const { store } = openStore(shop.folder)
    store.prepare('UPDATE all_line_matches SET difference_minor = 1 WHERE line_id = (SELECT MIN(line_id) FROM all_line_matches)').run()
    store.close()
    expect((await books.broken()).filter((name) => name.startsWith('sealed-periods-stand'))).toHaveLength(1)
  })

  test('a refund of last month is booked in the open period; what was closed stays as it was', async () => {
    await firstWeek()
    const before = await close('2026-06-07')
    const [order] = (await shop.client.orders.list({ filter: { search: '', states: [], accountId: null, createdBy: null, onlyFlagged: false, from: null, to: null }, before: null, limit: 1 })).orders
    await shop.client.orders.refund({ orderId: order!.orderId, refundId: shop.newId(), amount: { minor: 500, currency: 'EUR' }, reason: 'late' })
    await shop.settled(order!.orderId)
    await shop.pass(6 * day)
    await books.pull()
    await books.statement('2026-06-08', '2026-06-13')
    await books.reconcile()
    const [period] = (await shop.client.periods.list({ accountId: shop.accountId }) as { ok: true; value: { periods: unknown[] } }).value.periods
    expect(period).toEqual(before)
    expect(await books.broken()).toEqual([])
  })

  test('a line of a closed day that comes late is booked in the open period and said to be late', async () => {
    await firstWeek()
    await close('2026-06-07')
    const header = 'payout_id,line_id,type,merchant_reference,payment_id,reference,parent_payment_id,occurred_at,gross,fee,net,currency,method,payout_date,description'
    const row = 'po_late,ln_late,adjustment,,,po_old,,2026-06-03T10:00:00.000Z,-1.50,0.00,-1.50,EUR,,2026-06-10,Correction'
    await books.file('late.csv', `${header}\r\n${row}\r\n#total,1,,,,,,,-1.50,0.00,-1.50,EUR,,,\r\n`)
    await books.reconcile()
    expect(await books.codes()).toMatchObject({ wrong_period: 1 })
    const page = await shop.client.ledger.journal({ from: '2026-06-08', to: '2026-06-30', before: null, limit: 50 })
    expect(page.entries.filter(({ kind }) => kind === 'settlement_line')).toHaveLength(1)
    expect(await books.broken()).toEqual([])
  })

  test('a match under the seal is not taken back until the owner opens the period again, with a reason', async () => {
    await firstWeek()
    const period = await close('2026-06-07')
    const { matches } = await shop.client.reconciliation.matches({ before: null, limit: 50 })
    const deposit = matches.find(({ link }) => link === 'L4')!
    expect(await shop.client.reconciliation.undoMatch({ matchNo: deposit.matchNo, lineId: null, reason: 'wrong' })).toEqual({ ok: false, failure: { kind: 'period-closed', toDay: '2026-06-07' } })
    const reopened = await shop.client.periods.reopen({ periodId: period.periodId, reason: 'The deposit belongs elsewhere' })
    expect(reopened).toMatchObject({ ok: true, value: { state: 'reopened', seal: period.seal, reason: 'The deposit belongs elsewhere' } })
    expect(await shop.client.reconciliation.undoMatch({ matchNo: deposit.matchNo, lineId: null, reason: 'wrong' })).toMatchObject({ ok: true })
    await books.reconcile()
    expect(names((await checklist('2026-06-07')).items)).toContain('no-stop-exceptions')
    expect(await books.broken()).toEqual([])
  })

  test('a note needs its reason before the period closes', async () => {
    await firstWeek()
    const bank = 'Date,Description,Amount,Currency\n2026-06-04,Office rent,-500.00,EUR\n'
    await books.file('rent.csv', bank, { side: 'statement' })
    await books.reconcile()
    expect(await books.codes()).toEqual({ unexplained_bank_line: 1 })
    expect(names((await checklist('2026-06-07')).items)).toEqual(['notes-have-reasons'])
    const [exception] = await books.exceptions()
    await shop.client.reconciliation.decideExceptions({ names: [{ code: exception!.code, subject: exception!.subject }], state: 'explained', note: 'Rent of June' })
    expect((await close('2026-06-07')).notes).toMatchObject([{ code: 'unexplained_bank_line', state: 'explained', note: 'Rent of June' }])
  })

  test('a bank that gives its movements as CSV, without a period, is enough', async () => {
    await sell(1_000)
    await shop.pass(6 * day)
    await books.pull()
    const [payout] = (await shop.client.settlements.payouts({ accountId: shop.accountId, before: null, limit: 1 })).payouts
    const [whole, cents] = [Math.trunc(payout!.amount!.minor / 100), String(payout!.amount!.minor % 100).padStart(2, '0')]
    await books.file('bank.csv', `Date;Amount;Currency;Payee;Text\n2026-06-02;${whole},${cents};EUR;Platform;${payout!.platformReference}\n2026-06-05;-10,00;EUR;Baker;Bread`)
    await books.reconcile()
    expect(names((await checklist('2026-06-04')).items)).toEqual([])
  })
})
