import { expect, test } from 'vitest'
import { isMonth, monthAfter } from '../../../renderer/rates/month.ts'

test.each([['2026-11', 1, '2026-12'], ['2026-12', 1, '2027-01'], ['2026-01', -1, '2025-12'], ['2026-03', -14, '2025-01'], ['2026-03', 0, '2026-03']])('%s and %i months is %s', (month, steps, found) => {
  expect(monthAfter(month, steps)).toBe(found)
})

test('only months are months', () => {
  expect(['2026-11', '2026-13', '2026-1', null, ''].map(isMonth)).toEqual([true, false, false, false, false])
})
