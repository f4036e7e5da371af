import { describe, expect, test } from 'vitest'
import type { PaymentSnapshot } from '../../../electron/backend/platforms/platform.ts'
import { money } from '../../../shared/money.ts'
import { actOn, done } from '../calls.ts'
import { needs, type OpenBench, type Workbench } from '../workbench.ts'

const refundOf = (payment: PaymentSnapshot, refundReference: string, minor: number, refundableMinor = payment.captured.minor) => ({
  ...actOn(payment), amount: money(minor, payment.amount.currency), refundReference, reason: 'Cold coffee', refundable: money(refundableMinor, payment.amount.currency),
})

const alive = ({ refunds }: PaymentSnapshot) => refunds.filter(({ status }) => status !== 'failed').map(({ amount }) => amount.minor)

async function openPaid(openBench: OpenBench): Promise<Workbench & { payment: PaymentSnapshot; whole: number; part: number }> {
  const bench = await openBench()
  const payment = await bench.paid()
  return { ...bench, payment, whole: payment.captured.minor, part: Math.floor(payment.captured.minor / 4) }
}

export function givingBack(openBench: OpenBench): void {
  describe('a refund', () => {
    test('of everything leaves the payment paid, with the refund beside it', async () => {
      const { platform, payment, whole, look, rig } = await openPaid(openBench)
      done(await platform.refund(refundOf(payment, '01JREFUND1', whole)))
      rig.advance(1_000)
      const after = await look(payment)
      expect(after).toMatchObject({ status: 'paid', captured: payment.captured })
      expect(alive(after)).toEqual([whole])
      expect(after.asOf).toBeGreaterThanOrEqual(payment.asOf)
    })

    test('is made in parts until nothing is left, and not beyond', async (context) => {
      const { platform, payment, whole, part, look, capabilities, rig } = await openPaid(openBench)
      needs(context, capabilities.canRefundInPart, 'gives back everything or nothing')
      done(await platform.refund(refundOf(payment, '01JREFUND1', part)))
      rig.advance(1_000)
      expect((await platform.refund(refundOf(await look(payment), '01JREFUND2', whole, whole - part)))).toMatchObject({ kind: 'refused', refusal: { reason: 'exceeds-refundable' } })
      done(await platform.refund(refundOf(await look(payment), '01JREFUND3', whole - part, whole - part)))
      rig.advance(1_000)
      const after = await look(payment)
      expect(alive(after).toSorted((a, b) => a - b)).toEqual([part, whole - part].toSorted((a, b) => a - b))
      const oneMore = await platform.refund(refundOf(after, '01JREFUND4', 100, 0))
      expect(oneMore).toMatchObject({ kind: 'refused', refusal: { reason: expect.stringMatching(/^(exceeds-refundable|wrong-state)$/) as string } })
      expect(alive(await look(payment))).toHaveLength(2)
    })

    test('sent twice with its key is made once', async () => {
      const { platform, payment, part, look } = await openPaid(openBench)
      const act = refundOf(payment, '01JREFUND1', part)
      await platform.refund(act)
      await platform.refund(act)
      expect(alive(await look(payment))).toEqual([part])
    })

    test('that was not answered shows in the next look, under our id', async () => {
      const { platform, payment, part, look, wire, rig } = await openPaid(openBench)
      wire.strike({ fault: { kind: 'drop', when: 'after' }, on: 'write', times: 1 })
      const act = refundOf(payment, '01JREFUND1', part)
      expect((await platform.refund(act)).kind).toBe('unknown')
      rig.advance(1_000)
      expect((await look(payment)).refunds).toMatchObject([{ merchantReference: '01JREFUND1', amount: act.amount }])
    })

    test('that never arrived does not show', async () => {
      const { platform, payment, part, look, wire, rig } = await openPaid(openBench)
      wire.strike({ fault: { kind: 'drop', when: 'before' }, on: 'write', times: 1 })
      expect((await platform.refund(refundOf(payment, '01JREFUND1', part))).kind).toBe('unknown')
      rig.advance(1_000)
      expect((await look(payment)).refunds).toEqual([])
    })

    test('of what nobody has paid is refused', async () => {
      const { platform, open } = await openBench()
      expect((await platform.refund(refundOf(await open(), '01JREFUND1', 100, 0))).kind).toBe('refused')
    })
  })

  describe('a dispute', () => {
    test('stands beside the payment, with its amount and reason, until it is decided', async (context) => {
      const { rig, payment, look } = await openPaid(openBench)
      needs(context, rig.backOffice.openDispute !== undefined, 'its simulator knows no disputes')
      await rig.backOffice.openDispute!(payment)
      rig.advance(1_000)
      const disputed = await look(payment)
      expect(disputed).toMatchObject({ status: 'paid', captured: payment.captured, disputes: [{ status: 'needs_response', amount: payment.captured, closedAt: null }] })
      await rig.backOffice.decideDispute?.(payment, 'won')
      rig.advance(1_000)
      expect((await look(payment)).disputes).toMatchObject([{ platformReference: disputed.disputes[0]!.platformReference, status: rig.backOffice.decideDispute === undefined ? 'needs_response' : 'won' }])
    })
  })
}
