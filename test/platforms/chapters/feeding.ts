import { describe, expect, test, type TestContext } from 'vitest'
import type { ChangePage, PaymentSnapshot } from '../../../electron/backend/platforms/platform.ts'
import { money } from '../../../shared/money.ts'
import { actOn, done, follow, handleOf } from '../calls.ts'
import { needs, type OpenBench } from '../workbench.ts'

const SECOND = 1_000

const told = ({ snapshots }: ChangePage, payment: PaymentSnapshot): readonly string[] =>
  snapshots.filter(({ platformReference }) => platformReference === payment.platformReference).map(({ status }) => status)

const lastOf = ({ snapshots }: ChangePage, payment: PaymentSnapshot): PaymentSnapshot | undefined =>
  snapshots.findLast(({ platformReference }) => platformReference === payment.platformReference)

export function feeding(openBench: OpenBench): void {
  /** A bench whose feed has just been looked at; `look` goes on from there, after the feed's own delay. */
  const openFed = async (context: TestContext) => {
    const bench = await openBench()
    needs(context, bench.capabilities.feed !== 'none', 'has no change feed')
    let cursor: string | null = null
    const lookAgain = async (): Promise<ChangePage> => {
      bench.rig.advance(bench.rig.feed.delayMs)
      const page = await follow(bench.platform, cursor)
      cursor = page.cursor
      return page
    }
    await lookAgain()
    return { ...bench, lookAgain }
  }

  describe('the change feed', () => {
    test('tells each change once, and is silent when nothing changes', async (context) => {
      const { rig, open, lookAgain } = await openFed(context)
      const payments = [await open(), await open(), await open()]
      const pages: ChangePage[] = []
      for (const payment of payments) {
        rig.advance(5 * SECOND)
        await rig.customer.pays(payment)
        rig.advance(SECOND)
        pages.push(await lookAgain())
      }
      rig.advance(30 * SECOND)
      pages.push(await lookAgain())
      rig.advance(300 * SECOND)
      const silence = await lookAgain()
      for (const payment of payments) {
        const paid = pages.flatMap((page) => page.snapshots).filter(({ platformReference, status }) => platformReference === payment.platformReference && status === 'paid')
        expect(paid.length).toBeGreaterThan(0)
        // What is told again says something new, such as the fee.
        expect(new Set(paid.map((snapshot) => JSON.stringify({ ...snapshot, asOf: 0 }))).size).toBe(paid.length)
      }
      expect(silence.snapshots).toEqual([])
    })

    test('tells what came in the wrong order', async (context) => {
      const { rig, open, lookAgain } = await openFed(context)
      rig.feed.reorder()
      const payments = [await open(), await open(), await open(), await open()]
      for (const payment of payments) {
        await rig.customer.pays(payment)
        rig.advance(SECOND)
      }
      const page = await lookAgain()
      for (const payment of payments) expect(told(page, payment)).toContain('paid')
    })

    test('misses nothing that becomes visible late', async (context) => {
      const { rig, open, lookAgain } = await openFed(context)
      const [late, prompt] = [await open(), await open()]
      rig.feed.holdBack(late)
      await rig.customer.pays(late)
      rig.advance(5 * SECOND)
      await rig.customer.pays(prompt)
      rig.advance(5 * SECOND)
      const pages = [await lookAgain()]
      rig.advance(20 * SECOND)
      pages.push(await lookAgain())
      rig.feed.release()
      rig.advance(20 * SECOND)
      pages.push(await lookAgain())
      for (const payment of [late, prompt]) expect(pages.flatMap((page) => told(page, payment))).toContain('paid')
    })

    test('tells refunds', async (context) => {
      const { rig, platform, paid, lookAgain } = await openFed(context)
      const payment = await paid()
      await lookAgain()
      rig.advance(60 * SECOND)
      const amount = money(payment.captured.minor, payment.amount.currency)
      done(await platform.refund({ ...actOn(payment), amount, refundReference: '01JREFUND1', reason: '', refundable: amount }))
      rig.advance(5 * SECOND)
      expect(lastOf(await lookAgain(), payment)?.refunds).toMatchObject([{ amount }])
    })

    test('tells disputes', async (context) => {
      const { rig, paid, lookAgain } = await openFed(context)
      needs(context, rig.backOffice.openDispute !== undefined, 'its simulator knows no disputes')
      const payment = await paid()
      await lookAgain()
      rig.advance(3_600 * SECOND)
      await rig.backOffice.openDispute!(payment)
      rig.advance(5 * SECOND)
      expect(lastOf(await lookAgain(), payment)?.disputes).toHaveLength(1)
    })

    test('tells that there are payouts to fetch', async (context) => {
      const { rig, paid, lookAgain, capabilities } = await openFed(context)
      needs(context, rig.backOffice.payOut !== undefined && capabilities.payouts !== 'none', 'its simulator pays nothing out')
      await paid()
      await rig.backOffice.payOut!()
      expect((await lookAgain()).payoutsChanged).toBe(true)
    })

    test('costs the same with two open payments as with forty', async (context) => {
      const { rig, open, lookAgain, wire } = await openFed(context)
      const costOfLook = async (): Promise<number> => {
        rig.advance(60 * SECOND)
        await lookAgain()
        rig.advance(60 * SECOND)
        const before = wire.exchanges.length
        await lookAgain()
        return wire.exchanges.length - before
      }
      for (let count = 0; count < 2; count += 1) await open()
      const withTwo = await costOfLook()
      for (let count = 0; count < 38; count += 1) await open()
      expect(await costOfLook()).toBe(withTwo)
    })

    test('loses nothing when a look fails', async (context) => {
      const { rig, platform, open, wire, capabilities } = await openFed(context)
      expect(capabilities.feed).not.toBe('none')
      const payment = await open()
      const { cursor } = await follow(platform, null)
      await rig.customer.pays(payment)
      rig.advance(5 * SECOND + rig.feed.delayMs)
      wire.strike({ fault: { kind: 'status', when: 'before', status: 502 }, on: 'any' })
      expect((await platform.changesSince(cursor)).kind).toBe('unknown')
      wire.strike(null)
      expect(told(await follow(platform, cursor), payment)).toContain('paid')
    })

    test('survives a cursor that nobody wrote', async (context) => {
      const { platform } = await openFed(context)
      for (const nonsense of ['', 'nonsense', '{"v":99}', '[]', '{']) await expect(platform.changesSince(nonsense)).resolves.toHaveProperty('kind')
    })

    test('agrees with a direct question', async (context) => {
      const { rig, open, lookAgain, platform } = await openFed(context)
      const payment = await open()
      rig.advance(5 * SECOND)
      await rig.customer.pays(payment)
      rig.advance(5 * SECOND)
      const fed = lastOf(await lookAgain(), payment)
      const asked = done(await platform.query(handleOf(payment)))
      expect(fed).toMatchObject({ status: 'paid', amount: asked.amount, captured: asked.captured, paidAt: asked.paidAt, method: asked.method })
    })
  })
}
