import { expect, test } from 'vitest'
import { changeBps, shareBps } from '../../../renderer/figures/change.ts'

test.each([[150, 100, 5_000], [50, 100, -5_000], [100, 100, 0], [0, 100, -10_000], [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1, 0]])('%i after %i is a change of %i', (now, before, bps) => {
  expect(changeBps(now, before)).toBe(bps)
})
test.each([[100, null], [100, 0], [100, -50], [-100, 50]])('%i after %s cannot be told in per cent', (now, before) => {
  expect(changeBps(now, before)).toBeNull()
})
test('a part of nothing is nothing', () => {
  expect(shareBps(0, 0)).toBe(0)
})
test('a third is 33.33 per cent', () => {
  expect(shareBps(1, 3)).toBe(3_333)
})
