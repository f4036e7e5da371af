import { describe, expect, test } from 'vitest'
import { isAuthorization, lineTypeOf } from '../../../../electron/backend/platforms/paypal/event-codes.ts'
import { hasMoved, linesOf } from '../../../../electron/backend/platforms/paypal/payout-lines.ts'
import type { Transaction } from '../../../../electron/backend/platforms/paypal/transactions.ts'
import type { PayoutLine, PayoutSnapshot } from '../../../../electron/backend/platforms/platform.ts'
import { isAuthorization as isAuthorizationInFiles, paypalLineType } from '../../../../electron/backend/settlements/formats/platform/paypal-events.ts'
import { money } from '../../../../shared/money.ts'
import { actOn, done } from '../../../platforms/calls.ts'
import { START } from './rig.ts'
import { DAY, eur, HOUR, openShop } from './shop.ts'

type Shop = Awaited<ReturnType<typeof openShop>>

async function linesIn(shop: Shop, { platformReference }: Pick<PayoutSnapshot, 'platformReference'>): Promise<readonly PayoutLine[]> {
  const page = done(await shop.platform.payoutLines(platformReference, null))
  expect(page.next).toBeNull()
  return page.lines
}

/** What the lines come to, the withdrawal's own left out. */
const sumOf = (lines: readonly PayoutLine[]): number => lines.filter(({ type }) => type !== 'payout').reduce((sum, { netMinor }) => sum + netMinor, 0)
const brief = (lines: readonly PayoutLine[]) => lines.map(({ type, grossMinor, feeMinor }) => [type, grossMinor, feeMinor])

const openSold = async (count = 2): Promise<Shop> => {
  const shop = await openShop()
  for (let sold = 0; sold < count; sold += 1) {
    await shop.paid()
    shop.paypal.advance(HOUR)
  }
  return shop
}

describe('a withdrawal', () => {
  test('is a payout, known when the reports know it', async () => {
    const shop = await openSold()
    const row = shop.paypal.merchant.withdraw('EUR')
    expect(done(await shop.platform.payoutsSince(START))).toEqual([])
    shop.paypal.advance(DAY)
    expect(done(await shop.platform.payoutsSince(START))).toMatchObject([{
      platformReference: row.id, amount: eur(2 * (10_000 - 398)), status: 'paid', arrivesOn: '2026-10-14', bankReferences: [row.bankReference, row.id], isItemised: true, asOf: Math.floor(row.at / 1_000) * 1_000,
    }])
  })

  test('of everything consists of everything', async () => {
    const shop = await openSold()
    const { id } = shop.paypal.merchant.withdraw('EUR')
    shop.paypal.advance(DAY)
    const lines = await linesIn(shop, { platformReference: id })
    expect(brief(lines)).toEqual([['payment', 10_000, 398], ['payment', 10_000, 398], ['payout', -19_204, 0]])
    expect(lines[0]).toMatchObject({
      nativeId: expect.stringMatching(/^7\w{16}-T0007$/) as string, typeText: 'T0007', netMinor: 9_602, currency: 'EUR', merchantReference: 'CF-1', platformReference: [...shop.paypal.books.captures.keys()][0],
      parentReference: null, occurredAt: START, references: [[...shop.paypal.books.invoices.keys()][0]],
    })
    expect(JSON.parse(lines[0]!.raw)).toMatchObject({ transaction_info: { transaction_event_code: 'T0007', invoice_id: 'CF-1' } })
  })

  test('of a part adds up with what stayed on the balance, and the next one takes that over', async () => {
    const shop = await openSold()
    const first = shop.paypal.merchant.withdraw('EUR', 15_000)
    shop.paypal.advance(HOUR)
    await shop.paid()
    shop.paypal.advance(HOUR)
    const second = shop.paypal.merchant.withdraw('EUR')
    shop.paypal.advance(DAY)
    const [firstLines, secondLines] = [await linesIn(shop, { platformReference: first.id }), await linesIn(shop, { platformReference: second.id })]
    expect(brief(firstLines)).toEqual([['payment', 10_000, 398], ['payment', 10_000, 398], ['transfer', -4_204, 0], ['payout', -15_000, 0]])
    expect(brief(secondLines)).toEqual([['payment', 10_000, 398], ['transfer', 4_204, 0], ['payout', -13_806, 0]])
    expect([sumOf(firstLines), sumOf(secondLines)]).toEqual([15_000, 13_806])
  })

  test('takes only lines of its own currency', async () => {
    const shop = await openSold(1)
    await shop.paid({ amount: money(5_000, 'JPY') })
    shop.paypal.advance(HOUR)
    const { id } = shop.paypal.merchant.withdraw('JPY')
    shop.paypal.advance(DAY)
    const lines = await linesIn(shop, { platformReference: id })
    expect(brief(lines)).toEqual([['payment', 5_000, 215], ['payout', -4_785, 0]])
    expect(new Set(lines.map(({ currency }) => currency))).toEqual(new Set(['JPY']))
  })

  test('tells refunds with the payment they belong to, and disputes by their own id', async () => {
    const shop = await openSold(2)
    const [first, second] = [...shop.paypal.books.captures.keys()]
    shop.paypal.merchant.refund(first!, eur(2_000))
    const { id: disputeId } = shop.paypal.bank.challenge(second!)
    shop.paypal.advance(HOUR)
    const { id } = shop.paypal.merchant.withdraw('EUR')
    shop.paypal.advance(DAY)
    const lines = await linesIn(shop, { platformReference: id })
    expect(lines.filter(({ type }) => type === 'refund')).toMatchObject([{ grossMinor: -2_000, platformReference: [...shop.paypal.books.refunds.keys()][0], parentReference: first }])
    expect(lines.filter(({ type }) => type === 'chargeback' || type === 'dispute_fee')).toMatchObject([
      { type: 'chargeback', grossMinor: -10_000, platformReference: disputeId, parentReference: second }, { type: 'dispute_fee', grossMinor: -1_500, platformReference: disputeId, parentReference: second },
    ])
    expect(sumOf(lines)).toBe(2 * 9_602 - 2_000 - 11_500)
  })

  test('that came back has failed', async () => {
    const shop = await openSold()
    const row = shop.paypal.merchant.withdraw('EUR')
    shop.paypal.advance(3 * DAY)
    shop.paypal.bank.bounce(row)
    shop.paypal.advance(DAY)
    expect(done(await shop.platform.payoutsSince(START + 2 * DAY))).toMatchObject([{ platformReference: row.id, status: 'failed', amount: eur(19_204) }])
  })

  test('reaches back over months without one', async () => {
    const shop = await openSold(1)
    shop.paypal.advance(100 * DAY)
    await shop.paid()
    shop.paypal.advance(HOUR)
    const { id } = shop.paypal.merchant.withdraw('EUR')
    shop.paypal.advance(DAY)
    expect(brief(await linesIn(shop, { platformReference: id }))).toEqual([['payment', 10_000, 398], ['payment', 10_000, 398], ['payout', -19_204, 0]])
  })

  test('nobody has made is not found', async () => {
    const shop = await openSold(1)
    expect(await shop.platform.payoutLines('7NOBODY', null)).toMatchObject({ kind: 'refused', refusal: { reason: 'not-found' } })
  })

  test('without the permission says which', async () => {
    const shop = await openSold(1)
    shop.paypal.access.untick('reporting')
    shop.paypal.access.revokeAll()
    expect(await shop.platform.payoutsSince(START)).toMatchObject({ kind: 'refused', refusal: { reason: 'missing-permission', subject: 'Transaction Search' } })
  })
})

describe('the reports', () => {
  test('that are too large are asked for in halves', async () => {
    const shop = await openSold(6)
    const { id } = shop.paypal.merchant.withdraw('EUR')
    shop.paypal.advance(DAY)
    shop.paypal.moods.mostRows = 3
    expect(sumOf(await linesIn(shop, { platformReference: id }))).toBe(6 * 9_602)
  })

  test('with a row that cannot be read are not believed', async () => {
    const shop = await openSold(1)
    shop.paypal.merchant.withdraw('EUR')
    shop.paypal.advance(DAY)
    const broken = (json: unknown) => JSON.parse(JSON.stringify(json).replaceAll('"value":"-96.02"', '"value":"-96.025"')) as unknown
    shop.wire.strike({ fault: { kind: 'spoil', spoil: broken }, on: 'read' })
    expect(await shop.platform.payoutsSince(START)).toMatchObject({ kind: 'unknown', why: 'implausible-answer' })
  })

  test('of coins and tokens beside the shop\'s money are left out', async () => {
    const shop = await openSold(1)
    const { id } = shop.paypal.merchant.withdraw('EUR')
    shop.paypal.advance(DAY)
    const coin = { transaction_info: { transaction_id: '7COIN', transaction_event_code: 'T0021', transaction_initiation_date: '2026-10-14T10:00:00+0000', transaction_amount: { currency_code: 'PYUSD', value: '1.000001' } } }
    const withCoin = (json: unknown) => { const page = json as { transaction_details?: unknown[] }; return page.transaction_details === undefined ? json : { ...page, transaction_details: [coin, ...page.transaction_details] } }
    shop.wire.strike({ fault: { kind: 'spoil', spoil: withCoin }, on: 'read' })
    expect(await linesIn(shop, { platformReference: id })).toHaveLength(2)
  })
})

const row = (changes: Partial<Transaction>): Transaction => ({
  id: '7ROW', eventCode: 'T0006', amount: eur(10_000), feeMinor: 0, status: 'S', initiatedAt: START, updatedAt: START, referenceId: null, referenceType: null, invoiceId: null, customField: null,
  paypalInvoiceId: null, bankReferenceId: null, endingBalance: null, instrument: null, subject: '', raw: '{}', ...changes,
})
const withdrawal = row({ id: '7OUT', eventCode: 'T0400', amount: eur(-10_000) })

describe('lines', () => {
  test('of one transaction have ids of their own', () => {
    const rows = [row({}), row({ eventCode: 'T1105' }), row({ eventCode: 'T1105', amount: eur(-1) }), row({ eventCode: 'T9999' })]
    expect(linesOf({ withdrawal, before: null, rows }, new Map()).map(({ nativeId, type }) => [nativeId, type])).toEqual([
      ['7ROW-T0006', 'payment'], ['7ROW-T1105', 'reserve_release'], ['7ROW-T1105-2', 'reserve_hold'], ['7ROW-T9999', 'unknown_type'], ['7OUT-T0400', 'payout'],
    ])
  })

  test('of a withdrawal that costs something tell the fee by itself', () => {
    const lines = linesOf({ withdrawal: { ...withdrawal, feeMinor: -25 }, before: null, rows: [row({ amount: eur(10_025) })] }, new Map())
    expect(brief(lines)).toEqual([['payment', 10_025, 0], ['fee', -25, 0], ['payout', -10_000, 0]])
    expect(sumOf(lines)).toBe(10_000)
  })

  test.each([['S', true], ['V', true], ['F', true], ['P', false], ['D', false]])('whose state is %s count: %s', (status, counts) => {
    expect(hasMoved(row({ status }))).toBe(counts)
  })

  test('are of the types that the same rows have in PayPal\'s files', () => {
    const codes = Array.from({ length: 100 }, (_, group) => Array.from({ length: 30 }, (_, code) => `T${String(group).padStart(2, '0')}${String(code).padStart(2, '0')}`)).flat()
    for (const code of codes) {
      expect([code, lineTypeOf(code, 1), lineTypeOf(code, -1), isAuthorization(code)]).toEqual([code, paypalLineType(code, 1), paypalLineType(code, -1), isAuthorizationInFiles(code)])
    }
  })
})

test('a refund of ours is the same refund in the lines', async () => {
  const shop = await openSold(1)
  const payment = await shop.look(done(await shop.platform.findByReference({ merchantReference: 'CF-1', idempotencyKey: '', createdAt: START }))!)
  const after = done(await shop.platform.refund({ ...actOn(payment), amount: eur(1_000), refundReference: '01JREFUND1', reason: '', refundable: payment.captured }))
  shop.paypal.advance(HOUR)
  const { id } = shop.paypal.merchant.withdraw('EUR')
  shop.paypal.advance(DAY)
  expect((await linesIn(shop, { platformReference: id })).find(({ type }) => type === 'refund')).toMatchObject({ platformReference: after.refunds[0]!.platformReference, references: ['01JREFUND1'] })
})
