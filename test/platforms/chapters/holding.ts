import { describe, expect, test } from 'vitest'
import { money, zero } from '../../../shared/money.ts'
import { actOn, done } from '../calls.ts'
import { needs, type OpenBench } from '../workbench.ts'

const LACKS_HOLDS = 'takes money at once, without a hold'

export function holding(openBench: OpenBench): void {
  const openHeld = async (context: Parameters<typeof needs>[0]) => {
    const bench = await openBench()
    needs(context, bench.capabilities.captureModes.includes('manual'), LACKS_HOLDS)
    const held = await bench.paid({ captureMode: 'manual' })
    const part = money(Math.floor(held.amount.minor / 2), held.amount.currency)
    return { ...bench, held, part }
  }

  describe('a hold', () => {
    test('reserves the money and takes none', async (context) => {
      const { held } = await openHeld(context)
      expect(held).toMatchObject({ status: 'authorized', authorized: held.amount, captured: zero(held.amount.currency), paidAt: null })
      expect(held.authorizedAt).not.toBeNull()
    })

    test('is taken whole, and once for one key', async (context) => {
      const { held, platform, look } = await openHeld(context)
      const act = { ...actOn(held), amount: held.amount, authorized: held.amount }
      expect(done(await platform.capture(act))).toMatchObject({ status: 'paid', captured: held.amount })
      await platform.capture(act)
      expect(await look(held)).toMatchObject({ status: 'paid', captured: held.amount })
    })

    test('is taken in part, and the rest goes back', async (context) => {
      const { held, part, platform, look, capabilities } = await openHeld(context)
      needs(context, capabilities.canCaptureInPart, 'takes a hold whole or not at all')
      done(await platform.capture({ ...actOn(held), amount: part, authorized: held.amount }))
      expect(await look(held)).toMatchObject({ status: 'paid', amount: held.amount, captured: part })
    })

    test('gives no more than was allowed', async (context) => {
      const { held, platform, look } = await openHeld(context)
      const more = money(held.amount.minor + 100, held.amount.currency)
      expect(await platform.capture({ ...actOn(held), amount: more, authorized: held.amount })).toMatchObject({ kind: 'refused', refusal: { reason: 'exceeds-authorized' } })
      expect((await look(held)).captured.minor).toBe(0)
    })

    test('is given back when it is void', async (context) => {
      const { held, platform, look, capabilities } = await openHeld(context)
      needs(context, capabilities.canVoid, 'cannot void')
      expect(done(await platform.void(actOn(held)))).toMatchObject({ status: 'cancelled', captured: zero(held.amount.currency) })
      expect((await platform.capture({ ...actOn(held), amount: held.amount, authorized: held.amount })).kind).toBe('refused')
      expect((await look(held)).status).toBe('cancelled')
    })

    test('whose capture was not answered shows in the next look', async (context) => {
      const { held, platform, look, wire } = await openHeld(context)
      wire.strike({ fault: { kind: 'drop', when: 'after' }, on: 'write', times: 1 })
      expect((await platform.capture({ ...actOn(held), amount: held.amount, authorized: held.amount })).kind).toBe('unknown')
      expect(await look(held)).toMatchObject({ status: 'paid', captured: held.amount })
    })
  })
}
