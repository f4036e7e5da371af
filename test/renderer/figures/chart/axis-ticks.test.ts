import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { axisTicks } from '../../../../renderer/figures/chart/axis-ticks.ts'

test.each([
  [0, 20_964, 'EUR', [0, 5_000, 10_000, 15_000, 20_000, 25_000]],
  [-9_000, 203_372, 'EUR', [-50_000, 0, 50_000, 100_000, 150_000, 200_000, 250_000]],
  [0, 1_850, 'JPY', [0, 500, 1_000, 1_500, 2_000]],
  [0, 0, 'EUR', [0, 10_000]],
  [0, 60, 'EUR', [0, 20, 40, 60]],
])('from %i to %i %s', (low, high, currency, ticks) => {
  expect(axisTicks(low, high, currency, 5)).toEqual(ticks)
})

test('the ticks reach around everything, zero is one of them, and they are few', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 10 ** 12 }), fc.integer({ min: 0, max: 10 ** 12 }), fc.constantFrom('EUR', 'JPY', 'KWD'), (down, up, currency) => {
    const ticks = axisTicks(-down, up, currency, 5)
    expect(ticks).toContain(0)
    expect(ticks[0]!).toBeLessThanOrEqual(-down)
    expect(ticks.at(-1)!).toBeGreaterThanOrEqual(up)
    expect(ticks.length).toBeLessThanOrEqual(8)
  }))
})
