import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FaultPlanInput } from '../../../electron/backend/platforms/sandbox/channel/faults.ts'
import { minute, second, openTestShop, type TestShop } from '../../harness/shop.ts'

let shop: TestShop

beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(() => shop.close())

type Fault = FaultPlanInput['rules'][number]['fault']
const always = (fault: Fault): void => shop.sandbox.controls.setFaults({ seed: 'x', rules: [{ fault }] })
const health = async () => (await shop.client.accounts.list())[0]!.health

describe('the two clocks', () => {
  it('are compared at every answer', async () => {
    await shop.poll()
    expect(Math.abs((await health()).skewMs!)).toBeLessThan(2 * second)
    always({ kind: 'lying-date', byMs: -45 * second })
    await shop.poll()
    // Ours is ahead, and far enough for a warning (30 s).
    expect((await health()).skewMs).toBeGreaterThan(43 * second)
  })

  it('so far apart that the platform would refuse, no charge is signed; it goes out when they agree again', async () => {
    always({ kind: 'lying-date', byMs: -10 * minute })
    await shop.poll()
    const held = await shop.charge(1_000)
    expect(held.calls).toMatchObject([{ kind: 'create', state: 'pending', reason: 'clock-skew' }])
    expect(held.timeline.filter(({ facts }) => facts['path'] === '/v1/payments')).toEqual([])
    expect(held.order).toMatchObject({ state: 'created', unknownCalls: 0 })
    shop.sandbox.controls.setFaults({ seed: '', rules: [] })
    for (let passed = 0; passed < 5; passed += 1) await shop.pass(10 * second)
    expect((await shop.order(held.order.orderId)).order.state).toBe('awaiting_payment')
  })
})

describe('how a channel does', () => {
  it('is told from our own calls of the last half hour', async () => {
    for (let looks = 0; looks < 5; looks += 1) await shop.poll()
    expect(await health()).toMatchObject({ verdict: 'good', lastFailureAt: null })
    expect((await health()).answered).toBeGreaterThanOrEqual(5)
    always({ kind: 'drop', when: 'before' })
    for (let looks = 0; looks < 3; looks += 1) await shop.poll()
    expect(await health()).toMatchObject({ verdict: 'down' })
    expect((await health()).openUntil).toBeGreaterThan(shop.clock.now())
    shop.sandbox.controls.setFaults({ seed: '', rules: [] })
    await shop.pass(minute)
    expect((await health()).openUntil).toBeNull()
    await shop.pass(31 * minute)
    expect(await health()).toMatchObject({ verdict: 'good', calls: 1, answered: 1 })
  })
})
