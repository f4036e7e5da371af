import { describe, expect, test } from 'vitest'
import { zero } from '../../../shared/money.ts'
import { actOn, done, handleOf } from '../calls.ts'
import { believable, needs, type OpenBench } from '../workbench.ts'

const MINUTE = 60_000

export function collecting(openBench: OpenBench): void {
  describe('opening a payment', () => {
    test('gives a page for the customer, who has not paid yet', async () => {
      const { open, rig } = await openBench()
      const opened = await open()
      expect(opened).toMatchObject({ status: 'awaiting_payment', amount: rig.amounts[0], captured: zero(rig.amounts[0].currency), paidAt: null, refunds: [], disputes: [] })
      expect(opened.payUrl).toMatch(/^https?:\/\//)
      expect(opened.platformReference).not.toBe('')
    })

    test('twice with the same key and wish is one payment', async () => {
      const { platform, wish, rig } = await openBench()
      const wanted = wish()
      const [first, second] = [done(await platform.create(wanted)), done(await platform.create(wanted))]
      expect(second.platformReference).toBe(first.platformReference)
      expect(second.payUrl).toBe(first.payUrl)
      expect(await rig.payable(wanted.merchantReference)).toBe(1)
    })

    test('with the key of another wish opens nothing new', async () => {
      const { platform, wish, rig } = await openBench()
      const wanted = wish()
      await platform.create(wanted)
      const other = { ...wanted, amount: { ...wanted.amount, minor: wanted.amount.minor + 100 } }
      expect((await platform.create(other)).kind).not.toBe('done')
      expect(await rig.payable(wanted.merchantReference)).toBe(1)
    })

    test('in every number of decimals asks for exactly the amount, and takes it', async () => {
      const { rig, open, look } = await openBench()
      for (const amount of rig.amounts) {
        const opened = await open({ amount })
        expect(opened.amount).toEqual(amount)
        await rig.customer.pays(opened)
        expect((await look(opened)).captured).toEqual(amount)
      }
    })

    test('is refused with the reason when the amount is not acceptable', async (context) => {
      const { rig, platform, wish } = await openBench()
      needs(context, rig.refusedAmounts.length > 0, 'its simulator refuses no amount')
      for (const { amount, reason } of rig.refusedAmounts) {
        expect(await platform.create(wish({ amount }))).toMatchObject({ kind: 'refused', refusal: { reason, words: expect.stringMatching(/./) as string } })
      }
    })

    test('is found again by our reference, and an unknown reference is not', async (context) => {
      const { platform, capabilities, wish, rig } = await openBench()
      needs(context, capabilities.findBy !== 'none', 'finds nothing by reference')
      const wanted = wish()
      const opened = done(await platform.create(wanted))
      rig.advance(MINUTE)
      expect(done(await platform.findByReference(wanted))?.platformReference).toBe(opened.platformReference)
      expect(done(await platform.findByReference({ ...wanted, merchantReference: 'CF-none' }))).toBeNull()
    })

    test('that the platform never heard of is refused as not found', async () => {
      const { platform, open } = await openBench()
      const opened = await open()
      const outcome = await platform.query({ ...handleOf(opened), platformReference: `${opened.platformReference.slice(0, -4)}none`, platformData: {} })
      expect(outcome).toMatchObject({ kind: 'refused', refusal: { reason: 'not-found' } })
    })
  })

  describe('a customer', () => {
    test('pays, and the payment tells how much, when and how', async () => {
      const { rig, open, look, wish } = await openBench()
      const opened = await open()
      rig.advance(MINUTE)
      await rig.customer.pays(opened)
      const paid = believable(await look(opened), wish({ merchantReference: opened.merchantReference ?? 'CF-1' }), rig.now())
      expect(paid).toMatchObject({ status: 'paid', amount: opened.amount, captured: opened.amount, payUrl: null })
      expect(Math.abs((paid.paidAt ?? 0) - rig.now())).toBeLessThan(2_000)
      expect(paid.asOf).toBeGreaterThanOrEqual(opened.asOf)
      expect(paid.method).not.toBeNull()
    })

    test('who is declined can try again', async () => {
      const { rig, open, look } = await openBench()
      const opened = await open()
      await rig.customer.isDeclined(opened)
      expect(await look(opened)).toMatchObject({ status: 'awaiting_payment', captured: zero(opened.amount.currency) })
      await rig.customer.pays(opened)
      expect(await look(opened)).toMatchObject({ status: 'paid', captured: opened.amount })
    })

    test('pays once: the page takes no second payment', async () => {
      const { rig, paid, look } = await openBench()
      const first = await paid()
      expect(await rig.customer.pays(first)).toBe(false)
      expect((await look(first)).captured).toEqual(first.amount)
    })
  })

  describe('the end of a payment', () => {
    test('that is cancelled takes no money any more', async (context) => {
      const { rig, platform, capabilities, open, look } = await openBench()
      needs(context, capabilities.canCancel, 'cannot cancel')
      const opened = await open()
      const cancelled = done(await platform.cancel(actOn(opened)))
      expect(cancelled.status).toMatch(/^(cancelled|expired)$/)
      expect(await rig.customer.pays(opened)).toBe(false)
      expect(await look(cancelled)).toMatchObject({ status: cancelled.status, captured: zero(opened.amount.currency), payUrl: null })
    })

    test('that is cancelled twice is cancelled', async (context) => {
      const { platform, capabilities, open, look } = await openBench()
      needs(context, capabilities.canCancel, 'cannot cancel')
      const opened = await open()
      await platform.cancel(actOn(opened))
      const again = await platform.cancel(actOn(opened))
      expect(again.kind === 'done' ? again.value.status : again.kind).toMatch(/^(cancelled|expired|refused)$/)
      expect((await look(opened)).status).toMatch(/^(cancelled|expired)$/)
    })

    test('is a payment when the customer was faster than the cancellation', async (context) => {
      const { rig, platform, capabilities, open, look } = await openBench()
      needs(context, capabilities.canCancel, 'cannot cancel')
      const opened = await open()
      await rig.customer.pays(opened)
      const outcome = await platform.cancel(actOn(opened))
      expect(outcome).toMatchObject(outcome.kind === 'done' ? { value: { status: 'paid', captured: opened.amount } } : { kind: 'refused', refusal: { reason: 'wrong-state' } })
      expect(await look(opened)).toMatchObject({ status: 'paid', captured: opened.amount })
    })

    test('comes by itself when its time is over', async (context) => {
      const { rig, capabilities, open, look } = await openBench()
      needs(context, capabilities.expiryMinutes !== null, 'ends no payment by itself')
      const opened = await open({ expiresAt: rig.now() + capabilities.expiryMinutes!.least * MINUTE + MINUTE })
      rig.advance(capabilities.expiryMinutes!.least * MINUTE + 2 * MINUTE)
      expect(await look(opened)).toMatchObject({ status: 'expired', payUrl: null })
      expect(await rig.customer.pays(opened)).toBe(false)
    })

    test('does not hide money that comes late', async (context) => {
      const { rig, platform, open, look, capabilities } = await openBench()
      needs(context, rig.customer.paysLate !== undefined && capabilities.canCancel, 'takes no late money')
      const opened = await open()
      rig.advance(2 * 60 * MINUTE)
      await platform.cancel(actOn(opened))
      await rig.customer.paysLate!(opened)
      expect(await look(opened)).toMatchObject({ status: 'paid', captured: opened.amount })
    })

    test('is told when the goods are handed over', async (context) => {
      const { platform, capabilities, paid } = await openBench()
      needs(context, capabilities.wantsHandOver, 'does not want to know of the hand-over')
      const first = await paid()
      expect(done(await platform.handOver(actOn(first)))).toMatchObject({ platformReference: first.platformReference, status: 'paid' })
    })
  })
}
