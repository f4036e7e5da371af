import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChangePage, PaymentSnapshot } from '../../../../electron/backend/platforms/platform.ts'
import { methodChoices } from '../../../../electron/backend/platforms/sandbox/channel/books/methods.ts'
import { actOn, DAY, done, eur, handleOf, HOUR, openShop, type Shop } from './shop.ts'

/** One thing that a customer, a merchant, a bank or time does. `which` picks the payment, `part` a share of its amount. */
type Act = { readonly what: (typeof whats)[number]; readonly which: number; readonly part: number }

const whats = ['open', 'open', 'open-manual', 'approve', 'approve', 'decline', 'freeze', 'capture', 'void', 'cancel', 'refund', 'refund', 'dispute', 'win', 'lose', 'wait', 'wait-long', 'switch'] as const
const act = fc.record<Act>({ what: fc.constantFrom(...whats), which: fc.nat(), part: fc.integer({ min: 1, max: 100 }) })

const switchSets = [
  { negativePayout: true }, { negativePayout: false }, { payoutMishap: 'failed' }, { payoutMishap: 'returned' }, { reserve: { rateBps: 700, days: 2 } }, { reserve: null },
  { payOtherByMinor: 17 }, { payOtherByMinor: -300 }, { latePayment: true }, { feePendingMs: HOUR },
] as const

async function play(shop: Shop, acts: readonly Act[]): Promise<readonly PaymentSnapshot[]> {
  const payments: PaymentSnapshot[] = []
  const disputes: string[] = []
  const { keyId } = shop.credentials
  for (const { what, which, part } of acts) {
    const payment = payments[which % Math.max(payments.length, 1)]
    const amount = eur(part * 37)
    if (what === 'open' || what === 'open-manual') payments.push(await shop.open({ amount: eur(part * 123), captureMode: what === 'open' ? 'automatic' : 'manual' }))
    else if (what === 'wait') shop.clock.move(part * 600_000)
    else if (what === 'wait-long') shop.clock.move(part * HOUR)
    else if (what === 'switch') shop.controls.setSwitches(keyId, switchSets[which % switchSets.length]!)
    else if (what === 'win' || what === 'lose') {
      const disputeId = disputes[which % Math.max(disputes.length, 1)]
      if (disputeId !== undefined) shop.controls.decideDispute(keyId, disputeId, what === 'win' ? 'won' : 'lost')
    } else if (payment !== undefined) {
      if (what === 'approve' || what === 'decline' || what === 'freeze') shop.customer(payment, what, methodChoices[which % methodChoices.length]!.code)
      if (what === 'capture') await shop.platform.capture({ ...actOn(payment), amount, authorized: payment.amount })
      if (what === 'void') await shop.platform.void(actOn(payment))
      if (what === 'cancel') await shop.platform.cancel(actOn(payment))
      if (what === 'refund') await shop.platform.refund({ ...actOn(payment), amount, refundReference: `F${which}`, reason: '', refundable: payment.amount })
      if (what === 'dispute') {
        const opened = shop.controls.openDispute(keyId, { payment: payment.platformReference, reason: 'x' })
        if (opened.ok) disputes.push(opened.value.disputeId)
      }
    }
  }
  return payments
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, one) => total + one, 0)

/** Reads on from a cursor to the end of the feed. */
async function readFeed(shop: Shop, cursor: string, known: ReadonlyMap<string, PaymentSnapshot>): Promise<{ cursor: string; known: ReadonlyMap<string, PaymentSnapshot> }> {
  const page: ChangePage = done(await shop.platform.changesSince(cursor))
  const told = new Map([...known, ...page.snapshots.map((one) => [one.platformReference, one] as const)])
  return page.more ? readFeed(shop, page.cursor, told) : { cursor: page.cursor, known: told }
}

test('whatever happens, the books balance, payouts add up, and the feed tells how things stand', async () => {
  await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Shanghai', 'Pacific/Chatham'), fc.nat({ max: 23 }), async (acts, zone, cutoffHour) => {
    // The days around the end of summer time.
    const shop = await openShop({ startAt: Date.UTC(2026, 9, 23, 9), merchant: { zone, cutoffHour } })
    let follower = await readFeed(shop, 'start', new Map())
    const opened = await play(shop, acts)
    const check = async () => {
      const payments = await Promise.all(opened.map(async (one) => done(await shop.platform.query(handleOf(one)))))
      const payouts = done(await shop.platform.payoutsSince(0))
      const lines = await Promise.all(payouts.map(async ({ platformReference }) => done(await shop.platform.payoutLines(platformReference, null)).lines))

      const charged = (await shop.call('GET', '/v1/changes?after=start&limit=500')).body as { payments: { captured: { minor: number } }[] }
      expect(sum(charged.payments.map(({ captured }) => captured.minor))).toBe(sum(payments.map(({ captured }) => captured.minor)))

      for (const payment of payments) {
        const givenBack = sum(payment.refunds.map(({ amount }) => amount.minor)) + sum(payment.disputes.filter(({ status }) => status !== 'won').map(({ amount }) => amount.minor))
        expect(givenBack).toBeLessThanOrEqual(payment.captured.minor)
      }
      payouts.forEach((payout, index) => {
        expect(sum(lines[index]!.map(({ netMinor }) => netMinor))).toBe(payout.amount.minor)
        expect(lines[index]!.length).toBeGreaterThan(0)
      })
      const paidLines = lines.flat()
      expect(new Set(paidLines.map(({ nativeId }) => nativeId)).size).toBe(paidLines.length)

      const { unpaidMinor, onTheWayMinor, paidOutMinor } = shop.controls.balance(shop.credentials.keyId, 'EUR')
      expect(onTheWayMinor + paidOutMinor).toBe(sum(payouts.map(({ amount }) => amount.minor)))
      // Who replays the feed from nothing and who has followed it all along know the same: how things stand.
      follower = await readFeed(shop, follower.cursor, follower.known)
      const standing = new Map(payments.map((one) => [one.platformReference, one]))
      expect((await readFeed(shop, 'start', new Map())).known).toEqual(standing)
      expect(follower.known).toEqual(standing)
      return { payments, lines: paidLines, unpaidMinor, onTheWayMinor, paidOutMinor }
    }
    await check()

    // When everything is over, every cent that was earned is at the bank, carried over, or nowhere.
    shop.controls.setSwitches(shop.credentials.keyId, { reserve: null, payoutMishap: null })
    shop.clock.move(40 * DAY)
    const end = await check()
    const earned = sum(end.payments.map(({ captured, fee, refunds, disputes }) =>
      captured.minor - (fee?.minor ?? 0) - sum(refunds.map(({ amount }) => amount.minor)) - sum(disputes.map((one) => (one.status === 'won' ? 0 : one.amount.minor) + (one.fee?.minor ?? 0)))))
    expect(end.unpaidMinor + end.onTheWayMinor + end.paidOutMinor).toBe(earned)
    expect([end.onTheWayMinor, Math.min(0, end.unpaidMinor)]).toEqual([0, end.unpaidMinor])

    const lastDay = new Date(shop.controls.now() - DAY).toISOString().slice(0, 10)
    const { text } = await shop.call('GET', `/v1/bank-statement?from=2026-10-01&to=${lastDay}&currency=EUR`)
    const closing = [...text.matchAll(/<Cd>CLBD<\/Cd><\/CdOrPrtry><\/Tp><Amt Ccy="EUR">([\d.]+)<\/Amt><CdtDbtInd>(\w+)/g)].at(-1)
    expect((closing?.[2] === 'DBIT' ? -1 : 1) * Number(closing?.[1]?.replace('.', ''))).toBe(1_000_000 + end.paidOutMinor)
    await shop.sandbox.stop()
  }), { numRuns: 60 })
}, 120_000)
