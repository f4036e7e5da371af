import { describe, expect, test } from 'vitest'
import type { PayoutLine, PayoutSnapshot, Platform } from '../../../../electron/backend/platforms/platform.ts'
import { done } from '../../../platforms/calls.ts'
import { enter } from '../../../simulators/square/balance.ts'
import { HOUR, openSquare } from './shop.ts'

const DAY = 24 * HOUR

async function linesOf(platform: Platform, payout: PayoutSnapshot): Promise<PayoutLine[]> {
  const lines: PayoutLine[] = []
  let page: string | null = null
  do {
    const answer: { lines: readonly PayoutLine[]; next: string | null } = done(await platform.payoutLines(payout.platformReference, page))
    lines.push(...answer.lines)
    page = answer.next
  } while (page !== null)
  return lines
}

const netOf = (lines: readonly PayoutLine[]): number => lines.reduce((sum, { netMinor }) => sum + netMinor, 0)

describe('a payout', () => {
  test('is sent, then at the bank, and told again when it changes', async () => {
    const { square, platform, paid } = await openSquare()
    const since = square.now()
    await paid()
    const payout = square.payOut()!
    expect(done(await platform.payoutsSince(since))).toMatchObject([{
      platformReference: payout.id, amount: { minor: 9_680, currency: 'USD' }, status: 'in_transit', isItemised: true, arrivesOn: payout.arrival_date, bankReferences: [payout.end_to_end_id, payout.id],
    }])
    const beforeItIsPaid = square.now() + HOUR
    square.advance(2 * DAY)
    expect(done(await platform.payoutsSince(beforeItIsPaid))).toMatchObject([{ platformReference: payout.id, status: 'paid' }])
    expect(done(await platform.payoutsSince(square.now()))).toEqual([])
  })

  test('that the bank sent back has failed', async () => {
    const { square, platform, paid } = await openSquare()
    await paid()
    square.payOut({ fails: true })
    square.advance(2 * DAY)
    expect(done(await platform.payoutsSince(0))).toMatchObject([{ status: 'failed' }])
  })

  test('can be money taken from the merchant', async () => {
    const { square, platform } = await openSquare()
    enter(square.books, 'DISPUTE', -2_500, 0, 'USD', { payment_id: 'p1', dispute_id: 'd1' })
    square.payOut()
    const [payout] = done(await platform.payoutsSince(0))
    expect(payout!.amount.minor).toBe(-2_500)
    expect(await linesOf(platform, payout!)).toMatchObject([{ type: 'chargeback', netMinor: -2_500, platformReference: 'd1', parentReference: 'p1' }])
  })

  test('that was made at once has no lines of its own', async () => {
    const { square, platform, paid } = await openSquare()
    await paid()
    square.payOut({ type: 'SIMPLE', transferFee: 145 })
    expect(done(await platform.payoutsSince(0))).toMatchObject([{ isItemised: false, amount: { minor: 9_680 - 145 } }])
  })

  test('is understood where Square calls the currency by its other name', async () => {
    const { square, platform, paid } = await openSquare()
    square.moods.saysCurrencyCode = true
    await paid()
    square.payOut()
    const [payout] = done(await platform.payoutsSince(0))
    expect(netOf(await linesOf(platform, payout!))).toBe(payout!.amount.minor)
  })

  test('is told through as many pages as there are, in any currency', async () => {
    const { square, platform, paid } = await openSquare({ locations: [{ currency: 'JPY' }] })
    square.moods.pageSize = 2
    for (let count = 0; count < 5; count += 1) {
      await paid()
      square.payOut()
      square.advance(DAY)
    }
    const payouts = done(await platform.payoutsSince(0))
    expect(payouts.map(({ amount, createdAt }) => [amount.currency, createdAt])).toEqual(payouts.toSorted((a, b) => a.createdAt - b.createdAt).map(({ createdAt }) => ['JPY', createdAt]))
    expect(payouts).toHaveLength(5)
  })
})

describe('the lines of a payout', () => {
  test('are gross less fee, with what each is about', async () => {
    const { square, platform, paid, paymentsOf } = await openSquare()
    const payment = await paid()
    const { id } = paymentsOf(payment)[0]!
    const refund = square.giveBack(id, 5_000)
    const dispute = square.openDispute(id)
    square.advance(HOUR)
    square.decideDispute(dispute.id, 'WON')
    square.payOut()
    const [payout] = done(await platform.payoutsSince(0))
    const lines = await linesOf(platform, payout!)
    expect(lines).toMatchObject([
      { type: 'payment', grossMinor: 10_000, feeMinor: 320, netMinor: 9_680, platformReference: id, parentReference: null },
      { type: 'chargeback', netMinor: -10_000, platformReference: dispute.id, parentReference: id },
      { type: 'refund', grossMinor: -5_000, feeMinor: -160, netMinor: -4_840, platformReference: refund.id, parentReference: id },
      { type: 'chargeback_reversal', netMinor: 10_000, platformReference: dispute.id },
    ])
    expect(JSON.parse(lines[0]!.raw)).toMatchObject({ type: 'CHARGE', type_charge_details: { payment_id: id } })
    expect(netOf(lines)).toBe(payout!.amount.minor)
  })

  test('of a kind that is new to us are kept', async () => {
    const { square, platform } = await openSquare()
    enter(square.books, 'MOON_TAX', -70, 0, 'USD')
    square.payOut()
    const [payout] = done(await platform.payoutsSince(0))
    expect(await linesOf(platform, payout!)).toMatchObject([{ type: 'unknown_type', typeText: 'MOON_TAX', netMinor: -70 }])
  })

  test.each([1, 2, 100])('hold the fee of an instant transfer exactly once, %d a page', async (pageSize) => {
    const { square, platform, paid } = await openSquare()
    square.moods.pageSize = pageSize
    await paid()
    await paid()
    square.payOut({ transferFee: 290 })
    const [payout] = done(await platform.payoutsSince(0))
    const lines = await linesOf(platform, payout!)
    expect([payout!.amount.minor, netOf(lines)]).toEqual([2 * 9_680 - 290, 2 * 9_680 - 290])
    expect(lines.at(-1)).toMatchObject({ type: 'fee', typeText: 'TRANSFER_FEE', netMinor: -290 })
    expect(await linesOf(platform, payout!)).toEqual(lines)
  })

  test('do not repeat a fee that the entries hold already', async () => {
    const { square, platform, paid } = await openSquare()
    await paid()
    enter(square.books, 'DEPOSIT_FEE', -145, 0, 'USD')
    const payout = square.payOut()!
    Object.assign(payout, { payout_fee: [{ type: 'TRANSFER_FEE', effective_at: payout.created_at, amount_money: square.books.money(145) }] })
    const [told] = done(await platform.payoutsSince(0))
    const lines = await linesOf(platform, told!)
    expect(lines.map(({ typeText }) => typeText)).toEqual(['CHARGE', 'DEPOSIT_FEE'])
    expect(netOf(lines)).toBe(told!.amount.minor)
  })

  test('whose net is not gross less fee are not believed', async () => {
    const { square, platform, paid } = await openSquare()
    await paid()
    Object.assign(square.books.balance[0]!, { net_amount_money: square.books.money(9_000) })
    square.payOut()
    const [payout] = done(await platform.payoutsSince(0))
    expect(await platform.payoutLines(payout!.platformReference, null)).toMatchObject({ kind: 'unknown', why: 'implausible-answer' })
  })
})
