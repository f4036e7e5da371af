import { describe, expect, test } from 'vitest'
import type { PayoutLine, PayoutSnapshot, Platform, PaymentSnapshot } from '../../../electron/backend/platforms/platform.ts'
import { money } from '../../../shared/money.ts'
import { actOn, done } from '../calls.ts'
import { needs, type OpenBench } from '../workbench.ts'

async function linesOf(platform: Platform, payout: PayoutSnapshot): Promise<readonly PayoutLine[]> {
  const lines: PayoutLine[] = []
  let page: string | null = null
  do {
    const answer: { lines: readonly PayoutLine[]; next: string | null } = done(await platform.payoutLines(payout.platformReference, page))
    lines.push(...answer.lines)
    page = answer.next
  } while (page !== null)
  return lines
}

const isMoney = ({ type }: PayoutLine): boolean => type !== 'payout' && type !== 'payout_return'

/** The ids under which the backend would look for the payment. */
const idsOf = (payment: PaymentSnapshot): readonly string[] => [payment.platformReference, ...Object.values(payment.platformData)]

export function payingOut(openBench: OpenBench): void {
  /** A shop with three payments, one partly given back and one disputed, all paid out. */
  const openPaidOut = async (context: Parameters<typeof needs>[0]) => {
    const bench = await openBench()
    const { rig, platform, capabilities, paid, look } = bench
    needs(context, capabilities.payouts !== 'none' && rig.backOffice.payOut !== undefined, 'tells nothing of payouts')
    const since = rig.now()
    const payments = [await paid(), await paid(), await paid()]
    const part = money(Math.floor(payments[0]!.captured.minor / 4), payments[0]!.amount.currency)
    if (capabilities.canRefundInPart) done(await platform.refund({ ...actOn(payments[0]!), amount: part, refundReference: '01JREFUND1', reason: '', refundable: payments[0]!.captured }))
    await rig.backOffice.openDispute?.(payments[1]!)
    await rig.backOffice.payOut!()
    const payouts = done(await platform.payoutsSince(since))
    const known = [await look(payments[0]!), await look(payments[1]!), await look(payments[2]!)]
    return { ...bench, since, payouts, payments: known }
  }

  describe('payouts', () => {
    test('are told whole, oldest first, with what the bank will show', async (context) => {
      const { payouts, rig } = await openPaidOut(context)
      expect(payouts.length).toBeGreaterThan(0)
      expect(payouts.map(({ createdAt }) => createdAt)).toEqual(payouts.map(({ createdAt }) => createdAt).toSorted((a, b) => a - b))
      for (const payout of payouts) {
        expect(payout.arrivesOn ?? '2026-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/)
        expect(payout.asOf).toBeLessThanOrEqual(rig.now())
        expect(payout.bankReferences.length).toBeGreaterThan(0)
      }
    })

    test('are told again after they changed, and not when they are older', async (context) => {
      const { platform, payouts, rig } = await openPaidOut(context)
      expect(payouts.length).toBeGreaterThan(0)
      rig.advance(40 * 86_400_000)
      expect(done(await platform.payoutsSince(rig.now()))).toEqual([])
    })

    test('consist of lines that add up to the minor unit', async (context) => {
      const { platform, payouts, capabilities } = await openPaidOut(context)
      needs(context, capabilities.payouts === 'itemised', 'does not itemise its payouts')
      for (const payout of payouts.filter(({ isItemised }) => isItemised)) {
        const lines = (await linesOf(platform, payout)).filter(isMoney)
        expect(lines.length).toBeGreaterThan(0)
        expect(lines.reduce((sum, { netMinor }) => sum + netMinor, 0)).toBe(payout.amount.minor)
        for (const { grossMinor, feeMinor, netMinor, currency } of lines) expect([grossMinor - feeMinor, currency]).toEqual([netMinor, payout.amount.currency])
      }
    })

    test('have a line for each payment, refund and dispute, which name them by ids that we hold', async (context) => {
      const { platform, payouts, payments, capabilities, rig } = await openPaidOut(context)
      needs(context, capabilities.payouts === 'itemised', 'does not itemise its payouts')
      const lines = (await Promise.all(payouts.filter(({ isItemised }) => isItemised).map((payout) => linesOf(platform, payout)))).flat()
      for (const payment of payments) {
        const named = lines.filter(({ type, platformReference, merchantReference }) =>
          type === 'payment' && (idsOf(payment).includes(platformReference ?? '') || (merchantReference !== null && merchantReference === payment.merchantReference)))
        expect(named).toHaveLength(1)
      }
      const givenBack = lines.filter(({ type }) => type === 'refund')
      expect(givenBack.map(({ platformReference, grossMinor }) => [platformReference, -grossMinor])).toEqual(payments[0]!.refunds.map((refund) => [refund.platformReference, refund.amount.minor]))
      const challenged = lines.filter(({ type }) => type === 'chargeback')
      expect(challenged.map(({ platformReference }) => platformReference)).toEqual(payments[1]!.disputes.map(({ platformReference }) => platformReference))
      expect(rig.backOffice.openDispute === undefined || challenged.length === 1).toBe(true)
    })

    test('have lines with ids of their own, the same when they are asked for again', async (context) => {
      const { platform, payouts, capabilities } = await openPaidOut(context)
      needs(context, capabilities.payouts === 'itemised', 'does not itemise its payouts')
      const payout = payouts.find(({ isItemised }) => isItemised)
      const lines = await linesOf(platform, payout!)
      expect(new Set(lines.map(({ nativeId }) => nativeId)).size).toBe(lines.length)
      expect(await linesOf(platform, payout!)).toEqual(lines)
    })
  })
}
