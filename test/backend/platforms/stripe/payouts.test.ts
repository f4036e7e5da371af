import { describe, expect, test } from 'vitest'
import type { PayoutLine } from '../../../../electron/backend/platforms/platform.ts'
import { lineTypeOf } from '../../../../electron/backend/platforms/stripe/line-types.ts'
import { money } from '../../../../shared/money.ts'
import { actOn, done } from '../../../platforms/calls.ts'
import { listed, skipReason } from '../../../platforms/enums.ts'
import { moveDispute, openDispute } from '../../../simulators/stripe/giving-back.ts'
import { bounce, payOut } from '../../../simulators/stripe/payouts.ts'
import { DAY, intentOf, START } from './rig.ts'
import { answering, openShop, type Shop } from './shop.ts'

const eur = (minor: number) => money(minor, 'EUR')
const payoutsOf = async (shop: Shop, since = 0) => done(await shop.platform.payoutsSince(since))
const brief = (lines: readonly PayoutLine[]) => lines.map(({ typeText, type, grossMinor, feeMinor, netMinor }) => [typeText, type, grossMinor, feeMinor, netMinor])

async function paidOut(shop: Shop, waitMs = 5 * DAY) {
  payOut(shop.books)
  shop.rig.advance(waitMs)
  const [payout] = await payoutsOf(shop)
  const { lines } = done(await shop.platform.payoutLines(payout!.platformReference, null))
  return { payout: payout!, lines }
}

describe('a payout', () => {
  test('goes its way, and has lines only when Stripe has finished them', async () => {
    const shop = await openShop()
    await shop.paid()
    payOut(shop.books)
    const steps: unknown[] = []
    for (const waitMs of [0, 2 * 3_600_000, DAY, 2 * DAY]) {
      shop.rig.advance(waitMs)
      steps.push((await payoutsOf(shop)).map(({ status, isItemised }) => [status, isItemised]))
    }
    expect(steps).toEqual([[['pending', false]], [['in_transit', false]], [['in_transit', true]], [['paid', true]]])
  })

  test('tells what the bank will show, on which day', async () => {
    const shop = await openShop()
    await shop.paid()
    const { payout } = await paidOut(shop)
    expect(payout).toMatchObject({ amount: eur(9_680), createdAt: START, arrivesOn: '2026-10-16', status: 'paid', bankReferences: [expect.stringMatching(/^TRACE/) as string, payout.platformReference] })
  })

  test('that was paid can bounce, and is told as long as it can', async () => {
    const shop = await openShop()
    await shop.paid()
    const { payout } = await paidOut(shop, 3 * DAY)
    bounce(shop.books, shop.books.payouts.get(payout.platformReference)!)
    expect(await payoutsOf(shop, shop.rig.now())).toMatchObject([{ platformReference: payout.platformReference, status: 'failed' }])
  })

  test('made by hand has no lines', async () => {
    const shop = await openShop()
    await shop.paid()
    payOut(shop.books, false)
    shop.rig.advance(5 * DAY)
    const [payout] = await payoutsOf(shop)
    expect(payout).toMatchObject({ isItemised: false, status: 'paid' })
    expect(await shop.platform.payoutLines(payout!.platformReference, null)).toMatchObject({ kind: 'refused', refusal: { subject: 'payout' } })
  })

  test('is one for each currency', async () => {
    const shop = await openShop()
    await shop.paid({ amount: money(1_999, 'JPY') })
    await shop.paid({ amount: money(12_340, 'KWD') })
    await shop.paid({ amount: money(1_500, 'ISK') })
    payOut(shop.books)
    expect((await payoutsOf(shop)).map(({ amount }) => amount).toSorted((a, b) => a.currency.localeCompare(b.currency))).toEqual([money(1_456, 'ISK'), money(1_911, 'JPY'), money(11_952, 'KWD')])
  })

  test.each([
    ['paid', 'paid'], ['pending', 'pending'], ['in_transit', 'in_transit'], ['canceled', 'cancelled'], ['failed', 'failed'], ['a_new_word', 'pending'],
  ])('%s is %s', async (status, told) => {
    const { platform } = answering(() => ({ body: { data: [payoutAnswer({ status })], has_more: false } }))
    expect(done(await platform.payoutsSince(0))).toMatchObject([{ status: told }])
  })

  const payoutAnswer = (changes: object) => ({ id: 'po_1', amount: -500, currency: 'eur', created: START / 1_000, arrival_date: START / 1_000, status: 'paid', automatic: true, livemode: false, reconciliation_status: 'completed', ...changes })

  test('may be below zero: money taken from the bank', async () => {
    const { platform } = answering(() => ({ body: { data: [payoutAnswer({})], has_more: false } }))
    expect(done(await platform.payoutsSince(0))).toMatchObject([{ amount: eur(-500), bankReferences: ['po_1'] }])
  })

  test('of the other mode, or with half a cent, is not believed; one in a stablecoin is left out', async () => {
    const told = async (...payouts: object[]) => answering(() => ({ body: { data: payouts, has_more: false } })).platform.payoutsSince(0)
    expect(await told(payoutAnswer({ livemode: true }))).toMatchObject({ kind: 'unknown', why: 'implausible-answer' })
    expect(await told(payoutAnswer({ amount: 5.5 }))).toMatchObject({ kind: 'unknown', why: 'implausible-answer' })
    expect(done(await told(payoutAnswer({ id: 'po_2', currency: 'usdc' }), payoutAnswer({})))).toMatchObject([{ platformReference: 'po_1' }])
  })
})

describe('the lines of a payout', () => {
  test('name payment, refund and dispute by our ids and theirs', async () => {
    const shop = await openShop()
    const [payment, disputed] = [await shop.paid(), await shop.paid()]
    done(await shop.platform.refund({ ...actOn(payment), amount: eur(4_000), refundReference: '01JREFUND', reason: '', refundable: payment.captured }))
    const dispute = openDispute(shop.books, intentOf(shop.rig.simulator, disputed), 'needs_response')
    const { payout, lines } = await paidOut(shop)
    expect(brief(lines.toReversed())).toEqual([
      ['charge', 'payment', 10_000, 320, 9_680], ['charge', 'payment', 10_000, 320, 9_680], ['refund', 'refund', -4_000, 0, -4_000], ['dispute', 'chargeback', -10_000, 1_500, -11_500],
      ['payout', 'payout', -3_860, 0, -3_860],
    ])
    const [own, challenged, refund, , charge] = lines
    const intent = intentOf(shop.rig.simulator, payment)
    expect(charge).toMatchObject({ merchantReference: 'CF-1', platformReference: intent.id, parentReference: null, references: [intent.latest_charge, intent.id], method: 'card', text: 'Two coffees', occurredAt: START, availableOn: '2026-10-16' })
    expect(refund).toMatchObject({ merchantReference: '01JREFUND', platformReference: expect.stringMatching(/^re_/) as string, parentReference: intent.id })
    expect(challenged).toMatchObject({ platformReference: dispute.id, parentReference: intentOf(shop.rig.simulator, disputed).id, merchantReference: null })
    expect(own).toMatchObject({ platformReference: payout.platformReference, type: 'payout' })
  })

  test('come in pages, newest first, each with its own row', async () => {
    const shop = await openShop()
    for (let count = 0; count < 120; count += 1) shop.buyer.pays((await shop.open()).platformReference)
    payOut(shop.books)
    shop.rig.advance(2 * DAY)
    const [payout] = await payoutsOf(shop)
    const first = done(await shop.platform.payoutLines(payout!.platformReference, null))
    const second = done(await shop.platform.payoutLines(payout!.platformReference, first.next))
    expect([first.lines.length, second.lines.length, second.next]).toEqual([100, 21, null])
    const all = [...first.lines, ...second.lines]
    expect(new Set(all.map(({ nativeId }) => nativeId)).size).toBe(121)
    expect(all.map(({ raw, nativeId }) => (JSON.parse(raw) as { id: string }).id === nativeId)).not.toContain(false)
    expect(all.reduce((sum, { netMinor }) => sum + netMinor, 0)).toBe(0)
  })

  test('say the same later, although what they are about has changed', async () => {
    const shop = await openShop()
    const payment = await shop.paid()
    const { payout, lines } = await paidOut(shop)
    done(await shop.platform.refund({ ...actOn(payment), amount: eur(4_000), refundReference: 'F', reason: '', refundable: payment.captured }))
    expect(done(await shop.platform.payoutLines(payout.platformReference, null)).lines).toEqual(lines)
  })

  test('of a hold taken in part are the whole and what was not taken', async () => {
    const shop = await openShop()
    const held = await shop.paid({ captureMode: 'manual' })
    done(await shop.platform.capture({ ...actOn(held), amount: eur(6_000), authorized: eur(10_000) }))
    const { payout, lines } = await paidOut(shop)
    expect(brief(lines.toReversed()).slice(0, 2)).toEqual([['charge', 'payment', 10_000, 204, 9_796], ['partial_capture_reversal', 'adjustment', -4_000, 0, -4_000]])
    expect(payout.amount).toEqual(eur(5_796))
  })

  test('of a dispute that was won show the money coming back', async () => {
    const shop = await openShop()
    const dispute = openDispute(shop.books, intentOf(shop.rig.simulator, await shop.paid()), 'needs_response')
    moveDispute(shop.books, dispute, 'won')
    const { lines } = await paidOut(shop)
    expect(lines.filter(({ platformReference }) => platformReference === dispute.id).map(({ type, netMinor }) => [type, netMinor])).toEqual([['chargeback_reversal', 10_000], ['chargeback', -11_500]])
  })

  const lineAnswer = { id: 'txn_1', amount: 900, fee: 30, net: 870, currency: 'eur', created: START / 1_000, available_on: START / 1_000, type: 'charge', reporting_category: 'charge', description: null, exchange_rate: null, source: 'ch_1' }
  const told = async (changes: object) => answering(() => ({ body: { data: [{ ...lineAnswer, ...changes }], has_more: false } })).platform.payoutLines('po_1', null)

  test('in another currency keep what the customer paid', async () => {
    const source = { id: 'ch_1', object: 'charge', amount: 1_000, currency: 'usd', payment_intent: 'pi_1', metadata: { order_id: 'R1' } }
    expect(done(await told({ exchange_rate: 0.9123, source })).lines).toMatchObject([{ original: { minor: 1_000, currency: 'USD', rate: '0.9123' }, platformReference: 'pi_1', merchantReference: 'R1' }])
  })

  test('that were not expanded still name their source', async () => {
    expect(done(await told({})).lines).toMatchObject([{ platformReference: 'ch_1', merchantReference: null, original: null, references: ['ch_1'] }])
  })

  test('of a kind that nobody knows are kept', async () => {
    expect(done(await told({ reporting_category: 'gift', source: null })).lines).toMatchObject([{ type: 'unknown_type', typeText: 'gift', platformReference: null }])
  })

  test('whose net is not gross less fee are not believed', async () => {
    expect(await told({ net: 871 })).toMatchObject({ kind: 'unknown', why: 'implausible-answer' })
  })
})

describe('kinds of lines', () => {
  test.each([
    ['charge', 1, 'payment'], ['payment', 1, 'payment'], ['refund', -1, 'refund'], ['refund_failure', 1, 'refund'], ['dispute', -1, 'chargeback'], ['dispute_reversal', 1, 'chargeback_reversal'],
    ['fee', -1, 'fee'], ['network_cost', -1, 'fee'], ['tax', -1, 'tax'], ['payout', -1, 'payout'], ['payout_reversal', 1, 'payout_return'], ['transfer', -1, 'transfer'], ['topup', 1, 'transfer'],
    ['partial_capture_reversal', -1, 'adjustment'], ['charge_failure', -1, 'adjustment'], ['other_adjustment', 1, 'adjustment'],
    ['risk_reserved_funds', -1, 'reserve_hold'], ['risk_reserved_funds', 1, 'reserve_release'], ['connect_reserved_funds', -1, 'reserve_hold'], ['climate_order_purchase', -1, 'transfer'], ['', 1, 'unknown_type'],
  ])('%s (%i) is %s', (word, sign, type) => {
    expect(lineTypeOf(word, sign, false)).toBe(type)
  })

  test('an adjustment about a dispute is the dispute', () => {
    expect([lineTypeOf('adjustment', -1, true), lineTypeOf('adjustment', 1, true), lineTypeOf('adjustment', 1, false)]).toEqual(['chargeback', 'chargeback_reversal', 'adjustment'])
  })

  const official = listed('stripe.enums.2026-10-28.json', 'balance_transaction', 'BalanceTransaction.Type')
  test.skipIf(official.length === 0)(`every type of the official list is known [${skipReason} otherwise]`, () => {
    expect(official.filter((type) => lineTypeOf(type, 1, false) === 'unknown_type')).toEqual([])
  })
})
